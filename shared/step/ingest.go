package step

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Unassigned is the programme of documents that name none of ours.
const Unassigned = "SIN_PROGRAMA"

// attempts bounds how often a commit that lost its race is computed again.
const attempts = 20

// Ingest keeps documents and commits what they say.
type Ingest struct {
	Books Books
	Blobs Blobs
	Now   func() time.Time
	// Touched is told what each commit moved: the materials whose books are
	// behind because of it, in the order of their ids. It may be nil.
	Touched func(rfc string, materials []MaterialRef)
	// Turn is called before an attempt of a commit with how often it lost to
	// others, until it gives a turn, which done gives back; it may make the
	// commit wait for it. It may be nil.
	Turn func(ctx context.Context, rfc string, lost int) (done func(), err error)
}

// Commit stores the papers of one arrival (a document with everything inside
// it) and gives their final records, in the order of the papers. Per programme
// it is all or nothing; run again with the same papers it changes nothing and
// calls them duplicates.
func (g *Ingest) Commit(ctx context.Context, papers []*Paper) ([]Record, error) {
	byRFC := map[string][]*Paper{}
	var order []string
	for _, p := range papers {
		if p.Record.RFC == "" {
			p.Record.RFC = Unassigned
		}
		if byRFC[p.Record.RFC] == nil {
			order = append(order, p.Record.RFC)
		}
		byRFC[p.Record.RFC] = append(byRFC[p.Record.RFC], p)
	}
	for _, rfc := range order {
		if err := g.commitOne(ctx, rfc, byRFC[rfc], papers); err != nil {
			return nil, err
		}
	}
	out := make([]Record, len(papers))
	for i, p := range papers {
		out[i] = p.Record
	}
	return out, nil
}

// Settle assigns the papers to a programme and commits them. Papers whose
// content names no programme of ours are left for a second try unless this is
// the last one (ok is false): their programme may come later in the batch.
func (g *Ingest) Settle(ctx context.Context, papers []*Paper, last bool) (records []Record, ok bool, err error) {
	ours, err := g.Books.Programmes(ctx)
	if err != nil {
		return nil, false, err //nolint:wrapcheck // a fault of the store, already classified
	}
	unknown := false
	for _, p := range papers {
		known, err := g.assign(ctx, ours, p)
		if err != nil {
			return nil, false, err
		}
		unknown = unknown || !known
	}
	for _, p := range slices.Backward(papers) { // a container belongs where what it holds does
		if p.Record.RFC == "" {
			p.adopt(childrenOf(papers, p.Record.SHA))
		}
	}
	if unknown && !last {
		return nil, false, nil
	}
	for _, p := range papers {
		if p.Record.RFC == "" && (p.Record.Status == document.Accepted || p.Record.Status == document.Version) {
			p.refuse(document.Quarantined, ofNobody(p.RFCs))
		}
	}
	records, err = g.Commit(ctx, papers)
	return records, true, err
}

// ofNobody says that a paper is of no programme of ours, and whom it names.
func ofNobody(named []string) document.Finding {
	who := document.Text{ES: "no nombra a ninguna empresa", EN: "it names no company"}
	if len(named) > 0 {
		all := strings.Join(named, ", ")
		who = document.Text{ES: "nombra a " + all, EN: "it names " + all}
	}
	return document.Finding{Code: "programme_unknown", Severity: document.Error, Message: document.Textf(
		"El documento no dice de qué programa nuestro es (%[1]s); entréguelo en inbox/<RFC>/ o con --rfc.",
		"The document does not say which programme of ours it belongs to (%[2]s); deliver it in inbox/<RFC>/ or with --rfc.", who.ES, who.EN)}
}

// assign gives a paper the first programme of ours that it names; known is
// false when it names some and none is ours, or an invoice's pedimento is in
// nobody's books.
func (g *Ingest) assign(ctx context.Context, ours []string, p *Paper) (known bool, err error) {
	if p.Record.RFC != "" {
		return true, nil
	}
	if p.Parts != nil {
		if p.RFCs, err = g.holders(ctx, ours, p.Parts.Pedimento); err != nil || len(p.RFCs) == 0 {
			return false, err
		}
	}
	for _, rfc := range p.RFCs {
		if rfc != "" && slices.Contains(ours, rfc) {
			p.Record.RFC = rfc
			return true, nil
		}
	}
	return len(p.RFCs) == 0, nil
}

// childrenOf are the papers that came inside another.
func childrenOf(papers []*Paper, parent document.Hash) []*Paper {
	var out []*Paper
	for _, p := range papers {
		if p.Record.Parent == parent {
			out = append(out, p)
		}
	}
	return out
}

// holders are the programmes whose books hold a pedimento; an invoice belongs
// to the only one, or to none that can be told.
func (g *Ingest) holders(ctx context.Context, ours []string, number string) ([]string, error) {
	var out []string
	for _, rfc := range ours {
		refs, err := g.Books.Groups(ctx, rfc, []string{ledger.Suffix(number)})
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		if len(refs) > 0 {
			out = append(out, rfc)
		}
	}
	if len(out) > 1 {
		return nil, nil
	}
	return out, nil
}

