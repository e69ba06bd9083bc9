package step_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"example.com/immex/shared/ledger"
)

// TestLossToldInItsMonth: a loss that moves nothing is told in the package of the
// month it is dated, though its pedimento was paid in another.
func TestLossToldInItsMonth(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]bool{"2021-02-10": false, "2021-03-10": true} {
		w := newWorld(t)
		w.settle(programmePaper("inventory_key: fraccion\nsin_bom: directo\n"))
		w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: date("2021-01-05"), Lineas: []ledger.Line{line(1, "39012001", 100)}}))
		w.settle(plantTable("decision,fecha,tipo,salida,salida_partida,lote,lote_partida,parte,cantidad,unidad,quien,motivo\n" +
			"D-1," + day + ",faltante,,," + number(2021, 1) + ",9,,30,1,Gerente,robo\n"))
		w.match(rfc)
		out := tray{}
		r, err := w.compile(out)
		if err != nil {
			t.Fatal(err)
		}
		pack := out[r.Package]
		z, err := zip.NewReader(bytes.NewReader(pack), int64(len(pack)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open("reportes/hallazgos.csv")
		if err != nil {
			t.Fatal(err)
		}
		told, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(told, []byte("row_without_lot")); got != want {
			t.Errorf("%s: a loss without a lot is told: %v, in\n%s", day, got, told)
		}
	}
}
