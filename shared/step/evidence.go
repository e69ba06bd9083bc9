package step

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// evidence gives what a paper says of the papers behind a pedimento in its
// stored form, each once.
func (p *Paper) evidence() ([]FactRecord, error) {
	var out []FactRecord
	for i := range p.Evidence {
		e := &p.Evidence[i]
		b, err := e.Encode()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Record.Name, err)
		}
		r := FactRecord{Hash: document.HashOf(b), Kind: FactEvidence, Key: e.Key(), Group: e.Group(), Data: b}
		if !slices.ContainsFunc(out, func(o FactRecord) bool { return o.Hash == r.Hash }) {
			out = append(out, r)
		}
	}
	return out, nil
}

// said decodes a stored piece of evidence.
func said(r *FactRecord) (*ledger.Said, error) {
	e, err := ledger.DecodeEvidence(r.Data)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "fact "+string(r.Hash), err)
	}
	return &ledger.Said{Hash: r.Hash, Evidence: *e}, nil
}

// shelf is the evidence of a store, with that of a commit on top of it.
type shelf struct {
	ctx   context.Context //nolint:containedctx // it lives as long as one call of Tie
	store FactStore
	rfc   string
	fresh *ledger.Papers            // nil: what is stored, alone
	where func(group string) string // what a stored group is called now
	read  map[string][]ledger.Said  // by key, what was read of the store already
}

// About implements ledger.Shelf.
func (s *shelf) About(ref ledger.Ref) ([]ledger.Said, error) {
	kept, ok := s.read[ref.Key()]
	if !ok {
		all, err := s.facts([]string{ref.Key()})
		if err != nil {
			return nil, err
		}
		kept = all[ref.Key()]
	}
	var out []ledger.Said
	had := map[document.Hash]bool{}
	for _, x := range kept {
		if x.De == string(ref) {
			had[x.Hash] = true
			out = append(out, x)
		}
	}
	if s.fresh != nil {
		more, err := s.fresh.About(ref)
		if err != nil {
			return nil, err //nolint:wrapcheck // it never fails
		}
		out = append(out, slices.DeleteFunc(more, func(x ledger.Said) bool { return had[x.Hash] })...)
	}
	return out, nil
}

// facts reads what the store holds about some keys.
func (s *shelf) facts(keys []string) (map[string][]ledger.Said, error) {
	records, err := s.store.Facts(s.ctx, s.rfc, keys)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out := make(map[string][]ledger.Said, len(keys))
	for _, k := range keys {
		out[k] = nil
	}
	for i := range records {
		x, err := said(&records[i])
		if err != nil {
			return nil, err
		}
		out[records[i].Group] = append(out[records[i].Group], *x)
	}
	return out, nil
}

// Holders implements ledger.Shelf.
func (s *shelf) Holders(ref ledger.Ref) ([]string, error) {
	return s.climb([]string{ref.Key()})
}

// climb follows keys up to the groups of pedimentos.
func (s *shelf) climb(keys []string) ([]string, error) {
	return ledger.Climb(keys, func(keys []string) ([]string, error) { //nolint:wrapcheck // a fault of the store, already classified
		suffixes := make([]string, len(keys))
		for i, k := range keys {
			suffixes[i] = ledger.Suffix(k)
		}
		refs, err := s.store.Groups(s.ctx, s.rfc, suffixes)
		if err != nil {
			return nil, err //nolint:wrapcheck // same
		}
		var out []string
		for _, of := range refs {
			for _, r := range of {
				if ledger.IsRefKey(r.Key) && r.Group != r.Key {
					out = append(out, s.where(r.Group))
				}
			}
		}
		if s.fresh != nil {
			out = append(out, s.fresh.Above(keys)...)
		}
		return out, nil
	})
}

// stored is the shelf of a store alone.
func stored(ctx context.Context, store FactStore, rfc string) *shelf {
	return &shelf{ctx: ctx, store: store, rfc: rfc, where: func(group string) string { return group }}
}

// tied is what the facts of one stored group say, with what CFDI say of it.
func (s *shelf) tied(group string, obs []ledger.Observation) ([]ledger.Observation, error) {
	return ledger.Tie(obs, func(name string) bool { return name == group }, s) //nolint:wrapcheck // a fault of the store, already classified
}

