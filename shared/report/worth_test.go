package report_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

// twoProducts are books of one partida of a V4 that sold two products: 100 pesos
// of PT-1, made of two parts, with merma two days before, and 50 of PT-2, made of
// one of them by two orders. Later a count finds six of
// one part missing, and another four of them.
func twoProducts(t *testing.T) []*ledger.Book {
	t.Helper()
	day, unit := document.NewDate, quantity.Micros(1_000_000)
	need := func(product, part, order string, role ledger.Role, on document.Date, value int64) ledger.Exit {
		x := ledger.Exit{
			ID: "212432103000002-1/" + product + ":" + string(role) + ":" + part, Rol: role, Pedimento: "212432103000002", Partida: 1, Clave: "V4", Tipo: "ctm",
			Parte: part, Producto: product, Orden: order, Cantidad: unit, UMC: "6", CantidadUMC: 7 * unit, Comercial: money.Int(value), Dolares: money.Int(value / 10),
			MovedAt: on, PaidAt: day(2021, 6, 20),
		}
		if order != "" {
			x.ID += ":" + order
		}
		return x
	}
	out, before := day(2021, 6, 20), day(2021, 6, 18)
	needs := map[string][]ledger.Exit{
		"A": {
			need("PT-1", "A", "", ledger.RoleIncorporado, out, 100), need("PT-1", "A", "", ledger.RoleMerma, before, 100),
			need("PT-2", "A", "OP-1", ledger.RoleIncorporado, out, 50), need("PT-2", "A", "OP-2", ledger.RoleIncorporado, out, 50),
			{ID: "conteo:2021-06-30:A", Rol: ledger.RoleConteo, Tipo: "conteo", Parte: "A", Cantidad: 90 * unit, MovedAt: day(2021, 6, 30)},
			{ID: "conteo:2021-07-10:A", Rol: ledger.RoleConteo, Tipo: "conteo", Parte: "A", Cantidad: 94 * unit, MovedAt: day(2021, 7, 10)},
		},
		"B": {need("PT-1", "B", "", ledger.RoleIncorporado, out, 100)},
	}
	var books []*ledger.Book
	for part, exits := range needs {
		m := ledger.Material{Key: part, Unit: "6"}
		lot := ledger.Lot{
			ID: "212432101000001-1/" + part, Pedimento: "212432101000001", Partida: 1, Clave: "IN", Tipo: "insumo", Fraccion: "39012001", Parte: part,
			Cantidad: 100 * unit, UMT: "6", CantidadUMT: 100 * unit, AvailableFrom: day(2021, 1, 5), StayStart: day(2021, 1, 5),
		}
		b := ledger.Evaluate("MEN210101AB1", m, []ledger.Movements{{Material: m, Lots: []ledger.Lot{lot}, Exits: exits}}, ledger.DefaultPolicy(), catalog.Default().Version)
		if err := b.Check(); err != nil {
			t.Fatal(err)
		}
		books = append(books, b)
	}
	return books
}

// TestValueOfAProductOnce: what each product of a partida was sold for stands in
// one line, so that the lines of its parts add up to it.
func TestValueOfAProductOnce(t *testing.T) {
	s := annualOf(t, twoProducts(t), nil, func(*report.Year) {})
	got := cells(t, s, "ctm_ajuste", "salida", "valor_comercial", "valor_dolares")
	slices.Sort(got)
	want := []string{
		"212432103000002-1/PT-1:incorporado:A|100|10",
		"212432103000002-1/PT-1:incorporado:B||",
		"212432103000002-1/PT-2:incorporado:A:OP-1|50|5",
		"212432103000002-1/PT-2:incorporado:A:OP-2||",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = cells(t, s, "salidas", "salida", "valor_comercial", "valor_dolares", "cantidad_umc", "cantidad", "descargado_supuesto", "descargado_probado", "cambio_probado")
	want = []string{
		"212432103000002-1/PT-1:merma:A||||1|0|1|0",
		"212432103000002-1/PT-1:incorporado:A|100|10|7|1|0|1|0",
		"212432103000002-1/PT-1:incorporado:B||||1|0|1|0",
		"212432103000002-1/PT-2:incorporado:A:OP-1|50|5|7|1|0|1|0",
		"212432103000002-1/PT-2:incorporado:A:OP-2||||1|0|1|0",
		"conteo:2021-06-30:A||||6|0|0|6",
		"conteo:2021-07-10:A||||4|0|0|4",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
