package report_test

import (
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// TestAnySplit: whatever happens to a part, what left is all told by how it is known:
// each V4 is discharged or unresolved, the fracción closes with what was proved,
// assumed and undocumented, and so does a fixed asset.
func TestAnySplit(t *testing.T) {
	t.Parallel()
	told := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		m := drawStock(r)
		for i := range m.Lots {
			if rapid.IntRange(0, 2).Draw(r, "machine") == 0 {
				m.Lots[i].Tipo = "activo_fijo"
			}
		}
		for i := range m.Exits {
			if m.Exits[i].Rol == ledger.RoleSalida && rapid.Bool().Draw(r, "ctm") {
				m.Exits[i].Tipo = "ctm"
			}
		}
		books := []*ledger.Book{ledger.Evaluate("MEN210101AB1", m.Material, []ledger.Movements{m}, ledger.DefaultPolicy(), "catalogue")}
		s := annualOf(t, books, nil, func(*report.Year) {})
		for table, adds := range map[string]func(n func(string) int64) bool{
			"ctm_ajuste": func(n func(string) int64) bool {
				return n("probado")+n("supuesto")+n("sin_documento") == n("descargado") && n("descargado")+n("sin_resolver") == n("cantidad")
			},
			"cuadre_anual": func(n func(string) int64) bool {
				out := n("probado") + n("supuesto") + n("sin_documento")
				return out == n("salidas") && n("saldo_inicial")+n("entradas")-out == n("saldo_de_lotes")
			},
			"registro_activo_fijo": func(n func(string) int64) bool {
				return n("cantidad")-n("probado")-n("supuesto")-n("sin_documento") == n("saldo_final") && n("sin_resolver") <= n("saldo_final")
			},
		} {
			for _, row := range rows(t, csvOf(t, s, table)) {
				told[table]++
				if !adds(func(k string) int64 { return int64(micros(t, row[k])) }) {
					r.Fatalf("%s does not add up: %v", table, row)
				}
			}
		}
	})
	if len(told) != 3 {
		t.Errorf("nothing was drawn of some: %v", told)
	}
}
