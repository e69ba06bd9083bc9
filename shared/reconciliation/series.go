package reconciliation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Numbered is a pedimento that is here.
type Numbered struct {
	Number string // 15 digits
	Paid   document.Date
}

// A series is told only when it is nearly all of the company: of at least ten
// numbers here, nine in ten of those from its first to its last. Brokers number
// all their clients in one series (Anexo 22, field 1), so that a hole in any
// other says nothing.
const (
	leastSeries = 10
	mostHoles   = 10 // one number in so many
)

const reasonSkipped = "numeros_salteados"

// series tells the holes in consecutive numbers of one patente, aduana and
// year.
func (r *Result) series(numbers []Numbered, here func(number string) bool) {
	runs := map[string][]Numbered{}
	for _, n := range numbers {
		if _, _, _, documento := pedimento.Split(n.Number); documento == "" || r.later(n.Paid) {
			continue
		}
		runs[n.Number[:9]] = append(runs[n.Number[:9]], n) // year, aduana, patente and the digit of the year
	}
	shared := 0
	for _, run := range runs {
		slices.SortFunc(run, func(a, b Numbered) int { return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Paid, b.Paid)) })
		run = slices.CompactFunc(run, func(a, b Numbered) bool { return a.Number == b.Number })
		first, last := consecutive(run[0].Number), consecutive(run[len(run)-1].Number)
		switch span := last - first + 1; {
		case span == len(run):
		case len(run) < leastSeries || (span-len(run))*mostHoles > span:
			shared++
		default:
			r.holes(run, here)
		}
	}
	if shared > 0 {
		r.Note = document.Textf("%d series de números (patente, aduana y año) traen huecos que no prueban nada: el agente numera en ellas a otros clientes, o hay pocos números.",
			"%d series of numbers (patente, aduana and year) have holes that prove nothing: the broker numbers other clients in them, or there are few numbers.", shared)
	}
}

// consecutive is the number of a pedimento within its series, without the digit
// of the year.
func consecutive(number string) int {
	n, _ := strconv.Atoi(number[9:]) // of fifteen digits
	return n
}

// holes are the numbers between those that are here, hole by hole.
func (r *Result) holes(run []Numbered, here func(number string) bool) {
	for i := 1; i < len(run); i++ {
		var lack []string
		for n := consecutive(run[i-1].Number) + 1; n < consecutive(run[i].Number); n++ {
			if number := run[i].Number[:9] + fmt.Sprintf("%06d", n); !here(number) {
				lack = append(lack, number)
			}
		}
		if len(lack) == 0 {
			continue
		}
		r.add(Difference{
			Reason: reasonSkipped, Severity: document.Notice, Key: lack[0], On: max(run[i-1].Paid, run[i].Paid),
			Books: strconv.Itoa(len(run)), Other: strconv.Itoa(len(lack)),
			Says: document.Textf("Entre los pedimentos %s y %s de una serie que es casi toda de la empresa faltan %d; el primero, %s.",
				"Between pedimentos %s and %s of a series that is nearly all of the company %d are missing; the first, %s.", run[i-1].Number, run[i].Number, len(lack), lack[0]),
			Fix: document.Textf("Pregunte al agente si son de la empresa; un número desistido o no usado también deja un hueco.", "Ask the broker whether they are of the company; a number that was withdrawn or never used leaves a hole too."),
		})
	}
}
