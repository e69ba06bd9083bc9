package expediente

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// closing is what the reports of a close are computed from: the books, and
// the facts and documents of the cut.
type closing struct {
	more report.More
	left []contingencia.Lot // expired at the end of the period
}

// closingOf gathers it from a cut and its books.
func closingOf(in *Input, books *Books, facts []FactLine, hashes []document.Hash) (*closing, error) {
	cat := books.Basis.Terms.Catalog
	left := contingencia.NewGather(in.To, cat)
	left.Keep = func(l *contingencia.Lot) bool { return report.Expired(l, in.To) }
	past := slices.DeleteFunc(slices.Clone(books.Books), func(k *ledger.Kept) bool { // the others have none to keep
		return !slices.ContainsFunc(k.Lots, func(l ledger.Lot) bool {
			return report.Expired(&contingencia.Lot{Vence: l.Due, VenceUltimo: l.DueLast}, in.To)
		})
	})
	for b := range ledger.Lent(past) {
		left.Book(b)
	}
	for i := range facts {
		if facts[i].Kind != Pedimento || !left.Wants(hashes[i]) {
			continue
		}
		f, err := facts[i].Pedimento()
		if err != nil {
			return nil, factError(&facts[i], err)
		}
		left.Fact(hashes[i], f)
	}
	for i := range in.Documents {
		d := &in.Documents[i]
		books.Papers.Document(d.Kind, d.Key, d.Status)
	}
	evidence := in.evidence()
	credit := report.Beside(func() *credito.Ledger { return credito.OfBooks(books.Books, cat) })
	defer credit() // nothing goes on behind an error
	out := &closing{report.More{Catalog: cat, Books: books.Books, Declared: books.Declared, Papers: books.Papers, Evidence: evidence, Old: !rulesIn(in.schema())}, left.Lots()}
	if timesIn(in.schema()) {
		out.more.Times = timesOf(books)
	}
	if in.month() {
		if err := out.monthOf(in, books, facts, hashes); err != nil {
			return nil, err
		}
	}
	out.more.Credit = credit()
	return out, nil
}

// timesOf is what the plant's tables tell of the 48 hours, and of whom they are asked.
func timesOf(books *Books) *report.Times {
	t := &report.Times{Company: books.Basis.Programme.Company(nil)}
	if tables := books.Basis.Plant; tables != nil {
		t.Clocks = tables.Clocks()
	}
	return t
}

// evidence are the documents as the index has them, nil in the layouts without
// one.
func (in *Input) evidence() []report.Evidence {
	if !yearIn(in.schema()) {
		return nil
	}
	out := make([]report.Evidence, len(in.Documents))
	for i := range in.Documents {
		d := &in.Documents[i]
		out[i] = report.Evidence{SHA: d.SHA, Name: d.Name, Kind: d.Kind, Key: d.Key, Status: d.Status, Period: d.Period}
		if d.Bytes != nil {
			out[i].Path = documentPath(d)
		}
	}
	return out
}

// monthOf adds what a month tells of those before it and of what others say.
func (c *closing) monthOf(in *Input, books *Books, facts []FactLine, hashes []document.Hash) (err error) {
	if c.more.Before, err = before(in, facts, hashes, books); err != nil {
		return err
	}
	for i := range in.Earlier {
		c.more.Earlier = append(c.more.Earlier, in.Earlier[i].Earlier)
	}
	c.more.Reconciled, err = reconcile(in, books, facts)
	return err
}

// contingencyFolder holds the estimate for the company alone: what goes to an
// authority leaves out the whole folder.
const contingencyFolder = "contingencia"

// Found are the findings that a package of the newest layout tells of a period
// beside those it is given as Input.Findings: contradictions that keep facts out,
// how the V1 are paired, and what is wrong with the credit.
func (b *Books) Found(from, to document.Date) []report.Found {
	credit := credito.OfBooks(b.Books, b.Basis.Terms.Catalog)
	return slices.Concat(b.found(from, to), b.pairsFound(from, to), creditFound(credit))
}

// creditFound are what is wrong with the credit: a grant that was refused is not in
// its roll-forward, and that must be said where the figure is read.
func creditFound(credit *credito.Ledger) []report.Found {
	var out []report.Found
	for _, f := range credit.Findings() {
		if f.Severity == document.Error || f.Severity == document.Warning {
			out = append(out, report.Found{Pedimento: f.Key.Pedimento, Standing: true, Finding: f.Finding})
		}
	}
	return out
}

// lawOf is the version of the dated law that the reports of a layout follow
// from, besides the catalogue's own version.
func lawOf(cat *catalog.Catalog, schema string) document.Hash {
	tables := []string{"cuotas", "inpc", "multas", "recargos", "tasas_tigie"}
	if yearIn(schema) {
		tables = append(tables, "dias_inhabiles", "obligaciones", "requisitos_rece", "umbrales")
	}
	return cat.VersionOf(tables...)
}

// tables adds every report in its forms.
func (p *Package) tables(set *sets) {
	everyJSON := bridges(p.Manifest.Schema)
	for i := range set.reports.Tables {
		p.table("reportes", &set.reports.Tables[i], everyJSON)
	}
	if set.cost == nil {
		return
	}
	for i := range set.cost.Tables {
		p.table(contingencyFolder, &set.cost.Tables[i], everyJSON)
	}
}

// table adds a report in its forms.
func (p *Package) table(folder string, t *report.Table, everyJSON bool) {
	stem := folder + "/" + t.Name
	p.stream(stem+".csv", t.CSV)
	csv := &p.Files[len(p.Files)-1]
	csv.cells = t.Len() * len(t.Columns)
	if t.Close || everyJSON {
		csv.beside, csv.cells = &beside{stem + ".json", t.CSVAndJSON}, 2*csv.cells
		p.stream(stem+".json", t.JSON)
	}
}
