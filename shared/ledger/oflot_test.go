package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// TestOfOneLot: a loss, a find or an act that names its lot is of that lot;
// what it says beyond that is short, and no other lot pays for it.
func TestOfOneLot(t *testing.T) {
	t.Parallel()
	lot := func(n int) string { return ped(n) + "-1" }
	lost := func(id, on string, n int, q int64) ledger.LossRow {
		return ledger.LossRow{ID: id, Fecha: day(on), Parte: "CON-10", Lot: lot(n), Cantidad: kg(q), Unidad: "6"}
	}
	found := func(id, on string, n int, q int64) ledger.LossRow {
		r := lost(id, on, n, q)
		r.Found = true
		return r
	}
	// 100 of each of January, February and March.
	for name, tt := range map[string]struct {
		rows  ledger.Rows
		moved []string
		short []string
		left  []string
	}{
		"lost, as the lot has it": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 2, 30)}},
			[]string{"30 of 2 to faltante"},
			nil,
			[]string{"100", "70", "100"},
		},
		"lost, more than the lot has": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 2, 130)}},
			[]string{"100 of 2 to faltante"},
			[]string{"30 over_discharge"},
			[]string{"100", "0", "100"},
		},
		"lost of a lot that is none": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 9, 30)}},
			nil,
			[]string{"30 before_window"},
			[]string{"100", "100", "100"},
		},
		"lost before the lot came": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-02-20", 3, 30)}},
			nil,
			[]string{"30 late_import"},
			[]string{"100", "100", "100"},
		},
		"found, of the lot it says and not of the newest": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 1, 30), lost("D2", "2021-04-01", 3, 30), found("D3", "2021-04-02", 1, 20)}},
			[]string{"30 of 1 to faltante", "30 of 3 to faltante", "20 of 1 to bueno"},
			nil,
			[]string{"90", "100", "70"},
		},
		"found, more than that lot lacks": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 1, 30), lost("D2", "2021-04-01", 3, 30), found("D3", "2021-04-02", 1, 50)}},
			[]string{"30 of 1 to faltante", "30 of 3 to faltante", "30 of 1 to bueno"},
			[]string{"20 no_faltante"},
			[]string{"100", "100", "70"},
		},
		"destroyed, more than the lot has": {
			ledger.Rows{Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Parte: "CON-10", Lot: lot(2), Cantidad: kg(130), Unidad: "6", Goods: true}}},
			[]string{"100 of 2"},
			[]string{"30 over_discharge"},
			[]string{"100", "0", "100"},
		},
		"destroyed, of a pedimento without a partida": {
			ledger.Rows{Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Parte: "CON-10", Lot: ped(3), Cantidad: kg(30), Unidad: "6", Goods: true}}},
			[]string{"30 of 3"},
			nil,
			[]string{"100", "100", "70"},
		},
	} {
		bs, _ := booksUnder(t, terms(t, nil), tt.rows, connectors()...)
		b := bs["part CON-10 6"]
		var moved, short, left []string
		for _, d := range b.Descargos {
			moved = append(moved, d.Cantidad.String()+" of "+d.Lot[14:15])
		}
		for _, c := range b.Cambios {
			moved = append(moved, c.Cantidad.String()+" of "+c.Lot[14:15]+" to "+c.A)
		}
		for _, s := range b.Shortages {
			short = append(short, s.Cantidad.String()+" "+string(s.Cause))
		}
		for _, s := range b.Saldos {
			left = append(left, s.Cantidad.String())
		}
		if got, want := slices.Concat(moved, short, left), slices.Concat(tt.moved, tt.short, tt.left); !slices.Equal(got, want) {
			t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(want, got))
		}
	}
}

