package step_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// TestDefinitiveExport: an A1 of goods that stood in an open temporary lot is
// asked about; with EB, before the lot came in, or of another fracción, not.
func TestDefinitiveExport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{line(1, "39012001", 100)}}))
	export := func(n int, on document.Date, cases []string, ls ...ledger.Line) {
		w.settle(paper(ledger.Fact{Key: number(2021, n), Clave: "A1", Operacion: "EXP", Pago: on, Seleccion: on, Casos: cases, Lineas: ls}))
	}
	export(2, 20210301, nil, line(1, "84099199", 3), line(2, "39012001", 3))
	export(3, 20210109, nil, line(1, "39012001", 3))
	export(4, 20210302, []string{"EB|1"}, line(1, "39012001", 100)) // takes all of it as packaging
	export(5, 20210303, nil, line(1, "39012001", 3))                // nothing is left
	w.match(rfc)
	var got []string
	err := step.Findings(t.Context(), w.books, rfc, func(l step.Located) error {
		if l.Finding.Code == "a1_should_be_rt" {
			got = append(got, l.Finding.Where)
		}
		return nil
	})
	if err != nil || !slices.Equal(got, []string{number(2021, 2) + "-2"}) {
		t.Errorf("%v %v", err, got)
	}
}
