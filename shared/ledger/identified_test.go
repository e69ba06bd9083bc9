package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// pieces is a partida of a part that is counted and weighed.
func pieces(sec int, parte string, pza, kilos int64) ledger.Line {
	l := of(piecesLine(pza, kilos, 0), parte)
	l.Sec = sec
	return l
}

// TestIdentifiedParts: records 512 know no parts. Which of the partidas of a
// fracción each is of follows from the lots of the pedimento it names, or is
// not known and nothing is discharged.
func TestIdentifiedParts(t *testing.T) {
	t.Parallel()
	ten, eleven := "part CON-10 6", "part CON-11 6"
	both := observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-10", 1000, 100), pieces(2, "CON-11", 500, 50)))
	only := observe(fact(4, "IN", "2021-03-02", pieces(1, "CON-11", 500, 50)))
	alsoBoth := observe(fact(5, "IN", "2021-03-02", pieces(1, "CON-10", 500, 50), pieces(2, "CON-11", 500, 50)))
	sold := func(ns ...ledger.Named) []ledger.Observation {
		return observe(naming(fact(2, "F4", "2021-05-01", pieces(1, "CON-10", 100, 10), pieces(2, "CON-11", 50, 5)), ns...))
	}
	onePart := observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-10", 1000, 100)))
	for name, tt := range map[string]struct {
		groups    [][]ledger.Observation
		ten, elev []string
		codes     []string
	}{
		"one record for all": {
			[][]ledger.Observation{both, sold(named(1, connector, 15))},
			[]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"},
			[]string{"2-2 takes 50 of 1-2 named proved", "left 450 of 1-2"},
			nil,
		},
		"two records of one pedimento": {
			[][]ledger.Observation{both, sold(named(1, connector, 10), named(1, connector, 5))},
			[]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"},
			[]string{"2-2 takes 50 of 1-2 named proved", "left 450 of 1-2"},
			nil,
		},
		"each part has its own pedimento": {
			[][]ledger.Observation{onePart, only, sold(named(1, connector, 10), named(4, connector, 5))},
			[]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"},
			[]string{"2-2 takes 50 of 4-1 named proved", "left 450 of 4-1"},
			nil,
		},
		"in another order": {
			[][]ledger.Observation{only, onePart, sold(named(4, connector, 5), named(1, connector, 10))},
			[]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"},
			[]string{"2-2 takes 50 of 4-1 named proved", "left 450 of 4-1"},
			nil,
		},
		"one part is in both, the other in one": {
			[][]ledger.Observation{both, only, sold(named(1, connector, 10), named(4, connector, 5))},
			[]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"},
			[]string{"2-2 lacks 50 sin_parte", "left 500 of 1-2", "left 500 of 4-1"},
			[]string{"shortage_sin_parte"},
		},
		"both parts are in both": {
			[][]ledger.Observation{both, alsoBoth, sold(named(1, connector, 10), named(5, connector, 5))},
			[]string{"2-1 lacks 100 sin_parte", "left 1000 of 1-1", "left 500 of 5-1"},
			[]string{"2-2 lacks 50 sin_parte", "left 500 of 1-2", "left 500 of 5-2"},
			[]string{"shortage_sin_parte", "shortage_sin_parte"},
		},
		"they name less than the partidas": {
			[][]ledger.Observation{both, sold(named(1, connector, 12))},
			[]string{"2-1 lacks 100 sin_parte", "left 1000 of 1-1"},
			[]string{"2-2 lacks 50 sin_parte", "left 500 of 1-2"},
			[]string{"descargo_several_parts", "shortage_sin_parte", "shortage_sin_parte"},
		},
		"a part none of them has": {
			[][]ledger.Observation{onePart, sold(named(1, connector, 15))},
			[]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"},
			[]string{"2-2 lacks 50 sin_parte"},
			[]string{"shortage_sin_parte"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, codes := booksUnder(t, terms(t, nil), ledger.Rows{}, tt.groups...)
			codes = unweighed(codes)
			if d := cmp.Diff(tt.ten, told(bs[ten])); d != "" {
				t.Errorf("CON-10 (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.elev, told(bs[eleven])); d != "" {
				t.Errorf("CON-11 (-want +got):\n%s", d)
			}
			if !slices.Equal(tt.codes, codes) {
				t.Errorf("found %v, want %v", codes, tt.codes)
			}
		})
	}
}

// TestDirectedParts: a person tells the lots of what records 512 leave open.
func TestDirectedParts(t *testing.T) {
	t.Parallel()
	lots := observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-11", 1000, 100), pieces(2, "CAB-2", 500, 50)))
	out := observe(naming(fact(2, "F4", "2021-05-01", pieces(1, "CON-11", 100, 10), pieces(2, "CAB-2", 50, 5)), named(1, connector, 12)))
	te := terms(t, nil)
	te.Records.Decided = map[string][]ledger.Decided{ledger.Suffix(ped(2)): {
		{ID: "D", Fecha: day("2021-05-02"), Tipo: "dirigir", Exit: ped(2) + "-1", Lot: ped(1) + "-1", Cantidad: kg(100), Unidad: "6"},
	}}
	bs, _ := booksUnder(t, te, ledger.Rows{}, lots, out)
	if d := cmp.Diff([]string{"2-1 takes 100 of 1-1 named proved", "left 900 of 1-1"}, told(bs["part CON-11 6"])); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"2-2 lacks 50 sin_parte", "left 500 of 1-2"}, told(bs["part CAB-2 6"])); d != "" {
		t.Errorf("what nobody directed (-want +got):\n%s", d)
	}
}