// TestOfALotWithoutPart: a loss or an act that names a lot and no part is of what
// that lot is of: of its part, or of its fracción where nobody told a part, in
// books by part too. What cannot be told moves nothing and says why.
func TestOfALotWithoutPart(t *testing.T) {
	t.Parallel()
	resins := fact(8, "IN", "2021-01-05",
		ledger.Line{Sec: 1, Fraccion: resin, UMT: "1", CantidadUMT: kg(100), UMC: "1", CantidadUMC: kg(100)},
		ledger.Line{Sec: 2, Fraccion: "48191001", UMT: "1", CantidadUMT: kg(50), UMC: "6", CantidadUMC: kg(200)})
	mixed := fact(14, "IN", "2021-01-05",
		ledger.Line{Sec: 1, Fraccion: resin, UMT: "1", CantidadUMT: kg(100), UMC: "6", CantidadUMC: kg(100)},
		ledger.Line{Sec: 2, Fraccion: resin, UMT: "1", CantidadUMT: kg(50), UMC: "6", CantidadUMC: kg(200)})
	alike := fact(6, "IN", "2021-01-05",
		ledger.Line{Sec: 1, Fraccion: resin, UMT: "1", CantidadUMT: kg(50), UMC: "6", CantidadUMC: kg(200)},
		ledger.Line{Sec: 2, Fraccion: resin, UMT: "1", CantidadUMT: kg(25), UMC: "6", CantidadUMC: kg(100)})
	machines := fact(9, "AF", "2021-01-05", ledger.Line{Sec: 1, Fraccion: "84798999", UMT: "6", CantidadUMT: kg(2), UMC: "6", CantidadUMC: kg(2), Serie: "SN-1; SN-2"})
	lost := func(lot string, q int64, unidad string) ledger.Rows {
		return ledger.Rows{Losses: []ledger.LossRow{{ID: "D1", Fecha: day("2021-04-01"), Lot: lot, Cantidad: kg(q), Unidad: unidad}}}
	}
	act := ledger.Rows{Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Lot: ped(8) + "-1", Cantidad: kg(7), Unidad: "1", Goods: true}}}
	opened := lost(ped(7)+"-1", 4, "1")
	opened.Openings = []ledger.OpeningRow{{Pedimento: ped(7), Partida: 1, Fraccion: resin, UMT: "1", SaldoUMT: kg(40), Fecha: day("2020-12-31"), Procedencia: "sistema anterior"}}
	ofPart := lost(ped(7)+"-1", 4, "6")
	ofPart.Openings = []ledger.OpeningRow{{Pedimento: ped(7), Partida: 1, Parte: "CON-10", Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMC: kg(40), SaldoUMT: kg(1), Fecha: day("2020-12-31"), Procedencia: "sistema anterior"}}
	openings := []ledger.OpeningRow{
		{Pedimento: ped(7), Partida: 1, Fraccion: resin, UMT: "1", SaldoUMT: kg(4), Fecha: day("2020-12-31"), Procedencia: "sistema anterior"},
		{Pedimento: ped(7), Partida: 2, Fraccion: resin, UMT: "1", SaldoUMT: kg(30), Fecha: day("2020-12-31"), Procedencia: "sistema anterior"},
		{Pedimento: ped(7), Partida: 3, Fraccion: "48191001", UMT: "1", SaldoUMT: kg(30), Fecha: day("2020-12-31"), Procedencia: "sistema anterior"},
	}
	ofPedimento := func(openings []ledger.OpeningRow) ledger.Rows {
		return ledger.Rows{Openings: openings, Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Lot: ped(7), Cantidad: kg(7), Unidad: "1", Goods: true}}}
	}
	for name, tt := range map[string]struct {
		rows  ledger.Rows
		book  string
		want  string
		found string
	}{
		"a lot that nobody told a part of":   {lost(ped(8)+"-1", 30, "1"), "fraccion 39012001 1", "30 of 8-1 to faltante", ""},
		"in the unit of its pedimento":       {lost(ped(8)+"-2", 20, "6"), "fraccion 48191001 1", "5 of 8-2 to faltante", ""},
		"a lot that has a part":              {lost(ped(2)+"-1", 30, "6"), "part CON-10 6", "30 of 2-1 to faltante", ""},
		"by its tariff unit":                 {lost(ped(2)+"-1", 1, "1"), "part CON-10 6", "50 of 2-1 to faltante", ""},
		"an act":                             {act, "fraccion 39012001 1", "7 of 8-1", ""},
		"all the machines of a partida":      {lost(ped(9)+"-1", 2, "6"), "fraccion 84798999 6", "2 of 9-1 to faltante", ""},
		"a lot of the opening":               {opened, "fraccion 39012001 1", "4 of 7-1 to faltante", ""},
		"a lot of the opening, with a part":  {ofPart, "part CON-10 6", "4 of 7-1 to faltante", ""},
		"a pedimento of the opening":         {ofPedimento(openings[1:2]), "fraccion 39012001 1", "7 of 7-2", ""},
		"several lots of one fracción":       {ofPedimento(openings[:2]), "fraccion 39012001 1", "3 of 7-2, 4 of 7-1", ""},
		"of several fracciones":              {ofPedimento(openings), "", "", "row_several_parts"},
		"one of two machines":                {lost(ped(9)+"-1", 1, "6"), "", "", "row_several_machines"},
		"a partida that is none":             {lost(ped(8)+"-9", 30, "1"), "", "", "row_without_lot"},
		"of partidas of one ratio":           {lost(ped(6), 20, "6"), "fraccion 39012001 1", "5 of 6-1 to faltante", ""},
		"of partidas of two ratios":          {lost(ped(14), 20, "6"), "", "", "unit_clash"},
		"of partidas of several fracciones":  {lost(ped(8), 20, "6"), "", "", "row_several_parts"},
		"a unit that does not turn into its": {lost(ped(8)+"-1", 30, "6"), "", "", "unit_clash"},
	} {
		te := terms(t, nil)
		if len(tt.rows.Openings) > 0 {
			te.Policy.KeyDate = day("2020-12-31")
			te.Records.Openings = map[string][]ledger.OpeningRow{ledger.Suffix(ped(7)): tt.rows.Openings}
		}
		te.Records.OfLot = tt.rows.OfLots()
		bs, codes := booksUnder(t, te, tt.rows, append(connectors(), observe(resins), observe(alike), observe(mixed), observe(machines))...)
		var moved []string
		for book, b := range bs {
			for _, d := range b.Descargos {
				moved = append(moved, book+": "+d.Cantidad.String()+" of "+d.Lot[14:])
			}
			for _, c := range b.Cambios {
				moved = append(moved, book+": "+c.Cantidad.String()+" of "+c.Lot[14:]+" to "+c.A)
			}
		}
		slices.Sort(moved)
		var want []string
		for w := range strings.SplitSeq(tt.want, ", ") {
			if w != "" {
				want = append(want, tt.book+": "+w)
			}
		}
		if !slices.Equal(moved, want) || slices.Contains(codes, "row_without_part") || tt.found != "" && !slices.Contains(codes, tt.found) {
			t.Errorf("%s: moved %v, want %v; found %v", name, moved, want, codes)
		}
	}
}

