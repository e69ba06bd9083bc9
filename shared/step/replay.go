package step

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Replayed is what a recomputation from the facts found.
type Replayed struct {
	RFC       string
	Facts     int
	Materials int
	// Difference names the first thing that is not as the facts say; "" when
	// all agree.
	Difference document.Text
}

// Replay recomputes every book of a programme from its facts alone, in
// memory, and compares the bytes; it also walks the journal's hash chain.
func Replay(ctx context.Context, store Books, rfc string) (Replayed, error) {
	out := Replayed{RFC: rfc}
	if diff, err := checkChain(ctx, store, rfc); err != nil || diff.ES != "" {
		out.Difference = diff
		return out, err
	}
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return out, err
	}
	policy := basis.Terms.Policy
	byMaterial := map[string][]MovementRecord{}
	add := func(group string, moves []ledger.Movements) {
		for i := range moves {
			m := &moves[i]
			id := m.Material.ID(rfc)
			byMaterial[id] = append(byMaterial[id], MovementRecord{Material: m.Material, ID: id, Group: group, Data: m.Pack()})
		}
	}
	add(plantGroup, basis.Terms.ResolvePlant(basis.Rows).Movements)
	err = EachGroup(ctx, store, rfc, func(group string, obs []ledger.Observation) error {
		out.Facts += len(obs)
		add(group, basis.Terms.Resolve(obs).Movements)
		return nil
	})
	if err != nil {
		return out, err
	}
	for b, err := range store.Books(ctx, rfc) {
		if err != nil {
			return out, err
		}
		want, err := recompute(rfc, b.ID, byMaterial[b.ID], policy, b.Data)
		if err != nil {
			return out, err
		}
		if want == nil {
			continue
		}
		delete(byMaterial, b.ID)
		out.Materials++
		if at := firstDifference(b.Data, want); at != "" && out.Difference.ES == "" {
			out.Difference = document.Textf("el libro del material %s no es el que dan los hechos: %s", "the book of material %s is not what the facts give: %s", b.ID, at)
		}
	}
	for id := range byMaterial {
		if out.Difference.ES == "" {
			out.Difference = document.Textf("falta el libro del material %s; ejecute immex ingest para completar el descargo", "the book of material %s is missing; run immex ingest to complete the matching", id)
		}
	}
	return out, nil
}

// recompute is the book the movements give; nil for a material whose
// movements are all gone and whose stored book is empty, as it should be.
func recompute(rfc, id string, records []MovementRecord, policy ledger.Policy, stored []byte) ([]byte, error) {
	old, err := ledger.UnpackBook(stored)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "book "+id, err)
	}
	if len(records)+len(old.Lots)+len(old.Exits) == 0 {
		return nil, nil
	}
	slices.SortFunc(records, func(a, b MovementRecord) int { return bytes.Compare([]byte(a.Group), []byte(b.Group)) })
	movements := make([]ledger.Movements, len(records))
	for i, r := range records {
		var err error
		if movements[i], err = ledger.UnpackMovements(r.Data); err != nil {
			return nil, fault.New(fault.Corrupt, "movements of "+id, err)
		}
	}
	book := ledger.Evaluate(rfc, old.Material, movements, policy, catalog.Default().Version)
	if err := book.Check(); err != nil {
		return nil, fault.New(fault.Corrupt, "check "+id, err)
	}
	return book.Pack(), nil
}

// firstDifference shows where two encodings part; "" when they do not.
func firstDifference(have, want []byte) string {
	if bytes.Equal(have, want) {
		return ""
	}
	i := 0
	for i < min(len(have), len(want)) && have[i] == want[i] {
		i++
	}
	const around = 16
	show := func(b []byte) []byte { return b[max(0, i-around):min(len(b), i+around)] }
	return fmt.Sprintf("byte %d: …%x… / …%x…", i, show(have), show(want)) // packed bytes are no text
}

// checkChain walks the journal: dense sequence, each entry hashing the one
// before it.
func checkChain(ctx context.Context, store Journal, rfc string) (document.Text, error) {
	var prev Head
	for e, err := range store.Entries(ctx, rfc, 0) {
		if err != nil {
			return document.Text{}, err
		}
		again, err := Chain(prev.Hash, prev.Seq+1, e.RecordedAt, e.Record)
		if err != nil {
			return document.Text{}, err
		}
		if e.Seq != prev.Seq+1 || e.Prev != prev.Hash || e.Hash != again.Hash {
			return document.Textf("el diario se rompe en el asiento %d (%s)", "the journal breaks at entry %d (%s)", e.Seq, e.Record.Name), nil
		}
		prev = Head{Seq: e.Seq, Hash: e.Hash}
	}
	return document.Text{}, nil
}
