package step

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Terms are what every book follows from beside facts and policy, and comes
// with this binary: its engine and its catalogue.
func Terms() string { return ledger.Engine + " " + string(catalog.Default().Version) }

// Stale reports a journal whose movements were resolved under other terms than
// ours: its books say what another binary would say.
func (h Head) Stale() bool { return h.Seq > 0 && h.Terms != Terms() }

// Renew resolves every fact of a programme again under the terms of this
// binary, and commits what the facts move and find with an entry that says so:
// dated law that comes with a binary changes no figure in silence. Match makes
// the books, and stores what they say otherwise of the past. What is stored is
// not read, so that bytes of any engine may be there. A programme whose terms
// are ours is left as it is.
func Renew(ctx context.Context, store Books, rfc string, now time.Time) (renewed bool, err error) {
	for range attempts {
		c := Commit{RFC: rfc, Terms: Terms()}
		if c.After, err = store.Head(ctx, rfc); err != nil || !c.After.Stale() {
			return false, err //nolint:wrapcheck // a fault of the store, already classified
		}
		if err := c.anew(ctx, store); err != nil {
			return false, err
		}
		if err := c.says(now); err != nil {
			return false, err
		}
		if err := store.Commit(ctx, c); !fault.Is(err, fault.Conflict) {
			return err == nil, err //nolint:wrapcheck // same
		}
	}
	return false, fault.Newf(fault.Conflict, "derive "+rfc, "the journal of %s kept moving for %d attempts", rfc, attempts)
}

// anew fills a commit with all that the facts move and find, and with the end of
// all else.
func (c *Commit) anew(ctx context.Context, store Books) error {
	basis, err := CurrentBasis(ctx, store, c.RFC)
	if err != nil {
		return err
	}
	c.differ(c.RFC, plantGroup, plantOf(&basis), ledger.Group{}, true)
	err = EachTied(ctx, store, c.RFC, func(group string, obs []ledger.Observation) error {
		if len(obs) > 0 {
			c.differ(c.RFC, group, basis.Terms.Resolve(obs), ledger.Group{}, true)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := c.ends(ctx, store); err != nil {
		return err
	}
	slices.SortFunc(c.Movements, func(a, b MovementRecord) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Group, b.Group), bytes.Compare(a.Data, b.Data))
	})
	return nil
}

// ends removes what is stored and the facts do not say any more: movements of
// groups in materials, and findings.
func (c *Commit) ends(ctx context.Context, store Books) error {
	moves := map[[2]string]bool{}
	for i := range c.Movements {
		moves[[2]string{c.Movements[i].ID, c.Movements[i].Group}] = true
	}
	materials, err := store.Materials(ctx, c.RFC)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, m := range materials {
		groups, err := store.Movers(ctx, c.RFC, m.ID)
		if err != nil {
			return err //nolint:wrapcheck // same
		}
		for _, group := range groups {
			if !moves[[2]string{m.ID, group}] {
				c.Movements = append(c.Movements, MovementRecord{Material: m.Material, ID: m.ID, Group: group})
			}
		}
	}
	finds := map[string]bool{}
	for i := range c.Findings {
		finds[c.Findings[i].Group] = true
	}
	for f, err := range store.GroupFindings(ctx, c.RFC) {
		if err != nil {
			return err
		}
		if !finds[f.Group] {
			c.Findings = append(c.Findings, GroupFindings{Group: f.Group})
		}
	}
	return nil
}

// says is the entry of a renewal: no document, but what came with a binary.
func (c *Commit) says(now time.Time) error {
	terms := document.HashOf([]byte(c.Terms))
	e, err := Chain(c.After.Hash, c.After.Seq+1, now, Record{
		RFC: c.RFC, SHA: terms, Name: "immex " + c.Terms, Kind: document.KindTerms, Key: "sha256:" + string(terms),
		Status: document.Accepted, Inside: true,
	})
	if err != nil {
		return fmt.Errorf("journal entry of %s: %w", c.Terms, err)
	}
	c.Entries = []Entry{e}
	return nil
}
