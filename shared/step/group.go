package step

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// grouper ties new facts to groups and works out what changes in each.
type grouper struct {
	store  FactStore
	rfc    string
	terms  *ledger.Terms
	before *ledger.Terms // those what is stored was resolved under

	known  map[string][]GroupRef // by suffix, from the store
	local  map[string][]GroupRef // by suffix, from this commit
	fresh  map[string][]newFact  // facts of this commit by group
	merged map[string]map[string]bool
	moved  map[string]string // where a merged group went
	stored map[string]bool   // groups the store holds

	loose   []newFact       // evidence of this commit that is about no pedimento
	shelf   *shelf          // of the store and this commit
	touched map[string]bool // groups the commit writes or empties
	result  Commit
}

// newFact is a fact of this commit with what reading already worked out.
type newFact struct {
	record FactRecord
	obs    ledger.Observation
}

func newGrouper(store FactStore, rfc string, terms, before *ledger.Terms) *grouper {
	return &grouper{
		store: store, rfc: rfc, terms: terms, before: before, moved: map[string]string{},
		local: map[string][]GroupRef{}, fresh: map[string][]newFact{}, merged: map[string]map[string]bool{},
		stored: map[string]bool{}, touched: map[string]bool{},
	}
}

// load asks the store once for every number the papers mention.
func (g *grouper) load(ctx context.Context, papers []*Paper) error {
	want := map[string]bool{}
	for _, p := range papers {
		if p.Fact != nil {
			want[ledger.Suffix(p.Fact.Key)] = true
			if p.Fact.Rectifica != nil && p.Fact.Rectifica.Key != "" {
				want[ledger.Suffix(p.Fact.Rectifica.Key)] = true
			}
		}
		if p.Parts != nil {
			want[ledger.Suffix(p.Parts.Pedimento)] = true
		}
		for i := range p.Evidence {
			if p.Evidence[i].Dice == ledger.Declara {
				want[ledger.Suffix(p.Evidence[i].De)] = true
			}
		}
	}
	var err error
	g.known, err = g.store.Groups(ctx, g.rfc, slices.Sorted(maps.Keys(want)))
	for _, refs := range g.known {
		for _, r := range refs {
			g.stored[r.Group] = true
		}
	}
	return err //nolint:wrapcheck // a fault of the store, already classified
}

// find is the group of a number: same aduana, patente and digits, and a year
// within one of it, since consolidated pedimentos print a later year than
// their digits tell.
func (g *grouper) find(key string) string {
	s := ledger.Suffix(key)
	for _, refs := range [][]GroupRef{g.local[s], g.known[s]} {
		for _, r := range refs {
			if ledger.YearsApart(r.Key, key) <= 1 {
				return g.where(r.Group)
			}
		}
	}
	return ""
}

// where follows a group that this commit merged into another.
func (g *grouper) where(group string) string {
	for g.moved[group] != "" {
		group = g.moved[group]
	}
	return group
}

// add ties the fact of one paper to its group.
func (g *grouper) add(p *Paper) error {
	if err := g.addFact(p); err != nil {
		return err
	}
	return g.addEvidence(p)
}

func (g *grouper) addFact(p *Paper) error {
	record, ok, err := p.encode()
	if err != nil || !ok {
		return err
	}
	f := newFact{record: *record, obs: ledger.Observation{Hash: record.Hash, Fact: p.Fact, Parts: p.Parts}}
	prior := ""
	if p.Fact != nil {
		f.obs.Parts = nil
		if r := p.Fact.Rectifica; r != nil {
			prior = r.Key
		}
	}
	p.Record.Fact = f.record.Hash
	f.record.Group = g.place(f.record.Key, prior)
	g.fresh[f.record.Group] = append(g.fresh[f.record.Group], f)
	return nil
}

// place decides the group of a number, moving groups together when a chain
// of rectifications closes.
func (g *grouper) place(key, prior string) string {
	own := g.find(key)
	group := cmp.Or(own, key)
	if prior != "" {
		group = cmp.Or(g.find(prior), prior)
	}
	if own != "" && own != group {
		g.move(own, group)
	}
	for _, k := range []string{key, prior} {
		if k != "" {
			s := ledger.Suffix(k)
			g.local[s] = append([]GroupRef{{Key: k, Group: group}}, g.local[s]...)
		}
	}
	return group
}

func (g *grouper) move(from, to string) {
	delete(g.moved, to) // a group may be left and come back
	g.moved[from] = to
	if g.merged[to] == nil {
		g.merged[to] = map[string]bool{}
	}
	g.merged[to][from] = true
	for f := range g.merged[from] {
		g.merged[to][f] = true
	}
	delete(g.merged, from)
	for s, refs := range g.local {
		for i := range refs {
			if refs[i].Group == from {
				g.local[s][i].Group = to
			}
		}
	}
	for i := range g.fresh[from] {
		g.fresh[from][i].record.Group = to
	}
	g.fresh[to] = append(g.fresh[to], g.fresh[from]...)
	delete(g.fresh, from)
}