// TestOfAnotherDecade: the digits of a pedimento come again after ten years; an
// opening balance of the older one says nothing of the lots of the newer.
func TestOfAnotherDecade(t *testing.T) {
	t.Parallel()
	for year, apart := range map[string]int{"11": 2, "20": 0, "21": 0} {
		rows := ledger.Rows{
			Openings: []ledger.OpeningRow{{Pedimento: year + ledger.Suffix(ped(8)), Partida: 1}},
			Losses:   []ledger.LossRow{{ID: "D1", Lot: ped(8) + "-1"}},
			Acts:     []ledger.ActRow{{Acta: "A", Renglon: 1, Lot: ped(8)}},
		}
		of := rows.OfLots()[ledger.Suffix(ped(8))]
		if got := len(of.Losses) + len(of.Acts); got != apart || len(rows.Losses)+len(rows.Acts) != 2-apart {
			t.Errorf("an opening of 20%s: %d rows are for the group of the pedimento, want %d", year, got, apart)
		}
	}
}

// TestBlockedOpening: a lot that only an opening balance states is blocked like
// any other, from its day to its end.
func TestBlockedOpening(t *testing.T) {
	t.Parallel()
	block := ledger.Decided{ID: "B", Fecha: day("2021-03-05"), Tipo: "bloquear", Lot: ped(7) + "-1", Fact: "b"}
	free := ledger.Decided{ID: "F", Fecha: day("2021-06-01"), Tipo: "liberar", Lot: ped(7) + "-1", Fact: "f"}
	for name, tt := range map[string]struct {
		decided []ledger.Decided
		want    []string
	}{
		"not blocked":       {nil, []string{"4-1 takes 10 of 7-1 peps proved", "5-1 takes 10 of 7-1 peps proved"}},
		"blocked":           {[]ledger.Decided{block}, []string{"4-1 takes 10 of 2-1 peps proved", "5-1 takes 10 of 2-1 peps proved"}},
		"blocked and freed": {[]ledger.Decided{block, free}, []string{"4-1 takes 10 of 2-1 peps proved", "5-1 takes 10 of 7-1 peps proved"}},
		"of another part":   {[]ledger.Decided{{ID: "B", Fecha: day("2021-03-05"), Tipo: "bloquear", Lot: ped(7) + "-1", Parte: "CAB-1", Fact: "b"}}, []string{"4-1 takes 10 of 7-1 peps proved", "5-1 takes 10 of 7-1 peps proved"}},
		"only freed":        {[]ledger.Decided{free}, []string{"4-1 takes 10 of 7-1 peps proved", "5-1 takes 10 of 7-1 peps proved"}},
	} {
		te := decidedTerms(t, tt.decided)
		te.Policy.KeyDate = day("2021-01-31")
		rows := ledger.Rows{Openings: []ledger.OpeningRow{{
			Pedimento: ped(7), Partida: 1, Parte: "CON-10", Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMC: kg(40), SaldoUMT: kg(1), Fecha: day("2021-01-31"), Procedencia: "sistema anterior",
		}}}
		bs, codes := booksUnder(t, te, rows, append(connectors(), returned(4, "2021-04-01", 10), returned(5, "2021-07-01", 10))...)
		var takes []string
		for _, s := range told(bs["part CON-10 6"]) {
			if strings.Contains(s, "takes") {
				takes = append(takes, s)
			}
		}
		if d := cmp.Diff(tt.want, takes); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if got := slices.Contains(codes, "decision_without_object"); got != (name == "of another part" || name == "only freed") {
			t.Errorf("%s: found %v", name, codes)
		}
	}
}