// TestLotsOwnRatio: a record 512 is in UMT, and how many pieces that is the
// lots it takes tell, each by its own ratio; not the partida of the exit.
func TestLotsOwnRatio(t *testing.T) {
	t.Parallel()
	light := fact(1, "IN", "2021-03-01", pieces(1, "CON-11", 1000, 100), pieces(2, "CON-11", 500, 100))
	regularised := func(n int, on string, kilos int64) []ledger.Observation {
		return observe(naming(fact(n, "A3", on, pieces(1, "CON-11", 125, kilos)), named(1, connector, kilos)))
	}
	for name, tt := range map[string]struct {
		exits [][]ledger.Observation
		want  []string
		umt   []string
	}{
		"ten kilos": {
			[][]ledger.Observation{regularised(2, "2021-05-01", 10)},
			[]string{"2-512-1 takes 100 of 1-1 named proved", "left 900 of 1-1", "left 500 of 1-2"},
			[]string{"10"},
		},
		"over both lots": {
			[][]ledger.Observation{regularised(2, "2021-05-01", 110)},
			[]string{"2-512-1 takes 1000 of 1-1 named proved", "2-512-1 takes 50 of 1-2 named proved", "left 0 of 1-1", "left 450 of 1-2"},
			[]string{"100", "10"},
		},
		"from what is left": {
			[][]ledger.Observation{regularised(3, "2021-06-01", 20), regularised(2, "2021-05-01", 90)},
			[]string{
				"2-512-1 takes 900 of 1-1 named proved", "3-512-1 takes 100 of 1-1 named proved", "3-512-1 takes 50 of 1-2 named proved",
				"left 0 of 1-1", "left 450 of 1-2",
			},
			[]string{"90", "10", "10"},
		},
		"more than there is": {
			[][]ledger.Observation{regularised(2, "2021-05-01", 210)},
			[]string{
				"2-512-1 takes 1000 of 1-1 named proved", "2-512-1 takes 500 of 1-2 named proved", "2-512-1 lacks 50 over_discharge",
				"left 0 of 1-1", "left 0 of 1-2",
			},
			[]string{"100", "100"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, _ := booksUnder(t, terms(t, nil), ledger.Rows{}, append(tt.exits, observe(light))...)
			b := bs["part CON-11 6"]
			if d := cmp.Diff(tt.want, told(b)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			var umt []string
			for _, d := range b.Descargos {
				umt = append(umt, d.CantidadUMT.String())
			}
			if d := cmp.Diff(tt.umt, umt); d != "" {
				t.Errorf("UMT (-want +got):\n%s", d)
			}
		})
	}
}

// TestPartidaRules: what a partida says in the unit of its part counts; the
// factor of the part checks it, and turns only what nothing else does.
func TestPartidaRules(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		line  ledger.Line
		want  []string
		codes []string
	}{
		"tariff unit of the part": {
			ledger.Line{Sec: 1, Fraccion: connector, UMT: "6", CantidadUMT: kg(1000), UMC: "1", CantidadUMC: kg(25), Parte: "CON-10"},
			[]string{"left 1000 of 1-1"},
			[]string{"factor_differs"},
		},
		"commercial unit of the part": {pieces(1, "CON-10", 1000, 25), []string{"left 1000 of 1-1"}, []string{"factor_differs"}},
		"within the tolerance":        {weighing(pieces(1, "CON-10", 1000, 20), 20_050_000), []string{"left 1000 of 1-1"}, nil},
		"neither, by the factor": {
			ledger.Line{Sec: 1, Fraccion: connector, UMT: "1", CantidadUMT: kg(20), UMC: "1", CantidadUMC: kg(20), Parte: "CON-10"},
			[]string{"left 1000 of 1-1"},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, codes := booksUnder(t, terms(t, nil), ledger.Rows{}, observe(fact(1, "IN", "2021-03-01", tt.line)))
			if d := cmp.Diff(tt.want, told(bs["part CON-10 6"])); d != "" || !slices.Equal(tt.codes, codes) {
				t.Errorf("found %v, want %v (-want +got):\n%s", codes, tt.codes, d)
			}
		})
	}
}

