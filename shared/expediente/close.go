package expediente

import (
	"bytes"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// closing is what the reports of a close are computed from: the books, and
// the facts and documents of the cut.
type closing struct {
	more report.More
}

// closingOf gathers it from the books of a cut.
func closingOf(books *Books) *closing {
	credit := credito.NewBooks()
	for _, b := range books.Books {
		credit.Add(b)
	}
	cat := books.Basis.Terms.Catalog
	return &closing{report.More{Catalog: cat, Credit: credit.Ledger(cat)}}
}

// found are what is wrong with the credit: a grant that was refused is not in
// its roll-forward, and that must be said where the figure is read.
func (c *closing) found() []report.Found {
	var out []report.Found
	for _, f := range c.more.Credit.Findings() {
		if f.Severity == document.Error || f.Severity == document.Warning {
			out = append(out, report.Found{Pedimento: f.Key.Pedimento, Finding: f.Finding})
		}
	}
	return out
}

// lawOf is the version of the dated law that the reports of a close follow
// from, besides the catalogue's own version.
func lawOf(cat *catalog.Catalog) document.Hash {
	return cat.VersionOf("cuotas", "inpc", "multas", "recargos", "tasas_tigie")
}

// table writes a report in its forms.
func (p *Package) table(folder string, t *report.Table) error {
	var b bytes.Buffer
	if err := t.CSV(&b); err != nil {
		return fault.New(fault.Transient, "reports", err)
	}
	p.add(folder+"/"+t.Name+".csv", b.Bytes())
	if !t.Close {
		return nil
	}
	var j bytes.Buffer
	if err := t.JSON(&j); err != nil {
		return fault.New(fault.Transient, "reports", err)
	}
	p.add(folder+"/"+t.Name+".json", j.Bytes())
	return nil
}