// EachTied is EachGroup with what the CFDI say of the pedimentos that declare
// them: what a group resolves to.
func EachTied(ctx context.Context, store FactStore, rfc string, fn func(group string, obs []ledger.Observation) error) error {
	s := stored(ctx, store, rfc)
	return EachGroup(ctx, store, rfc, func(group string, obs []ledger.Observation) error {
		obs, err := s.tied(group, obs)
		if err != nil {
			return err
		}
		return fn(group, obs)
	})
}

// addEvidence keeps what a paper says of other papers: of a pedimento in its
// group, of a ref under its own name.
func (g *grouper) addEvidence(p *Paper) error {
	records, err := p.evidence()
	if err != nil {
		return err
	}
	for i := range records {
		r := records[i]
		p.Record.Facts = append(p.Record.Facts, r.Hash)
		x, err := said(&r)
		if err != nil {
			return err
		}
		if x.Dice != ledger.Declara {
			g.loose = append(g.loose, newFact{r, ledger.Observation{Hash: r.Hash, Said: x}})
			continue
		}
		r.Group = g.place(x.De, "")
		g.fresh[r.Group] = append(g.fresh[r.Group], newFact{r, ledger.Observation{Hash: r.Hash, Said: x}})
	}
	return nil
}

// papers puts the evidence of this commit on a shelf over the stored one, and
// brings in the groups of the pedimentos it reaches: what is said of a CFDI
// changes every pedimento that declares it.
func (g *grouper) papers(ctx context.Context) error {
	g.shelf = &shelf{ctx: ctx, store: g.store, rfc: g.rfc, fresh: ledger.NewPapers(), where: g.where}
	var from []ledger.Ref
	put := func(f *newFact) {
		if x := f.obs.Said; x != nil {
			g.shelf.fresh.Add(f.record.Group, *x)
			if x.Dice != ledger.Declara {
				from = append(from, ledger.Ref(x.De))
			}
			if x.A != "" {
				from = append(from, x.A)
			}
		}
	}
	for i := range g.loose {
		put(&g.loose[i])
	}
	for _, fs := range g.fresh {
		for i := range fs {
			put(&fs[i])
		}
	}
	if len(from) == 0 {
		return nil
	}
	keys, err := g.shelf.below(from)
	if err != nil {
		return err
	}
	groups, err := g.shelf.climb(keys)
	if err != nil {
		return err
	}
	for _, group := range groups {
		if _, ok := g.fresh[group]; !ok {
			g.fresh[group] = nil
			g.stored[group] = true
		}
	}
	return nil
}

// below are the keys of refs and of all they lead to; what the store says of
// them stays read.
func (s *shelf) below(refs []ledger.Ref) ([]string, error) {
	s.read = map[string][]ledger.Said{}
	for len(refs) > 0 {
		keys := map[string]bool{}
		for _, ref := range refs {
			keys[ref.Key()] = true
		}
		more, err := s.facts(slices.Sorted(maps.Keys(keys)))
		if err != nil {
			return nil, err
		}
		maps.Copy(s.read, more)
		next := map[ledger.Ref]bool{}
		for _, ref := range refs {
			said, err := s.About(ref)
			if err != nil {
				return nil, err
			}
			for i := range said {
				if _, done := s.read[said[i].A.Key()]; said[i].A != "" && !done {
					next[said[i].A] = true
				}
			}
		}
		refs = slices.Sorted(maps.Keys(next))
	}
	return slices.Sorted(maps.Keys(s.read)), nil
}

// made adds what a stored group moves. Of one that is only reached by what
// other papers say its bytes are kept, so that what stays as it is is not
// matched again; under another policy every book is.
func (g *grouper) made(ctx context.Context, from string, obs []ledger.Observation, reached bool, gone map[string]MovementRecord) error {
	alone := stored(ctx, g.store, g.rfc)
	alone.read = g.shelf.read
	was, err := alone.tied(from, obs)
	if err != nil {
		return err
	}
	for _, m := range g.before.Resolve(was).Movements {
		r := MovementRecord{Material: m.Material, ID: m.Material.ID(g.rfc), Group: from}
		if reached && g.terms.Policy == g.before.Policy {
			r.Data = m.Pack()
		}
		gone[r.ID+from] = r
	}
	return nil
}