// TestOpeningInUMT: an opening balance in UMT alone is so much of its lot.
func TestOpeningInUMT(t *testing.T) {
	t.Parallel()
	te := terms(t, nil)
	te.Policy.KeyDate = day("2021-06-30")
	open := ledger.OpeningRow{
		Pedimento: ped(1), Partida: 1, Parte: "CON-10", Fraccion: connector, UMT: "1", SaldoUMT: kg(10), Fecha: day("2021-06-30"), Clave: "IN", Procedencia: "x",
	}
	for name, tt := range map[string]struct {
		entry []ledger.Observation
		want  []string
		umt   string
	}{
		"of a lot of 1000 pieces of 100 kilos": {observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-10", 1000, 100))), []string{"left 100 of 1-1"}, "10"},
		"more than the lot":                    {observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-10", 80, 8))), []string{"left 80 of 1-1"}, "8"},
		"of no lot, by the factor":             {observe(fact(2, "IN", "2021-07-01", pieces(1, "CON-10", 0, 0))), []string{"left 500 of 1-1"}, "10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, _ := booksUnder(t, te, ledger.Rows{Openings: []ledger.OpeningRow{open}}, tt.entry)
			b := bs["part CON-10 6"]
			if d := cmp.Diff(tt.want, told(b)); d != "" || b.Saldos[0].CantidadUMT.String() != tt.umt {
				t.Errorf("%s UMT (-want +got):\n%s", b.Saldos[0].CantidadUMT, d)
			}
		})
	}
}

// TestScrapSold: 90 pieces of a product made 20 of desperdicio of 1000. What
// is sold or given away as scrap (DE) ends that and never good stock.
func TestScrapSold(t *testing.T) {
	t.Parallel()
	in := observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-10", 1000, 20)))
	made := observe(export(2, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMT: "6", CantidadUMT: kg(90), UMC: "6", CantidadUMC: kg(90), Parte: "PT-900"}))
	leave := func(clave, op string, casos []string, l ledger.Line, ns ...ledger.Named) []ledger.Observation {
		f := naming(fact(3, clave, "2021-05-01", l), ns...)
		f.Operacion, f.Casos = op, casos
		return observe(f)
	}
	de := []string{"DE"}
	ofPartida := pieces(1, "CON-10", 20, 0)
	ofPartida.CantidadUMT, ofPartida.Casos = 400_000, de
	found := pieces(1, "CON-10", 20, 0) // in the state it is found (LA 109)
	found.Fraccion, found.CantidadUMT = "74040001", 400_000
	light := named(1, connector, 0)
	light.Cantidad = 400_000
	for name, tt := range map[string]struct {
		out         []ledger.Observation
		good, waste string
		rows        []string
	}{
		"F4 of it all":        {leave("F4", "IMP", de, pieces(1, "CON-10", 20, 1)), "800", "0", []string{"3-1 takes 20 of 1-1 peps proved"}},
		"F4 by partida":       {leave("F4", "IMP", nil, ofPartida), "800", "0", []string{"3-1 takes 20 of 1-1 peps proved"}},
		"F4 by its 512":       {leave("F4", "IMP", de, found, light), "800", "0", []string{"3-512-1 takes 20 of 1-1 named proved"}},
		"V9 of half":          {leave("V9", "EXP", de, pieces(1, "CON-10", 10, 1)), "800", "10", []string{"3-1 takes 10 of 1-1 peps proved"}},
		"more than there is":  {leave("F4", "IMP", de, pieces(1, "CON-10", 25, 1)), "800", "0", []string{"3-1 takes 20 of 1-1 peps proved", "3-1 lacks 5 sin_desperdicio"}},
		"goods, without DE":   {leave("F4", "IMP", nil, pieces(1, "CON-10", 20, 1)), "780", "20", []string{"3-1 takes 20 of 1-1 peps proved"}},
		"donated, without DE": {leave("V9", "EXP", nil, pieces(1, "CON-10", 20, 1)), "780", "20", []string{"3-1 takes 20 of 1-1 peps proved"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, _ := booksUnder(t, terms(t, nil, row(t, "CON-10", "2", "6", "0", "10", "", 1)), ledger.Rows{}, in, made, tt.out)
			b := bs["part CON-10 6"]
			if s := b.Saldos[0]; s.Cantidad.String() != tt.good || s.Desperdicio.String() != tt.waste {
				t.Errorf("left %s and %s of desperdicio", s.Cantidad, s.Desperdicio)
			}
			rows := slices.DeleteFunc(told(b), func(s string) bool { return s[0] != '3' })
			if d := cmp.Diff(tt.rows, rows); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if at := b.AsOf(day("2021-05-01")); at[0].Desperdicio.String() != tt.waste {
				t.Errorf("as of its day %s of desperdicio", at[0].Desperdicio)
			}
		})
	}
}

// unweighed are codes without what the weight of a part says: the lots of a
// test weigh what it needs. None is nil.
func unweighed(codes []string) (out []string) {
	for _, c := range codes {
		if c != "factor_differs" {
			out = append(out, c)
		}
	}
	return out
}
