package expediente

import (
	"bytes"
	"cmp"
	"io"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// File is one file of a package before it is sealed. Its bytes are made anew each
// time they are asked for, so that not all files are in memory at once.
type File struct {
	Path  string
	Bytes func() ([]byte, error)
	// Write streams the same bytes; nil where they are there as a whole.
	Write func(io.Writer) error

	beside *beside       // nil where it is written by itself
	sum    document.Hash // of the bytes, where they were counted when they were made; else ""
	cells  int           // how many cells of reports it says, in all its forms; 0 of what is small
}

// beside is another file that is written in one pass with one.
type beside struct {
	path string
	both func(one, other io.Writer) error
}

// Package is a package before it is sealed: its files, and its manifest
// without them.
type Package struct {
	Name     string // of the zip
	Manifest Manifest
	Files    []File
	Scratch  Scratch // of Seal; nil holds every packed file in memory
}

// Render computes the books and writes every paper of the package. Source
// documents are not read yet.
func Render(in Input) (*Package, error) {
	p, set, err := replayed(in)
	if err != nil {
		return nil, err
	}
	p.papers(&in, set)
	taken := map[string]bool{} // the same document may be listed under two keys
	for i := range in.Documents {
		s := &in.Documents[i]
		if s.Bytes == nil || taken[documentPath(s)] {
			continue
		}
		taken[documentPath(s)] = true
		p.Files = append(p.Files, File{Path: documentPath(s), Bytes: sourceBytes(s)})
	}
	return p, nil
}

// sourceBytes reads a document and holds it to the hash it is known by.
func sourceBytes(s *Source) func() ([]byte, error) {
	return func() ([]byte, error) {
		raw, err := s.Bytes()
		if err != nil {
			return nil, err
		}
		if got := document.HashOf(raw); got != s.SHA {
			return nil, fault.Newf(fault.Corrupt, "document "+string(s.SHA), "its stored bytes have hash %s", got)
		}
		return raw, nil
	}
}

// replayed makes what the verifier makes again: everything but the papers for
// people and the source documents.
func replayed(in Input) (*Package, *sets, error) {
	if err := in.check(); err != nil {
		return nil, nil, err
	}
	facts, hashes, err := in.sorted()
	if err != nil {
		return nil, nil, err
	}
	var closing *Closing
	if in.closes() {
		c, err := Close(&in)
		if err != nil {
			return nil, nil, err
		}
		closing, in.State = &c, c.State
		if err := in.checkReview(); err != nil {
			return nil, nil, err
		}
	}
	books, err := Replay(in.RFC, facts, in.Policy, in.Catalog, in.To)
	if err != nil {
		return nil, nil, err
	}
	set, err := reports(&in, books, facts, hashes)
	if err != nil {
		return nil, nil, err
	}
	p := &Package{Name: in.FileName(), Manifest: Manifest{
		Schema: in.schema(), Head: in.head(), Lang: cmp.Or(in.Lang, document.Spanish), Tool: in.Tool,
		Engine: ledger.Engine, Catalog: in.Catalog.Version, Policy: in.Policy,
		Cut: cutHash(&in, facts, hashes), Facts: len(facts), Pending: in.Pending, Summary: &set.reports.Summary, Runs: books.Runs,
	}}
	if rulesIn(in.schema()) {
		p.Manifest.Rules = in.Rules
	}
	if closing != nil {
		m := &p.Manifest
		m.Law, m.Missing, m.Approval, m.Supersedes, m.Reviewed = lawOf(in.Catalog, in.schema()), closing.Missing, &closing.Approval, in.Supersedes, in.Reviewed
	}
	for i, b := range books.Books {
		run := &books.Runs[i]
		p.Files = append(p.Files, File{Path: "libros/" + run.Material + ".json", Bytes: func() ([]byte, error) { return b.Open().Encode() }, sum: run.Book})
	}
	if in.asTold == "" {
		p.stream(factsPath, func(w io.Writer) error { return encodeFacts(w, facts, hashes) })
	} else {
		p.Files = append(p.Files, File{Path: factsPath, Bytes: func() ([]byte, error) { return nil, errLetGo }, sum: in.asTold})
	}
	if err := p.lines(&in); err != nil {
		return nil, nil, err
	}
	p.tables(set)
	p.add("LEEME.txt", leeme(&in))
	if pageIn(in.schema()) {
		if err := p.page(&in, set.reports); err != nil {
			return nil, nil, err
		}
	}
	return p, set, nil
}

// sorted are the facts in their order, of the kinds that the layout has.
func (in *Input) sorted() ([]FactLine, []document.Hash, error) {
	facts, hashes, err := sortFacts(in.Facts)
	if err != nil {
		return nil, nil, err
	}
	if !pairsIn(in.schema()) && slices.ContainsFunc(facts, func(f FactLine) bool { return f.Kind == Counterpart || f.Kind == Evidence }) {
		return nil, nil, fault.Newf(fault.Corrupt, "facts of "+in.stem(), "kinds %q and %q are unknown in %s", Counterpart, Evidence, in.Schema)
	}
	return facts, hashes, nil
}

// sets are the reports of a package, and apart from them the contingency,
// nil in the layouts without it.
type sets struct{ reports, cost *report.Set }

// reports computes them from the books of a cut.
func reports(in *Input, books *Books, facts []FactLine, hashes []document.Hash) (*sets, error) {
	found := append(slices.Clone(in.Findings), books.found(in.From, in.To)...)
	var pairs *report.Pairs
	if pairsIn(in.schema()) {
		pairs = report.PairsOf(books.Pairs)
		found = append(found, books.pairsFound(in.From, in.To)...)
	}
	var closed *closing
	if in.closes() {
		var err error
		if closed, err = closingOf(in, books, facts, hashes); err != nil {
			return nil, err
		}
		found = append(found, creditFound(closed.more.Credit)...)
	}
	if in.asTold != "" && !in.annual() { // nobody writes them again
		letGo(facts)
		letGo(in.Facts)
	}
	if closed == nil {
		set, err := report.BuildBefore(in.head(), in.Catalog, books.Located, found, pairs)
		if err != nil {
			return nil, fault.New(fault.TooLarge, "reports", err)
		}
		return &sets{reports: set}, nil
	}
	set, err := report.Close(in.head(), in.Catalog, books.Located, found, pairs, &closed.more)
	if err != nil {
		return nil, fault.New(fault.TooLarge, "reports", err)
	}
	if in.annual() {
		if err := in.year(set, books, facts, closed); err != nil {
			return nil, err
		}
	}
	cost, err := set.Contingency(closed.more.Catalog, closed.left)
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "contingency", err)
	}
	return &sets{set, cost}, nil
}

