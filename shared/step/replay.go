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
	err = eachOpened(ctx, store, rfc, func(r BookRecord, stored *ledger.Book) error {
		records := byMaterial[r.ID]
		if len(records)+len(stored.Lots)+len(stored.Exits) == 0 {
			return nil // its movements are all gone and it says nothing, as it should be
		}
		want, err := recompute(rfc, r.ID, stored.Material, records, policy)
		if err != nil {
			return err
		}
		delete(byMaterial, r.ID)
		out.Materials++
		if at := firstDifference(r.Manifest, want); at != "" && out.Difference.ES == "" {
			out.Difference = document.Textf("el libro del material %s no es el que dan los hechos: %s", "the book of material %s is not what the facts give: %s", r.ID, at)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	for id := range byMaterial {
		if out.Difference.ES == "" {
			out.Difference = document.Textf("falta el libro del material %s; ejecute immex ingest para completar el descargo", "the book of material %s is missing; run immex ingest to complete the matching", id)
		}
	}
	return out, nil
}

// recompute is the manifest of the book the movements give: every segment is
// in it by its hash.
func recompute(rfc, id string, m ledger.Material, records []MovementRecord, policy ledger.Policy) ([]byte, error) {
	slices.SortFunc(records, func(a, b MovementRecord) int { return bytes.Compare([]byte(a.Group), []byte(b.Group)) })
	movements := make([]ledger.Movements, len(records))
	for i, r := range records {
		var err error
		if movements[i], err = ledger.UnpackMovements(r.Data); err != nil {
			return nil, fault.New(fault.Corrupt, "movements of "+id, err)
		}
	}
	version := catalog.Default().Version
	if err := ledger.Evaluate(rfc, m, movements, policy, version).Check(); err != nil {
		return nil, fault.New(fault.Corrupt, "check "+id, err)
	}
	g, err := ledger.EvaluateSegments(rfc, m, movements, policy, version, nil, nil)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "book "+id, err)
	}
	return g.Manifest, nil
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
