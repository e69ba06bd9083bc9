package step_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// reportedCauses are the causes that the report of shortages in a package
// tells, by exit.
func reportedCauses(t *testing.T, pack []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(pack), int64(len(pack)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("reportes/faltantes.csv")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out, at := map[string]string{}, map[string]int{}
	for _, row := range rows {
		if len(at) == 0 {
			for i, name := range row {
				if name == "causa" || name == "salida" || name == "explicacion" {
					at[name] = i
				}
			}
			continue
		}
		if row[at["explicacion"]] == "" {
			t.Errorf("%v is not explained", row)
		}
		out[row[at["salida"]]] = row[at["causa"]]
	}
	return out
}

// TestCausesAgree: what only all books together know (another unit, another
// name) is the cause everywhere: in the shortages, the findings, the traces and
// the package, which still replays to the same bytes.
func TestCausesAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	program := "rfc: " + rfc + "\nnombre: N\nprograma: \"1\"\ninventory_key: part\nvigente_desde: \"2021-01-01\"\n"
	w.settle(tableReader(nil).Read(t.Context(), step.Input{Name: "p.yaml", Bytes: []byte(program), RFC: rfc})...)
	in := line(1, resin, 100)
	in.Parte = "CON-10"
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210303, Entrada: 20210303, Lineas: []ledger.Line{in}}))
	exit := func(n int, parte, unidad string) string {
		l := line(1, resin, 10)
		l.Parte, l.UMC, l.UMT = parte, unidad, unidad
		f := ledger.Fact{Key: number(2021, n), Clave: "RT", Operacion: "EXP", Pago: 20210310, Seleccion: 20210310, Lineas: []ledger.Line{l}}
		w.settle(paper(f))
		return f.Key + "-1"
	}
	want := map[string]string{
		exit(2, "CON-10", "6"):  string(ledger.CauseUnit),
		exit(3, "con 10", "1"):  string(ledger.CauseAlias),
		exit(4, "PT-900", "1"):  string(ledger.CauseNoBOM),
		exit(5, "CON-10", "1"):  "",
		exit(6, "CON--10", "6"): string(ledger.CauseAlias),
	}
	w.match(rfc)
	ofBooks := 0
	err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error {
		for _, s := range b.Shortages {
			if s.Cause == ledger.CauseUnit || s.Cause == ledger.CauseAlias {
				ofBooks++
			}
		}
		return nil
	})
	if err != nil || ofBooks > 0 {
		t.Fatalf("%d books know by themselves, %v: the test shows nothing", ofBooks, err)
	}
	for id, cause := range want {
		if cause == "" {
			delete(want, id)
		}
	}
	got := map[string]string{}
	groups, err := step.Shortages(w.ctx, w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		for i := range g.Items {
			got[g.Items[i].Exit] = string(g.Cause)
		}
	}
	same := func(where string) {
		t.Helper()
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", where, d)
		}
		got = map[string]string{}
	}
	same("shortages")
	err = step.Findings(w.ctx, w.books, rfc, func(l step.Located) error {
		if cause, ok := strings.CutPrefix(l.Finding.Code, "shortage_"); ok {
			got[l.Finding.Where] = cause
			if l.Finding.Message.ES == "" || l.Finding.Message.EN == "" {
				t.Errorf("%s says nothing", l.Finding.Code)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	same("findings")
	for id := range want {
		traced, err := step.Trace(w.ctx, w.books, w.blobs, rfc, id)
		if err != nil || len(traced.Shortages) != 1 {
			t.Fatalf("%+v, %v", traced.Shortages, err)
		}
		got[id] = string(traced.Shortages[0].Cause)
	}
	same("traces")
	out := tray{}
	r, err := w.compile(out)
	if err != nil {
		t.Fatal(err)
	}
	pack := out[r.Package]
	got = reportedCauses(t, pack)
	same("the report of the package")
	verdict, err := expediente.Verify(bytes.NewReader(pack), int64(len(pack)))
	if err != nil || !verdict.OK {
		t.Errorf("it does not verify: %+v, %v", verdict, err)
	}
	if document.HashOf(pack) != r.SHA256 {
		t.Error("another package")
	}
}