// lines writes the list of documents and the findings given, in fixed order.
func (p *Package) lines(in *Input) error {
	docs := make([]documentLine, len(in.Documents))
	for i := range in.Documents {
		s := &in.Documents[i]
		docs[i] = documentLine{SHA: s.SHA, Name: s.Name, Kind: s.Kind, Key: s.Key, Status: s.Status, Period: s.Period}
		if s.Bytes != nil {
			docs[i].Path = documentPath(s)
		}
	}
	slices.SortFunc(docs, func(a, b documentLine) int {
		return cmp.Or(cmp.Compare(a.SHA, b.SHA), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Key, b.Key), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Period, b.Period), cmp.Compare(a.Path, b.Path))
	})
	raw, err := encodeLines(documentsPath, docs)
	if err != nil {
		return err
	}
	p.add(documentsPath, raw)
	found := report.Sorted(in.Findings)
	if raw, err = encodeLines(findingsPath, found); err != nil {
		return err
	}
	p.add(findingsPath, raw)
	if in.month() { // a year tells of its months in sellos.jsonl, and holds no books against documents
		if raw, err = encodeLines(earlierPath, in.Earlier); err != nil {
			return err
		}
		p.add(earlierPath, raw)
		if raw, err = EncodeReconciled(in.Reconciled); err != nil {
			return err
		}
		p.add(reconciledPath, raw)
	}
	if in.annual() {
		return p.annualLines(in)
	}
	return nil
}

func (p *Package) add(path string, raw []byte) {
	p.Files = append(p.Files, File{Path: path, Bytes: func() ([]byte, error) { return raw, nil }})
}

// stream adds a file that is written when it is asked for.
func (p *Package) stream(path string, write func(io.Writer) error) {
	p.Files = append(p.Files, File{Path: path, Write: write, Bytes: func() ([]byte, error) {
		var b bytes.Buffer
		err := write(&b)
		return b.Bytes(), err
	}})
}

// To writes a file.
func (f *File) To(w io.Writer) error {
	if f.Write != nil {
		return f.Write(w)
	}
	raw, err := f.Bytes()
	if err == nil {
		_, err = w.Write(raw)
	}
	return err //nolint:wrapcheck // the caller names the file
}
