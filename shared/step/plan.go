package step

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/rule/glosa"
)

// rangeSize is how many materials one reconcile takes; at most maxRanges are
// planned, so that the refs of all fit in one state (decision 0003).
const (
	rangeSize = 200
	maxRanges = 1_000
)

// Cut is the frozen input of a package: which facts, documents and policy.
type Cut struct {
	RFC       string        `json:"rfc"`
	Nombre    string        `json:"nombre"`
	Programa  string        `json:"programa"`
	Period    string        `json:"period"`
	From      document.Date `json:"from"`
	To        document.Date `json:"to"`
	Policy    ledger.Policy `json:"policy"`
	Catalog   document.Hash `json:"catalog"`
	Law       document.Hash `json:"law"` // of all tables: what rules say belongs to it
	Engine    string        `json:"engine"`
	Rules     document.Hash `json:"rules"` // version of those that crosscheck asks
	Facts     []CutFact     `json:"facts"`
	Documents []Record      `json:"documents"`
	// Open are the consolidados of the period that nothing in the books had
	// closed by then.
	Open []string `json:"open"`
	// Strays are the documents of the period in quarantine that say of no
	// programme of ours, as expediente.Input has them.
	Strays []string `json:"strays,omitempty"`
	// Seals are the packages sealed of the months of a year.
	Seals []CutSeal `json:"seals,omitempty"`
	// Review is who approves its package; nil where nobody has to.
	Review *programme.Review `json:"review,omitempty"`
	// Mappings are what was learned of suppliers, Papers the documents beside the
	// pedimentos of the facts, and Files what holds them all: what rules may look
	// at, in the order of their hashes.
	Mappings []document.Hash `json:"mappings"`
	Papers   []document.Hash `json:"papers"`
	Files    []CutFile       `json:"files"`
	// Earlier are the last packages sealed of the months of a year before, in
	// their order; of a month alone.
	Earlier []EarlierSeal `json:"earlier"`
}

// EarlierSeal is a sealed package of an earlier month.
type EarlierSeal struct {
	Period string        `json:"period"`
	SHA256 document.Hash `json:"sha256"`
}

// CutFact is one fact of the cut, in the group it had then.
type CutFact struct {
	Hash  document.Hash `json:"hash"`
	Group string        `json:"group"`
}

