package raoce

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// FiledDifference is one filed figure beside those of the documents.
type FiledDifference struct {
	Concept  Concept      `json:"concepto"`
	Month    int          `json:"mes"`
	Currency string       `json:"moneda"`
	Filed    money.Amount `json:"presentado"`
	// CFDI and Pedimento are the sums of the documents, unknown when one of
	// them has no value; the differences are filed less documents.
	CFDI          money.Amount      `json:"cfdi"`
	Pedimento     money.Amount      `json:"pedimento"`
	FromCFDI      money.Amount      `json:"diferencia_cfdi"`
	FromPedimento money.Amount      `json:"diferencia_pedimento"`
	Verdict       string            `json:"resultado"` // coincide_cfdi, coincide_pedimento, coincide_ambos, difiere, no_comparable
	Severity      document.Severity `json:"severidad"`
}

// What a filed figure is beside the documents.
const (
	MatchesBoth      = "coincide_ambos"
	MatchesCFDI      = "coincide_cfdi"
	MatchesPedimento = "coincide_pedimento"
	Differs          = "difiere"
	NotComparable    = "no_comparable"
)

// filed compares what was reported. One unit is a rounding.
func (w *worker) filed() {
	for _, f := range w.in.Filed {
		d := FiledDifference{Concept: f.Concept, Month: f.Month, Currency: f.Currency, Filed: f.Amount}
		d.CFDI, d.FromCFDI = w.beside(&f, FromCFDI)
		d.Pedimento, d.FromPedimento = w.beside(&f, FromPedimento)
		cfdi := near(d.FromCFDI) && (w.out.Figure(f.Concept, FromCFDI, f.Month).Documents > 0 || f.Month == 0 || !w.silent(f.Month))
		ped := near(d.FromPedimento) && (w.out.Figure(f.Concept, FromPedimento, f.Month).Documents > 0 || w.staged(f.Month))
		switch { // what nobody told is no 0 that agrees
		case cfdi && ped:
			d.Verdict = MatchesBoth
		case cfdi:
			d.Verdict = MatchesCFDI
		case ped:
			d.Verdict = MatchesPedimento
		case !d.CFDI.Known() || !d.Pedimento.Known() && f.Concept != Sales:
			d.Verdict, d.Severity = NotComparable, document.Notice
		default:
			d.Verdict, d.Severity = Differs, document.Warning
		}
		w.out.Filed = append(w.out.Filed, d)
	}
	slices.SortFunc(w.out.Filed, func(a, b FiledDifference) int {
		return cmp.Or(cmp.Compare(slices.Index(Concepts(), a.Concept), slices.Index(Concepts(), b.Concept)), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Currency, b.Currency))
	})
}

// untold reports a month nobody told of: neither a CFDI nor a Data Stage nor any
// document; or a year with one. What was filed of it is held against nothing.
func (w *worker) untold(f *Filed) bool {
	untold := w.out.Untold(f.Concept)
	return f.Month == 0 && len(untold) > 0 || slices.Contains(untold, f.Month)
}

// beside is the sum of the documents of a source, and filed less it. Of no
// document the sum is nothing; sales are on no pedimento.
func (w *worker) beside(f *Filed, s Source) (sum, diff money.Amount) {
	if s == FromPedimento && f.Concept == Sales {
		return sum, diff
	}
	fig := w.out.Figure(f.Concept, s, f.Month)
	t := fig.MXN
	if f.Currency == "USD" {
		t = fig.USD
	}
	if t.Missing > 0 || w.untold(f) {
		return sum, diff
	}
	sum = zero(t.Sum)
	diff, _ = f.Amount.Sub(sum)
	return sum, diff
}
