package expediente

import (
	"bytes"
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// File is one file of a package before it is sealed.
type File struct {
	Path  string
	Bytes func() ([]byte, error)
}

// Package is a package before it is sealed: its files, and its manifest
// without them.
type Package struct {
	Name     string // of the zip
	Manifest Manifest
	Files    []File
}

// Render computes the books and writes every paper of the package. Source
// documents are not read yet.
func Render(in Input) (*Package, error) {
	p, set, err := replayed(in)
	if err != nil {
		return nil, err
	}
	if err := p.papers(&in, set); err != nil {
		return nil, err
	}
	taken := map[string]bool{} // the same document may be listed under two keys
	for i := range in.Documents {
		s := &in.Documents[i]
		if s.Bytes == nil || taken[documentPath(s)] {
			continue
		}
		taken[documentPath(s)] = true
		p.Files = append(p.Files, File{documentPath(s), sourceBytes(s)})
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
func replayed(in Input) (*Package, *report.Set, error) {
	if err := in.check(); err != nil {
		return nil, nil, err
	}
	facts, hashes, err := sortFacts(in.Facts)
	if err != nil {
		return nil, nil, err
	}
	if in.schema() == SchemaWithoutPairs && slices.ContainsFunc(facts, func(f FactLine) bool { return f.Kind == Counterpart || f.Kind == Evidence }) {
		return nil, nil, fault.Newf(fault.Corrupt, "facts of "+in.stem(), "kinds %q and %q are unknown in %s", Counterpart, Evidence, in.Schema)
	}
	var closing *Closing
	if !in.old() {
		c, err := Close(&in)
		if err != nil {
			return nil, nil, err
		}
		closing, in.State = &c, c.State
	}
	books, err := Replay(in.RFC, facts, in.Policy, in.Catalog, in.To)
	if err != nil {
		return nil, nil, err
	}
	found := append(slices.Clone(in.Findings), books.found(in.From, in.To)...)
	var pairs *report.Pairs
	if in.schema() != SchemaWithoutPairs {
		pairs = report.PairsOf(books.Pairs)
		found = append(found, books.pairsFound(in.From, in.To)...)
	}
	set, err := report.Build(in.head(), in.Catalog, books.Located, found, pairs)
	if err != nil {
		return nil, nil, fault.New(fault.TooLarge, "reports", err)
	}
	p := &Package{Name: in.FileName(), Manifest: Manifest{
		Schema: in.schema(), Head: in.head(), Lang: cmp.Or(in.Lang, document.Spanish), Tool: in.Tool,
		Engine: ledger.Engine, Catalog: in.Catalog.Version, Policy: in.Policy,
		Cut: cutHash(&in, facts, hashes), Facts: len(facts), Pending: in.Pending, Summary: set.Summary, Runs: books.Runs,
	}}
	if closing != nil {
		p.Manifest.Missing, p.Manifest.Approval, p.Manifest.Supersedes = closing.Missing, &closing.Approval, in.Supersedes
	}
	for i, raw := range books.Encoded {
		p.add("libros/"+books.Runs[i].Material+".json", raw)
	}
	raw, err := encodeFacts(facts, hashes)
	if err != nil {
		return nil, nil, err
	}
	p.add(factsPath, raw)
	if err := p.lines(&in); err != nil {
		return nil, nil, err
	}
	for i := range set.Tables {
		var b bytes.Buffer
		if err := set.Tables[i].CSV(&b); err != nil {
			return nil, nil, fault.New(fault.Transient, "reports", err)
		}
		p.add("reportes/"+set.Tables[i].Name+".csv", b.Bytes())
	}
	p.add("LEEME.txt", leeme(&in))
	return p, set, nil
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
	return nil
}

func (p *Package) add(path string, raw []byte) {
	p.Files = append(p.Files, File{path, func() ([]byte, error) { return raw, nil }})
}