// Plan freezes a cut and lists the ranges of materials to reconcile.
func (c *Compile) Plan(ctx context.Context, in PlanIn) (PlanOut, error) {
	from, to, err := Period(in.Period)
	if err != nil {
		return PlanOut{}, err
	}
	dirty, err := c.Books.Dirty(ctx, in.RFC)
	if err != nil {
		return PlanOut{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if len(dirty) > 0 {
		return PlanOut{}, fault.Newf(fault.Conflict, "plan", "%d materials of %s still wait for matching", len(dirty), in.RFC)
	}
	cut, err := c.freeze(ctx, in, from, to)
	if err != nil {
		return PlanOut{}, err
	}
	ref, err := c.put(ctx, in.RFC, cut)
	if err != nil {
		return PlanOut{}, err
	}
	ranges, err := c.ranges(ctx, in.RFC)
	if err != nil {
		return PlanOut{}, err
	}
	list, err := c.put(ctx, in.RFC, ranges)
	if err != nil {
		return PlanOut{}, err
	}
	bucket, key := c.Locator.Where(in.RFC, ShelfWork, list)
	return PlanOut{RFC: in.RFC, Period: in.Period, Cut: ref, Ranges: Object{bucket, key}, Count: len(ranges), Review: needOf(cut.Review)}, nil
}

func (c *Compile) freeze(ctx context.Context, in PlanIn, from, to document.Date) (*Cut, error) {
	basis, err := CurrentBasis(ctx, c.Books, in.RFC)
	if err != nil {
		return nil, err
	}
	cut := &Cut{
		RFC: in.RFC, Period: in.Period, From: from, To: to,
		Policy: basis.Terms.Policy, Catalog: catalog.Default().Version, Law: catalog.Default().Law, Engine: ledger.Engine, Rules: glosa.Version(c.Rules, catalog.Default()),
		Facts: []CutFact{}, Documents: []Record{}, Open: []string{}, Mappings: []document.Hash{}, Papers: []document.Hash{}, Files: []CutFile{},
		Earlier: []EarlierSeal{},
	}
	if p := basis.Programme; p != nil {
		cut.Nombre, cut.Programa, cut.Review = p.Nombre, p.Programa, p.Review()
	}
	closed := map[string]bool{}
	if err := c.facts(ctx, cut, closed); err != nil {
		return nil, err
	}
	docs, err := Documents(ctx, c.Books, in.RFC)
	if err != nil {
		return nil, err
	}
	cut.documents(docs)
	cut.open(closed)
	if err := c.strays(ctx, cut); err != nil {
		return nil, err
	}
	if err := c.seals(ctx, cut); err != nil {
		return nil, err
	}
	cut.freezeArchive(docs)
	return cut, c.freezeSeals(ctx, cut)
}

// facts lists those that moved something up to the last day of the period, whenever
// they were paid (ledger.Fact.Since), and rectifications paid up to it. An invoice goes
// with its pedimento; the programme file is evidence of the policy, and the
// plant's tables are dated row by row. The pedimentos of ours that were paid, of
// whatever day, are closed.
func (c *Compile) facts(ctx context.Context, cut *Cut, closed map[string]bool) error {
	ch := taken{cut: cut, closed: closed, groups: map[string]bool{}, begun: ledger.NewBegun(cut.To)}
	for r, err := range c.Books.AllFacts(ctx, cut.RFC) {
		if err == nil {
			err = ch.take(&r)
		}
		if err != nil {
			return err
		}
	}
	for i := range ch.later {
		if f := &ch.later[i]; ch.begun.Other(f.Group, f.key, f.rectifies) {
			cut.Facts = append(cut.Facts, f.CutFact)
		}
	}
	for _, r := range ch.waiting {
		if ch.groups[r.Group] {
			cut.Facts = append(cut.Facts, CutFact{r.Hash, r.Group})
		}
	}
	behind, err := behindOf(ch.evidence, ch.groups, cut.To)
	if err != nil {
		return err
	}
	cut.Facts = append(cut.Facts, behind...)
	if cut.annual() {
		withdrawn, err := withdrawnIn(ch.evidence, cut.Facts, cut.To)
		if err != nil {
			return err
		}
		cut.Facts = append(cut.Facts, withdrawn...)
	}
	slices.SortFunc(cut.Facts, func(a, b CutFact) int {
		return strings.Compare(a.Group+string(a.Hash), b.Group+string(b.Hash))
	})
	return nil
}

// taken is what a cut takes of the facts, and what has to wait until all of
// them were seen.
type taken struct {
	cut      *Cut
	closed   map[string]bool // suffixes of paid pedimentos
	groups   map[string]bool // with a pedimento of the cut
	begun    *ledger.Begun
	later    []laterFact
	waiting  []FactRecord
	evidence []FactRecord
}

// laterFact is a pedimento as a source tells it that dates it after the period.
type laterFact struct {
	CutFact
	key       string
	rectifies bool
}

func (c *taken) take(r *FactRecord) error {
	switch r.Kind {
	case FactProgramme, FactPlant:
		if r.Group != asideGroup || closes(r, c.cut.Period) || files(r, c.cut.Period) || balances(r, c.cut.From, c.cut.To) { // a finding that somebody resolved later changes no period
			c.cut.Facts = append(c.cut.Facts, CutFact{r.Hash, r.Group})
		}
	case FactParts:
		c.waiting = append(c.waiting, *r)
	case FactEvidence:
		kept := *r
		kept.Data = slices.Clone(r.Data)
		c.evidence = append(c.evidence, kept)
	case FactMapping: // no figure of the books rests on them; documents are read by them
		c.cut.Mappings = append(c.cut.Mappings, r.Hash)
	case FactPedimento, FactCounterpart: // dated alike: what moves, and what confirms it
		f, err := datedFact(r)
		if err != nil {
			return fault.New(fault.Corrupt, "fact "+string(r.Hash), err)
		}
		if r.Kind == FactPedimento && f.Pago.Known() {
			c.closed[ledger.Suffix(f.Key)] = true
		}
		switch of := (CutFact{r.Hash, r.Group}); {
		case c.begun.See(r.Group, f.Key, f.Since(catalog.Default())):
			c.groups[r.Group] = true
			c.cut.Facts = append(c.cut.Facts, of)
		case r.Kind == FactPedimento:
			c.later = append(c.later, laterFact{of, strings.Clone(f.Key), f.EsRectif})
		}
	case FactSeal, FactReview, FactAbsence: // what was made of a cut is none of it
	}
	return nil
}

// datedFact is a pedimento, ours or a counterpart's.
func datedFact(r *FactRecord) (*ledger.Fact, error) {
	if r.Kind == FactCounterpart {
		c, err := ledger.DecodeCounterpart(r.Data)
		if err != nil {
			return nil, err //nolint:wrapcheck // the caller names the fact
		}
		return c.Fact, nil
	}
	return ledger.UnpackFact(r.Data) //nolint:wrapcheck // the caller names the fact
}

// documents lists those of the period, in the order of their hash.
func (cut *Cut) documents(docs []DocumentState) {
	for _, d := range docs {
		r := d.Record
		if !inPeriod(r.Period, cut.From, cut.To) && r.Kind != document.KindProgramme {
			continue
		}
		r.Name = d.Name // whichever copy came first
		if r.Status == document.Version {
			r.Status = document.Accepted // which of two came first is the journal's business
		}
		cut.Documents = append(cut.Documents, r)
	}
	slices.SortFunc(cut.Documents, func(a, b Record) int { return strings.Compare(string(a.SHA), string(b.SHA)) })
}

// inPeriod reports whether a document's month lies in the period.
func inPeriod(month string, from, to document.Date) bool {
	return month != "" && month >= from.String()[:7] && month <= to.String()[:7]
}

// ranges parts the materials into runs of ids.
func (c *Compile) ranges(ctx context.Context, rfc string) ([]Range, error) {
	var ids []string
	for b, err := range c.Books.Books(ctx, rfc) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, b.ID)
	}
	size := max(rangeSize, (len(ids)+maxRanges-1)/maxRanges)
	out := []Range{}
	for part := range slices.Chunk(ids, size) {
		out = append(out, Range{From: part[0], To: part[len(part)-1]})
	}
	return out, nil
}

