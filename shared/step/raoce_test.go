package step_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/step"
)

const filedTable = "ejercicio,concepto,mes,moneda,importe\n2021,exportacion_total,,MXN,12\n2021,exportacion_total,1,MXN,12\n2020,ventas_totales,,MXN,1\n"

// TestRAOCE: the figures come from the archive, whatever order its documents
// came in, and a filed table stands beside them.
func TestRAOCE(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	files = append(files, synthFile{"presentado.csv", []byte(filedTable)})
	var exported map[string]string
	report := func(files []synthFile) *raoce.Report {
		w := newWorld(t)
		reader := &step.Reader{PDF: step.PDFReader(inProcess)}
		for _, f := range files {
			w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
		}
		w.match(company)
		exported = w.exported(company)
		r, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader}).RAOCE(t.Context(), company, 2021)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	one := report(files)
	sales, exits := one.Figure(raoce.Sales, raoce.FromCFDI, 0), one.Figure(raoce.Exports, raoce.FromPedimento, 0)
	if sales.Documents == 0 || exits.Documents == 0 || !sales.MXN.Sum.Known() || !exits.MXN.Sum.Known() {
		t.Fatalf("sales %+v, exits %+v", sales, exits)
	}
	holdExports(t, exported, one)
	if !one.Bridges[0].Closes() {
		t.Errorf("the bridge in pesos: %+v", one.Bridges[0])
	}
	if len(one.Filed) != 2 || one.Filed[0].Verdict != raoce.NotComparable || one.Filed[1].Verdict != raoce.Differs { // nobody told of December
		t.Errorf("filed: %+v", one.Filed)
	}
	if slices.Contains(one.Unstaged, 1) || !slices.Contains(one.Unstaged, 12) {
		t.Errorf("months without a Data Stage: %v", one.Unstaged)
	}
	backwards := slices.Clone(files)
	slices.Reverse(backwards)
	if d := cmp.Diff(one, report(backwards), cmp.Comparer(func(a, b money.Amount) bool { return a.String() == b.String() })); d != "" {
		t.Error(d)
	}
}

// exported are the pedimentos of a return, transfer or sale by which something left
// the books, with the others of their chains; of each that by which the books call it.
func (w *world) exported(company string) map[string]string {
	out := map[string]string{}
	err := step.EachBook(w.ctx, w.books, company, func(b *ledger.Book) error {
		for i := range b.Exits {
			if x := &b.Exits[i]; x.PaidAt.Year() == 2021 && slices.Contains([]string{"retorno", "transferencia", "ctm", "enajenacion", "virtual"}, x.Tipo) {
				for _, n := range append([]string{x.Pedimento}, x.Numeros...) {
					out[n] = x.Pedimento
				}
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// holdExports: what the books let out under a pedimento of export, the annual report
// counts, and the other way round but for definitive exports, which move no stock.
func holdExports(t *testing.T, books map[string]string, r *raoce.Report) {
	t.Helper()
	told := map[string]bool{}
	for m := 1; m <= 12; m++ {
		for _, it := range r.Figure(raoce.Exports, raoce.FromPedimento, m).Items {
			root := books[it.Key]
			if told[root] = true; root == "" && it.Kind != "A1" {
				t.Errorf("the report exports by %s (%s), the books do not", it.Key, it.Kind)
			}
		}
	}
	for _, root := range books {
		if !told[root] {
			t.Errorf("something leaves the books by %s, which the report does not export", root)
		}
	}
	if len(books) == 0 {
		t.Error("nothing leaves the books")
	}
}
