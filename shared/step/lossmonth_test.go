package step_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// TestRowToldInItsMonth: what is written of lots that are not here is told in the
// package of the month of its row, which verifies alone: of a pedimento that was
// paid in another month, and of one that nobody delivered.
func TestRowToldInItsMonth(t *testing.T) {
	t.Parallel()
	const head = "decision,fecha,tipo,salida,salida_partida,lote,lote_partida,parte,cantidad,unidad,quien,motivo\n"
	rows := map[string]func(day string) string{
		"row_without_lot": func(day string) string {
			return head + "D-1," + day + ",faltante,,," + number(2021, 1) + ",9,,30,1,Gerente,robo\n"
		},
		"decision_without_pedimento": func(day string) string {
			return head + "D-1," + day + ",bloquear,,," + number(2021, 9) + ",1,,,,Gerente,embargo\n"
		},
	}
	for code, row := range rows {
		for day, want := range map[string]bool{"2021-02-10": false, "2021-03-10": true} {
			w := newWorld(t)
			w.settle(programmePaper("inventory_key: fraccion\nsin_bom: directo\n"))
			w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: date("2021-01-05"), Lineas: []ledger.Line{line(1, "39012001", 100)}}))
			w.settle(plantTable(row(day)))
			w.match(rfc)
			out := tray{}
			r, err := w.compile(out)
			if err != nil {
				t.Fatal(err)
			}
			told := tableIn(t, out[r.Package], "hallazgos")
			if got := slices.ContainsFunc(told, func(f map[string]string) bool { return f["codigo"] == code }); got != want {
				t.Errorf("%s of %s is told: %v, in\n%v", code, day, got, told)
			}
			if codes := w.codes(); !slices.Contains(codes, code) {
				t.Errorf("%s of %s is not in the live findings: %v", code, day, codes)
			}
		}
	}
}

// TestDecisionOfWhatOnlyAPaperNames: that some paper names a pedimento brings none of
// it to the books, so that a decision about it is told.
func TestDecisionOfWhatOnlyAPaperNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := ledger.Fact{Key: number(2021, 9), Clave: "IN", Pago: date("2021-03-01")}
	w.settle(voucher("print", func(document.Hash) []ledger.Evidence {
		return ledger.EvidenceOfPedimento(ofNumber(f.Key, "ABCD1234"), &f)
	}))
	w.settle(plantTable("decision,fecha,tipo,lote,lote_partida,quien,motivo\nD-1,2021-03-10,bloquear," + f.Key + ",1,Gerente,embargo\n"))
	w.match(rfc)
	if codes := w.codes(); !slices.Contains(codes, "decision_without_pedimento") {
		t.Errorf("a decision about what only a paper names is not told: %v", codes)
	}
}
