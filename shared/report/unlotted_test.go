package report_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// unlotted are the books of two materials of a product: of one there is no lot at all,
// of the other, kept in pieces, one of 10 kilos in 100 pieces that expired.
func unlotted(t *testing.T) []*ledger.Book {
	t.Helper()
	day, old := document.NewDate(2021, 3, 20), document.NewDate(2019, 1, 10)
	exit := func(id string) ledger.Exit {
		return ledger.Exit{
			ID: id, Pedimento: "212432103000001", Partida: 1, Rol: ledger.RoleIncorporado, Tipo: "retorno", Fraccion: "85365001", UMT: "6",
			Producto: "P-1", Parte: "MAT", Cantidad: micros(t, "40"), MovedAt: day,
		}
	}
	return []*ledger.Book{
		{
			RFC: "MEN210101AB1", ID: "a", Material: ledger.Material{Kind: ledger.KindPart, Key: "MAT-A", Unit: "3"}, Exits: []ledger.Exit{exit("x:incorporado:MAT-A")},
			Shortages: []ledger.Shortage{{Exit: "x:incorporado:MAT-A", Cantidad: micros(t, "40"), Cause: ledger.CauseBeforeWindow}},
		},
		{
			RFC: "MEN210101AB1", ID: "b", Material: ledger.Material{Kind: ledger.KindPart, Key: "MAT-B", Unit: "6"}, Exits: []ledger.Exit{exit("x:incorporado:MAT-B")},
			Lots: []ledger.Lot{{
				ID: "192432109000001-1", Pedimento: "192432109000001", Partida: 1, Fraccion: "39012001", UMT: "1", Parte: "MAT-B",
				Cantidad: micros(t, "100"), CantidadUMT: micros(t, "10"), Pago: old, AvailableFrom: old, Due: document.NewDate(2020, 7, 10),
			}},
			Held:      []ledger.Held{{Exit: "x:incorporado:MAT-B", Lot: "192432109000001-1", Cantidad: micros(t, "25"), MovedAt: day}},
			Shortages: []ledger.Shortage{{Exit: "x:incorporado:MAT-B", Cantidad: micros(t, "15"), Cause: ledger.CauseBeforeWindow}},
		},
	}
}

