package step

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// programmeGroup is the group of the programme files among the facts.
const programmeGroup = "programa"

// CurrentProgramme is the programme file in force for an RFC; nil when none was
// dropped: the defaults hold.
func CurrentProgramme(ctx context.Context, store FactStore, rfc string) (*programme.Programme, error) {
	records, err := store.Facts(ctx, rfc, []string{programmeGroup})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	p, err := programme.InForce(filesOf(records, FactProgramme))
	if err != nil {
		return nil, fault.New(fault.Corrupt, "programme of "+rfc, err)
	}
	return p, nil
}

func filesOf(records []FactRecord, kind FactKind) []programme.File {
	var out []programme.File
	for _, r := range records {
		if r.Kind == kind {
			out = append(out, programme.File{Hash: r.Hash, Data: r.Data})
		}
	}
	return out
}

// CurrentBasis is everything the books of an RFC depend on besides pedimentos.
func CurrentBasis(ctx context.Context, store FactStore, rfc string) (programme.Basis, error) {
	records, err := store.Facts(ctx, rfc, []string{programmeGroup, plantGroup})
	if err != nil {
		return programme.Basis{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return basisOf(rfc, records)
}

func basisOf(rfc string, records []FactRecord) (programme.Basis, error) {
	b, err := programme.Of(filesOf(records, FactProgramme), filesOf(records, FactPlant), catalog.Default(), 0)
	if err != nil {
		return b, fault.New(fault.Corrupt, "programme of "+rfc, err)
	}
	return b, nil
}

// bases are what the books depend on before an arrival and after it.
func (g *Ingest) bases(ctx context.Context, rfc string, papers []*Paper) (after, before programme.Basis, err error) {
	records, err := g.Books.Facts(ctx, rfc, []string{programmeGroup, plantGroup})
	if err != nil {
		return after, before, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if before, err = basisOf(rfc, records); err != nil {
		return after, before, err
	}
	had := map[document.Hash]bool{}
	for _, r := range records {
		had[r.Hash] = true
	}
	changed := false
	for _, p := range papers {
		if p.Record.Status != document.Accepted && p.Record.Status != document.Version {
			continue
		}
		for _, f := range p.apart(rfc) {
			if (f.Kind == FactProgramme || f.Kind == FactPlant && f.Group == plantGroup) && !had[f.Hash] {
				had[f.Hash] = true
				records = append(records, f)
				changed = true
			}
		}
	}
	if !changed {
		return before, before, nil
	}
	after, err = basisOf(rfc, records)
	return after, before, err
}

// rebase recomputes the movements of every group under other terms, in the
// commit that brings them: policy and tables are facts like any other. Only
// what differs is written, so that only the materials it touches replay. The
// groups that this commit touches by itself are done already.
func (g *Ingest) rebase(ctx context.Context, rfc string, after, before *programme.Basis, done map[string]bool, c *Commit) error {
	all := after.Terms.Policy != before.Terms.Policy // every book depends on it
	c.differ(rfc, plantGroup, plantOf(after), plantOf(before), all)
	return EachGroup(ctx, g.Books, rfc, func(group string, obs []ledger.Observation) error {
		if done[group] || len(obs) == 0 {
			return nil
		}
		c.differ(rfc, group, after.Terms.Resolve(obs), before.Terms.Resolve(obs), all)
		return nil
	})
}

// plantOf is what the plant's tables move, and what they say against each other.
func plantOf(b *programme.Basis) ledger.Group {
	g := b.Terms.ResolvePlant(b.Rows)
	g.Findings = append(g.Findings, b.Findings...)
	return g
}

// differ adds what one group does otherwise than before, or all it does.
func (c *Commit) differ(rfc, group string, after, before ledger.Group, all bool) {
	had := map[string]MovementRecord{}
	for i := range before.Movements {
		m := &before.Movements[i]
		had[m.Material.ID(rfc)] = MovementRecord{Material: m.Material, ID: m.Material.ID(rfc), Group: group, Data: m.Pack()}
	}
	for i := range after.Movements {
		m := &after.Movements[i]
		r := MovementRecord{Material: m.Material, ID: m.Material.ID(rfc), Group: group, Data: m.Pack()}
		old, ok := had[r.ID]
		delete(had, r.ID)
		if all || !ok || !bytes.Equal(old.Data, r.Data) {
			c.Movements = append(c.Movements, r)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(had)) {
		r := had[id]
		r.Data = nil
		c.Movements = append(c.Movements, r)
	}
	if len(after.Findings) > 0 || len(before.Findings) > 0 {
		c.Findings = append(c.Findings, GroupFindings{Group: group, Findings: after.Findings})
	}
}

// EachGroup walks the pedimento facts of a programme, one group at a time, in
// the order of group.
func EachGroup(ctx context.Context, store FactStore, rfc string, fn func(group string, obs []ledger.Observation) error) error {
	var group string
	var records []FactRecord
	flush := func() error {
		if len(records) == 0 {
			return nil
		}
		obs, err := Observations(records)
		if err != nil {
			return fault.New(fault.Corrupt, "read facts", err)
		}
		records = records[:0]
		return fn(group, obs)
	}
	for r, err := range store.AllFacts(ctx, rfc) {
		if err != nil {
			return err
		}
		if r.Group != group {
			if err := flush(); err != nil {
				return err
			}
			group = r.Group
		}
		records = append(records, r)
	}
	return flush()
}