// input loads everything a cut names.
func (c *Compile) input(ctx context.Context, cut *Cut) (expediente.Input, error) {
	in := expediente.Input{
		RFC: cut.RFC, Nombre: cut.Nombre, Programa: cut.Programa, Period: cut.Period, From: cut.From, To: cut.To,
		Policy: cut.Policy, Catalog: catalog.Default(), Open: cut.Open, Strays: cut.Strays, Tool: c.Tool, Rules: cut.Rules, Lang: c.Language,
	}
	if cut.Catalog != in.Catalog.Version || cut.Law != in.Catalog.Law || cut.Engine != ledger.Engine || cut.Rules != glosa.Version(c.Rules, catalog.Default()) {
		return in, fault.Newf(fault.Misconfigured, "compile "+cut.Period, "the cut was planned by another release; plan it again")
	}
	groups := make(map[document.Hash]string, len(cut.Facts))
	for _, f := range cut.Facts {
		groups[f.Hash] = f.Group
	}
	for r, err := range c.Books.AllFacts(ctx, cut.RFC) {
		if err != nil {
			return in, err
		}
		group, ok := groups[r.Hash]
		if !ok {
			continue
		}
		delete(groups, r.Hash)
		line, err := lineOf(&r, group)
		if err != nil {
			return in, err
		}
		in.Facts = append(in.Facts, line)
	}
	if len(groups) > 0 {
		return in, fault.Newf(fault.Corrupt, "compile "+cut.Period, "%d facts of the cut are gone from the books", len(groups))
	}
	for _, r := range cut.Documents {
		in.Documents = append(in.Documents, c.source(ctx, cut.RFC, r))
	}
	return in, nil
}

// lineOf is a fact of a cut: a pedimento as it is stored, once its bytes were
// held to its hash.
func lineOf(r *FactRecord, group string) (expediente.FactLine, error) {
	data, err := canonical(*r)
	if err == nil && r.Kind == FactPedimento {
		return expediente.PackedLine(group, r.Data, r.Hash), nil
	}
	return expediente.FactLine{Kind: expediente.Kind(r.Kind), Group: group, Data: data}, err
}

// canonical is the form of a fact whose hash is its identity.
func canonical(r FactRecord) ([]byte, error) {
	if r.Kind != FactPedimento {
		return r.Data, nil
	}
	f, err := ledger.UnpackFact(r.Data)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "fact "+string(r.Hash), err)
	}
	b, err := f.Encode()
	if err != nil {
		return nil, fmt.Errorf("fact %s: %w", r.Hash, err)
	}
	if document.HashOf(b) != r.Hash {
		return nil, fault.Newf(fault.Corrupt, "fact "+string(r.Hash), "its bytes have another hash")
	}
	return b, nil
}

// source lists a document; accepted originals ride along, those that were
// refused and what lies inside another document are only listed.
func (c *Compile) source(ctx context.Context, rfc string, r Record) expediente.Source {
	s := expediente.Source{SHA: r.SHA, Name: r.Name, Kind: r.Kind, Key: r.Key, Status: r.Status, Period: r.Period}
	if !r.Inside && usable(r.Status) {
		s.Bytes = func() ([]byte, error) { return c.Blobs.Get(ctx, rfc, ShelfArchive, r.SHA) }
	}
	return s
}
