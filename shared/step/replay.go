package step

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Replayed is what a recomputation from the facts found.
type Replayed struct {
	RFC       string
	Facts     int // all the books follow from: pedimentos, lists of parts, plant tables, law, programme
	Materials int
	// Difference names the first thing that is not as the facts say; "" when
	// all agree.
	Difference document.Text
}

// Replay recomputes every book of a programme from its facts alone, in
// memory, and compares the bytes; it also walks the journal's hash chain and
// holds facts, movements and findings against it.
func Replay(ctx context.Context, store Books, rfc string) (Replayed, error) {
	out := Replayed{RFC: rfc}
	a := &audit{store: store, rfc: rfc, breach: func(t document.Text) {
		if out.Difference.ES == "" {
			out.Difference = t
		}
	}}
	for _, stage := range []func(context.Context) error{a.journal, a.facts, a.resolve, a.stored, a.books} {
		err := stage(ctx)
		if fault.Is(err, fault.Corrupt) {
			a.breach(document.Textf("al recalcular: %v", "when recomputed: %v", err))
			break
		}
		if err != nil {
			return out, err
		}
		if out.Difference.ES != "" { // what follows rests on it
			break
		}
	}
	out.Facts, out.Materials = a.held, a.materials
	return out, nil
}

// audit holds what a store keeps of a programme against what the journal and
// the facts say, one stage after the other, and tells each breach.
type audit struct {
	store  Books
	rfc    string
	breach func(document.Text)

	named     map[document.Hash]bool // facts the journal names
	policy    ledger.Policy
	moves     map[string][]MovementRecord // what the facts move, by material
	findings  map[string][]ledger.Finding // what they find, by group
	held      int                         // facts of every kind
	materials int
}

// journal walks the chain: dense sequence, each entry hashing the one before
// it, the head at its end.
func (a *audit) journal(ctx context.Context) error {
	a.named = map[document.Hash]bool{}
	var prev Head
	for e, err := range a.store.Entries(ctx, a.rfc, 0) {
		if err != nil {
			return err
		}
		again, err := Chain(prev.Hash, prev.Seq+1, e.RecordedAt, e.Record)
		if err != nil {
			return err
		}
		if e.Seq != prev.Seq+1 || e.Prev != prev.Hash || e.Hash != again.Hash {
			a.breach(document.Textf("el diario se rompe en el asiento %d (%s)", "the journal breaks at entry %d (%s)", e.Seq, e.Record.Name))
			return nil
		}
		prev = Head{Seq: e.Seq, Hash: e.Hash}
		for _, h := range e.Record.facts() {
			a.named[h] = true
		}
	}
	head, err := a.store.Head(ctx, a.rfc)
	if err == nil && head.Seq < prev.Seq {
		a.breach(document.Textf("el diario tiene %d asientos y su final dice %d", "the journal has %d entries and its head says %d", prev.Seq, head.Seq))
	}
	return err //nolint:wrapcheck // a fault of the store, already classified
}

// facts are those a record brought to the books.
func (r *Record) facts() []document.Hash {
	switch {
	case r.Status != document.Accepted && r.Status != document.Version:
		return nil
	case r.Fact != "":
		return append([]document.Hash{r.Fact}, r.Facts...)
	case r.Kind == document.KindProgramme: // it is its own fact
		return []document.Hash{r.SHA}
	}
	return r.Facts
}

// facts holds the bytes of every fact against its hash, and the facts against
// the journal that names them.
func (a *audit) facts(ctx context.Context) error {
	missing := maps.Clone(a.named)
	for r, err := range a.store.AllFacts(ctx, a.rfc) {
		if err != nil {
			return err
		}
		a.held++
		b, err := canonical(r)
		if err != nil || document.HashOf(b) != r.Hash {
			a.breach(document.Textf("el hecho %s (%s) no es el que entró: sus bytes dan otro hash", "fact %s (%s) is not the one that came in: its bytes have another hash", r.Hash, r.Key))
			continue
		}
		if !a.named[r.Hash] {
			a.breach(document.Textf("ningún asiento del diario trae el hecho %s (%s)", "no journal entry brings fact %s (%s)", r.Hash, r.Key))
		}
		delete(missing, r.Hash)
	}
	for _, h := range slices.Sorted(maps.Keys(missing)) {
		a.breach(document.Textf("falta el hecho %s que el diario trae", "fact %s, which the journal brings, is missing", h))
	}
	return nil
}

