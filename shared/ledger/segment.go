package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
)

// A book is kept as segments named by their content, and a small manifest
// that lists them (decision 0011). Lots stand in PEPS order and exits in their
// order; what an exit took lies apart from what it is, so that a late fact
// rewrites the first and not the second. The segments and the manifest are a
// function of the book alone: any way to it gives the same bytes.

// SegmentID names a segment: the first 128 bits of the SHA-256 of its bytes.
type SegmentID [16]byte

// SegmentIDOf names the segment of some bytes.
func SegmentIDOf(b []byte) SegmentID {
	sum := sha256.Sum256(b)
	return SegmentID(sum[:16])
}

// String is the name in hexadecimal.
func (id SegmentID) String() string { return hex.EncodeToString(id[:]) }

// Segment is an immutable part of a book.
type Segment struct {
	ID   SegmentID
	Data []byte
}

// Fetch reads segments, in the order asked for.
type Fetch func(ids []SegmentID) ([][]byte, error)

// Generation is a book as stores keep it: the manifest, and the segments that
// the generation before it does not name.
type Generation struct {
	Manifest []byte
	Segments []Segment
	Takes    int // what was matched anew: descargos, changes of state, held quantities
	// Past is what the generation says otherwise than the one before it; nil
	// for the first one and for an append.
	Past *Otherwise
}

// Run is the identity of the evaluation: the hash of the manifest, which
// holds the programme, the material, the policy, the catalogue, the engine and
// every lot and exit, by content and in order. The same inputs, from
// scratch or step by step, are the same run.
func (g *Generation) Run() document.Hash { return RunOf(g.Manifest) }

// RunOf is the run that made a manifest.
func RunOf(manifest []byte) document.Hash { return document.HashOf(manifest) }

// EvaluateSegments is Evaluate for a store: from the movements of the whole
// history to the segments. With prev, what that
// generation already names is left out.
func EvaluateSegments(rfc string, m Material, movements []Movements, policy Policy, catalogVersion document.Hash, prev []byte, fetch Fetch) (*Generation, error) {
	return assemble(rfc, m, movements, policy, catalogVersion).segments(&match.Input{}, &match.Output{}, prev, fetch)
}

// segments matches an assembled book and writes it.
func (b *Book) segments(in *match.Input, out *match.Output, prev []byte, fetch Fetch) (*Generation, error) {
	w := newWeaver(fetch)
	if readable(prev) {
		if err := w.recall(prev); err != nil {
			return nil, err
		}
	}
	b.input(in, b.Policy)
	b.run(in, out)
	g, err := w.weave(b, out)
	if err != nil || !readable(prev) {
		return g, err
	}
	before, err := OpenBook(prev, fetch)
	if err != nil {
		return nil, err
	}
	after, err := OpenBook(g.Manifest, g.over(fetch)) // b stands in memory that the next material uses
	if err != nil {
		return nil, err
	}
	g.Past = OtherwiseOf(before, after)
	return g, nil
}

// over reads the segments of the generation itself, and others below it.
func (g *Generation) over(fetch Fetch) Fetch {
	own := make(map[SegmentID][]byte, len(g.Segments))
	for _, s := range g.Segments {
		own[s.ID] = s.Data
	}
	return func(ids []SegmentID) ([][]byte, error) {
		out := make([][]byte, len(ids))
		var rest []SegmentID
		for i, id := range ids {
			if out[i] = own[id]; out[i] == nil {
				rest = append(rest, id)
			}
		}
		got, err := fetch(rest)
		if err != nil {
			return nil, err
		}
		for i := range ids {
			if out[i] == nil {
				out[i], got = got[0], got[1:]
			}
		}
		return out, nil
	}
}

// EvaluateRun is Evaluate with the identity of the run, for those who keep no
// segments.
func EvaluateRun(rfc string, m Material, movements []Movements, policy Policy, catalogVersion document.Hash) (*Book, document.Hash, error) {
	return assemble(rfc, m, movements, policy, catalogVersion).evaluateRun(policy)
}

