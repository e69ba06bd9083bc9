package ledger_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// plant is a material with a long history: lots and exits over four years,
// about as many in as out.
func plant(seed uint64, groups int) (*history, *rand.Rand) {
	r := rand.New(rand.NewPCG(seed, 1))
	h := &history{material: ledger.Fraccion(resin, "1"), policy: directo(), rows: map[string]ledger.Movements{}}
	for g := range groups {
		h.rows[strconv.Itoa(g)] = shipment(r, h, g, r.IntN(1400))
	}
	return h, r
}

// shipment is one group: an entry of a few lots or a departure of a few exits.
func shipment(r *rand.Rand, h *history, group, days int) ledger.Movements {
	m := ledger.Movements{Material: h.material}
	number := fmt.Sprintf("21243210%07d", group)
	on := document.NewDate(2021, 1, 4).AddDays(days)
	hash := []document.Hash{document.HashOf([]byte(number))}
	if group%5 == 0 {
		for n := range 1 + r.IntN(3) {
			l := ledger.Lot{
				ID: fmt.Sprintf("%s-%d", number, n+1), Pedimento: number, Partida: n + 1, Clave: "IN", Tipo: "insumo", Fraccion: resin, UMT: "1", UMC: "1",
				Descripcion: "resina", Origen: "USA", Cantidad: quantity.Micros(1+r.IntN(900)) * 1e6, AvailableFrom: on, Pago: on, Facts: hash,
			}
			l.CantidadUMT, l.CantidadUMC = l.Cantidad, l.Cantidad
			if r.IntN(3) > 0 {
				l.Due = on.AddMonths(18)
			}
			m.Lots = append(m.Lots, l)
		}
		return m
	}
	for n := range 1 + r.IntN(3) {
		x := ledger.Exit{
			ID: fmt.Sprintf("%s-%d", number, n+1), Rol: ledger.RoleSalida, Pedimento: number, Partida: n + 1, Clave: "RT", Tipo: "retorno", Fraccion: resin, UMT: "1", UMC: "1",
			Descripcion: "resina", Destino: "USA", Cantidad: quantity.Micros(1+r.IntN(250)) * 1e6, MovedAt: on, PaidAt: on, SameState: true, Facts: hash,
		}
		x.CantidadUMT, x.CantidadUMC = x.Cantidad, x.Cantidad
		switch r.IntN(20) {
		case 0:
			x.Named = fmt.Sprintf("21243210%07d", 5*r.IntN(1+group/5))
		case 1:
			x.Rol = ledger.RoleDesperdicio
		case 2:
			x.Rol, x.Desperdicio = ledger.RoleActa, true
		case 3:
			x.Rol = ledger.RoleFaltante
		case 4:
			x.Rol = ledger.RoleConteo
		}
		m.Exits = append(m.Exits, x)
	}
	return m
}

// change replaces, removes or adds some groups at any date.
func (h *history) change(r *rand.Rand, upTo, n, days int) []ledger.Edit {
	var out []ledger.Edit
	for range n {
		g := r.IntN(upTo)
		k := strconv.Itoa(g)
		d := ledger.Edit{Old: h.pack(k)}
		if d.Old != nil && r.IntN(3) == 0 {
			delete(h.rows, k)
		} else {
			h.rows[k] = shipment(r, h, g, days-r.IntN(1+days/2))
		}
		d.New = h.pack(k)
		out = append(out, d)
	}
	return out
}

// TestAdvanceOverManySegments: the same over a history with pages, leaves and
// tails, for changes far back and in the present.
func TestAdvanceOverManySegments(t *testing.T) {
	t.Parallel()
	const groups = 12000
	h, r := plant(7, groups)
	kept := shelf{}
	prev := h.whole(t)
	kept.keep(prev)
	if n := len(prev.Segments); n < 60 {
		t.Fatalf("%d segments: the history is too short for this test", n)
	}
	for step := range 7 {
		days := 1400 + step
		if step%3 == 0 {
			days = 400
		}
		edits := h.change(r, groups+step*10, 1+step%4, days)
		want := h.whole(t)
		got, err := ledger.Advance(prev.Manifest, h.policy, "catalogue", edits, kept.fetch)
		if err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		kept.keep(got)
		wantBook(t, h, want, got, kept)
		t.Logf("step %d: %d of %d segments written, %d takes", step, len(got.Segments), len(want.Segments), got.Takes)
		prev = got
	}
	if again, err := ledger.EvaluateSegments(us, h.material, h.movements(), h.policy, "catalogue", prev.Manifest, kept.fetch); err != nil || len(again.Segments) > 0 {
		t.Errorf("the whole again writes %d segments, %v", len(again.Segments), err)
	}
}

