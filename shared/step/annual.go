package step

import (
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/report"
)

// CutSeal is a package sealed of a month of the year, when the year was cut.
type CutSeal struct {
	Period  string        `json:"periodo"`
	N       int           `json:"n"`
	Package string        `json:"paquete"`
	SHA256  document.Hash `json:"sha256"`
}

// annual reports the cut of a year.
func (cut *Cut) annual() bool { return len(cut.Period) == len("2021") }

// seals freezes what was sealed of the months of a year.
func (c *Compile) seals(ctx context.Context, cut *Cut) error {
	if !cut.annual() {
		return nil
	}
	all, err := Seals(ctx, c.Books, cut.RFC)
	if err != nil {
		return err
	}
	for i := range all {
		if s := &all[i]; strings.HasPrefix(s.Period, cut.Period+"-") {
			cut.Seals = append(cut.Seals, CutSeal{s.Period, s.N, s.Package, s.SHA256})
		}
	}
	return nil
}

// files reports a table of what was filed for a year.
func files(r *FactRecord, period string) bool {
	if r.Kind != FactPlant || r.Key != material.FiledTable || len(period) != len("2021") {
		return false
	}
	f, _, err := material.Decode(r.Data)
	if err != nil {
		return true // the package says what is wrong with it
	}
	return slices.ContainsFunc(f.Rows, func(row material.Row) bool { return f.Get(&row, "ejercicio").Text == period })
}

// withdrawnIn are what is said, up to the last day of a year, of the
// cancellation or replacement of any CFDI: which of them are sales depends on
// it, whether a pedimento leads there or not.
func withdrawnIn(records []FactRecord, have []CutFact, to document.Date) ([]CutFact, error) {
	taken := make(map[document.Hash]bool, len(have))
	for _, f := range have {
		taken[f.Hash] = true
	}
	var out []CutFact
	for i := range records {
		x, err := said(&records[i])
		if err != nil {
			return nil, err
		}
		if (x.Dice == ledger.Cancela || x.Dice == ledger.Sustituye) && x.Fecha <= to && !taken[x.Hash] {
			out = append(out, CutFact{x.Hash, ledger.Ref(x.De).Key()})
		}
	}
	return out, nil
}

// crossChecked is what crosscheck found, the books held against documents, and
// what a year is made of besides its facts.
type crossChecked struct {
	Found []report.Found `json:"hallazgos"`
	// Books are the findings that the package adds of its books when it is written:
	// who approves it sees them before. Null in what an earlier release wrote.
	Books      []report.Found     `json:"de_libros"`
	Reconciled []byte             `json:"conciliaciones"`
	Annual     *expediente.Annual `json:"anual,omitempty"`
}

// annualOf is what the year is made of, as read at its cut.
func (c *Compile) annualOf(ctx context.Context, cut *Cut, facts []expediente.FactLine, k *judged) (*expediente.Annual, error) {
	if !cut.annual() {
		return nil, nil //nolint:nilnil // a month has none
	}
	out := &expediente.Annual{Sales: []expediente.Sale{}, Seals: []report.SealedMonth{}}
	for i := range k.sales.invoices {
		v := &k.sales.invoices[i]
		out.Sales = append(out.Sales, expediente.Sale{Doc: k.documents[v.UUID], Invoice: v})
	}
	for i := range k.sales.declarations {
		d := &k.sales.declarations[i]
		out.Sales = append(out.Sales, expediente.Sale{Doc: k.documents[d.Number], Declaration: d})
	}
	for i := range cut.Seals {
		s := &cut.Seals[i]
		stands := i+1 == len(cut.Seals) || cut.Seals[i+1].Period != s.Period
		m, err := c.sealedMonth(ctx, cut.RFC, s, stands, facts)
		if err != nil {
			return nil, err
		}
		out.Seals = append(out.Seals, *m)
	}
	return out, nil
}

// sealedMonth reads a package of the shelf. Of one that another superseded only
// its name is told.
func (c *Compile) sealedMonth(ctx context.Context, rfc string, s *CutSeal, stands bool, facts []expediente.FactLine) (*report.SealedMonth, error) {
	var m *expediente.Month
	err := c.sealed(ctx, rfc, s.SHA256, func(p *expediente.Sealed) (err error) {
		m, err = p.Month()
		return err //nolint:wrapcheck // classified there
	})
	if err != nil {
		return nil, err
	}
	if m.Package != s.Package || m.SHA256 != s.SHA256 {
		return nil, fault.Newf(fault.Corrupt, "package "+s.Package, "the shelf holds %s, SHA-256 %s", m.Package, m.SHA256)
	}
	first, last, err := Period(s.Period)
	if err != nil {
		return nil, err
	}
	out := m.SealedMonth
	out.Month, out.N = first.Month(), s.N
	if !stands {
		out.Figures = nil
		return &out, nil
	}
	out.Late, err = m.Late(facts, last)
	return &out, err //nolint:wrapcheck // classified there
}
