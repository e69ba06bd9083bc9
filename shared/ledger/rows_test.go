package ledger_test

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// packed are the movements as a store keeps them.
func packed(ms []ledger.Movements) [][]byte {
	rows := make([][]byte, len(ms))
	for i := range ms {
		rows[i] = ms[i].Pack()
	}
	return rows
}

func sameGeneration(t require, want, got *ledger.Generation) {
	t.Helper()
	if !bytes.Equal(want.Manifest, got.Manifest) || want.Takes != got.Takes || want.Run() != got.Run() {
		t.Fatalf("another manifest:\n%x\n%x", got.Manifest, want.Manifest)
	}
	if !slices.EqualFunc(want.Segments, got.Segments, func(a, b ledger.Segment) bool { return a.ID == b.ID && bytes.Equal(a.Data, b.Data) }) {
		t.Fatalf("%d segments, want %d, or other bytes", len(got.Segments), len(want.Segments))
	}
}

// TestRowsAreTheirMovements: what is read where it is matched gives the bytes
// of movements unpacked one by one, in any order of the rows, after materials
// of any size used the same memory; and the rows stay as they were.
func TestRowsAreTheirMovements(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		for n := range rapid.IntRange(0, 40).Draw(t, "groups") {
			h.rows[strconv.Itoa(n)] = drawMovements(t, h, n)
		}
		ms := h.movements()
		want := h.whole(t)
		rows := rapid.Permutation(packed(ms)).Draw(t, "order")
		before := make([][]byte, len(rows))
		for i := range rows {
			before[i] = bytes.Clone(rows[i])
		}
		for range 2 {
			got, err := ledger.EvaluateRows(us, h.material, rows, h.policy, "catalogue", nil, nil)
			if err != nil {
				t.Fatalf("evaluate: %v", err)
			}
			sameGeneration(t, want, got)
		}
		if !slices.EqualFunc(rows, before, bytes.Equal) {
			t.Fatalf("matching changes what was read")
		}
	})
}

// TestRowsLeaveOut: with the generation before, what it names is not written.
func TestRowsLeaveOut(t *testing.T) {
	t.Parallel()
	h := &history{material: ledger.Fraccion(resin, "1"), policy: directo(), rows: map[string]ledger.Movements{}}
	for n := range 60 {
		h.rows[strconv.Itoa(n)] = ledger.Movements{Material: h.material, Exits: []ledger.Exit{{
			ID: ped(n) + "-1", Pedimento: ped(n), Partida: 1, Rol: ledger.RoleSalida, SameState: true, Cantidad: kg(1), MovedAt: day("2021-01-01").AddDays(n),
		}}}
	}
	kept := shelf{}
	first := h.whole(t)
	kept.keep(first)
	again, err := ledger.EvaluateRows(us, h.material, packed(h.movements()), h.policy, "catalogue", first.Manifest, kept.fetch)
	if err != nil || len(first.Segments) == 0 || len(again.Segments) > 0 || !bytes.Equal(first.Manifest, again.Manifest) {
		t.Errorf("%d segments, then %d; %v", len(first.Segments), len(again.Segments), err)
	}
}