// TestMaterialsWithoutALot: what a product needed and no lot had is in the balances and
// on the first page, in the only unit that is known; what is held is of its lot.
func TestMaterialsWithoutALot(t *testing.T) {
	books := unlotted(t)
	s := closedBooks(t, books)
	got := map[string]string{}
	for _, r := range rows(t, csvOf(t, s, "saldos")) {
		if r["nivel"] != "lote" {
			got[strings.Join([]string{r["nivel"], r["fraccion"], r["umt"], r["unidad"]}, "|")] = r["sin_resolver"] + " of " + r["saldo_final"]
		}
	}
	want := map[string]string{"sin_lote||3|Metro lineal": "40 of ", "sin_lote||6|Pieza": "15 of ", "fraccion|39012001|1|Kilo": "2.5 of 10"}
	if len(got) != len(want) {
		t.Errorf("%d balances: %v", len(got), got)
	}
	for k, w := range want {
		if got[k] != w {
			t.Errorf("%s: %q, want %q", k, got[k], w)
		}
	}
	units := map[string]string{}
	for _, u := range s.Summary.PorUnidad {
		units[u.UMT] = u.Unresolved.String()
	}
	if units["3"] != "40" || units["6"] != "15" || units["1"] != "2.5" || len(units) != 3 {
		t.Errorf("first page: %v", units)
	}
	var page bytes.Buffer
	if err := s.HTML(&page, document.English, report.Provenance{}); err != nil || !strings.Contains(page.String(), "(no lot)") {
		t.Errorf("the page does not name what has no lot: %v", err)
	}
	before, err := report.BuildBefore(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range before.Summary.PorUnidad {
		if u.Unresolved != 0 {
			t.Errorf("a layout of before: %+v", u)
		}
	}
}

// TestLayoutsBefore: the layouts before the ninth are written as they were: no chart of
// a unit without lots, what came in by no tariff unit as 0, machines that left without
// a document not counted, and of sources that tell of other contributions of a whole
// pedimento nothing of its partidas.
func TestLayoutsBefore(t *testing.T) {
	day := document.NewDate(2021, 3, 20)
	ten := micros(t, "10")
	bare := &ledger.Book{
		RFC: "MEN210101AB1", ID: "c", Material: ledger.Material{Kind: ledger.KindPart, Key: "MAT-C", Unit: "6"},
		Lots: []ledger.Lot{{ID: "212432103000005-1", Pedimento: "212432103000005", Partida: 1, Fraccion: "39012001", Tipo: "activo_fijo", Cantidad: ten, Pago: day, AvailableFrom: day}},
	}
	machine := &ledger.Book{
		RFC: "MEN210101AB1", ID: "d", Material: ledger.Fraccion("84798999", "6"),
		Lots:      []ledger.Lot{{ID: "212432103000006-1", Pedimento: "212432103000006", Partida: 1, Fraccion: "84798999", UMT: "6", Tipo: "activo_fijo", Cantidad: ten, CantidadUMT: ten, Pago: day, AvailableFrom: day}},
		Exits:     []ledger.Exit{{ID: "y", Rol: ledger.RoleIncorporado, Cantidad: ten, MovedAt: day}},
		Descargos: []ledger.Descargo{{Exit: "y", Lot: "212432103000006-1", Cantidad: ten, CantidadUMT: ten, MovedAt: day, Status: ledger.Undocumented}},
	}
	short := &ledger.Book{
		RFC: "MEN210101AB1", ID: "e", Material: ledger.Fraccion("85365001", "99"),
		Exits: []ledger.Exit{{
			ID: "z", Pedimento: "212432103000001", Clave: "RT", Partida: 1, Rol: ledger.RoleIncorporado, Tipo: "retorno", Destino: "USA", Fraccion: "85365001", UMT: "99",
			Cantidad: ten, CantidadUMT: ten, UMC: "6", CantidadUMC: ten, MovedAt: day, PaidAt: day, Facts: []document.Hash{"f", "g"},
		}},
		Shortages: []ledger.Shortage{{Exit: "z", Cantidad: ten, Cause: ledger.CauseBeforeWindow}},
	}
	books := []*ledger.Book{bare, machine, short}
	more := moreOf(books, nil)
	for i, h := range []document.Hash{"f", "g"} {
		rt := fact("212432103000001", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900))
		rt.Diferidos = []ledger.Diferido{{Tributos: pays(int64(5 + i))}, {Destino: "USA", NoOriginaria: money.Int(9)}}
		more.Declared = append(more.Declared, report.DeclaredOf(h, rt, catalog.Default()))
	}
	for _, old := range []bool{true, false} {
		more.Old = old
		s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{"tmec": rows(t, csvOf(t, s, "tmec25"))[0]["declarado"]}
		for _, r := range rows(t, csvOf(t, s, "entradas")) {
			got[r["lote"]] = r["cantidad_umt"]
		}
		for _, r := range rows(t, csvOf(t, s, "activo_fijo")) {
			got["machine "+r["lote"]] = r["salidas"]
		}
		var page bytes.Buffer
		if err := s.HTML(&page, document.English, report.Provenance{}); err != nil {
			t.Fatal(err)
		}
		got["charts"] = strconv.Itoa(strings.Count(page.String(), `id="g-flujo-`))
		want := map[string]string{
			"tmec": "contradictorio", "212432103000005-1": "", "212432103000006-1": "10", "machine 212432103000006-1": "10", "charts": "3",
		}
		if old {
			want["tmec"], want["212432103000005-1"], want["machine 212432103000006-1"], want["charts"] = "no_consta", "0", "0", "2"
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("old %v: %s", old, d)
		}
	}
}