// commitOne commits the papers of one programme, of all that an arrival brings,
// again when the journal moved.
func (g *Ingest) commitOne(ctx context.Context, rfc string, papers, arrival []*Paper) error {
	judged := make([]Record, len(papers))
	for i, p := range papers {
		judged[i] = p.Record
	}
	renewed := false
	kept := shelved{arrival, map[*Paper]Shelf{}}
	var done func()
	defer func() {
		if done != nil {
			done()
		}
	}()
	for lost := range attempts {
		for i, p := range papers {
			p.Record = judged[i]
		}
		if g.Turn != nil && done == nil {
			var err error
			if done, err = g.Turn(ctx, rfc, lost); err != nil {
				return err
			}
		}
		anew, err := g.current(ctx, rfc)
		if renewed = renewed || anew; err == nil {
			err = g.try(ctx, rfc, papers, renewed, kept)
		}
		if !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return fault.Newf(fault.Conflict, "commit "+papers[0].Record.Name, "the journal of %s kept moving for %d attempts", rfc, attempts)
}

// try commits the papers on the journal as it is; renewed says that all books were
// made anew before, so that every material may be behind.
func (g *Ingest) try(ctx context.Context, rfc string, papers []*Paper, renewed bool, kept shelved) error {
	head, err := g.Books.Head(ctx, rfc)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	if head.Stale() {
		return fault.Newf(fault.Conflict, "commit", "another binary wrote to the journal of %s meanwhile", rfc)
	}
	if err := g.sort(ctx, rfc, papers); err != nil {
		return err
	}
	if err := g.keep(ctx, rfc, papers, kept); err != nil {
		return err
	}
	after, before, err := g.bases(ctx, rfc, papers)
	if err != nil {
		return err
	}
	gr := newGrouper(g.Books, rfc, &after.Terms, &before.Terms)
	if err := gr.load(ctx, papers); err != nil {
		return err
	}
	for _, p := range papers {
		if p.Record.Status == document.Accepted || p.Record.Status == document.Version {
			if err := gr.add(p); err != nil {
				return err
			}
			gr.result.Facts = append(gr.result.Facts, p.apart(rfc)...)
		}
	}
	c, err := gr.finish(ctx)
	if err != nil {
		return err
	}
	if after.Key != before.Key {
		if err := g.rebase(ctx, rfc, &after, &before, gr.touched, &c); err != nil {
			return err
		}
	}
	c.RFC, c.After, c.Terms = rfc, head, Terms()
	if err := g.entries(&c, head, papers); err != nil {
		return err
	}
	if err := g.Books.Commit(ctx, c); err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	c.did(papers)
	return g.tell(ctx, rfc, &c, renewed)
}

// tell says which materials are behind because of a commit; of books that were
// made anew, all that are.
func (g *Ingest) tell(ctx context.Context, rfc string, c *Commit, renewed bool) error {
	switch {
	case g.Touched == nil:
	case renewed:
		refs, err := g.Books.Dirty(ctx, rfc)
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		g.Touched(rfc, refs)
	default:
		g.Touched(rfc, c.touched())
	}
	return nil
}

// touched are the materials a commit moves something in, once each.
func (c *Commit) touched() []MaterialRef {
	refs := make([]MaterialRef, len(c.Movements))
	for i := range c.Movements {
		refs[i] = MaterialRef{ID: c.Movements[i].ID, Material: c.Movements[i].Material, Wanted: c.Entries[len(c.Entries)-1].Seq}
	}
	slices.SortFunc(refs, func(a, b MaterialRef) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(refs, func(a, b MaterialRef) bool { return a.ID == b.ID })
}

// current makes the books ours if another binary made them: what comes is held
// against them.
func (g *Ingest) current(ctx context.Context, rfc string) (renewed bool, err error) {
	head, err := g.Books.Head(ctx, rfc)
	if err != nil || !head.Stale() {
		return false, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return Renew(ctx, g.Books, rfc, g.Now())
}

// apart are the facts of a paper that belong to no pedimento: they change no
// book by themselves.
func (p *Paper) apart(rfc string) (out []FactRecord) {
	if p.Programme != nil {
		out = append(out, FactRecord{Hash: p.Record.SHA, Kind: FactProgramme, Key: rfc, Group: programmeGroup, Data: p.Bytes})
	}
	if p.Kept != nil {
		p.Record.Fact = p.Kept.Hash
		out = append(out, *p.Kept)
	}
	return out
}

// sort tells duplicates and versions from what is new.
func (g *Ingest) sort(ctx context.Context, rfc string, papers []*Paper) error {
	shas := make([]document.Hash, 0, len(papers))
	var keys []string
	for _, p := range papers {
		shas = append(shas, p.Record.SHA)
		if k := p.Record.BusinessKey(); k != "" {
			keys = append(keys, k)
		}
	}
	known, err := g.Books.Known(ctx, rfc, shas, keys)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	seen := map[document.Hash]*Paper{}
	for _, p := range papers {
		r := &p.Record
		before, was := known.BySHA[r.SHA]
		r.Inside = p.Bytes == nil
		first := seen[r.SHA]
		p.refused = first.refuses(was && !usable(before.Status))
		// what was accepted stays so, even when a damaged container brings it
		// again; what was only refused is judged anew
		settled := was && (before.Status == document.Accepted || before.Status == document.Version || before.Status == r.Status && r.Status != document.Quarantined)
		switch {
		case first != nil || settled:
			r.Status = document.Duplicate
		case r.Status == document.Accepted:
			if other, ok := known.ByKey[r.BusinessKey()]; ok && r.BusinessKey() != "" && other.SHA != r.SHA && other.Status != document.Quarantined {
				r.Status = document.Version
			}
		}
		if first == nil && r.Status != document.Quarantined {
			seen[r.SHA] = p
		}
	}
	reopened(papers)
	return nil
}

// entries chains the records onto the journal.
func (g *Ingest) entries(c *Commit, head Head, papers []*Paper) error {
	now := g.Now()
	prev, seq := head.Hash, head.Seq
	for _, p := range papers {
		seq++
		e, err := Chain(prev, seq, now, p.Record)
		if err != nil {
			return fmt.Errorf("journal entry of %s: %w", p.Record.Name, err)
		}
		prev = e.Hash
		c.Entries = append(c.Entries, e)
	}
	return nil
}
