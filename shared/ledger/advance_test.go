package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// shelf is where a test keeps segments; it refuses to forget.
type shelf map[ledger.SegmentID][]byte

func (s shelf) fetch(ids []ledger.SegmentID) ([][]byte, error) {
	out := make([][]byte, len(ids))
	for i, id := range ids {
		b, ok := s[id]
		if !ok {
			return nil, fmt.Errorf("segment %s was never written", id)
		}
		out[i] = b
	}
	return out, nil
}

func (s shelf) keep(g *ledger.Generation) {
	for _, seg := range g.Segments {
		s[seg.ID] = seg.Data
	}
}

// history is what the groups of one material do, as a store has it.
type history struct {
	material ledger.Material
	policy   ledger.Policy
	rows     map[string]ledger.Movements
}

func (h *history) movements() []ledger.Movements {
	var out []ledger.Movements
	for _, g := range slices.Sorted(func(yield func(string) bool) {
		for k := range h.rows {
			if !yield(k) {
				return
			}
		}
	}) {
		out = append(out, h.rows[g])
	}
	return out
}

func (h *history) pack(group string) []byte {
	m, ok := h.rows[group]
	if !ok {
		return nil
	}
	return m.Pack()
}

// whole evaluates everything from nothing.
func (h *history) whole(tb require) *ledger.Generation {
	g, err := ledger.EvaluateSegments(us, h.material, h.movements(), h.policy, "catalogue", nil, nil)
	if err != nil {
		tb.Fatalf("evaluate: %v", err)
	}
	return g
}

type require interface {
	Fatalf(format string, args ...any)
	Helper()
}

// drawMovements is what one group does: few lots and exits of any role, dates
// that meet, numbers that others name.
func drawMovements(t *rapid.T, h *history, group int) ledger.Movements {
	m := ledger.Movements{Material: h.material}
	number := fmt.Sprintf("21243210%07d", group)
	date := func(label string) document.Date {
		return document.NewDate(2021, 3, 1).AddDays(rapid.IntRange(0, 40).Draw(t, label))
	}
	parts := []string{"", "A", "B"}
	for n := range rapid.IntRange(0, 2).Draw(t, "lots") {
		l := ledger.Lot{
			ID: fmt.Sprintf("%s-%d", number, n+1), Pedimento: number, Partida: n + 1, Clave: "IN", Fraccion: resin, UMT: "1", UMC: "1",
			Cantidad: quantity.Micros(rapid.Int64Range(0, 9).Draw(t, "qty")) * 1e6, AvailableFrom: date("available"), Parte: rapid.SampledFrom(parts).Draw(t, "part"),
			NamedOnly: rapid.IntRange(0, 9).Draw(t, "asset") == 0, Facts: []document.Hash{document.HashOf([]byte(number))},
		}
		l.CantidadUMT = l.Cantidad * 3
		if rapid.Bool().Draw(t, "expires") {
			l.Due = l.AvailableFrom.AddDays(rapid.IntRange(0, 20).Draw(t, "stay"))
		}
		switch rapid.IntRange(0, 9).Draw(t, "kept back") {
		case 0:
			from := date("from")
			l.Bloqueos = []ledger.Bloqueo{{Desde: from, Hasta: from.AddDays(5)}}
			if rapid.Bool().Draw(t, "again") {
				l.Bloqueos = append(l.Bloqueos, ledger.Bloqueo{Desde: from.AddDays(8), Hasta: from.AddDays(11)})
			}
		case 1:
			l.Bloqueos = []ledger.Bloqueo{{Desde: date("from")}}
		case 2:
			l.Serie = "S1"
		}
		l.ParteSupuesta = rapid.IntRange(0, 4).Draw(t, "by catalogue") == 0
		m.Lots = append(m.Lots, l)
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "exits") {
		x := ledger.Exit{
			ID: fmt.Sprintf("%s-x%d", number, n), Pedimento: number, Partida: n + 1, Clave: "RT", Fraccion: resin, UMT: "1", UMC: "1",
			Cantidad: quantity.Micros(rapid.Int64Range(1, 9).Draw(t, "out")) * 1e6, MovedAt: date("moved"), Parte: rapid.SampledFrom(parts).Draw(t, "asks"),
			Rol: rapid.SampledFrom(ledger.Roles()).Draw(t, "rol"), SameState: rapid.Bool().Draw(t, "same"), Desperdicio: rapid.Bool().Draw(t, "waste"),
			Regularises: rapid.IntRange(0, 4).Draw(t, "late") == 0, Facts: []document.Hash{document.HashOf([]byte(number))},
		}
		switch rapid.IntRange(0, 9).Draw(t, "decided") {
		case 0:
			x.Dirigido = []ledger.Directed{{Lot: fmt.Sprintf("21243210%07d-1", rapid.IntRange(0, 30).Draw(t, "which")), Cantidad: x.Cantidad}}
		case 1:
			x.TakesExpired = true
		case 2:
			x.LeaveExpired = true
		case 3: // machines are few, and need the whole history
			if rapid.IntRange(0, 9).Draw(t, "machine") == 7 {
				x.Serie = "S1"
			}
		case 4:
			x.Causa = ledger.CauseBOM
		}
		if rapid.IntRange(0, 3).Draw(t, "names") == 0 {
			x.Named = fmt.Sprintf("21243210%07d", rapid.IntRange(0, 30).Draw(t, "whom"))
		}
		if h.material.Kind != ledger.KindFraccion && rapid.IntRange(0, 59).Draw(t, "of one of") == 47 {
			x.Rol, x.Named, x.CantidadUMT = ledger.RoleSalida, "", x.Cantidad*2
			for range rapid.IntRange(1, 3).Draw(t, "pedimentos") {
				x.Identifica = append(x.Identifica, ledger.Identified{
					Pedimento:   fmt.Sprintf("21243210%07d", rapid.IntRange(0, 30).Draw(t, "one of")),
					CantidadUMT: quantity.Micros(rapid.Int64Range(1, 20).Draw(t, "so much")) * 1e6,
				})
			}
		}
		x.ParteSupuesta = rapid.IntRange(0, 4).Draw(t, "by catalogue") == 0
		m.Exits = append(m.Exits, x)
	}
	if rapid.IntRange(0, 59).Draw(t, "opens") == 47 && len(m.Lots) > 0 {
		m.Openings = append(m.Openings, ledger.Opening{Lot: m.Lots[0], Fecha: h.policy.KeyDate, Cantidad: m.Lots[0].Cantidad / 2, CantidadUMT: m.Lots[0].CantidadUMT / 2})
	}
	return m
}

