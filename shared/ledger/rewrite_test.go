package ledger_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// monthsOf finds the months that close otherwise the slow way: by the books as
// of the last day of each.
func monthsOf(before, after *ledger.Book) []string {
	closing := func(b *ledger.Book, on document.Date) map[string][4]int64 {
		out := map[string][4]int64{}
		for _, s := range b.AsOf(on) {
			if now := [4]int64{int64(s.Saldo), int64(s.Desperdicio), int64(s.Faltante), int64(s.SaldoUMT)}; now != [4]int64{} {
				out[s.Lot.ID] = now
			}
		}
		return out
	}
	var days []document.Date
	for _, b := range []*ledger.Book{before, after} {
		for i := range b.Lots {
			days = append(days, b.Lots[i].AvailableFrom)
		}
		for i := range b.Exits {
			days = append(days, b.Exits[i].MovedAt)
		}
	}
	out := []string{}
	if len(days) == 0 {
		return out
	}
	for end := slices.Min(days).MonthEnd(); end <= slices.Max(days).MonthEnd(); end = end.AddDays(1).MonthEnd() {
		if !cmp.Equal(closing(before, end), closing(after, end)) {
			out = append(out, end.String()[:7])
		}
	}
	return out
}

func opened(t require, g *ledger.Generation, kept shelf) *ledger.Book {
	t.Helper()
	b, err := ledger.OpenBook(g.Manifest, kept.fetch)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return b
}

// wantPast holds what a generation says of the past to the two whole books: the
// record it packs tells every difference between them, and a generation without
// one is an append.
func wantPast(t require, prev, got *ledger.Generation, kept shelf) (rewrote bool) {
	t.Helper()
	before, after := opened(t, prev, kept), opened(t, got, kept)
	want, months := ledger.Compare(before, after), monthsOf(before, after)
	if got.Past == nil {
		wantAppend(t, before, want)
		return false
	}
	r := &ledger.Rewrite{RFC: us, Material: after.Material, From: prev.Run(), To: got.Run(), FromSeq: 3, ToSeq: 5}
	raw, segment := r.Pack(got.Past)
	if raw == nil {
		if len(want)+len(months) > 0 {
			t.Fatalf("nothing is recorded of %+v", want)
		}
		return true
	}
	if segment != nil {
		kept[segment.ID] = segment.Data
	}
	again, err := ledger.UnpackRewrite(raw)
	if err != nil {
		t.Fatalf("unpack: %v", err)
	}
	deltas, err := again.Deltas(kept.fetch)
	if err != nil {
		t.Fatalf("deltas: %v", err)
	}
	if d := cmp.Diff(want, deltas); d != "" {
		t.Fatalf("the record tells other differences (-of the books +recorded):\n%s", d)
	}
	if d := cmp.Diff(months, again.Periods); d != "" {
		t.Fatalf("the record tells other months (-of the books +recorded):\n%s", d)
	}
	return true
}

// wantAppend: nothing that stood before is otherwise but the saldos that new
// exits took from, and nothing new is dated before the last day there was.
func wantAppend(t require, before *ledger.Book, deltas []ledger.Delta) {
	t.Helper()
	last := document.Date(0)
	for i := range before.Lots {
		last = max(last, before.Lots[i].AvailableFrom)
	}
	for i := range before.Exits {
		last = max(last, before.Exits[i].MovedAt)
	}
	for _, d := range deltas {
		if d.Que != ledger.DeltaSaldo && (d.Antes != 0 || d.Fecha < last) {
			t.Fatalf("an append changes what stood at %v: %+v", last, d)
		}
	}
}

// TestRewriteRecord: what a record holds, small and large, and bytes that are none.
func TestRewriteRecord(t *testing.T) {
	t.Parallel()
	m := ledger.Fraccion(resin, "1")
	book := func(n int, kilos int64) *ledger.Book {
		var ms []ledger.Movements
		for i := range n {
			number := "21243210" + ledger.LineNumber(1_000_000+i)
			ms = append(ms, ledger.Movements{Material: m, Lots: []ledger.Lot{{
				ID: number + "-1", Pedimento: number, Partida: 1, UMT: "1", AvailableFrom: document.NewDate(2021, 3, 1), Cantidad: quantity.Micros(kilos * 1e6), CantidadUMT: quantity.Micros(kilos * 1e6),
			}}})
		}
		return ledger.Evaluate(us, m, ms, ledger.DefaultPolicy(), "catalogue")
	}
	for n, large := range map[int]bool{1: false, 300: true} {
		before, after := book(n, 10), book(n, 11)
		r := &ledger.Rewrite{RFC: us, Material: m, From: document.HashOf([]byte("a")), To: document.HashOf([]byte("b")), FromSeq: 7, ToSeq: 9}
		raw, segment := r.Pack(&ledger.Pair{Before: before, After: after, Last: document.NewDate(2021, 5, 2)})
		if (segment != nil) != large || len(raw) > 4096 {
			t.Fatalf("%d lots: a record of %d bytes, segment %v", n, len(raw), segment != nil)
		}
		got, err := ledger.UnpackRewrite(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got.From != r.From || got.To != r.To || got.FromSeq != 7 || got.ToSeq != 9 || got.Material != m || got.RFC != us || got.FirstAffected != document.NewDate(2021, 3, 1) {
			t.Errorf("%+v", got)
		}
		if d := cmp.Diff(map[string]int{ledger.DeltaLote: n, ledger.DeltaSaldo: n}, got.Counts); d != "" {
			t.Error(d)
		}
		if d := cmp.Diff([]string{"2021-03", "2021-04", "2021-05"}, got.Periods); d != "" {
			t.Error(d)
		}
		deltas, err := got.Deltas(func([]ledger.SegmentID) ([][]byte, error) { return [][]byte{segment.Data}, nil })
		if err != nil || len(deltas) != 2*n {
			t.Errorf("%d deltas, %v", len(deltas), err)
		}
		if _, err := got.Deltas(func([]ledger.SegmentID) ([][]byte, error) { return [][]byte{[]byte("other")}, nil }); large && !errors.Is(err, ledger.ErrPacked) {
			t.Errorf("other bytes under the name: %v", err)
		}
		for cut := range len(raw) - 1 {
			if _, err := ledger.UnpackRewrite(raw[:cut]); !errors.Is(err, ledger.ErrPacked) {
				t.Fatalf("%d bytes of it: %v", cut, err)
			}
		}
		again, _ := r.Pack(&ledger.Pair{Before: before, After: after, Last: document.NewDate(2021, 5, 2)})
		if !bytes.Equal(raw, again) {
			t.Error("the same pair gives other bytes")
		}
	}
	if raw, _ := (&ledger.Rewrite{}).Pack(&ledger.Pair{Before: book(2, 5), After: book(2, 5)}); raw != nil {
		t.Error("equal books leave a record")
	}
}