func (b *Book) evaluateRun(policy Policy) (*Book, document.Hash, error) {
	var in match.Input
	b.input(&in, policy)
	var out match.Output
	b.run(&in, &out)
	g, err := newWeaver(nil).weave(b, &out)
	if err != nil {
		return nil, "", err
	}
	b.read(in, &out, policy)
	b.explain(in, &out)
	return b, g.Run(), nil
}

// weave writes a whole evaluated book.
func (w *weaver) weave(b *Book, out *match.Output) (*Generation, error) {
	man := &manifest{rfc: b.RFC, engine: b.Engine, catalog: b.Catalog, policy: b.Policy, material: b.Material, avisos: b.Avisos}
	man.spines(w)
	var states runs
	for i := range b.Lots {
		states.add(lotState{out.Left[i], out.Waste[i], out.Missing[i], out.Held[i]}, b.Lots[i].Cantidad)
	}
	man.states = states
	if err := man.lots.extend(&lotItems{lots: b.Lots}); err != nil {
		return nil, err
	}
	if err := man.exits.extend(&exitItems{exits: b.Exits, outcome: outcomeOf(out)}); err != nil {
		return nil, err
	}
	return w.finish(man, len(out.Takes))
}

// OpenBook puts a whole book together again: what Evaluate gives.
func OpenBook(manifestBytes []byte, fetch Fetch) (*Book, error) {
	w := newWeaver(fetch)
	man, err := w.open(manifestBytes)
	if err != nil {
		return nil, err
	}
	lots, err := man.lots.all()
	if err != nil {
		return nil, err
	}
	exits, err := man.exits.all()
	if err != nil {
		return nil, err
	}
	b := man.book()
	b.Lots, b.Exits, b.Avisos = append(b.Lots, lots.(*lotItems).lots...), append(b.Exits, exits.(*exitItems).exits...), man.avisos //nolint:forcetypeassert // each spine makes its own
	out, err := man.output(b.Lots, &exits.(*exitItems).outcome)                                                                    //nolint:forcetypeassert // same
	if err != nil {
		return nil, err
	}
	var in match.Input
	b.input(&in, b.Policy)
	b.read(in, out, b.Policy)
	b.explain(in, out)
	return b, nil
}

// book is an empty book with the manifest's header.
func (man *manifest) book() *Book {
	return &Book{
		RFC: man.rfc, ID: man.material.ID(man.rfc), Material: man.material, Engine: man.engine, Policy: man.policy, Catalog: man.catalog,
		Lots: []Lot{}, Exits: []Exit{}, Descargos: []Descargo{}, Held: []Held{}, Shortages: []Shortage{}, Saldos: []Saldo{},
	}
}

// output is what the matcher gave, out of the segments.
func (man *manifest) output(lots []Lot, o *outcome) (*match.Output, error) {
	out := &match.Output{Takes: o.takes, Short: o.short}
	at := 0
	for e := range o.ends {
		for ; at < int(o.ends[e]); at++ {
			if int(out.Takes[at].Lot) >= len(lots) {
				return nil, fmt.Errorf("%w: a take of lot %d of %d", ErrPacked, out.Takes[at].Lot, len(lots))
			}
			out.Takes[at].Exit = int32(e)
		}
	}
	n := 0
	for _, r := range man.states {
		n += r.n
	}
	if n != len(lots) {
		return nil, fmt.Errorf("%w: states of %d lots of %d", ErrPacked, n, len(lots))
	}
	i := 0
	for _, r := range man.states {
		for range r.n {
			s := r.of(lots[i].Cantidad)
			out.Left, out.Waste, out.Missing, out.Held = append(out.Left, s.left), append(out.Waste, s.waste), append(out.Missing, s.missing), append(out.Held, s.held)
			i++
		}
	}
	return out, nil
}

// ErrWhole reports a change that cannot go on from the generation before it:
// the whole history has to be evaluated.
var ErrWhole = errors.New("the change needs the whole history")
