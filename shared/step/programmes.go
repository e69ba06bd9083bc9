package step

import (
	"context"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// programmeGroup is the group of the programme files among the facts.
const programmeGroup = "programa"

// ProgrammeFact is a programme file with its identity.
type ProgrammeFact struct {
	Hash      document.Hash
	Programme *programme.Programme // nil when no file was dropped: the defaults hold
}

// over decides between two programme files: the later vigente_desde, then the
// smaller hash; never the order of arrival.
func (a ProgrammeFact) over(b ProgrammeFact) bool {
	if a.Programme.Since != b.Programme.Since {
		return a.Programme.Since > b.Programme.Since
	}
	return a.Hash < b.Hash
}

// CurrentProgramme is the programme file in force for an RFC.
func CurrentProgramme(ctx context.Context, store FactStore, rfc string) (ProgrammeFact, error) {
	records, err := store.Facts(ctx, rfc, []string{programmeGroup})
	if err != nil {
		return ProgrammeFact{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var best ProgrammeFact
	for _, r := range records {
		p, findings := programme.Read(r.Data)
		if p == nil {
			return best, fault.Newf(fault.Corrupt, "programme of "+rfc, "stored file %s no longer reads: %v", r.Hash, findings)
		}
		if c := (ProgrammeFact{Hash: r.Hash, Programme: p}); best.Programme == nil || c.over(best) {
			best = c
		}
	}
	return best, nil
}

// repolicy recomputes the movements of every group under another policy, in
// the commit that brings it: a policy is a fact like any other. The groups
// that this commit touches by itself are done already.
func (g *Ingest) repolicy(ctx context.Context, rfc string, policy, previous ledger.Policy, done map[string]bool, c *Commit) error {
	return EachGroup(ctx, g.Books, rfc, func(group string, obs []ledger.Observation) error {
		if done[group] || len(obs) == 0 {
			return nil
		}
		gone := map[string]MovementRecord{}
		for _, m := range ledger.Resolve(obs, catalog.Default(), previous).Movements {
			r := MovementRecord{Material: m.Material, ID: m.Material.ID(rfc), Group: group}
			gone[r.ID] = r
		}
		for _, m := range ledger.Resolve(obs, catalog.Default(), policy).Movements {
			id := m.Material.ID(rfc)
			delete(gone, id)
			c.Movements = append(c.Movements, MovementRecord{Material: m.Material, ID: id, Group: group, Data: m.Pack()})
		}
		for _, r := range gone {
			c.Movements = append(c.Movements, r)
		}
		return nil
	})
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
