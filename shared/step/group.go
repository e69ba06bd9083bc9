package step

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// grouper ties new facts to groups and works out what changes in each.
type grouper struct {
	store  FactStore
	rfc    string
	policy ledger.Policy
	cat    *catalog.Catalog

	known  map[string][]GroupRef // by suffix, from the store
	local  map[string][]GroupRef // by suffix, from this commit
	fresh  map[string][]newFact  // facts of this commit by group
	merged map[string]map[string]bool
	stored map[string]bool // groups the store holds
	result Commit
}

// newFact is a fact of this commit with what reading already worked out.
type newFact struct {
	record FactRecord
	obs    ledger.Observation
}

func newGrouper(store FactStore, rfc string, policy ledger.Policy) *grouper {
	return &grouper{
		store: store, rfc: rfc, policy: policy, cat: catalog.Default(),
		local: map[string][]GroupRef{}, fresh: map[string][]newFact{}, merged: map[string]map[string]bool{},
		stored: map[string]bool{},
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
			if yearsApart(r.Key, key) <= 1 {
				return r.Group
			}
		}
	}
	return ""
}

// yearsApart is the distance of the two-digit years of two numbers.
func yearsApart(a, b string) int {
	x, errA := strconv.Atoi(a[:2])
	y, errB := strconv.Atoi(b[:2])
	if errA != nil || errB != nil {
		return 99
	}
	d := (x - y + 100) % 100
	return min(d, 100-d)
}

// add ties the fact of one paper to its group.
func (g *grouper) add(p *Paper) error {
	var f newFact
	var key, prior string
	switch {
	case p.Fact != nil:
		b, err := p.Fact.Encode()
		if err != nil {
			return fmt.Errorf("%s: %w", p.Record.Name, err)
		}
		key = p.Fact.Key
		f.record = FactRecord{Hash: document.HashOf(b), Kind: FactPedimento, Key: key, Data: p.Fact.Pack()}
		f.obs = ledger.Observation{Hash: f.record.Hash, Fact: p.Fact}
		if r := p.Fact.Rectifica; r != nil {
			prior = r.Key
		}
	case p.Parts != nil:
		b, err := p.Parts.Encode()
		if err != nil {
			return fmt.Errorf("%s: %w", p.Record.Name, err)
		}
		key = p.Parts.Pedimento
		f.record = FactRecord{Hash: document.HashOf(b), Kind: FactParts, Key: key, Data: b}
		f.obs = ledger.Observation{Hash: f.record.Hash, Parts: p.Parts}
	default:
		return nil
	}
	p.Record.Fact = f.record.Hash
	f.record.Group = g.place(key, prior)
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
	for _, group := range slices.Sorted(maps.Keys(g.fresh)) {
		if err := g.settle(ctx, group); err != nil {
			return Commit{}, err
		}
	}
	slices.SortFunc(g.result.Movements, func(a, b MovementRecord) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Group, b.Group), bytes.Compare(a.Data, b.Data))
	})
	return g.result, nil
}

// settle resolves one group again and records the difference.
func (g *grouper) settle(ctx context.Context, group string) error {
	gone := map[string]MovementRecord{}
	var obs []ledger.Observation
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
		for _, m := range ledger.Resolve(before, g.cat, g.policy).Movements {
			r := MovementRecord{Material: m.Material, ID: m.Material.ID(g.rfc), Group: from}
			gone[r.ID+from] = r
		}
		obs = append(obs, before...)
		if from != group {
			g.result.Regroups = append(g.result.Regroups, Regroup{From: from, To: group})
			g.result.Findings = append(g.result.Findings, GroupFindings{Group: from})
		}
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
		g.result.Facts = append(g.result.Facts, f.record)
	}
	return g.emit(group, obs, gone)
}

// emit writes the group's movements and removes those it no longer makes.
func (g *grouper) emit(group string, obs []ledger.Observation, gone map[string]MovementRecord) error {
	resolved := ledger.Resolve(obs, g.cat, g.policy)
	for i := range resolved.Movements {
		m := &resolved.Movements[i]
		r := MovementRecord{Material: m.Material, ID: m.Material.ID(g.rfc), Group: group, Data: m.Pack()}
		delete(gone, r.ID+group)
		g.result.Movements = append(g.result.Movements, r)
	}
	for _, k := range slices.Sorted(maps.Keys(gone)) {
		g.result.Movements = append(g.result.Movements, gone[k])
	}
	if len(resolved.Findings) > 0 || g.stored[group] {
		g.result.Findings = append(g.result.Findings, GroupFindings{Group: group, Findings: resolved.Findings})
	}
	return nil
}

// Observations decodes the facts of one group; programme facts are none.
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
		case FactProgramme:
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", r.Hash, err)
		}
		out = append(out, o)
	}
	return out, nil
}