// TestAdvanceFindsWhatIsDirected: an exit that nothing explains and a person
// directs takes its lot also when it comes alone, after the lot was matched.
func TestAdvanceFindsWhatIsDirected(t *testing.T) {
	t.Parallel()
	h := &history{material: ledger.Fraccion(resin, "1"), policy: ledger.DefaultPolicy(), rows: map[string]ledger.Movements{}}
	kept := shelf{}
	prev := h.whole(t)
	const in, out = "212432100000001", "212432100000002"
	h.rows["1"] = ledger.Movements{Material: h.material, Lots: []ledger.Lot{{
		ID: in + "-1", Pedimento: in, Partida: 1, Clave: "AF", Fraccion: resin, UMT: "1", UMC: "1", Cantidad: 2e6, CantidadUMT: 2e6,
		AvailableFrom: 20210301, NamedOnly: true, Facts: []document.Hash{document.HashOf([]byte(in))},
	}}}
	h.rows["2"] = ledger.Movements{Material: h.material, Exits: []ledger.Exit{{
		ID: out + "-1", Pedimento: out, Partida: 1, Clave: "RT", Fraccion: resin, UMT: "1", UMC: "1", Cantidad: 1e6, MovedAt: 20210401,
		Rol: ledger.RoleSalida, Dirigido: []ledger.Directed{{Lot: in + "-1", Cantidad: 1e6}}, Facts: []document.Hash{document.HashOf([]byte(out))},
	}}}
	rows := h.rows
	h.rows = map[string]ledger.Movements{}
	for _, group := range []string{"1", "2"} {
		h.rows[group] = rows[group]
		got, err := ledger.Advance(prev.Manifest, h.policy, "catalogue", []ledger.Edit{{New: h.pack(group)}}, kept.fetch)
		if err != nil {
			t.Fatal(err)
		}
		kept.keep(got)
		wantBook(t, h, h.whole(t), got, kept)
		prev = got
	}
	if b, err := ledger.OpenBook(prev.Manifest, kept.fetch); err != nil || len(b.Descargos) != 1 || len(b.Shortages) != 0 {
		t.Errorf("%+v %v", b, err)
	}
}

// TestAdvanceRefuses: another policy, catalogue or a group that is not there
// as it was need the whole history; broken segments are an error.
func TestAdvanceRefuses(t *testing.T) {
	t.Parallel()
	h, _ := plant(3, 400)
	kept := shelf{}
	g := h.whole(t)
	kept.keep(g)
	absent := ledger.Movements{Material: h.material, Lots: []ledger.Lot{{ID: "x", Pedimento: "212432199999999", Partida: 1, AvailableFrom: day("2022-01-01")}}}
	twice := h.rows["5"]
	other := h.policy
	other.SinBOM = ledger.SinBOMFaltante
	for name, f := range map[string]func() error{
		"another policy":    func() error { _, err := ledger.Advance(g.Manifest, other, "catalogue", nil, kept.fetch); return err },
		"another catalogue": func() error { _, err := ledger.Advance(g.Manifest, h.policy, "other", nil, kept.fetch); return err },
		"a lot that is not there": func() error {
			_, err := ledger.Advance(g.Manifest, h.policy, "catalogue", []ledger.Edit{{Old: absent.Pack()}}, kept.fetch)
			return err
		},
		"a lot that stands twice": func() error {
			_, err := ledger.Advance(g.Manifest, h.policy, "catalogue", []ledger.Edit{{New: twice.Pack()}}, kept.fetch)
			return err
		},
	} {
		if err := f(); !errors.Is(err, ledger.ErrWhole) {
			t.Errorf("%s: %v, want ErrWhole", name, err)
		}
	}
	same, err := ledger.Advance(g.Manifest, h.policy, "catalogue", []ledger.Edit{{Old: h.pack("6"), New: h.pack("6")}}, kept.fetch)
	if err != nil || string(same.Manifest) != string(g.Manifest) || len(same.Segments) > 0 || same.Takes > 0 {
		t.Errorf("no change at all: %v", err)
	}
	for id := range kept {
		kept[id] = append([]byte{9}, kept[id]...)
		if _, err := ledger.OpenBook(g.Manifest, kept.fetch); !errors.Is(err, ledger.ErrPacked) {
			t.Errorf("segment %s with other bytes: %v", id, err)
		}
		break
	}
	for n := range len(g.Manifest) {
		if _, err := ledger.OpenBook(g.Manifest[:n], shelf{}.fetch); err == nil {
			t.Fatalf("a manifest cut at byte %d opens", n)
		}
	}
}

