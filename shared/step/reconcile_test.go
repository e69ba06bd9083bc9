package step_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/step"
)

const satBalances = "fecha,pedimento_entrada,fraccion,saldo_pesos\n2099-01-01,21 24 3210 6000999,72083601,15200\n"

// TestReconcile: every kind comes from facts, books and archive alone, whatever
// order the documents came in; a day in the past knows of nothing later.
func TestReconcile(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	files = append(files, synthFile{"sat.csv", []byte(satBalances)})
	run := func(files []synthFile, on document.Date) map[reconciliation.Kind]*reconciliation.Result {
		w := newWorld(t)
		reader := &step.Reader{PDF: step.PDFReader(inProcess)}
		for _, f := range files {
			w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
		}
		w.match(company)
		all, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader}).Reconcile(t.Context(), company, reconciliation.Kinds(), on)
		if err != nil {
			t.Fatal(err)
		}
		out := map[reconciliation.Kind]*reconciliation.Result{}
		for _, r := range all {
			out[r.Kind] = r
		}
		return out
	}
	all := run(files, 0)
	if r := all[reconciliation.DataStage]; r.Other == 0 || r.Agreed == 0 {
		t.Errorf("Data Stage: %d told, %d agree", r.Other, r.Agreed)
	}
	if r := all[reconciliation.Sales]; r.Other == 0 || r.Books == 0 {
		t.Errorf("CFDI: %+v", r)
	}
	if r := all[reconciliation.SCCCyG]; len(r.Differences) == 0 || !slices.ContainsFunc(r.Differences, func(d reconciliation.Difference) bool { return d.Reason == "no_esta_en_libros" }) {
		t.Errorf("SCCCyG: %+v", r.Differences)
	}
	for i := range all[reconciliation.Missing].Differences {
		if d := &all[reconciliation.Missing].Differences[i]; d.Reason == "nombrado_por_seleccion" && len(d.Key) != 15 {
			t.Errorf("a selection without a number: %+v", d)
		}
	}
	backwards := slices.Clone(files)
	slices.Reverse(backwards)
	if d := cmp.Diff(all, run(backwards, 0), cmp.Comparer(func(a, b money.Amount) bool { return a.String() == b.String() })); d != "" {
		t.Error(d)
	}
	before := run(files, 20010101)
	if r := before[reconciliation.DataStage]; r.Other != 0 || len(r.Differences) != 0 {
		t.Errorf("known before anything was paid: %+v", r)
	}
}
