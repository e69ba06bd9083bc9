package step

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/programme"
)

// UnknownPedimentoError names what an audit was asked for and no accepted
// document tells of.
type UnknownPedimentoError struct {
	Numbers     []string // none of the books
	Quarantined []string // of those, what only a quarantined document tells of
}

// Error names them.
func (e *UnknownPedimentoError) Error() string {
	return "no accepted pedimento " + e.Numbers[0]
}

// Audit gathers what the books and documents of a programme say of some
// pedimentos at the end of a day, and nothing of any other.
func Audit(ctx context.Context, books Books, blobs Blobs, rfc string, scope []string, to document.Date) (*expediente.Audit, error) {
	basis, err := CurrentBasis(ctx, books, rfc)
	if err != nil {
		return nil, err
	}
	g := &auditing{
		rfc: rfc, scope: scope, groups: map[string][]string{}, chain: map[string]bool{}, of: map[document.Hash][]string{}, foreign: map[document.Hash]bool{},
		out: &expediente.Audit{RFC: rfc, Scope: slices.Clone(scope), To: to, Policy: basis.Terms.Policy, Catalog: catalog.Default(), Extracts: []expediente.Extract{}, Documents: []expediente.Traced{}},
	}
	if p := basis.Programme; p != nil {
		g.out.Nombre, g.out.Programa = p.Nombre, p.Programa
	}
	if err := g.governed(ctx, books); err != nil {
		return nil, err
	}
	docs, err := Documents(ctx, books, rfc)
	if err != nil {
		return nil, err
	}
	for _, do := range []func() error{
		func() error { return g.find(ctx, books, docs) },
		func() error { return g.facts(ctx, books) },
		func() error { return g.extracts(ctx, books) },
		func() error { return g.documents(ctx, blobs, docs) },
	} {
		if err := do(); err != nil {
			return nil, err
		}
	}
	return g.out, nil
}

// auditing is a kit that is being gathered.
type auditing struct {
	rfc    string
	scope  []string
	groups map[string][]string // with a pedimento asked for: the numbers of its chain
	chain  map[string]bool     // all of these numbers
	// of are the pedimentos a fact of the kit is about; foreign are facts of
	// other pedimentos.
	of      map[document.Hash][]string
	foreign map[document.Hash]bool
	papers  papersBehind
	file    document.Hash // of the programme file in force
	out     *expediente.Audit
	stage   *datastage.Delivery // the last one opened
	stageOf document.Hash
}

// find looks for the groups of the pedimentos and refuses what is in none.
func (g *auditing) find(ctx context.Context, store FactStore, docs []DocumentState) error {
	numbers := map[string][]string{} // of every group
	left := map[string]bool{}
	for _, n := range g.scope {
		left[n] = true
	}
	for r, err := range store.AllFacts(ctx, g.rfc) {
		if err != nil {
			return err
		}
		if r.Kind != FactPedimento {
			continue
		}
		if !slices.Contains(numbers[r.Group], r.Key) {
			numbers[r.Group] = append(numbers[r.Group], r.Key)
		}
		if slices.Contains(g.scope, r.Key) {
			g.groups[r.Group] = nil
			delete(left, r.Key)
		}
	}
	for group := range g.groups {
		g.groups[group] = numbers[group]
		for _, n := range numbers[group] {
			g.chain[n] = true
		}
	}
	if len(left) == 0 {
		return nil
	}
	unknown := &UnknownPedimentoError{Numbers: slices.Sorted(maps.Keys(left))}
	for _, d := range docs {
		if d.Record.Status == document.Quarantined && left[d.Record.Key] && !slices.Contains(unknown.Quarantined, d.Record.Key) {
			unknown.Quarantined = append(unknown.Quarantined, d.Record.Key)
		}
	}
	return unknown
}

// governed finds the programme file that the books follow from: of excerpts, whose
// hashes are others, it could not be told.
func (g *auditing) governed(ctx context.Context, store FactStore) error {
	records, err := store.Facts(ctx, g.rfc, []string{programmeGroup})
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	if _, g.file, err = programme.Governing(filesOf(records, FactProgramme)); err != nil {
		return fault.New(fault.Corrupt, "programme of "+g.rfc, err)
	}
	return nil
}

// facts takes those of the groups, of the programme file in force what they follow
// from, and what is said of the papers that the pedimentos declare.
func (g *auditing) facts(ctx context.Context, store FactStore) error {
	g.papers = papersBehind{declared: map[string][]ledger.Ref{}, about: map[ledger.Ref][]FactRecord{}, leads: map[ledger.Ref][]ledger.Ref{}}
	for r, err := range store.AllFacts(ctx, g.rfc) {
		if err == nil {
			err = g.fact(&r)
		}
		if err != nil {
			return err
		}
	}
	for _, group := range slices.Sorted(maps.Keys(g.papers.declared)) {
		g.reach(g.papers.declared[group], g.groups[group])
	}
	return nil
}

