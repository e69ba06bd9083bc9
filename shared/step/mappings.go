package step

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/invoice/mapping"
)

// mappingGroup, plantGroup and asideGroup are the groups of the suppliers'
// mappings, of the plant's files, and of those of them no balance follows from.
const (
	mappingGroup = "mapeo"
	plantGroup   = "planta"
	asideGroup   = "aparte"
)

// MappingSource gives the mappings in force of a programme, or of all of them
// when the RFC is "".
type MappingSource func(ctx context.Context, rfc string) (mapping.Set, error)

// MappingFact is a mapping with the hash of its file.
type MappingFact struct {
	Hash    document.Hash
	Mapping *mapping.Mapping
}

// InForce keeps of each supplier the mapping that is in force: the latest
// vigente_desde, then the smaller hash; never the order of arrival.
func InForce(facts []MappingFact) mapping.Set {
	best := map[string]MappingFact{}
	for _, f := range facts {
		k := f.Mapping.Key()
		if b, ok := best[k]; !ok || mapping.Newer(f.Mapping, b.Mapping, f.Hash, b.Hash) {
			best[k] = f
		}
	}
	set := make(mapping.Set, 0, len(best))
	for _, f := range best {
		set = append(set, f.Mapping)
	}
	slices.SortFunc(set, func(a, b *mapping.Mapping) int { return cmp.Compare(a.Key(), b.Key()) })
	return set
}

// MappingFacts reads every mapping of a programme, or of all of them when the
// RFC is "".
func MappingFacts(ctx context.Context, books Books, rfc string) ([]MappingFact, error) {
	rfcs := []string{rfc}
	if rfc == "" {
		var err error
		if rfcs, err = books.Programmes(ctx); err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
	}
	var out []MappingFact
	for _, one := range rfcs {
		records, err := books.Facts(ctx, one, []string{mappingGroup})
		if err != nil {
			return nil, err //nolint:wrapcheck // same
		}
		for _, r := range records {
			m, findings := mapping.Read(r.Data)
			if m == nil {
				return nil, fault.Newf(fault.Corrupt, "mapping of "+one, "stored file %s no longer reads: %v", r.Hash, findings)
			}
			out = append(out, MappingFact{r.Hash, m})
		}
	}
	return out, nil
}

// StoredMappings is the source that a store is; more mappings, given with the
// documents, take part as if they were stored.
func StoredMappings(books Books, more ...MappingFact) MappingSource {
	return func(ctx context.Context, rfc string) (mapping.Set, error) {
		facts := more
		if books != nil {
			stored, err := MappingFacts(ctx, books, rfc)
			if err != nil {
				return nil, err
			}
			facts = append(stored, more...)
		}
		return InForce(facts), nil
	}
}

// Watched is a reader whose Failed tells of mappings that could not be had too:
// that the books keep what was learned of suppliers to themselves for a moment is
// no fault of the document that was read meanwhile.
func (r *Reader) Watched() *Reader {
	out, stored, other := *r, r.Mappings, r.Failed
	var failed atomic.Pointer[error]
	if stored != nil {
		out.Mappings = func(ctx context.Context, rfc string) (mapping.Set, error) {
			set, err := stored(ctx, rfc)
			if err != nil {
				failed.Store(&err)
			}
			return set, err
		}
	}
	out.Failed = func() error {
		if err := failed.Load(); err != nil {
			return *err
		}
		if other == nil {
			return nil
		}
		return other()
	}
	return &out
}

// ReadWhole reads as Read does, or says what of the platform kept it from reading:
// its papers would then blame the document.
func (r *Reader) ReadWhole(ctx context.Context, in Input) ([]*Paper, error) {
	w := r.Watched()
	papers := w.Read(ctx, in)
	if err := ctx.Err(); err != nil { // a reader that was stopped says nothing of its document
		return nil, fault.New(fault.Transient, "read "+in.Name, err)
	}
	return papers, w.Failed()
}

// mapping reads a supplier's mapping.
func (r *Reader) mapping(p *Paper) {
	m, findings := mapping.Read(p.Bytes)
	p.Record.Findings = findings
	if m == nil {
		p.Record.Status = document.Quarantined
		return
	}
	p.Record.Key = m.Key()
	p.Kept = &FactRecord{Hash: p.Record.SHA, Kind: FactMapping, Key: m.Key(), Group: mappingGroup, Data: p.Bytes}
	if r.Keep {
		p.Content = m
	}
}
