package step_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/step"
)

const twoAuthorisations = "tipo,fraccion,numero,unidad,cantidad,valor_usd,vigente_desde,vigente_hasta\n" +
	"anexo_ii,85,,,,1,2000-01-01,\nprograma,39,,,,,2000-01-01,\n"

// TestPermits: what was used comes from the declarations of the archive, once
// each and until the day, whatever order they came in; an authorised fracción
// without a figure has no balance.
func TestPermits(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	table := synthFile{"autorizaciones.csv", []byte(twoAuthorisations)}
	permits := func(files []synthFile, on document.Date) *step.Permits {
		w := newWorld(t)
		reader := &step.Reader{PDF: step.PDFReader(inProcess)}
		for _, f := range files {
			w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
		}
		w.match(company)
		p, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader}).Permits(t.Context(), company, on)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	const late = document.Date(20991231)
	if p := permits(files, late); len(p.Account.Balances) != 0 || p.RFC != company {
		t.Errorf("balances of nothing: %+v", p)
	}
	all := permits(append([]synthFile{table}, files...), late)
	if len(all.Account.Balances) != 1 || all.Account.Balances[0].State != permiso.Exceeded || all.Account.Balances[0].Uses == 0 || all.Declarations == 0 {
		t.Fatalf("%+v", all.Account.Balances)
	}
	for _, f := range all.Account.Findings {
		if !strings.HasPrefix(f.Use.Fraccion, "85") || f.Trouble != permiso.OverValue {
			t.Errorf("%+v", f)
		}
	}
	backwards := slices.Clone(files)
	slices.Reverse(backwards)
	again := permits(append(backwards, table), late)
	if d := cmp.Diff(all, again, cmp.Comparer(func(a, b money.Amount) bool { return a.String() == b.String() })); d != "" {
		t.Error(d)
	}
	none := permits(append([]synthFile{table}, files...), 20010101)
	if b := none.Account.Balances; len(b) != 1 || b[0].Uses != 0 || b[0].State != permiso.Current {
		t.Errorf("used before anything came in: %+v", b)
	}
}