// finish reads what the touched groups already hold and fills the commit.
func (g *grouper) finish(ctx context.Context) (Commit, error) {
	if err := g.papers(ctx); err != nil {
		return Commit{}, err
	}
	for i := range g.loose {
		g.result.Facts = append(g.result.Facts, g.loose[i].record)
	}
	groups := slices.Sorted(maps.Keys(g.fresh))
	changes := make([]change, len(groups))
	workers, wctx := errgroup.WithContext(ctx)
	workers.SetLimit(parallel)
	for from := 0; from < len(groups); from += chunk {
		workers.Go(func() error {
			for i := from; i < min(from+chunk, len(groups)); i++ {
				if err := g.settle(wctx, groups[i], &changes[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := workers.Wait(); err != nil {
		return Commit{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	for i := range changes {
		c := &changes[i]
		g.result.Facts = append(g.result.Facts, c.facts...)
		g.result.Regroups = append(g.result.Regroups, c.regroups...)
		g.result.Movements = append(g.result.Movements, c.movements...)
		g.result.Findings = append(g.result.Findings, c.findings...)
		for _, t := range c.touched {
			g.touched[t] = true
		}
	}
	slices.SortFunc(g.result.Movements, func(a, b MovementRecord) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Group, b.Group), bytes.Compare(a.Data, b.Data))
	})
	return g.result, nil
}

// change is what one group adds to the commit.
type change struct {
	facts     []FactRecord
	regroups  []Regroup
	movements []MovementRecord
	findings  []GroupFindings
	touched   []string // groups it wrote or emptied
}

// Groups are independent of each other: they are resolved on several cores,
// some at a time, and put together in their order.
const (
	parallel = 4
	chunk    = 32
)

// settle resolves one group again and records the difference.
func (g *grouper) settle(ctx context.Context, group string, c *change) error {
	gone := map[string]MovementRecord{}
	var obs []ledger.Observation
	var held []string // groups of the store that become this one
	for _, from := range append([]string{group}, slices.Sorted(maps.Keys(g.merged[group]))...) {
		if !g.stored[from] {
			continue
		}
		records, err := g.store.Facts(ctx, g.rfc, []string{from})
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		before, err := Observations(records)
		if err != nil {
			return err
		}
		if len(before) == 0 {
			continue
		}
		if err := g.made(ctx, from, before, len(g.fresh[group]) == 0, gone); err != nil {
			return err
		}
		obs = append(obs, before...)
		held = append(held, from)
	}
	had := map[document.Hash]bool{}
	for _, o := range obs {
		had[o.Hash] = true
	}
	for _, f := range g.fresh[group] {
		if had[f.obs.Hash] {
			continue
		}
		had[f.obs.Hash] = true
		obs = append(obs, f.obs)
		c.facts = append(c.facts, f.record)
	}
	obs, err := ledger.Tie(obs, func(name string) bool { return g.where(name) == group }, g.shelf)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	g.emit(group, obs, gone, held, c)
	return nil
}

// emit writes the group's movements and removes those it no longer makes. A
// group bears the number of what is at its root, whichever arrived first.
func (g *grouper) emit(group string, obs []ledger.Observation, gone map[string]MovementRecord, held []string, c *change) {
	resolved := g.terms.Resolve(obs)
	if root := resolved.Root; root != group && root != "" && g.fresh[root] == nil && (!g.stored[root] || slices.Contains(held, root)) {
		group = root
		for i := range c.facts {
			c.facts[i].Group = group
		}
	}
	for _, from := range held {
		if from != group {
			c.regroups = append(c.regroups, Regroup{From: from, To: group})
			c.findings = append(c.findings, GroupFindings{Group: from})
		}
	}
	c.touched = append(held, group)
	for i := range resolved.Movements {
		m := &resolved.Movements[i]
		r := MovementRecord{Material: m.Material, ID: m.Material.ID(g.rfc), Group: group, Data: m.Pack()}
		old := gone[r.ID+group]
		delete(gone, r.ID+group)
		if old.Data == nil || !bytes.Equal(old.Data, r.Data) { // else its book need not be matched again
			c.movements = append(c.movements, r)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(gone)) {
		r := gone[k]
		r.Data = nil
		c.movements = append(c.movements, r)
	}
	if len(resolved.Findings) > 0 || len(held) > 0 {
		c.findings = append(c.findings, GroupFindings{Group: group, Findings: resolved.Findings})
	}
}

// Observations decodes the facts of one group; programme, plant and
// mapping facts are none.
func Observations(records []FactRecord) ([]ledger.Observation, error) {
	out := make([]ledger.Observation, 0, len(records))
	for _, r := range records {
		o := ledger.Observation{Hash: r.Hash}
		var err error
		switch r.Kind {
		case FactPedimento:
			o.Fact, err = ledger.UnpackFact(r.Data)
		case FactParts:
			o.Parts, err = ledger.DecodePartList(r.Data)
		case FactEvidence:
			o.Said, err = said(&r)
		case FactProgramme, FactPlant, FactMapping, FactCounterpart, FactSeal, FactReview, FactAbsence:
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", r.Hash, err)
		}
		out = append(out, o)
	}
	return out, nil
}