// resolve works out what the facts move and find.
func (a *audit) resolve(ctx context.Context) error {
	basis, err := CurrentBasis(ctx, a.store, a.rfc)
	if err != nil {
		return err
	}
	a.policy, a.moves, a.findings = basis.Terms.Policy, map[string][]MovementRecord{}, map[string][]ledger.Finding{}
	add := func(group string, g ledger.Group) {
		for i := range g.Movements {
			m := &g.Movements[i]
			id := m.Material.ID(a.rfc)
			a.moves[id] = append(a.moves[id], MovementRecord{Material: m.Material, ID: id, Group: group, Data: m.Pack()})
		}
		a.findings[group] = g.Findings
	}
	add(plantGroup, plantOf(&basis))
	return EachTied(ctx, a.store, a.rfc, func(group string, obs []ledger.Observation) error {
		if len(obs) > 0 {
			add(group, basis.Terms.Resolve(obs))
		}
		return nil
	})
}

// stored holds the stored movements and findings against those of the facts.
func (a *audit) stored(ctx context.Context) error {
	ids := map[string]bool{}
	for id, records := range a.moves {
		ids[id] = true
		slices.SortFunc(records, func(x, y MovementRecord) int { return cmp.Compare(x.Group, y.Group) })
	}
	for b, err := range a.store.Books(ctx, a.rfc) {
		if err != nil {
			return err
		}
		ids[b.ID] = true
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		rows, err := a.store.Movements(ctx, a.rfc, id, Latest)
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		if !slices.EqualFunc(rows, a.moves[id], func(row []byte, m MovementRecord) bool { return bytes.Equal(row, m.Data) }) {
			a.breach(document.Textf("los movimientos guardados del material %s no son los que dan los hechos", "the stored movements of material %s are not what the facts give", a.name(id)))
		}
	}
	return a.found(ctx)
}

func (a *audit) found(ctx context.Context) error {
	want := map[string][]ledger.Finding{}
	for group, fs := range a.findings {
		if len(fs) > 0 {
			want[group] = fs
		}
	}
	wrong := func(group string) {
		a.breach(document.Textf("los hallazgos guardados de %s no son los que dan los hechos", "the stored findings of %s are not what the facts give", group))
	}
	for g, err := range a.store.GroupFindings(ctx, a.rfc) {
		if err != nil {
			return err
		}
		have, errHave := json.Marshal(g.Findings)
		wanted, errWant := json.Marshal(want[g.Group])
		if len(g.Findings)+len(want[g.Group]) > 0 && (errHave != nil || errWant != nil || !bytes.Equal(have, wanted)) {
			wrong(g.Group)
		}
		delete(want, g.Group)
	}
	for _, group := range slices.Sorted(maps.Keys(want)) {
		wrong(group)
	}
	return nil
}

// name is a material as a person knows it, its id when nothing moves in it.
func (a *audit) name(id string) string {
	if of := a.moves[id]; len(of) > 0 {
		return of[0].Material.Key + " (" + of[0].Material.Unit + ")"
	}
	return id
}

// books holds every stored book against the one its movements give.
func (a *audit) books(ctx context.Context) error {
	left := maps.Clone(a.moves)
	err := eachOpened(ctx, a.store, a.rfc, nil, func(r BookRecord, stored *ledger.Book) error {
		records := left[r.ID]
		if len(records)+len(stored.Lots)+len(stored.Exits) == 0 {
			return nil // its movements are all gone and it says nothing, as it should be
		}
		delete(left, r.ID)
		want, err := recompute(a.rfc, r.ID, stored.Material, records, a.policy)
		if fault.Is(err, fault.Corrupt) {
			a.breach(document.Textf("al recalcular: %v", "when recomputed: %v", err))
			return nil
		}
		if err != nil {
			return err
		}
		a.materials++
		if at := firstDifference(r.Manifest, want); at != "" {
			a.breach(document.Textf("el libro del material %s no es el que dan los hechos: %s", "the book of material %s is not what the facts give: %s", a.name(r.ID), at))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(left)) {
		a.breach(document.Textf("falta el libro del material %s; ejecute immex ingest para completar el descargo", "the book of material %s is missing; run immex ingest to complete the matching", a.name(id)))
	}
	return nil
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
