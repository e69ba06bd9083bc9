package storetest

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

func movementsAsOf(t *testing.T, s step.Books) {
	const a, b = "212430010000001", "212430010000002"
	w := &writer{t: t, s: s, rfc: rfcA}
	for _, m := range [][]step.MovementRecord{
		{movement(rfcA, 1, a, "a1")},
		{movement(rfcA, 1, a, "a2"), movement(rfcA, 1, b, "b2")},
		{movement(rfcA, 1, a, ""), movement(rfcA, 2, a, "elsewhere")},
		{movement(rfcA, 1, a, "a4")},
	} {
		w.arrive(string(m[0].Data)+m[0].Group, func(c *step.Commit) { c.Movements = m })
	}
	for upTo, want := range []string{"", "a1", "a2 b2", "b2", "a4 b2", "a4 b2"} {
		rows := must(s.Movements(t.Context(), rfcA, material(1).ID(rfcA), int64(upTo)))(t)
		if got := string(bytes.Join(rows, []byte(" "))); got != want {
			t.Errorf("as of %d: %q, want %q", upTo, got, want)
		}
	}
}

func editsBetween(t *testing.T, s step.Books) {
	const a, b, c3 = "212430010000001", "212430010000002", "212430010000003"
	w := &writer{t: t, s: s, rfc: rfcA}
	for _, m := range [][]step.MovementRecord{
		{movement(rfcA, 1, b, "b1"), movement(rfcA, 1, a, "a1")},
		{movement(rfcA, 1, a, "a2"), movement(rfcA, 2, a, "elsewhere")},
		{movement(rfcA, 1, a, "a3"), movement(rfcA, 1, c3, "c3")},
		{movement(rfcA, 1, b, "")},
		{movement(rfcA, 1, b, ""), movement(rfcA, 1, b, "back")}, // leaves and comes back in one commit
	} {
		w.arrive(string(m[0].Data)+m[0].Group+string(m[len(m)-1].Data), func(c *step.Commit) { c.Movements = m })
	}
	for _, tt := range []struct {
		applied, wanted int64
		want            []string // old>new
	}{
		{0, 1, []string{">a1", ">b1"}},
		{1, 2, []string{"a1>a2"}},
		{1, 3, []string{"a1>a3", ">c3"}},
		{3, 4, []string{"b1>"}},
		{4, 5, []string{">back"}},
		{3, 5, []string{"b1>back"}},
		{0, 5, []string{">a3", ">back", ">c3"}},
		{5, 5, nil},
	} {
		ref := step.MaterialRef{ID: material(1).ID(rfcA), Material: material(1), Applied: tt.applied, Wanted: tt.wanted}
		var got []string
		for _, d := range must(s.Edits(t.Context(), rfcA, ref))(t) {
			got = append(got, string(d.Old)+">"+string(d.New))
			if d.Old != nil && len(d.Old) == 0 || d.New != nil && len(d.New) == 0 {
				t.Errorf("from %d to %d: what is not there is nil", tt.applied, tt.wanted)
			}
		}
		if len(got)+len(tt.want) > 0 {
			same(t, "edits", got, tt.want)
		}
	}
}

// segment is one of the bytes given.
func segment(b []byte) ledger.Segment { return ledger.Segment{ID: ledger.SegmentIDOf(b), Data: b} }

