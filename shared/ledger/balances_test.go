package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// TestScrapOfBooksByFraccion: they have the desperdicio that opening balances
// declare; scrap beyond it is short, and good stock is never taken for it.
func TestScrapOfBooksByFraccion(t *testing.T) {
	t.Parallel()
	te := terms(t, nil)
	te.Policy = directo()
	te.Policy.KeyDate = day("2021-02-28")
	opening := ledger.Rows{Openings: []ledger.OpeningRow{{
		Pedimento: ped(1), Partida: 1, Fraccion: resin, UMT: "1", SaldoUMT: kg(50), DesperdicioUMT: kg(12), Fecha: day("2021-02-28"), Entrada: day("2021-01-01"), Clave: "IN",
	}}}
	f4 := naming(fact(3, "F4", "2021-04-01", line(1, resin, 10)), named(1, resin, 10))
	v9 := export(4, "V9", "2021-05-01", line(1, resin, 5))
	plain := fact(5, "F4", "2021-06-01", line(1, resin, 6))
	f4.Casos, v9.Casos = []string{"DE"}, []string{"DE"}
	for name, rows := range map[string]ledger.Rows{"with it": opening, "without": {}} {
		te := *te
		want := []string{"3-512-1 takes 10 of 1-1 named proved", "4-1 takes 2 of 1-1 peps proved", "5-1 takes 6 of 1-1 peps proved", "4-1 lacks 3 sin_desperdicio", "left 32 of 1-1"}
		if len(rows.Openings) == 0 {
			te.Policy.KeyDate = 0
			want = []string{"5-1 takes 6 of 1-1 peps proved", "3-512-1 lacks 10 sin_desperdicio", "4-1 lacks 5 sin_desperdicio", "left 44 of 1-1"}
		}
		bs, codes := booksUnder(t, &te, rows, observe(fact(1, "IN", "2021-01-01", line(1, resin, 50))), observe(f4), observe(v9), observe(plain))
		if d := cmp.Diff(want, told(bs["fraccion "+resin+" 1"])); d != "" {
			t.Errorf("%s: found %v (-want +got):\n%s", name, codes, d)
		}
		for _, f := range bs["fraccion "+resin+" 1"].Findings() {
			if f.Code == "shortage_sin_desperdicio" && !strings.Contains(f.Message.EN, "good stock is not taken") {
				t.Errorf("%s: it does not say why: %s", name, f.Message.EN)
			}
		}
	}
}

// TestOpeningDesperdicio: what an opening balance says is desperdicio is under
// the lot and its due date from the key date on, whether the entry is in the
// books or not, and an act ends it.
func TestOpeningDesperdicio(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		entry bool
		row   ledger.OpeningRow
		good  int64 // in pieces of half a kilo
		waste int64
	}{
		"of an entry, by its own ratio": {true, ledger.OpeningRow{SaldoUMT: kg(40), DesperdicioUMT: kg(10)}, 60, 20},
		"alone":                         {false, ledger.OpeningRow{SaldoUMT: kg(40), UMC: "6", SaldoUMC: kg(80), DesperdicioUMT: kg(10)}, 60, 20},
		"all of it":                     {true, ledger.OpeningRow{SaldoUMT: kg(40), DesperdicioUMT: kg(40)}, 0, 80},
		"none":                          {true, ledger.OpeningRow{SaldoUMT: kg(40)}, 80, 0},
		"above the entry":               {true, ledger.OpeningRow{SaldoUMT: kg(400), DesperdicioUMT: kg(20)}, 160, 40},
	} {
		te := terms(t, nil)
		te.Policy.KeyDate = day("2021-02-28")
		o := tt.row
		o.Pedimento, o.Partida, o.Parte, o.Fraccion, o.UMT = ped(1), 1, "CON-10", screw, "1"
		o.Fecha, o.Entrada, o.Clave, o.Vencimiento = day("2021-02-28"), day("2021-01-01"), "IN", day("2022-07-01")
		rows := ledger.Rows{Openings: []ledger.OpeningRow{o}, Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Parte: "CON-10", Cantidad: kg(5), Unidad: "6"}}}
		var groups [][]ledger.Observation
		if tt.entry {
			f := fact(1, "IN", "2021-01-01", ledger.Line{Sec: 1, Fraccion: screw, UMC: "6", CantidadUMC: kg(200), UMT: "1", CantidadUMT: kg(100), Parte: "CON-10"})
			groups = append(groups, observe(f))
		}
		bs, _ := booksUnder(t, te, rows, groups...)
		b := bs["part CON-10 6"]
		if b == nil || len(b.Lots) != 1 {
			t.Errorf("%s: %v", name, b)
			continue
		}
		at := b.AsOf(day("2021-03-01"))[0]
		if at.Saldo != kg(tt.good) || at.Desperdicio != kg(tt.waste) {
			t.Errorf("%s: %s good, %s desperdicio", name, at.Saldo, at.Desperdicio)
		}
		ended := min(kg(5), kg(tt.waste))
		if s := b.Saldos[0]; s.Desperdicio != kg(tt.waste)-ended || s.Cantidad != at.Saldo {
			t.Errorf("%s: after the act %s good, %s desperdicio", name, s.Cantidad, s.Desperdicio)
		}
	}
}

