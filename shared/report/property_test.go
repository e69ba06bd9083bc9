package report_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// Whatever the movements: every row of saldos adds up, fracciones are the sum
// of their lots, and the exits of the period split without remainder.
func TestReportsAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var facts []*ledger.Fact
		for i := range rapid.IntRange(1, 14).Draw(r, "pedimentos") {
			c := rapid.SampledFrom([][2]string{{"IN", "IMP"}, {"V1", "IMP"}, {"AF", "IMP"}, {"F4", "IMP"}, {"A3", "IMP"}, {"RT", "EXP"}, {"V1", "EXP"}}).Draw(r, "clave")
			day := document.NewDate(2020, 1, 1).AddDays(rapid.IntRange(0, 500).Draw(r, "day"))
			q := fmt.Sprintf("%d.%d", rapid.IntRange(1, 50).Draw(r, "q"), rapid.IntRange(0, 9).Draw(r, "tenth"))
			fraccion := rapid.SampledFrom([]string{"39012001", "39012002"}).Draw(r, "fraccion")
			facts = append(facts, fact(fmt.Sprintf("2124321010%05d", i), c[0], c[1], day, line(t, 1, fraccion, "1", q, 100)))
		}
		policy := ledger.DefaultPolicy()
		policy.SinBOM = rapid.SampledFrom([]ledger.SinBOM{ledger.SinBOMDirecto, ledger.SinBOMFaltante}).Draw(r, "sin_bom")
		s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(booksOf(t, facts, policy)), nil, nil)
		if err != nil {
			r.Fatal(err)
		}
		sums := map[string]map[string]int64{"fraccion": {}, "lote": {}}
		for _, row := range rows(t, csvOf(t, s, "saldos")) {
			for _, k := range []string{"saldo_inicial", "entradas", "saldo_final", "descargado_probado", "descargado_supuesto", "vencido"} {
				sums[row["nivel"]][row["fraccion"]+k] += int64(micros(t, row[k]))
			}
			n := func(k string) int64 { return int64(micros(t, row[k])) }
			if n("saldo_inicial")+n("entradas")-n("descargado_probado")-n("descargado_supuesto") != n("saldo_final") {
				r.Fatalf("row does not add up: %v", row)
			}
		}
		for k, v := range sums["lote"] {
			if sums["fraccion"][k] != v {
				r.Fatalf("%s: lots add up to %d, the fracción says %d", k, v, sums["fraccion"][k])
			}
		}
		for _, row := range rows(t, csvOf(t, s, "salidas")) {
			n := func(k string) int64 { return int64(micros(t, row[k])) }
			if n("descargado_probado")+n("descargado_supuesto")+n("sin_resolver") != n("cantidad_umt") || (n("sin_resolver") == 0) != (row["causa"] == "") {
				r.Fatalf("exit does not split: %v", row)
			}
		}
	})
}