func segmentsKept(t *testing.T, s step.Books) {
	ctx := t.Context()
	const g = "212430010000001"
	w := &writer{t: t, s: s, rfc: rfcA}
	w.arrive("two", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "x"), movement(rfcA, 2, g, "x")}
	})
	segs := []ledger.Segment{segment([]byte("one")), segment(noise(500 << 10)), segment([]byte{}), segment(bytes.Repeat([]byte("long"), 5000))}
	u := update(refOf(t, s, rfcA, material(1).ID(rfcA)), "first")
	u.Segments = segs
	save := func(what string, u step.BookUpdate) {
		t.Helper()
		if err := s.SaveBooks(ctx, rfcA, []step.BookUpdate{u}); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	save("first", u)
	w.arrive("more", func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "y")} })
	u2 := update(refOf(t, s, rfcA, material(1).ID(rfcA)), "second")
	u2.Segments = []ledger.Segment{segs[0], segment([]byte("five")), segs[0]}
	save("a segment again", u2)
	other := update(refOf(t, s, rfcA, material(2).ID(rfcA)), "the other")
	other.Segments = []ledger.Segment{segs[0]}
	save("another material", other)

	order := []ledger.SegmentID{segs[3].ID, segs[0].ID, u2.Segments[1].ID, segs[2].ID, segs[1].ID, segs[0].ID}
	want := [][]byte{segs[3].Data, segs[0].Data, []byte("five"), {}, segs[1].Data, segs[0].Data}
	got := must(s.Segments(ctx, rfcA, u.Book.ID, order))(t)
	for i := range want {
		if !bytes.Equal(got[i], want[i]) {
			t.Errorf("segment %d came back as other bytes", i)
		}
	}
	// as many together as one statement may hold, one less and one more
	for _, n := range []int{31, 32, 33, 64, 65} {
		name := "in one save " + strconv.Itoa(n)
		w.arrive(name, func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 2, g, name)} })
		many := update(refOf(t, s, rfcA, material(2).ID(rfcA)), name)
		var ids []ledger.SegmentID
		for i := range n {
			many.Segments = append(many.Segments, segment(fmt.Appendf(nil, "%d of %d", i, n)))
			ids = append(ids, many.Segments[i].ID)
		}
		save(name, many)
		for i, b := range must(s.Segments(ctx, rfcA, many.Book.ID, ids))(t) {
			same(t, name, string(b), fmt.Sprintf("%d of %d", i, n))
		}
	}

	same(t, "none", len(must(s.Segments(ctx, rfcA, u.Book.ID, nil))(t)), 0)
	_, err := s.Segments(ctx, rfcA, other.Book.ID, order[:1])
	conflict(t, "a segment of another material", err)
	_, err = s.Segments(ctx, rfcB, u.Book.ID, order[:1])
	conflict(t, "a segment of another programme", err)
}

// behind is step.Books under a name that is not one of its methods.
type behind interface{ step.Books }

// reader is a store that gives an old head once: a reader that slept while
// the book went on and its segments were cleared away.
type reader struct {
	behind
	old  *step.BookRecord
	lost map[ledger.SegmentID]bool
}

func (r *reader) Book(ctx ctx, rfc, material string) (step.BookRecord, bool, error) {
	if b := r.old; b != nil {
		r.old = nil
		return *b, true, nil
	}
	return r.behind.Book(ctx, rfc, material)
}

func (r *reader) Segments(ctx ctx, rfc, material string, ids []ledger.SegmentID) ([][]byte, error) {
	for _, id := range ids {
		if r.lost[id] {
			return nil, fault.Newf(fault.Conflict, "read segments", "%s is not there", id)
		}
	}
	return r.behind.Segments(ctx, rfc, material, ids)
}

func missingSegment(t *testing.T, s step.Books) {
	p := newPlant(t, s, 4000)
	first := p.match(t)
	p.late(t)
	second := p.match(t)
	lost := map[ledger.SegmentID]bool{}
	for _, seg := range p.named(t, first) {
		lost[seg] = true
	}
	for _, seg := range p.named(t, second) {
		delete(lost, seg)
	}
	if len(lost) == 0 {
		t.Fatal("the second generation names every segment of the first: nothing to lose")
	}
	r := &reader{behind: s, lost: lost}
	b, err := step.OpenBook(t.Context(), r, rfcA, first)
	if err != nil {
		t.Fatalf("a reader behind: %v", err)
	}
	same(t, "it reads the head", bytes.Equal(must(b.Encode())(t), p.whole(t)), true)
	for _, seg := range p.named(t, second) {
		lost[seg] = true
	}
	if _, err := step.OpenBook(t.Context(), r, rfcA, second); !fault.Is(err, fault.Corrupt) {
		t.Errorf("a segment of the head is missing: %v, want Corrupt", err)
	}
}
