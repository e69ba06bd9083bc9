package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// of is a line of a part.
func of(l ledger.Line, parte string) ledger.Line {
	l.Parte = parte
	return l
}

// second is a line as the second partida.
func second(l ledger.Line) ledger.Line {
	l.Sec = 2
	return l
}

// shipped is a return of so many PT-900.
func shipped(n int, on string, q int64) []ledger.Observation {
	return observe(export(n, "RT", on, ledger.Line{Sec: 1, Fraccion: "85437099", UMC: "6", CantidadUMC: kg(q), UMT: "6", CantidadUMT: kg(q), Parte: "PT-900"}))
}

// TestPiecesOfAPartida: what invoices say of one partida, and what is unknown
// or nothing.
func TestPiecesOfAPartida(t *testing.T) {
	t.Parallel()
	unknown := piecesLine(1000, 7, 0)
	unknown.Aduana = money.Amount{}
	nothing := second(piecesLine(0, 0, 0))
	more := invoice(ped(1), part("CON-11", 400))
	more.Parts.Invoice = "INV-2"
	b, err := more.Parts.Encode()
	if err != nil {
		t.Fatal(err)
	}
	more.Hash = document.HashOf(b)
	for name, tt := range map[string]struct {
		lines []ledger.Line
		lists []ledger.Observation
		want  []string // lots, by material
		codes []string
	}{
		"two invoices of one partida": {
			[]ledger.Line{piecesLine(1000, 7, 1000)},
			[]ledger.Observation{invoice(ped(1), part("CON-10", 600)), more},
			[]string{"part CON-10 6: 600, 4.2 UMT, 600 MXN", "part CON-11 6: 400, 2.8 UMT, 400 MXN"},
			nil,
		},
		"one of two invoices": {
			[]ledger.Line{piecesLine(1000, 7, 1000)},
			[]ledger.Observation{more},
			[]string{"fraccion 85366999 1: 7, 7 UMT, 1000 MXN"},
			[]string{"invoice_line_unmatched"},
		},
		"a value nobody knows": {
			[]ledger.Line{unknown},
			[]ledger.Observation{invoice(ped(1), part("CON-10", 600)), more},
			[]string{"part CON-10 6: 600, 4.2 UMT,  MXN", "part CON-11 6: 400, 2.8 UMT,  MXN"},
			nil,
		},
		"a partida of nothing": {
			[]ledger.Line{of(piecesLine(50, 1, 9), "CON-10"), of(nothing, "CON-10")},
			nil,
			[]string{"part CON-10 6: 50, 1 UMT, 9 MXN"},
			nil,
		},
		"an invoice line of nothing": {
			[]ledger.Line{piecesLine(400, 7, 1000)},
			[]ledger.Observation{more, invoice(ped(1), part("CON-10", 0))},
			[]string{"part CON-11 6: 400, 7 UMT, 1000 MXN"},
			[]string{"invoice_line_unmatched"},
		},
		"the same goods in two partidas": {
			[]ledger.Line{piecesLine(400, 7, 1000), second(piecesLine(400, 8, 1000))},
			[]ledger.Observation{more},
			[]string{"fraccion 85366999 1: 7, 7 UMT, 1000 MXN", "fraccion 85366999 1: 8, 8 UMT, 1000 MXN"},
			[]string{"invoice_line_unmatched"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, codes := booksUnder(t, terms(t, nil), ledger.Rows{}, append(observe(fact(1, "IN", "2021-03-01", tt.lines...)), tt.lists...))
			var got []string
			for key, b := range bs {
				for _, l := range b.Lots {
					got = append(got, key+": "+l.Cantidad.String()+", "+l.CantidadUMT.String()+" UMT, "+l.Aduana.String()+" MXN")
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(tt.want, got); d != "" || !slices.Equal(tt.codes, codes) {
				t.Errorf("found %v, want %v (-want +got):\n%s", codes, tt.codes, d)
			}
		})
	}
}

// TestUnitShortage: an exit whose quantity does not turn into the unit of its
// part takes nothing, and the cause is the unit; of a product nobody can say
// how many left, so nothing is exploded.
func TestUnitShortage(t *testing.T) {
	t.Parallel()
	con := fact(1, "IN", "2021-01-01", of(piecesLine(500, 10, 500), "CON-11"))
	kilos := func(fraccion, parte string) ledger.Line {
		return ledger.Line{Sec: 1, Fraccion: fraccion, UMC: "1", CantidadUMC: kg(3), UMT: "1", CantidadUMT: kg(3), Parte: parte}
	}
	te := terms(t, nil, row(t, "CON-11", "2", "6", "0", "0", "", 1))
	bs, codes := booksUnder(t, te, ledger.Rows{}, observe(con),
		observe(export(3, "RT", "2021-04-01", kilos("85366999", "CON-11"))), observe(export(4, "RT", "2021-04-01", kilos("85437099", "PT-900"))))
	for key, want := range map[string][]string{
		"part CON-11 6": {"left 500 of 1-1"}, "part CON-11 1": {"3-1 lacks 3 unit"}, "part PT-900 1": {"4-1 lacks 3 unit"},
	} {
		if d := cmp.Diff(want, told(bs[key])); d != "" {
			t.Errorf("%s (-want +got):\n%s", key, d)
		}
	}
	if want := []string{"shortage_unit", "shortage_unit", "unit_clash", "unit_clash"}; len(bs) != 3 || !slices.Equal(want, codes) {
		t.Errorf("%d books, found %v", len(bs), codes)
	}
}

// TestFamilyOfTwoUnits: parts of a family that are measured otherwise are no
// substitutes: the list explodes nothing and says so, and their books stay
// apart.
func TestFamilyOfTwoUnits(t *testing.T) {
	t.Parallel()
	con := fact(1, "IN", "2021-01-01", of(piecesLine(500, 10, 500), "CON-10"))
	cab := fact(2, "IN", "2021-01-02", ledger.Line{Sec: 1, Fraccion: "85444299", UMC: "3", CantidadUMC: kg(9000), UMT: "1", CantidadUMT: kg(30), Parte: "CAB-1"})
	rows := []bom.Row{row(t, "CON-10", "2", "6", "0", "0", "F1", 1), row(t, "CAB-1", "1.5", "3", "0", "0", "F1", 2)}
	index, problems := bom.New(rows, nil, parts{}, unit.Default())
	if len(problems) != 1 {
		t.Errorf("%v", problems)
	}
	te := terms(t, nil)
	te.Plant = shop{index}
	bs, codes := booksUnder(t, te, ledger.Rows{}, observe(con), observe(cab), shipped(3, "2021-04-01", 300))
	for key, want := range map[string][]string{
		"familia CAB-1 6": {"left 500 of 1-1"}, "familia CAB-1 3": {"left 9000 of 2-1"}, "part PT-900 6": {"3-1 lacks 300 bom"},
	} {
		if d := cmp.Diff(want, told(bs[key])); d != "" {
			t.Errorf("%s (-want +got):\n%s", key, d)
		}
	}
	if !slices.Contains(codes, "shortage_bom") {
		t.Errorf("found %v", codes)
	}
}

// TestDecisionsOnARectifiedNumber: a person writes whichever number of the
// chain is at hand.
func TestDecisionsOnARectifiedNumber(t *testing.T) {
	t.Parallel()
	first := fact(1, "IN", "2021-01-01", of(piecesLine(100, 2, 100), "CON-10"))
	later := rectify(fact(2, "IN", "2021-01-09", weighing(of(piecesLine(80, 2, 100), "CON-10"), 1_600_000)), 1, "2021-01-01")
	other := fact(3, "IN", "2021-02-01", of(piecesLine(100, 2, 100), "CON-10"))
	out := export(4, "RT", "2021-04-01", of(piecesLine(30, 2, 100), "CON-10"))
	outLater := rectify(export(5, "RT", "2021-04-09", of(piecesLine(40, 2, 100), "CON-10")), 4, "2021-04-01")
	outLater.Rectifica.Clave = "RT"
	for name, tt := range map[string]struct {
		decided ledger.Decided
		want    []string
	}{
		"blocked by the rectification": {
			ledger.Decided{ID: "D", Fecha: day("2021-03-01"), Tipo: "bloquear", Lot: ped(2) + "-1"},
			[]string{"4-1 takes 40 of 3-1 peps proved", "left 80 of 1-1", "left 60 of 3-1"},
		},
		"directed to the rectification, by that of the exit": {
			ledger.Decided{ID: "D", Fecha: day("2021-05-01"), Tipo: "dirigir", Exit: ped(5) + "-1", Lot: ped(2) + "-1", Cantidad: kg(40), Unidad: "6"},
			[]string{"4-1 takes 40 of 1-1 named proved", "left 40 of 1-1", "left 100 of 3-1"},
		},
		"directed to the original, by the original": {
			ledger.Decided{ID: "D", Fecha: day("2021-05-01"), Tipo: "dirigir", Exit: ped(4) + "-1", Lot: ped(3) + "-1", Cantidad: kg(35), Unidad: "6"},
			[]string{"4-1 takes 35 of 3-1 named proved", "4-1 takes 5 of 1-1 peps proved", "left 75 of 1-1", "left 65 of 3-1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			te := terms(t, nil)
			key := tt.decided.Exit
			if key == "" {
				key = tt.decided.Lot
			}
			te.Records.Decided = map[string][]ledger.Decided{ledger.Suffix(key[:15]): {tt.decided}}
			bs, codes := booksUnder(t, te, ledger.Rows{}, observe(first, later), observe(other), observe(out, outLater))
			if d := cmp.Diff(tt.want, told(bs["part CON-10 6"])); d != "" || len(codes) > 0 {
				t.Errorf("found %v (-want +got):\n%s", codes, d)
			}
		})
	}
}

// TestNamedTwice: a person directs an exit to the lot its record 512 names
// already: one posting, of both.
func TestNamedTwice(t *testing.T) {
	t.Parallel()
	entry := fact(1, "IN", "2021-03-01", line(1, resin, 100))
	out := naming(fact(4, "F4", "2021-04-01", line(1, resin, 30)), named(1, resin, 30))
	te := terms(t, nil)
	te.Policy.InventoryKey = ledger.KindFraccion
	te.Records.Decided = map[string][]ledger.Decided{ledger.Suffix(ped(4)): {
		{ID: "D", Fecha: day("2021-05-01"), Tipo: "dirigir", Exit: ped(4) + "-1", Lot: ped(1) + "-1", Cantidad: kg(10), Unidad: "1"},
	}}
	bs, codes := booksUnder(t, te, ledger.Rows{}, observe(entry), observe(out))
	if d := cmp.Diff([]string{"4-512-1 takes 30 of 1-1 named proved", "left 70 of 1-1"}, told(bs["fraccion "+resin+" 1"])); d != "" || len(codes) > 0 {
		t.Errorf("found %v (-want +got):\n%s", codes, d)
	}
}

// TestOpeningsOfAChain: an opening balance finds its lot by any number of its
// chain, and never makes a second lot of it.
func TestOpeningsOfAChain(t *testing.T) {
	t.Parallel()
	first := fact(1, "IN", "2021-01-01", of(piecesLine(100, 2, 100), "CON-10"))
	later := rectify(fact(2, "IN", "2021-01-09", weighing(of(piecesLine(80, 2, 100), "CON-10"), 1_600_000)), 1, "2021-01-01")
	open := func(n int, parte string, q int64) ledger.OpeningRow {
		return ledger.OpeningRow{
			Pedimento: ped(n), Partida: 1, Parte: parte, Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMC: kg(q), SaldoUMT: kg(q) / 50,
			Fecha: day("2021-02-15"), Procedencia: "sistema anterior",
		}
	}
	for name, tt := range map[string]struct {
		rows  []ledger.OpeningRow
		want  map[string][]string
		codes []string
	}{
		"by the original":      {[]ledger.OpeningRow{open(1, "CON-10", 30)}, map[string][]string{"part CON-10 6": {"left 30 of 1-1"}}, nil},
		"by the rectification": {[]ledger.OpeningRow{open(2, "CON-10", 30)}, map[string][]string{"part CON-10 6": {"left 30 of 1-1"}}, nil},
		"by both": {
			[]ledger.OpeningRow{open(1, "CON-10", 30), open(2, "CON-10", 30)},
			map[string][]string{"part CON-10 6": {"left 30 of 1-1"}},
			[]string{"opening_ambiguous"},
		},
		"more than its last says": {[]ledger.OpeningRow{open(2, "CON-10", 90)}, map[string][]string{"part CON-10 6": {"left 80 of 1-1"}}, []string{"opening_over_entry"}},
		"two parts of a partida that never came": {
			[]ledger.OpeningRow{open(1, "CON-10", 30), open(7, "CON-10", 20), open(7, "CON-11", 10)},
			map[string][]string{"part CON-10 6": {"left 30 of 1-1", "left 20 of 7-1/CON-10"}, "part CON-11 6": {"left 10 of 7-1/CON-11"}},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			te := terms(t, nil)
			te.Policy.KeyDate = day("2021-02-15")
			bs, codes := booksUnder(t, te, ledger.Rows{Openings: tt.rows}, observe(first, later))
			got := map[string][]string{}
			for key, b := range bs {
				slices.SortFunc(b.Saldos, func(x, y ledger.Saldo) int { return -len(x.Lot) + len(y.Lot) })
				got[key] = told(b)
				slices.Sort(got[key])
				slices.Sort(tt.want[key])
			}
			if d := cmp.Diff(tt.want, got); d != "" || !slices.Equal(tt.codes, codes) {
				t.Errorf("found %v, want %v (-want +got):\n%s", codes, tt.codes, d)
			}
		})
	}
}

// TestOpeningsOfAFamily: two parts of one family and one partida are two lots,
// whether the entry is in the books or not.
func TestOpeningsOfAFamily(t *testing.T) {
	t.Parallel()
	te := terms(t, nil, row(t, "CON-10", "2", "6", "0", "0", "F1", 1), row(t, "CON-11", "2", "6", "0", "0", "F1", 2))
	te.Policy.KeyDate = day("2021-02-15")
	open := func(parte string, q int64) ledger.OpeningRow {
		return ledger.OpeningRow{
			Pedimento: ped(7), Partida: 1, Parte: parte, Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMC: kg(q), SaldoUMT: kg(q) / 50,
			Fecha: day("2021-02-15"), Procedencia: "sistema anterior",
		}
	}
	rows := ledger.Rows{Openings: []ledger.OpeningRow{open("CON-10", 20), open("CON-11", 10)}}
	entry := append(observe(fact(7, "IN", "2021-01-01", piecesLine(1000, 20, 1000))),
		invoice(ped(7), part("CON-10", 600), part("CON-11", 400)))
	for name, groups := range map[string][][]ledger.Observation{"alone": nil, "with the entry": {entry}} {
		bs, codes := booksUnder(t, te, rows, groups...)
		if d := cmp.Diff([]string{"left 20 of 7-1/CON-10", "left 10 of 7-1/CON-11"}, told(bs["familia CON-10 6"])); d != "" || len(codes) > 0 {
			t.Errorf("%s: found %v (-want +got):\n%s", name, codes, d)
		}
	}
	rows.Openings[1].Parte = "CON-12" // not a part of that partida
	te = terms(t, nil, row(t, "CON-10", "2", "6", "0", "0", "F1", 1), row(t, "CON-11", "2", "6", "0", "0", "F1", 2), row(t, "CON-12", "2", "6", "0", "0", "F1", 3))
	te.Policy.KeyDate = day("2021-02-15")
	bs, codes := booksUnder(t, te, rows, entry)
	if !slices.Equal(codes, []string{"not_in_opening", "opening_ambiguous"}) || len(bs["familia CON-10 6"].Lots) != 2 {
		t.Errorf("found %v: %v", codes, told(bs["familia CON-10 6"]))
	}
}

// TestVersionsInDoubt: two versions on one day explode nothing.
func TestVersionsInDoubt(t *testing.T) {
	t.Parallel()
	again := row(t, "CON-11", "3", "6", "0", "0", "", 2)
	again.Version, again.Desde = "B", day("2021-03-01")
	index, problems := bom.New([]bom.Row{row(t, "CON-10", "2", "6", "0", "0", "", 1), again}, nil, parts{}, unit.Default())
	if len(problems) == 0 {
		t.Error("the overlap is no problem")
	}
	te := terms(t, nil)
	te.Plant = shop{index}
	con := fact(1, "IN", "2021-01-01", of(piecesLine(500, 10, 500), "CON-10"))
	for on, want := range map[string][]string{
		"2021-02-28": {"3-1:incorporado:CON-10 takes 20 of 1-1 peps proved", "left 480 of 1-1"},
		"2021-03-01": {"3-1 lacks 10 bom_version"},
	} {
		bs, _ := booksUnder(t, te, ledger.Rows{}, observe(con), shipped(3, on, 10))
		key := "part CON-10 6"
		if on == "2021-03-01" {
			key = "part PT-900 6"
		}
		if d := cmp.Diff(want, told(bs[key])); d != "" {
			t.Errorf("%s (-want +got):\n%s", on, d)
		}
	}
}

// TestRealConsumption: an order that lists what it took replaces the list, in
// proportion of what left; what rounding adds or drops is told.
func TestRealConsumption(t *testing.T) {
	t.Parallel()
	con := fact(1, "IN", "2021-01-01", of(piecesLine(500, 10, 500), "CON-10"))
	eleven := fact(2, "IN", "2021-01-02", of(piecesLine(500, 10, 500), "CON-11"))
	order := bom.Order{
		Orden: "OP-1", Producto: "PT-900", Cantidad: kg(9), Fecha: day("2021-03-15"), Pedimento: ped(3), Partida: 1,
		Consumos: []bom.Consumo{{Componente: "CON-11", Cantidad: kg(22), Unidad: "6"}},
	}
	te := terms(t, []bom.Order{order}, row(t, "CON-10", "2", "6", "2", "3", "", 1))
	bs, codes := booksUnder(t, te, ledger.Rows{}, observe(con), observe(eleven), shipped(3, "2021-04-01", 4))
	if len(codes) > 0 {
		t.Errorf("found %v", codes)
	}
	var total quantity.Micros
	for _, d := range bs["part CON-11 6"].Descargos {
		total += d.Cantidad
	}
	if total != 9_777_778 { // 22 × 4 ÷ 9, half up
		t.Errorf("%s of CON-11: %v", total, told(bs["part CON-11 6"]))
	}
	if x := bs["part CON-11 6"].Exits[0]; x.Residuo != "1/4500000" { // 9.777778 − 88/9
		t.Errorf("residue %q", x.Residuo)
	}
	if d := cmp.Diff([]string{"left 500 of 1-1"}, told(bs["part CON-10 6"])); d != "" {
		t.Error(d)
	}
}

// TestCompare: each thing two books say otherwise, and nothing else.
func TestCompare(t *testing.T) {
	t.Parallel()
	entry := func(pieces, kilos int64) []ledger.Observation {
		return observe(fact(1, "IN", "2021-01-01", of(piecesLine(pieces, kilos, 100), "CON-10")))
	}
	book := func(groups ...[]ledger.Observation) *ledger.Book {
		bs, _ := booksUnder(t, terms(t, nil), ledger.Rows{}, groups...)
		return bs["part CON-10 6"]
	}
	for name, tt := range map[string]struct {
		before, after *ledger.Book
		want          []string
	}{
		"the same":         {book(entry(100, 2)), book(entry(100, 2)), nil},
		"nothing":          {nil, nil, nil},
		"a book that came": {nil, book(entry(100, 2)), []string{"lote 1-1 UMT 1: 0 → 2", "lote 1-1 vence 2022-07-01: 0 → 100", "saldo 1-1 : 0 → 100", "saldo 1-1 UMT 1: 0 → 2"}},
		"a book that went": {book(entry(100, 2)), nil, []string{"lote 1-1 UMT 1: 2 → 0", "lote 1-1 vence 2022-07-01: 100 → 0", "saldo 1-1 : 100 → 0", "saldo 1-1 UMT 1: 2 → 0"}},
		"the legal balance alone": {
			book(entry(100, 2)), book(entry(100, 3)), []string{"lote 1-1 UMT 1: 2 → 3", "saldo 1-1 UMT 1: 2 → 3"},
		},
		"an exit": {book(entry(100, 2)), book(entry(100, 2), returned(4, "2021-03-01", 150)), []string{
			"descargo 4-1 1-1 proved: 0 → 100", "faltante 4-1 : 0 → 50", "salida 4-1 salida: 0 → 150", "saldo 1-1 : 100 → 0", "saldo 1-1 UMT 1: 2 → 0",
		}},
		"its day": {book(entry(100, 2), returned(4, "2021-03-01", 10)), book(entry(100, 2), returned(4, "2021-03-05", 10)), []string{
			"descargo 4-1 1-1 proved: 10 → 10", "salida 4-1 salida: 10 → 10",
		}},
		"an expired lot": {book(entry(100, 2), returned(4, "2022-03-01", 10)), book(entry(100, 2), returned(4, "2023-03-01", 10)), []string{
			"descargo 4-1 1-1 proved: 10 → 0", "retenido 4-1 1-1 : 0 → 10", "salida 4-1 salida: 10 → 10", "saldo 1-1 : 90 → 100", "saldo 1-1 UMT 1: 1.8 → 2",
		}},
	} {
		var got []string
		for _, d := range ledger.Compare(tt.before, tt.after) {
			words := []string{d.Que}
			for _, id := range []string{d.Exit, d.Lot} {
				if id != "" {
					words = append(words, id[14:])
				}
			}
			got = append(got, strings.Join(append(words, d.Detalle), " ")+": "+d.Antes.String()+" → "+d.Despues.String())
			if d.Material.Key != "CON-10" {
				t.Errorf("%s: of %v", name, d.Material)
			}
		}
		slices.Sort(got)
		slices.Sort(tt.want)
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// TestExposure: what is left of a lot in any state answers in proportion; one
// figure nobody knows makes the sum unknown.
func TestExposure(t *testing.T) {
	t.Parallel()
	entry := func(n int, tributos ...ledger.Tributo) []ledger.Observation {
		l := of(piecesLine(100, 2, 1000), "CON-10")
		l.Tributos = tributos
		return observe(fact(n, "IN", "2021-01-01", l))
	}
	igi := ledger.Tributo{Clave: "6", Forma: "5", Importe: money.Int(301)}
	iva := ledger.Tributo{Clave: "3", Forma: "21", Importe: money.Int(160)}
	fianza := ledger.Tributo{Clave: "3", Forma: "22", Importe: money.Int(40)}
	cash := ledger.Tributo{Clave: "1", Forma: "0", Importe: money.Int(999)}
	blank := ledger.Tributo{Clave: "3", Forma: "21"}
	lost := ledger.Rows{Losses: []ledger.LossRow{{ID: "D", Fecha: day("2021-02-01"), Parte: "CON-10", Cantidad: kg(10), Unidad: "6"}}}
	opened := ledger.Rows{Openings: []ledger.OpeningRow{{
		Pedimento: ped(1), Partida: 1, Parte: "CON-10", Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMC: kg(30), SaldoUMT: kg(1), Fecha: day("2021-02-15"), Clave: "IN",
	}}}
	keyed := terms(t, nil)
	keyed.Policy.KeyDate = day("2021-02-15")
	for name, tt := range map[string]struct {
		rows   ledger.Rows
		groups [][]ledger.Observation
		on     string
		want   []string
	}{
		"before it came":       {ledger.Rows{}, [][]ledger.Observation{entry(1, igi)}, "2020-12-31", []string{"0 lots", "0 left", "0", "0", "0"}},
		"all of it":            {ledger.Rows{}, [][]ledger.Observation{entry(1, igi, iva, fianza, cash)}, "2021-06-01", []string{"1 lots", "100 left", "1000", "501", "0"}},
		"half of it":           {ledger.Rows{}, [][]ledger.Observation{entry(1, igi, iva), returned(4, "2021-03-01", 50)}, "2021-06-01", []string{"1 lots", "50 left", "500", "231", "0"}},
		"on the day before":    {ledger.Rows{}, [][]ledger.Observation{entry(1, igi, iva), returned(4, "2021-03-01", 50)}, "2021-02-28", []string{"1 lots", "100 left", "1000", "461", "0"}},
		"none of it":           {ledger.Rows{}, [][]ledger.Observation{entry(1, igi, iva), returned(4, "2021-03-01", 100)}, "2021-06-01", []string{"0 lots", "0 left", "0", "0", "0"}},
		"what is missing too":  {lost, [][]ledger.Observation{entry(1, igi), returned(4, "2021-03-01", 50)}, "2021-06-01", []string{"1 lots", "50 left", "500", "151", "0"}},
		"expired":              {ledger.Rows{}, [][]ledger.Observation{entry(1, igi)}, "2022-07-02", []string{"1 lots", "100 left", "1000", "301", "301"}},
		"on its last day":      {ledger.Rows{}, [][]ledger.Observation{entry(1, igi)}, "2022-07-01", []string{"1 lots", "100 left", "1000", "301", "0"}},
		"what was open of it":  {opened, [][]ledger.Observation{entry(1, igi)}, "2021-06-01", []string{"1 lots", "30 left", "300", "90", "0"}},
		"an opening alone":     {opened, nil, "2021-06-01", []string{"1 lots", "30 left", "", "", "0"}},
		"an amount is unknown": {ledger.Rows{}, [][]ledger.Observation{entry(1, blank), entry(2, igi)}, "2021-06-01", []string{"2 lots", "200 left", "2000", "", "0"}},
		"and expired":          {ledger.Rows{}, [][]ledger.Observation{entry(1, blank), entry(2, igi)}, "2023-06-01", []string{"2 lots", "200 left", "2000", "", ""}},
	} {
		te := terms(t, nil)
		if len(tt.rows.Openings) > 0 {
			te = keyed
		}
		bs, _ := booksUnder(t, te, tt.rows, tt.groups...)
		var e ledger.Exposure
		e.Exposed(nil, day(tt.on))
		e.Exposed(bs["part CON-10 6"], day(tt.on))
		aduana, tributos, risk := e.Amounts()
		got := []string{ledger.LineNumber(e.Lots) + " lots", e.Pendiente.String() + " left", aduana.String(), tributos.String(), risk.String()}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	known, unknown := ledger.Lot{Tributos: []ledger.Tributo{igi, iva, cash}}, ledger.Lot{Tributos: []ledger.Tributo{igi, blank}}
	if got := known.Suspended(); !got.Equal(money.Int(461)) {
		t.Errorf("suspended %s", got)
	}
	if got := unknown.Suspended(); got.Known() {
		t.Errorf("suspended %s, of which one is unknown", got)
	}
}

// weighing is a line of so many millionths of a kilo.
func weighing(l ledger.Line, q quantity.Micros) ledger.Line {
	l.CantidadUMT = q
	return l
}
