package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// decidedTerms are those of a plant whose persons decided something. Of the
// connectors, 100 each of January, February and March 2021, the first two have
// expired by September 2022.
func decidedTerms(tb testing.TB, list []ledger.Decided) *ledger.Terms {
	tb.Helper()
	te := terms(tb, nil)
	te.Records.Decided = map[string][]ledger.Decided{}
	for _, d := range list {
		id := d.Exit
		if id == "" {
			id = d.Lot
		}
		te.Records.Decided[ledger.Suffix(id[:15])] = append(te.Records.Decided[ledger.Suffix(id[:15])], d)
	}
	return te
}

// TestDecisionsOfOneLot: what is decided of one expired lot holds for it alone,
// and the later decision counts.
func TestDecisionsOfOneLot(t *testing.T) {
	t.Parallel()
	lot := func(n int) string { return ped(n) + "-1" }
	leave := func(on string, n int) ledger.Decided {
		return ledger.Decided{ID: "L" + on, Fecha: day(on), Tipo: "dejar_vencido", Exit: lot(5), Lot: lot(n)}
	}
	take := func(on string, n int) ledger.Decided {
		return ledger.Decided{ID: "T" + on, Fecha: day(on), Tipo: "tomar_vencido", Exit: lot(5), Lot: lot(n)}
	}
	all := func(d ledger.Decided) ledger.Decided { d.Lot = ""; return d }
	order := func(n int, d ledger.Decided) ledger.Decided { d.Orden = n; return d }
	for name, tt := range map[string]struct {
		decided []ledger.Decided
		q       int64
		want    []string // of the exit of 2022-09-01
		codes   []string
	}{
		"leaves the first, the second still holds": {
			[]ledger.Decided{leave("2022-09-02", 1)},
			150,
			[]string{"5-1 takes 50 of 3-1 peps proved", "5-1 holds 100 of 2-1"},
			[]string{"expired_in_sequence"},
		},
		"takes the first in its order, the second still holds": {
			[]ledger.Decided{take("2022-09-02", 1)},
			150,
			[]string{"5-1 takes 100 of 1-1 peps proved", "5-1 holds 50 of 2-1"},
			[]string{"expired_in_sequence"},
		},
		"takes the second only": {
			[]ledger.Decided{take("2022-09-02", 2)},
			150,
			[]string{"5-1 takes 50 of 2-1 peps proved", "5-1 holds 100 of 1-1"},
			[]string{"expired_in_sequence"},
		},
		"takes one and leaves the other": {
			[]ledger.Decided{take("2022-09-02", 2), leave("2022-09-02", 1)},
			150,
			[]string{"5-1 takes 100 of 2-1 peps proved", "5-1 takes 50 of 3-1 peps proved"},
			nil,
		},
		"undone by a later decision, in whatever order they come": {
			[]ledger.Decided{take("2022-09-05", 1), leave("2022-09-02", 1)},
			50,
			[]string{"5-1 takes 50 of 1-1 peps proved"},
			nil,
		},
		"undone by a later decision about all of them": {
			[]ledger.Decided{leave("2022-09-02", 1), all(take("2022-09-05", 1))},
			50,
			[]string{"5-1 takes 50 of 1-1 peps proved"},
			nil,
		},
		"of all of them, then of one": {
			[]ledger.Decided{all(leave("2022-09-02", 1)), take("2022-09-05", 2)},
			150,
			[]string{"5-1 takes 100 of 2-1 peps proved", "5-1 takes 50 of 3-1 peps proved"},
			nil,
		},
		"of one day, contradicting: neither": {
			[]ledger.Decided{leave("2022-09-02", 1), take("2022-09-02", 1)},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_tie", "expired_in_sequence"},
		},
		"of one day, about one lot and all: neither": {
			[]ledger.Decided{leave("2022-09-02", 1), all(take("2022-09-02", 1))},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_tie", "expired_in_sequence"},
		},
		"of one day, in a written order": {
			[]ledger.Decided{order(2, leave("2022-09-02", 1)), order(1, take("2022-09-02", 1))},
			50,
			[]string{"5-1 holds 50 of 2-1"},
			[]string{"expired_in_sequence"},
		},
		"of one day, one of them in no order: neither": {
			[]ledger.Decided{leave("2022-09-02", 1), order(1, take("2022-09-02", 1))},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_tie", "expired_in_sequence"},
		},
		"of one day, the last in no order: nor the one before": {
			[]ledger.Decided{order(1, take("2022-09-02", 1)), order(2, leave("2022-09-02", 1)), all(take("2022-09-02", 1))},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_tie", "expired_in_sequence"},
		},
		"of one day, in no order and about another lot": {
			[]ledger.Decided{order(1, take("2022-09-02", 1)), leave("2022-09-02", 2)},
			200,
			[]string{"5-1 takes 100 of 1-1 peps proved", "5-1 takes 100 of 3-1 peps proved"},
			nil,
		},
		"a lot that had not expired": {
			[]ledger.Decided{leave("2022-09-02", 3)},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_lot", "expired_in_sequence"},
		},
		"a lot that is none": {
			[]ledger.Decided{take("2022-09-02", 7)},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_lot", "expired_in_sequence"},
		},
		"of another part": {
			[]ledger.Decided{{ID: "D", Fecha: day("2022-09-02"), Tipo: "dejar_vencido", Exit: lot(5), Lot: lot(1), Parte: "CAB-1"}},
			50,
			[]string{"5-1 holds 50 of 1-1"},
			[]string{"decision_without_object", "expired_in_sequence"},
		},
	} {
		te := decidedTerms(t, tt.decided)
		bs, codes := booksUnder(t, te, ledger.Rows{}, append(connectors(), returned(5, "2022-09-01", tt.q))...)
		var got []string
		for _, line := range told(bs["part CON-10 6"]) {
			if strings.HasPrefix(line, "5-1") {
				got = append(got, line)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if d := cmp.Diff(tt.codes, codes); d != "" {
			t.Errorf("%s: findings (-want +got):\n%s", name, d)
		}
	}
}

// TestBlocksOfOneDay: a lot that is blocked and freed on one day is what the
// written order says, else as it was.
func TestBlocksOfOneDay(t *testing.T) {
	t.Parallel()
	at := func(tipo, on string, orden int) ledger.Decided {
		return ledger.Decided{ID: tipo + on, Fecha: day(on), Tipo: tipo, Lot: ped(1) + "-1", Orden: orden}
	}
	for name, tt := range map[string]struct {
		decided []ledger.Decided
		want    []ledger.Bloqueo
		tie     bool
	}{
		"neither":              {[]ledger.Decided{at("bloquear", "2021-02-01", 0), at("liberar", "2021-02-01", 0)}, nil, true},
		"neither, of a number": {[]ledger.Decided{at("bloquear", "2021-02-01", 1), at("liberar", "2021-02-01", 1)}, nil, true},
		"still blocked":        {[]ledger.Decided{at("bloquear", "2021-01-15", 0), at("bloquear", "2021-02-01", 0), at("liberar", "2021-02-01", 0)}, []ledger.Bloqueo{{Desde: day("2021-01-15")}}, true},
		"freed at once":        {[]ledger.Decided{at("liberar", "2021-02-01", 2), at("bloquear", "2021-02-01", 1)}, nil, false},
		"blocked anew": {
			[]ledger.Decided{at("bloquear", "2021-01-15", 0), at("bloquear", "2021-02-01", 2), at("liberar", "2021-02-01", 1)},
			[]ledger.Bloqueo{{Desde: day("2021-01-15"), Hasta: day("2021-02-01")}, {Desde: day("2021-02-01")}},
			false,
		},
	} {
		for range 2 {
			bs, codes := booksUnder(t, decidedTerms(t, tt.decided), ledger.Rows{}, connectors()...)
			if d := cmp.Diff(tt.want, bs["part CON-10 6"].Lots[0].Bloqueos); d != "" && len(tt.want)+len(bs["part CON-10 6"].Lots[0].Bloqueos) > 0 {
				t.Errorf("%s (-want +got):\n%s", name, d)
			}
			if slices.Contains(codes, "decision_tie") != tt.tie {
				t.Errorf("%s: found %v", name, codes)
			}
			slices.Reverse(tt.decided)
		}
	}
}

// TestHeldAndTaken: what an exit that names an expired lot takes is held for no
// earlier one any more, whose finding says who has it.
func TestHeldAndTaken(t *testing.T) {
	t.Parallel()
	one := func(f ledger.Fact) []ledger.Fact { return []ledger.Fact{f} }
	groups := [][]ledger.Fact{
		one(fact(1, "V1", "2021-01-01", line(1, resin, 10))), // due in July
		one(fact(2, "IN", "2021-03-01", line(1, resin, 50))),
		one(export(3, "RT", "2021-08-01", line(1, resin, 4))),
		one(export(4, "RT", "2021-08-02", line(1, resin, 5))),
		one(naming(fact(5, "A3", "2021-09-01", line(1, resin, 8)), ledger.Named{Key: ped(1), Clave: "V1", Fecha: day("2021-01-01"), Fraccion: resin, Unidad: "1", Cantidad: kg(8)})),
	}
	bs, codes := books(t, directo(), groups...)
	b := bs[resin]
	want := []ledger.Held{
		{Exit: ped(3) + "-1", Lot: ped(1) + "-1", Cantidad: kg(4), MovedAt: day("2021-08-01"), Tomado: []ledger.TakenHeld{{Exit: ped(5) + "-512-1", Cantidad: kg(4), MovedAt: day("2021-09-01")}}},
		{Exit: ped(4) + "-1", Lot: ped(1) + "-1", Cantidad: kg(5), MovedAt: day("2021-08-02"), Tomado: []ledger.TakenHeld{{Exit: ped(5) + "-512-1", Cantidad: kg(3), MovedAt: day("2021-09-01")}}},
	}
	if d := cmp.Diff(want, b.Held); d != "" {
		t.Errorf("held (-want +got):\n%s", d)
	}
	if s := b.Saldos[0]; s.Cantidad != kg(2) || s.Held != kg(2) {
		t.Errorf("saldo %s, held %s; want 2 and 2", s.Cantidad, s.Held)
	}
	if d := cmp.Diff([]string{"expired_in_sequence", "expired_taken", "expired_taken"}, codes); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
	for _, f := range b.Findings() {
		if f.Code == "expired_taken" && !strings.Contains(f.Message.EN, ped(5)+"-512-1") {
			t.Errorf("it does not say who took it: %s", f.Message.EN)
		}
	}
	for on, held := range map[string]int64{"2021-07-31": 0, "2021-08-01": 4, "2021-08-31": 9, "2021-09-01": 2} {
		if got := b.AsOf(day(on))[0].Held; got != kg(held) {
			t.Errorf("%s held on %s, want %d", got, on, held)
		}
	}
}

// TestCheckTellsOrder: books that say something else than the order of PEPS,
// held quantities and changes of state included, do not pass.
func TestCheckTellsOrder(t *testing.T) {
	t.Parallel()
	m := ledger.Fraccion(resin, "1")
	lot := func(n int, on, due string, q int64) ledger.Lot {
		l := ledger.Lot{ID: ped(n) + "-1", Pedimento: ped(n), Partida: 1, Cantidad: kg(q), CantidadUMT: kg(q), UMT: "1", AvailableFrom: day(on)}
		if due != "" {
			l.Due = day(due)
		}
		return l
	}
	exit := func(n int, role ledger.Role, on string, q int64) ledger.Exit {
		return ledger.Exit{ID: ped(n) + "-1", Rol: role, Pedimento: ped(n), Partida: 1, Cantidad: kg(q), MovedAt: day(on), SameState: true}
	}
	lots := []ledger.Lot{lot(1, "2021-01-01", "2021-03-01", 10), lot(2, "2021-02-01", "", 10), lot(3, "2021-03-01", "", 10)}
	fresh := func(exits ...ledger.Exit) *ledger.Book {
		return ledger.Evaluate(us, m, []ledger.Movements{{Material: m, Lots: slices.Clone(lots), Exits: exits}}, directo(), "catalogue")
	}
	scrap, out, count := exit(4, ledger.RoleDesperdicio, "2021-02-10", 3), exit(5, ledger.RoleSalida, "2021-04-01", 9), exit(7, ledger.RoleConteo, "2021-05-01", 12)
	for name, tt := range map[string]struct {
		exit  ledger.Exit
		spoil func(b *ledger.Book)
		want  string
	}{
		"desperdicio of a newer lot": {scrap, func(b *ledger.Book) {
			b.Cambios[0].Lot = ped(2) + "-1"
			b.Saldos[0].Cantidad, b.Saldos[0].Desperdicio = kg(10), 0
			b.Saldos[1].Cantidad, b.Saldos[1].Desperdicio = kg(7), kg(3)
		}, "passes over lot " + ped(1)},
		"nothing is held of what expired": {out, func(b *ledger.Book) {
			b.Descargos = []ledger.Descargo{{Exit: ped(5) + "-1", Lot: ped(2) + "-1", Cantidad: kg(9), CantidadUMT: kg(9), MovedAt: day("2021-04-01"), Rol: ledger.RoleSalida, Status: ledger.Proved, Basis: "peps"}}
			b.Held, b.Saldos[0].Held = nil, 0
			b.Saldos[1].Cantidad, b.Saldos[1].CantidadUMT = kg(1), kg(1)
		}, "passes over lot " + ped(1)},
		"what expired is taken": {out, func(b *ledger.Book) {
			b.Descargos = []ledger.Descargo{{Exit: ped(5) + "-1", Lot: ped(1) + "-1", Cantidad: kg(9), CantidadUMT: kg(9), MovedAt: day("2021-04-01"), Rol: ledger.RoleSalida, Status: ledger.Proved, Basis: "peps"}}
			b.Held, b.Saldos[0].Held = nil, 0
			b.Saldos[0].Cantidad, b.Saldos[0].CantidadUMT = kg(1), kg(1)
		}, "which had expired"},
		"less is held and the rest is short": {out, func(b *ledger.Book) {
			b.Held[0].Cantidad, b.Saldos[0].Held = kg(8), kg(8)
			b.Shortages = []ledger.Shortage{{Exit: ped(5) + "-1", Cantidad: kg(1), MovedAt: day("2021-04-01")}}
		}, "passes over lot " + ped(1)},
		"more is held than there is": {exit(5, ledger.RoleSalida, "2021-04-01", 12), func(b *ledger.Book) {
			b.Held[0].Cantidad, b.Saldos[0].Held = kg(12), kg(12)
			b.Descargos, b.Saldos[1].Cantidad, b.Saldos[1].CantidadUMT = nil, kg(10), kg(10)
		}, "12 held of 10"},
		"a hold ended by nobody": {out, func(b *ledger.Book) {
			b.Held[0].Tomado = []ledger.TakenHeld{{Exit: ped(8) + "-1", Cantidad: kg(1), MovedAt: day("2021-06-01")}}
			b.Saldos[0].Held = kg(8)
		}, "of what was held taken by " + ped(8)},
		"a count that leaves too much": {count, func(b *ledger.Book) {
			b.Cambios[len(b.Cambios)-1].Cantidad -= kg(1)
			b.Saldos[1].Cantidad, b.Saldos[1].Faltante = b.Saldos[1].Cantidad+kg(1), b.Saldos[1].Faltante-kg(1)
		}, "12 counted, 13 in the books"},
		"a count that leaves an older lot": {count, func(b *ledger.Book) {
			b.Cambios = []ledger.Change{{Exit: count.ID, Lot: ped(3) + "-1", Cantidad: kg(10), MovedAt: count.MovedAt, A: ledger.ToFaltante, Status: ledger.Proved, Basis: "peps"}, {
				Exit: count.ID, Lot: ped(1) + "-1", Cantidad: kg(8), MovedAt: count.MovedAt, A: ledger.ToFaltante, Status: ledger.Proved, Basis: "peps",
			}}
			for i, q := range []int64{8, 0, 10} {
				b.Saldos[i].Cantidad, b.Saldos[i].Faltante = kg(10-q), kg(q)
			}
		}, "passes over lot " + ped(1)},
	} {
		b := fresh(tt.exit)
		if err := b.Check(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		tt.spoil(b)
		if err := b.Check(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

// TestWhereItIsDecided: what PEPS finds expired says where a person writes what
// is to be done: in the table of decisions for a pedimento, in its own row for an
// act, which then takes the lot it names. A loss leaves the quantity under its
// lot and due date, expired or not.
func TestWhereItIsDecided(t *testing.T) {
	t.Parallel()
	act := ledger.ActRow{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2022-09-05"), Parte: "CON-10", Cantidad: kg(50), Unidad: "6", Goods: true}
	lost := ledger.LossRow{ID: "D", Fecha: day("2022-09-05"), Parte: "CON-10", Cantidad: kg(50), Unidad: "6"}
	of := func(lot string) (ledger.ActRow, ledger.LossRow) {
		a, l := act, lost
		a.Lot, l.Lot = lot, lot
		return a, l
	}
	ownAct, _ := of(ped(1) + "-1")
	otherAct, otherLoss := of(ped(3) + "-1")
	for name, tt := range map[string]struct {
		rows ledger.Rows
		says string // of expired_in_sequence, "" when nothing waits
		left []string
	}{
		"an act":                     {ledger.Rows{Acts: []ledger.ActRow{act}}, "renglón del acta", []string{"100", "100", "100"}},
		"an act of the expired lot":  {ledger.Rows{Acts: []ledger.ActRow{ownAct}}, "", []string{"50", "100", "100"}},
		"an act of another lot":      {ledger.Rows{Acts: []ledger.ActRow{otherAct}}, "", []string{"100", "100", "50"}},
		"a loss, which is no exit":   {ledger.Rows{Losses: []ledger.LossRow{lost}}, "", []string{"50", "100", "100"}},
		"a loss of another lot":      {ledger.Rows{Losses: []ledger.LossRow{otherLoss}}, "", []string{"100", "100", "50"}},
		"a pedimento, by a decision": {ledger.Rows{}, "retorno extemporáneo", []string{"100", "100", "100"}},
	} {
		facts := connectors()
		if len(tt.rows.Acts)+len(tt.rows.Losses) == 0 {
			facts = append(facts, returned(5, "2022-09-05", 50))
		}
		bs, _ := booksUnder(t, terms(t, nil), tt.rows, facts...)
		b := bs["part CON-10 6"]
		var left []string
		for _, s := range b.Saldos {
			left = append(left, s.Cantidad.String())
		}
		if d := cmp.Diff(tt.left, left); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		var all []string
		for _, f := range b.Findings() {
			if f.Code == "expired_in_sequence" {
				all = append(all, f.Message.ES)
			}
		}
		if says := strings.Join(all, " "); (tt.says == "") != (says == "") || !strings.Contains(says, tt.says) {
			t.Errorf("%s: says %q, want %q", name, says, tt.says)
		}
	}
}