// papersBehind is what is said of papers, until it is known which of them the
// pedimentos lead to.
type papersBehind struct {
	declared map[string][]ledger.Ref // by group
	about    map[ledger.Ref][]FactRecord
	leads    map[ledger.Ref][]ledger.Ref
}

// fact takes one fact, or notes what it is.
func (g *auditing) fact(r *FactRecord) error {
	numbers, ours := g.groups[r.Group]
	switch r.Kind {
	case FactProgramme:
		if r.Hash != g.file {
			return nil // the books follow from none of these
		}
		data, err := programme.Excerpt(r.Data)
		if err != nil {
			return fault.New(fault.Corrupt, "programme file "+string(r.Hash), err)
		}
		g.add(r, r.Group, data, nil)
	case FactPedimento, FactParts:
		if !ours {
			g.foreign[r.Hash] = true
			return nil
		}
		data, err := canonical(*r)
		if err != nil {
			return err
		}
		g.add(r, r.Group, data, numbers)
	case FactCounterpart:
		g.foreign[r.Hash] = true
	case FactEvidence:
		return g.evidence(r, numbers, ours)
	case FactPlant, FactMapping, FactSeal, FactReview, FactAbsence: // the company's own
	}
	return nil
}

// evidence takes what a pedimento of the kit declares, and keeps what is said
// of papers by the day of the kit.
func (g *auditing) evidence(r *FactRecord, numbers []string, ours bool) error {
	x, err := said(r)
	if err != nil {
		return err
	}
	if x.Dice == ledger.Declara {
		if ours {
			g.add(r, r.Group, r.Data, numbers)
			g.papers.declared[r.Group] = append(g.papers.declared[r.Group], x.A)
		}
		return nil
	}
	if x.Fecha > g.out.To {
		return nil
	}
	kept := *r
	kept.Data = slices.Clone(r.Data)
	of := ledger.Ref(x.De)
	g.papers.about[of] = append(g.papers.about[of], kept)
	if x.A != "" {
		g.papers.leads[of] = append(g.papers.leads[of], x.A)
	}
	return nil
}

// reach takes what is said of the papers that a pedimento leads to.
func (g *auditing) reach(refs []ledger.Ref, numbers []string) {
	seen := map[ledger.Ref]bool{}
	for len(refs) > 0 {
		ref := refs[0]
		refs = refs[1:]
		if seen[ref] {
			continue
		}
		seen[ref] = true
		for i := range g.papers.about[ref] {
			r := &g.papers.about[ref][i]
			g.add(r, ref.Key(), r.Data, numbers)
		}
		refs = append(refs, g.papers.leads[ref]...)
	}
}

// add takes a fact once, and notes which pedimentos it is about.
func (g *auditing) add(r *FactRecord, group string, data []byte, numbers []string) {
	if _, had := g.of[r.Hash]; !had {
		g.out.Facts = append(g.out.Facts, expediente.FactLine{Kind: expediente.Kind(r.Kind), Group: group, Data: slices.Clone(data)})
	}
	g.of[r.Hash] = union(g.of[r.Hash], numbers)
}

