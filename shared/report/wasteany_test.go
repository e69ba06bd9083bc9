package report_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

// drawStock is what comes in and leaves of one part in any role, from February to
// April, late, too much or before it was there.
func drawStock(r *rapid.T) ledger.Movements {
	m := ledger.Movements{Material: ledger.Material{Kind: ledger.KindPart, Key: "MAT", Unit: "1"}}
	day := func(label string) document.Date {
		return document.NewDate(2021, 2, 1).AddDays(rapid.IntRange(0, 88).Draw(r, label))
	}
	qty := func(label string) quantity.Micros {
		return quantity.Micros(rapid.Int64Range(1, 12).Draw(r, label)) * 1e6
	}
	for n := range rapid.IntRange(1, 4).Draw(r, "lots") {
		number := fmt.Sprintf("21243210%07d", n)
		l := ledger.Lot{
			ID: number + "-1", Pedimento: number, Partida: 1, Clave: "IN", Fraccion: "39012001", UMT: "1", UMC: "1", Parte: "MAT", Cantidad: qty("qty"),
			AvailableFrom: day("available"), Facts: []document.Hash{document.HashOf([]byte(number))},
		}
		l.Pago, l.CantidadUMT, l.Due = l.AvailableFrom, l.Cantidad*3, l.AvailableFrom.AddDays(rapid.IntRange(5, 400).Draw(r, "stay"))
		m.Lots = append(m.Lots, l)
	}
	for n := range rapid.IntRange(1, 8).Draw(r, "exits") {
		x := ledger.Exit{
			ID: fmt.Sprintf("acta:%d", n), Clave: "RT", Fraccion: "39012001", UMC: "1", Cantidad: qty("out"), MovedAt: day("moved"), Parte: "MAT",
			Rol: rapid.SampledFrom(ledger.Roles()).Draw(r, "rol"), SameState: rapid.Bool().Draw(r, "same"), Desperdicio: rapid.Bool().Draw(r, "waste"),
			Tipo:  rapid.SampledFrom([]string{"retorno", "destruccion", "donacion", "transferencia", "cambio_regimen", ""}).Draw(r, "tipo"),
			Facts: []document.Hash{document.HashOf([]byte{byte(n)})}, Undocumented: rapid.Bool().Draw(r, "undocumented"), TakesExpired: rapid.Bool().Draw(r, "expired"),
		}
		if rapid.IntRange(0, 3).Draw(r, "names") == 0 {
			x.Named = m.Lots[0].Pedimento
		}
		m.Exits = append(m.Exits, x)
	}
	return m
}

// TestAnyDesperdicio: whatever happens to a part, each month of its desperdicio adds up,
// leads to what the lots hold, and begins where the month before ended.
func TestAnyDesperdicio(t *testing.T) {
	t.Parallel()
	told := 0
	rapid.Check(t, func(r *rapid.T) {
		m := drawStock(r)
		books := []*ledger.Book{ledger.Evaluate("MEN210101AB1", m.Material, []ledger.Movements{m}, ledger.DefaultPolicy(), "catalogue")}
		before := int64(0)
		for month := 2; month <= 4; month++ {
			head := marchHead()
			head.From = document.NewDate(2021, month, 1)
			head.To = head.From.MonthEnd()
			s, err := report.Close(head, catalog.Default(), ledger.KeepAll(books), nil, nil, moreOf(books, nil))
			if err != nil {
				r.Fatal(err)
			}
			closing := int64(0)
			for _, row := range rows(t, csvOf(t, s, "desperdicios")) {
				told++
				n := func(k string) int64 { return int64(micros(t, row[k])) }
				if closing = n("saldo_final"); n("saldo_inicial") != before || n("saldo_inicial")+n("en_saldo_inicial")+n("generado")-n("salidas") != closing ||
					n("retornado")+n("destruido")+n("donado")+n("cambio_regimen")+n("transferido")+n("otras") != n("salidas") ||
					n("generado_probado")+n("generado_supuesto")+n("generado_sin_documento") != n("generado") ||
					n("salidas_probado")+n("salidas_supuesto")+n("salidas_sin_documento") != n("salidas") {
					r.Fatalf("month %d opens after %d: %v", month, before, row)
				}
			}
			held := int64(0)
			for _, l := range books[0].AsOf(head.To) {
				held += int64(l.Desperdicio)
			}
			if closing != held {
				r.Fatalf("month %d closes with %d, the lots hold %d", month, closing, held)
			}
			before = closing
		}
	})
	if told == 0 {
		t.Error("no desperdicio was drawn")
	}
}
