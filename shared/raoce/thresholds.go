package raoce

import (
	"fmt"
	"math/big"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Verdict is what can be proved of a threshold.
type Verdict string

// The verdicts.
const (
	Reached     Verdict = "alcanzado"
	NotReached  Verdict = "no_alcanzado"
	NotProvable Verdict = "no_demostrable"
)

// Title names a verdict for a reader.
func (v Verdict) Title() document.Text {
	switch v {
	case Reached:
		return document.Text{ES: "alcanzado", EN: "reached"}
	case NotReached:
		return document.Text{ES: "no alcanzado", EN: "not reached"}
	case NotProvable:
		return document.Text{ES: "no demostrable", EN: "not provable"}
	}
	return document.Text{ES: string(v), EN: string(v)}
}

// The tests of the year. EitherExports is art. 24-I as a whole: the amount or
// the share.
const (
	EitherExports = "exportacion_minima"
	ExportsUSD    = "exportacion_minima_usd"
	ExportsShare  = "exportacion_minima_parte"
	ReturnedShare = "rece_retorno"
)

// Test is one threshold against the figures.
type Test struct {
	Code   string
	Title  document.Text
	Source Source
	// Figure is the amount, or the percentage rounded down to two decimals; Of
	// and Over are what the percentage is of.
	Figure, Of, Over  money.Amount
	Threshold         money.Amount
	Unit, Sense       string
	Confidence, Cites string
	Verdict           Verdict
	Why               document.Text
}

// tests asks every threshold on the last day of the year.
func (w *worker) tests() {
	usd := w.amountTest(FromCFDI)
	share := w.shareTest(ExportsShare, FromCFDI, Exports, Sales)
	either := Test{Code: EitherExports, Title: document.Textf("Exportaciones que sostienen el programa: monto o parte", "Exports that keep the programme: amount or share"), Source: FromCFDI, Confidence: usd.Confidence, Cites: usd.Cites}
	switch {
	case usd.Verdict == Reached || share.Verdict == Reached:
		either.Verdict = Reached
	case usd.Verdict == NotReached && share.Verdict == NotReached:
		either.Verdict = NotReached
	default:
		either.Verdict, either.Why = NotProvable, neither(&usd, &share)
	}
	w.out.Tests = append(w.out.Tests, either, usd, share, w.amountTest(FromPedimento), w.shareTest(ReturnedShare, FromPedimento, Returned, Imported))
}

// neither says why neither of two tests decides: what is not provable of each, and
// which of them is not reached.
func neither(tests ...*Test) (why document.Text) {
	for _, t := range tests {
		of := t.Why
		if t.Verdict == NotReached {
			of = document.Textf("no se alcanza", "not reached")
		}
		if why.ES != "" {
			why.ES, why.EN = why.ES+"; ", why.EN+"; "
		}
		why.ES, why.EN = why.ES+t.Title.ES+": "+of.ES, why.EN+t.Title.EN+": "+of.EN
	}
	return why
}

// start fills a test from the dated law; ok is false when the law of the day
// is not known.
func (w *worker) start(code string, s Source) (t Test, ok bool) {
	row, err := w.in.Catalog.Threshold(code, document.NewDate(w.in.Year, 12, 31))
	t = Test{Code: code, Title: row.Title, Source: s, Threshold: row.Value, Unit: row.Unit, Sense: row.Sense, Confidence: row.Confidence, Cites: row.Source, Verdict: NotProvable}
	if err != nil || !row.Value.Known() {
		t.Why = document.Textf("no se conoce el umbral de ese año", "the threshold of that year is not known")
		return t, false
	}
	return t, true
}

// passes reports a figure beyond a threshold, by its sense; over is its
// denominator.
func (t *Test) passes(figure, over *big.Rat) bool {
	limit := new(big.Rat).Mul(fraction(t.Threshold), over)
	switch c := figure.Cmp(limit); t.Sense {
	case "mas_de":
		return c > 0
	default:
		return c >= 0
	}
}

// amountTest is the exports in dollars. What is missing only adds to them,
// except credit notes.
func (w *worker) amountTest(s Source) Test {
	t, ok := w.start(ExportsUSD, s)
	if !ok {
		return t
	}
	plus, minus := w.missing(Exports, s, "USD")
	maybe, mayTake := w.doubtful(Exports, s)
	plus, minus = plus+maybe, minus+mayTake
	t.Figure = zero(w.out.Figure(Exports, s, 0).USD.Sum)
	absent := w.absent(s)
	switch passed := t.passes(fraction(t.Figure), big.NewRat(1, 1)); {
	case passed && minus == 0:
		t.Verdict = Reached
	case passed:
		t.Why = document.Textf("%d notas de crédito dudosas o sin valor en dólares pueden bajarlo", "%d credit notes in doubt or without a value in dollars may lower it", minus)
	case plus > 0:
		t.Why = document.Textf("%d documentos dudosos o sin valor en dólares pueden sumar", "%d documents in doubt or without a value in dollars may add to it", plus)
	case absent != (document.Text{}):
		t.Why = absent
	default:
		t.Verdict = NotReached
	}
	return t
}

// shareTest is one figure as a percentage of another, in pesos.
func (w *worker) shareTest(code string, s Source, part, whole Concept) Test {
	t, ok := w.start(code, s)
	if !ok {
		return t
	}
	t.Of, t.Over = zero(w.out.Figure(part, s, 0).MXN.Sum), zero(w.out.Figure(whole, s, 0).MXN.Sum)
	if t.Over.Sign() <= 0 {
		t.Why = document.Textf("no hay con qué comparar: el total es %s", "there is nothing to compare with: the total is %s", t.Over)
		return t
	}
	hundred := new(big.Rat).Mul(fraction(t.Of), big.NewRat(100, 1))
	t.Figure = percent(hundred, fraction(t.Over))
	more, less := w.missing(part, s, "MXN")
	allMore, allLess := w.missing(whole, s, "MXN")
	if s == FromCFDI { // the part is in the whole: what is left is of the rest
		allMore, allLess = max(0, allMore-more), max(0, allLess-less)
	}
	maybe, mayTake := w.doubtful(part, s) // in the whole already, with or without a value
	n := more + less + allMore + allLess + w.doubts(part, s)
	if more, less = more+maybe, less+mayTake; n > 0 && !w.settled(&t, hundred, more, less, allMore, allLess) {
		t.Why = document.Textf("%d documentos dudosos o sin valor en pesos pueden cambiarlo", "%d documents in doubt or without a value in pesos may change it", n)
		return t
	}
	if absent := w.absent(s); absent != (document.Text{}) {
		t.Why = absent
		return t
	}
	t.Verdict = NotReached
	if t.passes(hundred, fraction(t.Over)) {
		t.Verdict = Reached
	}
	return t
}

// settled reports that what has no value cannot change the verdict: more of the
// part or less of the rest only raises a share, less of the part or more of the
// rest only lowers it.
func (w *worker) settled(t *Test, hundred *big.Rat, more, less, allMore, allLess int) bool {
	inside := t.Of.Sign() >= 0 && t.Of.Cmp(t.Over) <= 0 || t.Source != FromCFDI
	if !inside {
		return false
	}
	if t.passes(hundred, fraction(t.Over)) {
		return less == 0 && allMore == 0
	}
	return more == 0 && allLess == 0
}

// missing counts documents of a figure without a value: those that would add
// and those that would take away.
func (w *worker) missing(c Concept, s Source, currency string) (plus, minus int) {
	for m := 1; m < months; m++ {
		f := w.out.Figure(c, s, m)
		for i := range f.Items {
			if it := &f.Items[i]; !pick(currency, it.MXN, it.USD).Known() {
				if it.Kind == "E" && s == FromCFDI {
					minus++
				} else {
					plus++
				}
			}
		}
	}
	if all := w.out.Figure(c, s, 0); lacking(currency, &all) > plus+minus { // a sum that did not fit
		plus, minus = plus+1, minus+1
	}
	return plus, minus
}

// doubtful counts the documents that may be exports too: those that would add, and
// the credit notes, which would take away.
func (w *worker) doubtful(c Concept, s Source) (plus, minus int) {
	if c != Exports || s != FromCFDI {
		return 0, 0
	}
	for m := 1; m < months; m++ {
		f := w.out.Figure(Doubtful, s, m)
		for i := range f.Items {
			if f.Items[i].Kind == "E" {
				minus++
			} else {
				plus++
			}
		}
	}
	return plus, minus
}

// doubts counts those of them that have a value in pesos: the others are among what
// has none.
func (w *worker) doubts(c Concept, s Source) int {
	if c != Exports || s != FromCFDI {
		return 0
	}
	f := w.out.Figure(Doubtful, s, 0)
	return f.Documents - f.MXN.Missing
}

func lacking(currency string, f *Figure) int {
	if currency == "USD" {
		return f.USD.Missing
	}
	return f.MXN.Missing
}

// absent says which months nobody told of; empty when all were.
func (w *worker) absent(s Source) document.Text {
	list, es, en := w.out.Silent, "no hay CFDI emitidos de los meses %s", "there are no issued CFDI of months %s"
	if s == FromPedimento {
		list, es, en = w.out.Unstaged, "no se entregó Data Stage de los meses %s", "no Data Stage of months %s was delivered"
	}
	if len(list) == 0 {
		return document.Text{}
	}
	var names []string
	for _, m := range list {
		names = append(names, fmt.Sprintf("%02d", m))
	}
	return document.Textf(es, en, strings.Join(names, ", "))
}

// percent is a share with two decimals, rounded down: it never shows a
// threshold that is not reached.
func percent(hundred, of *big.Rat) money.Amount {
	r := new(big.Rat).Quo(hundred, of)
	r.Mul(r, big.NewRat(100, 1))
	n := new(big.Int).Div(r.Num(), r.Denom()) // Euclid: downwards for a positive denominator
	p, err := money.Parse(new(big.Rat).SetFrac(n, big.NewInt(100)).FloatString(2))
	if err != nil {
		return money.Amount{}
	}
	return p
}