// TestRowsRefuse: a row cut anywhere, or too long, is refused with the rest,
// and the memory it was read into is good for the next material.
func TestRowsRefuse(t *testing.T) {
	t.Parallel()
	m := ledger.Fraccion(resin, "1")
	entry, exit := fact(1, "IN", "2021-01-01", line(1, resin, 10)), export(2, "RT", "2021-04-01", line(1, resin, 15))
	ms := append(resolve(t, directo(), entry).Movements, resolve(t, directo(), exit).Movements...)
	rows := packed(ms)
	want, err := ledger.EvaluateSegments(us, m, ms, directo(), "catalogue", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(rows[1]) + 1 {
		bad := rows[1][:n:n]
		if n == len(rows[1]) {
			bad = append(bad, 0)
		}
		if _, err := ledger.EvaluateRows(us, m, [][]byte{rows[0], bad}, directo(), "catalogue", nil, nil); !errors.Is(err, ledger.ErrPacked) {
			t.Fatalf("%d of %d bytes: %v", n, len(rows[1]), err)
		}
		got, err := ledger.EvaluateRows(us, m, rows, directo(), "catalogue", nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		sameGeneration(t, want, got)
	}
}

// TestFactsAreApart: items of a pedimento are read with the same facts; what
// one of them gets later is its own.
func TestFactsAreApart(t *testing.T) {
	t.Parallel()
	a, b := document.HashOf([]byte("a")), document.HashOf([]byte("b"))
	m := ledger.Movements{Exits: []ledger.Exit{
		{ID: "1", Facts: []document.Hash{a, b}},
		{ID: "2", Facts: []document.Hash{a, b}},
		{ID: "3", Facts: []document.Hash{a}},
		{ID: "4", Facts: []document.Hash{a, "no hash"}},
		{ID: "5", Facts: []document.Hash{a, "no hash"}},
		{ID: "6", Facts: []document.Hash{a}},
		{ID: "7"},
	}}
	again, err := ledger.UnpackMovements(m.Pack())
	if err != nil {
		t.Fatal(err)
	}
	_ = append(again.Exits[0].Facts, "of the first")
	again.Exits[0].Facts = append(again.Exits[0].Facts, "of the first, kept")
	for i := range again.Exits {
		want := m.Exits[i].Facts
		if i == 0 {
			want = append(slices.Clone(want), "of the first, kept")
		}
		if !slices.Equal(again.Exits[i].Facts, want) {
			t.Errorf("exit %d: %v, want %v", i, again.Exits[i].Facts, want)
		}
	}
}

// fullMovements are some with something in most of their fields.
func fullMovements(tb testing.TB) ledger.Movements {
	tb.Helper()
	a, b := document.HashOf([]byte("a")), document.HashOf([]byte("b"))
	m := ledger.Movements{Material: ledger.Fraccion(resin, "1")}
	for n := range 40 {
		on := day("2021-01-01").AddDays(n)
		l := ledger.Lot{
			ID: ped(n) + "-2", Pedimento: ped(n), Numeros: []string{ped(n + 900)}, Partida: 2, Clave: "IN", Tipo: "insumo", Fraccion: resin, NICO: "00", Descripcion: "resina",
			Origen: "USA", UMT: "1", UMC: "1", Cantidad: kg(10), CantidadUMT: kg(10) + 1, CantidadUMC: kg(10), Aduana: written(tb, "1234.50"), Dolares: written(tb, "61.7"),
			Pago: on, AvailableFrom: on, AvailableBasis: "pago", StayStart: on, StayBasis: "pago", Due: on.AddDays(540), DueSource: "108",
			DueReasons: []document.Text{{ES: "por", EN: "by"}}, Tributos: []ledger.Tributo{{Clave: "1", Forma: "5", Importe: written(tb, "12")}}, Facts: []document.Hash{a, b},
		}
		if n%7 == 0 {
			l.ID, l.Parte, l.Provisional = l.ID+"/P", "P", true
		}
		x := ledger.Exit{
			ID: ped(n+500) + "-1", Rol: ledger.RoleSalida, Pedimento: ped(n + 500), Partida: 1, Clave: "RT", Tipo: "retorno", Fraccion: resin, Descripcion: "piezas", UMT: "1", UMC: "1",
			Cantidad: kg(7), CantidadUMT: kg(7), CantidadUMC: kg(7), Comercial: written(tb, "99.999"), Destino: "USA", MovedAt: on.AddDays(30), MovedBasis: "pago", PaidAt: on.AddDays(30),
			SameState: true, Residuo: "-1/3", Facts: []document.Hash{b},
		}
		if n%5 == 0 {
			x.Dirigido = []ledger.Directed{{Lot: ped(n) + "-2", Cantidad: kg(2)}}
		}
		m.Lots, m.Exits = append(m.Lots, l), append(m.Exits, x)
	}
	m.Openings = []ledger.Opening{{Lot: m.Lots[0], Fecha: day("2020-12-31"), Cantidad: kg(3), CantidadUMT: kg(3)}}
	return m
}

// TestBytesStay: packed values keep their bytes, and with them a run its
// identity: stores and packages hold both. Another engine has others.
func TestBytesStay(t *testing.T) {
	t.Parallel()
	m := fullMovements(t)
	g, err := ledger.EvaluateRows(us, m.Material, packed([]ledger.Movements{m}), directo(), "catalogue", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ got, want document.Hash }{
		"movements": {document.HashOf(m.Pack()), "fff186cab8ff2e1a030d1aaa1f2d918dc55003d122c47f9dbe5062656f5aa7b7"},
		"run":       {g.Run(), "713e6193c0c8b5af6d6ec22444075e236f09c95e66e05a78ef74035a4c707103"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %s, want %s", name, tt.got, tt.want)
		}
	}
}
