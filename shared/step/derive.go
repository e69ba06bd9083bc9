package step

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// Derived is everything some facts say, computed in memory: nothing of it is
// stored.
type Derived struct {
	RFC      string
	Basis    programme.Basis
	Moves    map[string][]MovementRecord // by material
	Findings []GroupFindings
}

// nothing is a store without facts: groups are found among the facts given.
type nothing struct{}

func (nothing) Groups(context.Context, string, []string) (map[string][]GroupRef, error) {
	return map[string][]GroupRef{}, nil
}
func (nothing) Facts(context.Context, string, []string) ([]FactRecord, error) { return nil, nil }
func (nothing) AllFacts(context.Context, string) iter.Seq2[FactRecord, error] {
	return func(func(FactRecord, error) bool) {}
}

func (nothing) GroupFindings(context.Context, string) iter.Seq2[GroupFindings, error] {
	return func(func(GroupFindings, error) bool) {}
}

// Derive groups facts from nothing and resolves them, in any order: the books
// would say this if only these facts had ever come.
func Derive(ctx context.Context, rfc string, facts []FactRecord) (*Derived, error) {
	basis, err := basisOf(rfc, facts)
	if err != nil {
		return nil, err
	}
	return DeriveUnder(ctx, rfc, facts, basis)
}

// DeriveUnder is Derive on another basis than the one among the facts.
func DeriveUnder(ctx context.Context, rfc string, facts []FactRecord, basis programme.Basis) (*Derived, error) {
	papers, err := papersOf(facts)
	if err != nil {
		return nil, err
	}
	g := newGrouper(nothing{}, rfc, &basis.Terms, &basis.Terms)
	if err := g.load(ctx, papers); err != nil {
		return nil, err
	}
	for _, p := range papers {
		if err := g.add(p); err != nil {
			return nil, err
		}
	}
	c, err := g.finish(ctx)
	if err != nil {
		return nil, err
	}
	c.differ(rfc, plantGroup, plantOf(&basis), ledger.Group{}, true)
	d := &Derived{RFC: rfc, Basis: basis, Moves: map[string][]MovementRecord{}, Findings: c.Findings}
	for _, m := range c.Movements {
		d.Moves[m.ID] = append(d.Moves[m.ID], m)
	}
	return d, nil
}

// papersOf turns the facts about pedimentos back into papers, by their hash.
func papersOf(facts []FactRecord) ([]*Paper, error) {
	facts = slices.Clone(facts)
	slices.SortFunc(facts, func(a, b FactRecord) int { return cmp.Compare(a.Hash, b.Hash) })
	var out []*Paper
	for _, r := range facts {
		obs, err := Observations([]FactRecord{r})
		if err != nil {
			return nil, fault.New(fault.Corrupt, "read facts", err)
		}
		for _, o := range obs {
			record := r
			if o.Said != nil {
				out = append(out, &Paper{Record: Record{SHA: r.Hash, Status: document.Accepted}, Evidence: []ledger.Evidence{o.Said.Evidence}})
				continue
			}
			out = append(out, &Paper{Record: Record{SHA: r.Hash, Status: document.Accepted}, Fact: o.Fact, Parts: o.Parts, encoded: &record})
		}
	}
	return out, nil
}

// Book evaluates one material; nil when nothing moves in it.
func (d *Derived) Book(id string) (*ledger.Book, error) {
	records := d.Moves[id]
	if len(records) == 0 {
		return nil, nil //nolint:nilnil // nothing moves in it, and that is no error
	}
	slices.SortFunc(records, func(a, b MovementRecord) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), bytes.Compare(a.Data, b.Data))
	})
	moves := make([]ledger.Movements, len(records))
	for i, r := range records {
		var err error
		if moves[i], err = ledger.UnpackMovements(r.Data); err != nil {
			return nil, fault.New(fault.Corrupt, "movements of "+id, err)
		}
	}
	b := ledger.Evaluate(d.RFC, records[0].Material, moves, d.Basis.Terms.Policy, d.Basis.Terms.Catalog.Version)
	if err := b.Check(); err != nil {
		return nil, fault.New(fault.Corrupt, "check "+id, err)
	}
	return b, nil
}

// Books evaluates every material, in the order of their id.
func (d *Derived) Books() ([]*ledger.Book, error) {
	var out []*ledger.Book
	for _, id := range slices.Sorted(maps.Keys(d.Moves)) {
		b, err := d.Book(id)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// FactsKnown reads the facts a programme had at a moment: those whose document
// was recorded by then. A zero time takes them all.
func FactsKnown(ctx context.Context, store Books, rfc string, at time.Time) ([]FactRecord, error) {
	known := map[document.Hash]bool{}
	if !at.IsZero() {
		for e, err := range store.Entries(ctx, rfc, 0) {
			if err != nil {
				return nil, err
			}
			if !e.RecordedAt.After(at) {
				for _, h := range e.Record.facts() {
					known[h] = true
				}
			}
		}
	}
	var out []FactRecord
	for r, err := range store.AllFacts(ctx, rfc) {
		if err != nil {
			return nil, err
		}
		if at.IsZero() || known[r.Hash] {
			r.Data = slices.Clone(r.Data)
			out = append(out, r)
		}
	}
	return out, nil
}

// KnownAt is what the books said at a moment, or would have said had they been
// matched by then.
func KnownAt(ctx context.Context, store Books, rfc string, at time.Time) (*Derived, error) {
	facts, err := FactsKnown(ctx, store, rfc, at)
	if err != nil {
		return nil, err
	}
	return Derive(ctx, rfc, facts)
}