func drawHistory(t *rapid.T) *history {
	h := &history{material: ledger.Fraccion(resin, "1"), policy: ledger.DefaultPolicy(), rows: map[string]ledger.Movements{}}
	if rapid.Bool().Draw(t, "directo") {
		h.policy.SinBOM = ledger.SinBOMDirecto
	}
	if rapid.Bool().Draw(t, "family") {
		h.material.Kind = ledger.KindFamilia
	}
	if rapid.IntRange(0, 5).Draw(t, "opened") == 5 {
		h.policy.KeyDate = document.NewDate(2021, 3, 10)
	}
	return h
}

// TestAdvanceIsTheWhole: groups come, change and go, in batches; going on from
// the generation before gives the bytes of the whole history, and the segments
// give its book.
func TestAdvanceIsTheWhole(t *testing.T) {
	t.Parallel()
	went, fell, rewrites, appends := 0, 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		kept := shelf{}
		prev := h.whole(t)
		kept.keep(prev)
		for range rapid.IntRange(1, 12).Draw(t, "commits") {
			var edits []ledger.Edit
			for _, n := range slices.Compact(rapid.SliceOfN(rapid.IntRange(0, 30), 1, 6).Draw(t, "groups")) {
				group := strconv.Itoa(n)
				d := ledger.Edit{Old: h.pack(group)}
				if d.Old != nil && rapid.IntRange(0, 2).Draw(t, "leaves") == 0 {
					delete(h.rows, group)
				} else {
					h.rows[group] = drawMovements(t, h, n)
				}
				d.New = h.pack(group)
				edits = append(edits, d)
			}
			want := h.whole(t)
			got, err := ledger.Advance(prev.Manifest, h.policy, "catalogue", edits, kept.fetch)
			switch {
			case errors.Is(err, ledger.ErrWhole):
				fell++
				if got, err = ledger.EvaluateSegments(us, h.material, h.movements(), h.policy, "catalogue", prev.Manifest, kept.fetch); err != nil {
					t.Fatalf("whole: %v", err)
				}
			case err != nil:
				t.Fatalf("advance: %v", err)
			default:
				went++
			}
			kept.keep(got)
			wantBook(t, h, want, got, kept)
			if rewrote := wantPast(t, prev, got, kept); rewrote {
				rewrites++
			} else {
				appends++
			}
			prev = got
		}
	})
	t.Logf("%d steps went on from the generation before, %d needed the whole history; %d changed the past, %d appended", went, fell, rewrites, appends)
	if rewrites == 0 || appends == 0 {
		t.Errorf("both must be tried")
	}
	if went < fell {
		t.Errorf("most steps should go on")
	}
}

func wantBook(t require, h *history, want, got *ledger.Generation, kept shelf) {
	t.Helper()
	if !bytes.Equal(want.Manifest, got.Manifest) {
		t.Fatalf("going on gives another manifest than the whole:\n%x\n%x", got.Manifest, want.Manifest)
	}
	for _, s := range want.Segments {
		if _, ok := kept[s.ID]; !ok {
			t.Fatalf("segment %s is named and was not written", s.ID)
		}
	}
	b, err := ledger.OpenBook(got.Manifest, kept.fetch)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	whole := ledger.Evaluate(us, h.material, h.movements(), h.policy, "catalogue")
	if !bytes.Equal(encoded(t, b), encoded(t, whole)) {
		t.Fatalf("the segments give another book:\n%+v\nnot\n%+v", b, whole)
	}
	if want.Run() != got.Run() {
		t.Fatalf("another run")
	}
}