func union(a, b []string) []string {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// extracts takes of the books what they say of the pedimentos.
func (g *auditing) extracts(ctx context.Context, store Books) error {
	stock, err := stockOf(ctx, store, g.rfc)
	if err != nil {
		return err
	}
	asked := func(is func(string) bool) bool {
		for n := range g.chain {
			if is(n) {
				return true
			}
		}
		return false
	}
	return eachRecord(ctx, store, g.rfc, func(r BookRecord, b *ledger.Book) {
		if e, ok := expediente.ExtractOf(stock.Locate(b), r.Run(), asked, g.out.To); ok {
			g.out.Extracts = append(g.out.Extracts, e)
		}
	})
}

// documents lists what the facts come from. An original goes in when it tells
// of nothing else; what lies in a container goes in with it or not at all.
func (g *auditing) documents(ctx context.Context, blobs Blobs, docs []DocumentState) error {
	inside := map[document.Hash][]string{} // containers, with the pedimentos of the kit in them
	others := map[document.Hash]bool{}     // containers that hold something else too
	for i := range docs {
		r := &docs[i].Record
		about := g.about(r)
		if r.Inside {
			if len(about) > 0 {
				inside[r.Parent] = union(inside[r.Parent], about)
			}
			if len(about) == 0 || g.more(r) {
				others[r.Parent] = true
			}
		}
	}
	for i := range docs {
		r := &docs[i].Record
		about := g.about(r)
		t := expediente.Traced{SHA: r.SHA, Name: docs[i].Name, Kind: r.Kind, Source: r.Source, Pedimento: union(about, inside[r.SHA])}
		if len(t.Pedimento) == 0 {
			continue
		}
		switch {
		case r.Inside:
			t.Parent, t.Why = r.Parent, expediente.InParent
			if err := g.taken(ctx, blobs, r, &t); err != nil {
				return err
			}
		case others[r.SHA] || g.more(r):
			t.Why = expediente.WithOthers
		default:
			g.original(ctx, blobs, &t)
		}
		g.out.Documents = append(g.out.Documents, t)
	}
	return nil
}

// original gives the bytes of a document that goes in, streamed where the shelves can.
func (g *auditing) original(ctx context.Context, blobs Blobs, t *expediente.Traced) {
	t.Bytes = func() ([]byte, error) { return blobs.Get(ctx, g.rfc, ShelfArchive, t.SHA) }
	if _, ok := blobs.(Streams); ok {
		t.Write = copied(ctx, blobs, g.rfc, ShelfArchive, t.SHA)
	}
}

// taken gives the place of a pedimento in its container, and of a Data Stage the
// rows that are its own, in the form its hash is of.
func (g *auditing) taken(ctx context.Context, blobs Blobs, r *Record, t *expediente.Traced) error {
	if r.Source != document.SourceDataStage || r.Kind != document.KindPedimento {
		var err error
		t.At, err = place(ctx, blobs, g.rfc, *r, "")
		return err
	}
	if g.stage == nil || g.stageOf != r.Parent {
		b, err := blobs.Get(ctx, g.rfc, ShelfArchive, r.Parent)
		if fault.Is(err, fault.Misconfigured) {
			return nil // the container is of another programme
		}
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		if g.stage, err = datastage.Open(ctx, bytes.NewReader(b), int64(len(b))); err != nil {
			return err //nolint:wrapcheck // classified there
		}
		g.stageOf = r.Parent
	}
	for i := range g.stage.Len() {
		var rows bytes.Buffer
		if g.stage.Canonical(&rows, i); document.HashOf(rows.Bytes()) == r.SHA {
			t.At, t.Why = placeOf(g.stage.Pedimento(i), ""), ""
			t.Bytes = func() ([]byte, error) { return rows.Bytes(), nil }
			return nil
		}
	}
	return nil
}

// about are the pedimentos of the kit that an accepted document tells of.
func (g *auditing) about(r *Record) []string {
	if !usable(r.Status) {
		return nil
	}
	var out []string
	if r.Kind == document.KindPedimento && g.chain[r.Key] {
		out = append(out, r.Key)
	}
	if r.Kind == document.KindProgramme {
		return nil
	}
	for _, h := range r.facts() {
		out = union(out, g.of[h])
	}
	return out
}

// more reports a document that gives facts of other pedimentos too.
func (g *auditing) more(r *Record) bool {
	return slices.ContainsFunc(r.facts(), func(h document.Hash) bool { return g.foreign[h] })
}

// SealAudit packs a kit, holds it against itself as its reader will, signs it where
// there is a signer, and hands it over. A large one lies in the room of scratch
// meanwhile, nil holds it in memory; its parcel is read before hand returns.
func SealAudit(ctx context.Context, a *expediente.Audit, key expediente.Signer, scratch expediente.Scratch, hand func(Parcel) error) (_ *expediente.Verdict, err error) {
	p, err := expediente.RenderAudit(a)
	if err != nil {
		return nil, err //nolint:wrapcheck // classified there
	}
	p.Scratch = scratch
	zip, verdict, err := sealedZip(p)
	if err != nil {
		return nil, err
	}
	defer func() { err = cmp.Or(err, zip.Close()) }()
	out := Parcel{RFC: a.RFC, Name: p.Name, SHA256: zip.hash, Zip: func(w io.Writer) error {
		_, err := io.Copy(w, zip.Reader())
		return err //nolint:wrapcheck // of who takes it
	}}
	if key != nil {
		s, err := expediente.SignAt(ctx, key, zip.Reader(), zip.Reader().Size(), zip.hash)
		if err != nil {
			return nil, err //nolint:wrapcheck // classified there
		}
		if out.Signature, err = s.Encode(); err != nil {
			return nil, fault.New(fault.Corrupt, "sign "+p.Name, err)
		}
	}
	return verdict, hand(out)
}
