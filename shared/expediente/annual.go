package expediente

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/report"
)

// The files that the reports of a year start from, besides facts and
// documents.
const (
	salesPath = "hechos/ventas.jsonl"
	sealsPath = "hechos/sellos.jsonl"
)

// Annual is what a package of a year is made of besides its facts: what issued
// CFDI and declarations say of sales, as they were read when it was made, and
// the sealed packages of its months.
type Annual struct {
	Sales []Sale               `json:"ventas"`
	Seals []report.SealedMonth `json:"sellos"`
}

// Sale is one document of the annual report: an invoice or a declaration.
type Sale struct {
	Doc         document.Hash      `json:"documento,omitempty"`
	Invoice     *raoce.Invoice     `json:"cfdi,omitempty"`
	Declaration *raoce.Declaration `json:"declaracion,omitempty"`
}

// compareSales puts invoices first, by day and number.
func compareSales(a, b Sale) int {
	key := func(s *Sale) (int, document.Date, string) {
		switch {
		case s.Invoice != nil:
			return 0, s.Invoice.On, s.Invoice.UUID
		case s.Declaration != nil:
			return 1, s.Declaration.On, s.Declaration.Number
		}
		return 2, 0, ""
	}
	ak, ad, an := key(&a)
	bk, bd, bn := key(&b)
	return cmp.Or(cmp.Compare(ak, bk), cmp.Compare(ad, bd), cmp.Compare(an, bn), cmp.Compare(a.Doc, b.Doc))
}

// compareSeals puts months in order, each with its supplements behind it.
func compareSeals(a, b report.SealedMonth) int {
	return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.N, b.N), cmp.Compare(a.Package, b.Package))
}

// annualLines writes what the year starts from, in fixed order.
func (p *Package) annualLines(in *Input) error {
	var a Annual
	if in.Annual != nil {
		a = Annual{slices.Clone(in.Annual.Sales), slices.Clone(in.Annual.Seals)}
	}
	slices.SortStableFunc(a.Sales, compareSales)
	slices.SortStableFunc(a.Seals, compareSeals)
	raw, err := encodeLines(salesPath, a.Sales)
	if err != nil {
		return err
	}
	p.add(salesPath, raw)
	if raw, err = encodeLines(sealsPath, a.Seals); err != nil {
		return err
	}
	p.add(sealsPath, raw)
	return nil
}

// annualIn reads it back.
func annualIn(c *container) (*Annual, error) {
	var a Annual
	raw, err := c.read(salesPath, maxText)
	if err == nil {
		a.Sales, err = decodeLines[Sale](salesPath, raw)
	}
	if err != nil {
		return nil, err
	}
	if raw, err = c.read(sealsPath, maxText); err == nil {
		a.Seals, err = decodeLines[report.SealedMonth](sealsPath, raw)
	}
	return &a, err
}

// year adds the reports of a year to those of its close.
func (in *Input) year(set *report.Set, books *Books, facts []FactLine, c *closing) error {
	y := &report.Year{Basis: &books.Basis}
	if in.Annual != nil {
		y.Seals = slices.Clone(in.Annual.Seals)
		slices.SortStableFunc(y.Seals, compareSeals)
		for i := range y.Seals {
			y.Seals[i].TellsCredit = closes(y.Seals[i].Schema)
		}
	}
	for i := range in.Documents {
		d := &in.Documents[i]
		if d.Kind == document.KindDataStage && (d.Status == document.Accepted || d.Status == document.Version) {
			for m := 1; m <= 12; m++ {
				y.Staged[m] = y.Staged[m] || d.Period == document.NewDate(in.From.Year(), m, 1).String()[:7]
			}
		}
	}
	sales, err := in.sales(books, facts, y)
	if err != nil {
		return err
	}
	y.Sales = raoce.Of(sales)
	if err := set.Annual(&c.more, y); err != nil {
		return fault.New(fault.Corrupt, "annual reports", err)
	}
	return nil
}

// sales puts together what the annual report is worked out from: documents as
// they were read, and from the facts what withdraws an invoice, how the company
// sells, and what it filed.
func (in *Input) sales(books *Books, facts []FactLine, y *report.Year) (*raoce.Input, error) {
	out := &raoce.Input{RFC: in.RFC, Year: in.From.Year(), Catalog: books.Basis.Terms.Catalog, Staged: y.Staged}
	said, err := withdrawals(facts)
	if err != nil {
		return nil, err
	}
	if in.Annual != nil {
		for i := range in.Annual.Sales {
			switch s := &in.Annual.Sales[i]; {
			case s.Invoice != nil:
				v := *s.Invoice
				v.Withdrawn = withdrawn(&v, in.RFC, said)
				out.Invoices = append(out.Invoices, v)
			case s.Declaration != nil:
				out.Declarations = append(out.Declarations, *s.Declaration)
			}
		}
	}
	if p := books.Basis.Programme; p != nil {
		out.SalesBasis = p.SalesBasis
	}
	if books.Basis.Plant != nil {
		for _, r := range books.Basis.Plant.Reported() {
			if r.Ejercicio == out.Year {
				out.Filed = append(out.Filed, raoce.Filed{Month: r.Mes, Concept: raoce.Concept(r.Concepto), Currency: r.Moneda, Amount: r.Importe})
			}
		}
	}
	return out, nil
}

// withdrawals are what facts say of the cancellation or replacement of each
// CFDI.
func withdrawals(facts []FactLine) (map[string][]ledger.Said, error) {
	out := map[string][]ledger.Said{}
	for i := range facts {
		if facts[i].Kind != Evidence {
			continue
		}
		e, err := ledger.DecodeEvidence(facts[i].Data)
		if err != nil {
			return nil, factError(&facts[i], err)
		}
		if e.Dice == ledger.Cancela || e.Dice == ledger.Sustituye {
			out[e.De] = append(out[e.De], ledger.Said{Hash: document.HashOf(facts[i].Data), Evidence: *e})
		}
	}
	return out, nil
}

// withdrawn is why an invoice does not count, "" when it does.
func withdrawn(v *raoce.Invoice, rfc string, said map[string][]ledger.Said) string {
	if v.UUID == "" {
		return ""
	}
	cancels, by := ledger.Withdrawn(said[string(ledger.UUIDRef(v.UUID))], rfc)
	switch {
	case len(cancels) > 0:
		return "cancelado"
	case len(by) > 0:
		return "sustituido"
	}
	if v.Withdrawn == twoVersions {
		return v.Withdrawn
	}
	return "" // nothing else is a matter of documents
}

// twoVersions marks an invoice whose UUID came with two contents.
const twoVersions = "dos_versiones"