// TestOfNothingHere: a loss, an act and a decision about a pedimento of which only
// an invoice is here, or that was withdrawn, are told to change nothing.
func TestOfNothingHere(t *testing.T) {
	t.Parallel()
	paid := fact(8, "IN", "2021-01-05", line(1, resin, 100))
	gone := paid
	gone.Desistido, gone.AsOf = true, day("2021-02-01")
	for name, obs := range map[string][]ledger.Observation{
		"only an invoice": {{Hash: "i", Parts: &ledger.PartList{Pedimento: ped(8), Invoice: "F-1"}}},
		"withdrawn":       append(observe(paid), observe(gone)...),
		"paid":            observe(paid),
	} {
		te := decidedTerms(t, []ledger.Decided{{ID: "B", Fecha: day("2021-03-05"), Tipo: "bloquear", Lot: ped(8) + "-1", Fact: "b"}})
		rows := ledger.Rows{
			Losses: []ledger.LossRow{{ID: "D1", Fecha: day("2021-04-01"), Lot: ped(8) + "-1", Cantidad: kg(30), Unidad: "1"}},
			Acts:   []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Lot: ped(8) + "-1", Cantidad: kg(7), Unidad: "1", Goods: true}},
		}
		te.Records.OfLot = rows.OfLots()
		var got []string
		for _, f := range te.Resolve(obs).Findings {
			if f.Code == "row_without_lot" || f.Code == "decision_without_object" {
				got = append(got, f.Code)
				if m := f.Message; !strings.HasPrefix(m.EN, "act A line 1 ") && !strings.HasPrefix(m.EN, "decision ") || strings.HasPrefix(m.ES, "act ") {
					t.Errorf("%s: the place in the wrong language: %+v", name, m)
				}
			}
		}
		slices.Sort(got)
		want := []string{"decision_without_object", "row_without_lot", "row_without_lot"}
		if name == "paid" {
			want = nil
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}
