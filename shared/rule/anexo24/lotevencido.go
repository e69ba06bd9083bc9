package anexo24

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// loteVencido: goods of a temporary import that neither returned nor went to
// another regime in time are illegally in the country (LA art. 108, penultimate
// paragraph). Between the earliest and the last reading of the stay the lot
// warns; after the last it fails. It only warns too where exits of its stay do not
// say what they are made of, or a month of it lacks the Data Stage that the month of
// its entry has: what they took of it is not on record; during says which exits those are.
func loteVencido() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_lote_vencido",
		Title:     document.Text{ES: "Ningún lote con saldo pasa de su plazo", EN: "No lot with a balance is past its stay"},
		Citation:  "LA 108, penúltimo párrafo; Decreto IMMEX 4",
		Source:    "dossier §2.3; §6.1",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Regularice con A3 (LA 101) o pruebe el retorno con el pedimento que falta; vea immex contingency.",
			EN: "Regularise with A3 (LA 101), or prove the return with the pedimento that is missing; see immex contingency.",
		},
		Example: document.Text{
			ES: "Un lote que vencía el mes pasado y conserva 500 piezas.",
			EN: "A lot that was due last month and still holds 500 pieces.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{1},
		Books: func(b *rule.Books) rule.Outcome {
			dark, told := darkOf(b), deliveries{b: b, known: map[string]bool{}}
			return eachLot(b, func(l *rule.Lot) bool { return l.Vence.Known() && l.Left() > 0 }, func(l *rule.Lot) {
				switch {
				case b.AsOf <= l.Vence:
				case b.Hasta.Known() && b.Hasta <= l.Vence:
					b.Warn(rule.Where{Key: l.ID, Field: "vence"},
						"Su plazo venció el %s y no se ha entregado ningún documento posterior (el último es del %s): lo que haya salido desde entonces no consta.",
						"Its stay ended on %s and no later document was delivered (the last is of %s): what left since is not on record.", l.Vence, b.Hasta)
				case dark.during(l) > 0:
					b.Warn(rule.Where{Key: l.ID, Field: "vence"},
						"Quedan %s de %s y su plazo venció el %s; mientras estuvo salieron %d veces productos sin lista de materiales, y lo que llevaban de él no consta.",
						"%s of %s are left and its stay ended on %s; while it was here products without a bill of materials left %d times, and what they held of it is not on record.",
						l.Left(), l.Material, l.Vence, dark.during(l))
				case told.gap(l) != "":
					b.Warn(rule.Where{Key: l.ID, Field: "vence"},
						"Quedan %s de %s y su plazo venció el %s; el Data Stage de %s no se entregó, y lo que salió entonces no consta.",
						"%s of %s are left and its stay ended on %s; the Data Stage of %s was not delivered, and what left then is not on record.",
						l.Left(), l.Material, l.Vence, told.gap(l))
				case l.VenceUltimo.Known() && b.AsOf > l.VenceUltimo:
					b.Fail(rule.Where{Key: l.ID, Field: "vence"},
						"Quedan %s de %s y su plazo venció el %s.", "%s of %s are left and its stay ended on %s.", l.Left(), l.Material, l.Vence)
				default:
					b.Warn(rule.Where{Key: l.ID, Field: "vence"},
						"Quedan %s de %s y su plazo venció el %s, salvo que valga un plazo mayor.",
						"%s of %s are left and its stay ended on %s, unless a longer one holds.", l.Left(), l.Material, l.Vence)
				}
			})
		},
	}
}

// dark are the exits that found no lot because nobody told what they are made
// of: the days of all, and those of each heading, in order.
type dark struct {
	all     []document.Date
	heading map[string][]document.Date
}

// headingDigits are the digits of a fracción that name its heading. A later tariff
// renumbers what is under a heading more often than the heading.
const headingDigits = 4

func darkOf(b *rule.Books) *dark {
	d := &dark{heading: map[string][]document.Date{}}
	for i := range b.Exits {
		x := &b.Exits[i]
		if x.Faltante > 0 && withoutBOM(x) && x.Sale.Known() {
			d.all = append(d.all, x.Sale)
			h := heading(x.Fraccion)
			d.heading[h] = append(d.heading[h], x.Sale)
		}
	}
	slices.Sort(d.all)
	for _, days := range d.heading {
		slices.Sort(days)
	}
	return d
}

// heading is that of a fracción, "" where it tells none: too short, or of the
// chapter of special operations, whose fracciones say who imports and not what.
func heading(fraccion string) string {
	if len(fraccion) < headingDigits || strings.HasPrefix(fraccion, "98") {
		return ""
	}
	return fraccion[:headingDigits]
}

// during counts the exits of the stay of a lot that could hold what it lacks. A
// product whose list nobody gave may be made of any material, whatever its
// fracción, and one whose lists are of other days may have been made of something
// else on its own: each could. Not so a fixed asset, which goes into no product: an
// exit could only be the asset itself, under its heading or under none.
func (d *dark) during(l *rule.Lot) int {
	h := heading(l.Fraccion)
	if l.Tipo != "activo_fijo" || h == "" {
		return within(d.all, l.Entrada, l.Vence)
	}
	return within(d.heading[h], l.Entrada, l.Vence) + within(d.heading[""], l.Entrada, l.Vence)
}

// withoutBOM reports an exit of a product whose components nobody told.
func withoutBOM(x *rule.Exit) bool {
	return x.Causa == "no_bom" || x.Causa == "bom" || x.Causa == "bom_version"
}

// within counts the days from one to another, both included.
func within(days []document.Date, from, to document.Date) int {
	first, _ := slices.BinarySearch(days, from)
	past, _ := slices.BinarySearch(days, to+1)
	return max(0, past-first)
}

// deliveries remembers of which months a Data Stage came.
type deliveries struct {
	b     *rule.Books
	known map[string]bool
}

func (d *deliveries) came(month string) bool {
	came, asked := d.known[month]
	if !asked {
		came = d.b.Others.Delivered(month)
		d.known[month] = came
	}
	return came
}

// gap is the first month of the stay of a lot of which no Data Stage came, "" where
// all came, or the lot itself did not come by one.
func (d *deliveries) gap(l *rule.Lot) string {
	if d.b.Others == nil || !l.Entrada.Known() || !d.came(monthOf(l.Entrada)) {
		return ""
	}
	for day := l.Entrada; ; day = day.MonthEnd().AddDays(1) {
		if day > l.Vence {
			return ""
		}
		if month := monthOf(day); !d.came(month) {
			return month
		}
	}
}

// monthOf is the month of a day, as Data Stage is asked for.
func monthOf(day document.Date) string { return day.String()[:len("2006-01")] }
