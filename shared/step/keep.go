package step

import (
	"context"
	"fmt"

	"example.com/immex/shared/document"
)

// shelved are the papers whose bytes an earlier attempt of the same commit
// stored, and where.
type shelved map[*Paper]Shelf

// keep stores the bytes before anything refers to them.
func (g *Ingest) keep(ctx context.Context, rfc string, papers []*Paper, kept shelved) error {
	holds := bringing(papers)
	for _, p := range papers {
		shelf := p.shelf(holds)
		if p.Bytes == nil || shelf == "" {
			continue
		}
		if on, ok := kept[p]; ok && on == shelf {
			continue
		}
		if _, err := g.Blobs.Put(ctx, rfc, shelf, p.Bytes); err != nil {
			return fmt.Errorf("keep %s: %w", p.Record.Name, err)
		}
		kept[p] = shelf
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
		accepted := usable(p.Record.Status) || p.Record.Status == document.Duplicate && !p.refused
		if !accepted && !p.Later || isContainer(p.Record.Kind) {
			continue
		}
		for h := p.Record.Parent; h != "" && !out[h]; h = parents[h] {
			out[h] = true
		}
	}
	return out
}

// isContainer reports what says nothing itself: what lies in it does.
func isContainer(k document.Kind) bool {
	return k == document.KindZip || k == document.KindMail || k == document.KindTNEF
}