// TestAdvanceOverPages: lots left open far back, between pages of lots used up
// long ago, are found by their position.
func TestAdvanceOverPages(t *testing.T) {
	t.Parallel()
	const lots, every = 60_000, 5_003
	h := &history{material: ledger.Fraccion(resin, "1"), policy: directo(), rows: map[string]ledger.Movements{}}
	first := document.NewDate(2001, 1, 1)
	var m ledger.Movements
	m.Material = h.material
	number := func(n int) string { return fmt.Sprintf("21243210%07d", n) }
	for n := range lots {
		m.Lots = append(m.Lots, ledger.Lot{
			ID: number(n) + "-1", Pedimento: number(n), Partida: 1, Cantidad: 1e6, CantidadUMT: 1e6, AvailableFrom: first.AddDays(n / 20), NamedOnly: n%every == every-1,
		})
	}
	h.rows["lots"] = m
	exit := func(group string, q int64, day int, named string) ledger.Edit {
		x := ledger.Movements{Material: h.material, Exits: []ledger.Exit{{
			ID: group + "-1", Rol: ledger.RoleSalida, Pedimento: group, Partida: 1, Cantidad: quantity.Micros(q) * 1e6, MovedAt: first.AddDays(day), SameState: true, Named: named,
		}}}
		h.rows[group] = x
		return ledger.Edit{New: x.Pack()}
	}
	exit(number(900_000), lots-60, lots/20, "")
	kept := shelf{}
	prev := h.whole(t)
	kept.keep(prev)
	for n, e := range []func() ledger.Edit{
		func() ledger.Edit { return exit(number(900_001), 3, lots/20+1, "") },
		func() ledger.Edit { return exit(number(900_002), 1, lots/20+2, number(2*every-1)) },
		func() ledger.Edit { return exit(number(900_003), 1, lots/20+3, number(9*every-1)) },
		func() ledger.Edit { return exit(number(900_004), 90, lots/40, "") }, // late, half way back
		func() ledger.Edit { return exit(number(900_005), 60, lots/20+4, "") },
	} {
		edit := e()
		want := h.whole(t)
		got, err := ledger.Advance(prev.Manifest, h.policy, "catalogue", []ledger.Edit{edit}, kept.fetch)
		if err != nil {
			t.Fatalf("step %d: %v", n, err)
		}
		kept.keep(got)
		if string(got.Manifest) != string(want.Manifest) {
			t.Fatalf("step %d: going on gives another manifest than the whole", n)
		}
		prev = got
	}
	b, err := ledger.OpenBook(prev.Manifest, kept.fetch)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Check(); err != nil {
		t.Fatal(err)
	}
	if len(b.Descargos) < lots-200 || b.Saldos[2*every-2].Cantidad != 0 || b.Saldos[3*every-1].Cantidad != 1e6 {
		t.Errorf("%d descargos, saldos %v and %v", len(b.Descargos), b.Saldos[2*every-2], b.Saldos[3*every-1])
	}
}