// TestBeforeLastRemesa: goods of a consolidado are there from its first remesa;
// what leaves by PEPS before its last one is assumed, and told.
func TestBeforeLastRemesa(t *testing.T) {
	t.Parallel()
	in := fact(1, "IN", "2021-03-05", line(1, resin, 50))
	in.Consolidado, in.Remesa, in.Seleccion = true, day("2021-03-01"), day("2021-03-04")
	same := func(n int, on string) []ledger.Fact { return []ledger.Fact{fact(n, "F4", on, line(1, resin, 5))} }
	for name, tt := range map[string]struct {
		change func(f *ledger.Fact)
		want   []string
		codes  []string
	}{
		"several remesas":                 {func(*ledger.Fact) {}, []string{"assumed", "proved", "proved"}, []string{"remesa_assumed"}},
		"one remesa":                      {func(f *ledger.Fact) { f.Seleccion = f.Remesa }, []string{"proved", "proved", "proved"}, nil},
		"no consolidado":                  {func(f *ledger.Fact) { f.Consolidado, f.Entrada = false, f.Remesa }, []string{"proved", "proved", "proved"}, nil},
		"no selection, until it was paid": {func(f *ledger.Fact) { f.Remesa, f.Seleccion, f.Entrada = 0, 0, day("2021-03-01") }, []string{"assumed", "assumed", "proved"}, []string{"remesa_assumed"}},
	} {
		f := in
		tt.change(&f)
		bs, codes := books(t, ledger.DefaultPolicy(), []ledger.Fact{f}, same(2, "2021-03-03"), same(3, "2021-03-04"), same(4, "2021-03-06"))
		var got []string
		for _, d := range bs[resin].Descargos {
			got = append(got, string(d.Status))
		}
		if d := cmp.Diff(tt.want, got); d != "" || !slices.Equal(tt.codes, codes) {
			t.Errorf("%s: found %v (-want +got):\n%s", name, codes, d)
		}
	}
}

// TestOpeningInUMTOnly: an opening balance that only says UMT, of a part whose
// unit no factor reaches, is that of its entry by the entry's own ratio; alone it
// is kept in UMT. Either way it is told, and stated once.
func TestOpeningInUMTOnly(t *testing.T) {
	t.Parallel()
	const part = "SIN-FACTOR"
	in := ledger.Line{Sec: 1, Fraccion: screw, UMC: "6", CantidadUMC: kg(200), UMT: "1", CantidadUMT: kg(100), Parte: part}
	out := export(5, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: screw, UMC: "6", CantidadUMC: kg(30), UMT: "1", CantidadUMT: kg(15), Parte: part})
	for name, tt := range map[string]struct {
		entry bool
		saldo int64
		want  map[string][]string
		codes []string
	}{
		"with its entry": {true, 40, map[string][]string{"part " + part + " 6": {"5-1 takes 30 of 1-1 peps proved", "left 50 of 1-1"}, "part " + part + " 1": nil}, []string{"opening_umt_only"}},
		"more than its entry": {
			true, 400,
			map[string][]string{"part " + part + " 6": {"5-1 takes 30 of 1-1 peps proved", "left 170 of 1-1"}, "part " + part + " 1": nil},
			[]string{"opening_over_entry", "opening_umt_only"},
		},
		"alone": {false, 40, map[string][]string{"part " + part + " 6": {"5-1 lacks 30 no_bom"}, "part " + part + " 1": {"left 40 of 1-1"}}, []string{"opening_umt_only", "shortage_no_bom"}},
	} {
		te := terms(t, nil)
		te.Policy.KeyDate = day("2021-02-28")
		o := ledger.OpeningRow{
			Pedimento: ped(1), Partida: 1, Parte: part, Fraccion: screw, UMT: "1", SaldoUMT: kg(tt.saldo), Fecha: day("2021-02-28"), Entrada: day("2021-01-01"), Clave: "IN",
		}
		te.Records.Openings = map[string][]ledger.OpeningRow{ledger.Suffix(ped(1)): {o}}
		groups := [][]ledger.Observation{observe(out)}
		if tt.entry {
			groups = append(groups, observe(fact(1, "IN", "2021-01-01", in)))
		}
		bs, codes := booksUnder(t, te, ledger.Rows{Openings: []ledger.OpeningRow{o}}, groups...)
		for book, want := range tt.want {
			if d := cmp.Diff(want, told(bs[book])); d != "" {
				t.Errorf("%s: %s (-want +got):\n%s", name, book, d)
			}
		}
		if !slices.Equal(tt.codes, codes) {
			t.Errorf("%s: found %v, want %v", name, codes, tt.codes)
		}
	}
}
