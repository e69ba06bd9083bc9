package step

import (
	"context"
	"fmt"

	"example.com/immex/shared/document"
)

// shelved is what an arrival brings, for all programmes, and where an earlier
// attempt of the same commit stored the bytes of its papers.
type shelved struct {
	arrival []*Paper
	on      map[*Paper]Shelf
}

// keep stores the bytes before anything refers to them.
func (g *Ingest) keep(ctx context.Context, rfc string, papers []*Paper, kept shelved) error {
	holds := bringing(kept.arrival)
	for _, p := range papers {
		shelf := p.shelf(holds)
		if p.Bytes == nil || shelf == "" {
			continue
		}
		if on, ok := kept.on[p]; ok && on == shelf {
			continue
		}
		if _, err := g.Blobs.Put(ctx, rfc, shelf, p.Bytes); err != nil {
			return fmt.Errorf("keep %s: %w", p.Record.Name, err)
		}
		kept.on[p] = shelf
	}
	return nil
}

// shelf is where the bytes of a paper go. Only what was accepted goes to the
// archive, whose lock nobody can take away for years: not what nothing is done
// with, as a payroll CFDI dropped by mistake, and no zip or mail that brings
// nothing but such things. The same bytes again are kept already, but what was
// refused may have lapsed since, and a container may bring now what is accepted;
// nowhere is "".
func (p *Paper) shelf(holds map[document.Hash]bool) Shelf {
	r := &p.Record
	brings := holds[r.SHA]
	switch {
	case r.Status == document.Quarantined, r.Status == document.Unsupported:
		return ShelfQuarantine
	case r.Status == document.Duplicate && p.refused:
		return ShelfQuarantine
	case r.Status == document.Duplicate && (!brings || !isContainer(r.Kind)):
		return ""
	case isContainer(r.Kind) && !brings:
		return ShelfQuarantine
	}
	return ShelfArchive
}

// bringing are the documents in which something lies that was accepted, now or
// before, or is still to be read.
func bringing(papers []*Paper) map[document.Hash]bool {
	parents := make(map[document.Hash]document.Hash, len(papers))
	for _, p := range papers {
		if p.Record.Parent != "" {
			parents[p.Record.SHA] = p.Record.Parent
		}
	}
	out := map[document.Hash]bool{}
	for _, p := range papers {
		if !p.Later && (!p.counts() || isContainer(p.Record.Kind)) {
			continue
		}
		for h := p.Record.Parent; h != "" && !out[h]; h = parents[h] {
			out[h] = true
		}
	}
	return out
}

// counts reports a paper that is accepted, now or by its earlier copy.
func (p *Paper) counts() bool {
	return usable(p.Record.Status) || p.Record.Status == document.Duplicate && !p.refused
}

// refuses reports that the earlier copy of a document was refused: the first of this
// arrival, or without one, that of the journal.
func (p *Paper) refuses(journal bool) bool {
	if p == nil {
		return journal
	}
	return !p.counts()
}

// reopened calls a container accepted that was known already and brings now what is
// new: where its bytes lay may have lapsed, and what it came in then, with it. So
// what it brings is found by what it came in this time.
func reopened(papers []*Paper) {
	by := make(map[document.Hash]*Paper, len(papers))
	for _, p := range papers {
		if by[p.Record.SHA] == nil && isContainer(p.Record.Kind) {
			by[p.Record.SHA] = p
		}
	}
	for _, p := range papers {
		if !usable(p.Record.Status) || isContainer(p.Record.Kind) {
			continue
		}
		for in := by[p.Record.Parent]; in != nil && in.Record.Status == document.Duplicate; in = by[in.Record.Parent] {
			in.Record.Status = document.Accepted
		}
	}
}

// isContainer reports what says nothing itself: what lies in it does. A PDF that
// prints one document is of the kind of that one; an accepted one of no kind but its
// own prints many.
func isContainer(k document.Kind) bool {
	return k == document.KindZip || k == document.KindMail || k == document.KindTNEF || k == document.KindPDF
}
