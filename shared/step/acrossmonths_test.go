package step_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// column sums a column of a report of a package, of the rows of one pedimento.
func column(t *testing.T, pkg []byte, table, name, pedimento string) (rows int, values []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("reportes/" + table + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // of a package in memory
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(all[0], name)
	if at < 0 {
		t.Fatalf("%s has no column %s but %v", table, name, all[0])
	}
	for _, row := range all[1:] {
		if pedimento == "" || slices.Contains(row, pedimento) {
			rows, values = rows+1, append(values, row[at])
		}
	}
	return rows, values
}

// TestPaidInTheNextMonth: what came in or left in a month with a pedimento that was
// paid in the next one, as a consolidado of the last week and a transfer of the last
// day are, is in the reports of its own month and of no other, and the next month
// opens with what that one closed with.
func TestPaidInTheNextMonth(t *testing.T) {
	t.Parallel()
	in := ledger.Fact{Key: number(2021, 1), Clave: "IN", Consolidado: true, Pago: date("2021-03-03"), Entrada: date("2021-02-26"), Remesa: date("2021-02-26"),
		Seleccion: date("2021-03-02"), Lineas: []ledger.Line{line(1, "39012001", 100)}}
	v1 := ledger.Fact{Key: number(2021, 2), Clave: "V1", Pago: date("2021-03-01"), Entrada: date("2021-02-28"), Lineas: []ledger.Line{line(1, "39012001", 40)}}
	rt := ledger.Fact{Key: number(2021, 3), Clave: "RT", Operacion: "EXP", Consolidado: true, Pago: date("2021-03-02"), Remesa: date("2021-02-26"), Seleccion: date("2021-02-28"),
		Lineas: []ledger.Line{line(1, "39012001", 30)}}
	papers := []*step.Paper{programmePaper("sin_bom: directo\n"), paper(in), paper(v1), paper(rt)}
	w := newWorld(t)
	w.settle(papers...)
	w.match(rfc)
	out := tray{}
	for _, period := range []string{"2021-02", "2021-03"} {
		if _, err := w.compilePeriod(w.blobs, out, period); err != nil {
			t.Fatal(err)
		}
	}
	february, march := out[rfc+"-2021-02.zip"], out[rfc+"-2021-03.zip"]
	for _, f := range []ledger.Fact{in, v1} {
		if n, _ := column(t, february, "entradas", "pedimento", f.Key); n != 1 {
			t.Errorf("%s %s is in %d entries of February", f.Clave, f.Key, n)
		}
		if n, _ := column(t, march, "entradas", "pedimento", f.Key); n != 0 {
			t.Errorf("%s %s is in %d entries of March", f.Clave, f.Key, n)
		}
	}
	if n, _ := column(t, february, "salidas", "pedimento", rt.Key); n != 1 {
		t.Errorf("the return is in %d exits of February", n)
	}
	if n, _ := column(t, march, "salidas", "pedimento", rt.Key); n != 0 {
		t.Errorf("the return is in %d exits of March", n)
	}
	_, closing := column(t, february, "saldos", "saldo_final", "")
	_, opening := column(t, march, "saldos", "saldo_inicial", "")
	if strings.Join(closing, " ") != strings.Join(opening, " ") || !slices.ContainsFunc(closing, func(s string) bool { return strings.HasPrefix(s, "110") }) {
		t.Errorf("February closes with %v, March opens with %v", closing, opening)
	}
	if n, reasons := column(t, march, "puente_saldos", "motivo", ""); n != 1 {
		t.Errorf("bridges from a month that knew it all: %v", reasons)
	}
}

// TestClosedAfterTheSeal: the consolidado that closes after February was sealed makes
// a supplement with its figures, and the next month tells the bridge from what was sealed.
func TestClosedAfterTheSeal(t *testing.T) {
	t.Parallel()
	first := ledger.Fact{Key: number(2021, 9), Clave: "IN", Pago: date("2021-02-10"), Entrada: date("2021-02-10"), Lineas: []ledger.Line{line(1, "39012001", 7)}}
	in := ledger.Fact{Key: number(2021, 1), Clave: "IN", Consolidado: true, Pago: date("2021-03-03"), Entrada: date("2021-02-26"), Remesa: date("2021-02-26"),
		Seleccion: date("2021-03-02"), Lineas: []ledger.Line{line(1, "39012001", 100)}}
	w := newWorld(t)
	w.settle(programmePaper("sin_bom: directo\n"), paper(first))
	w.match(rfc)
	out := tray{}
	if _, err := w.compilePeriod(w.blobs, out, "2021-02"); err != nil {
		t.Fatal(err)
	}
	w.settle(paper(in))
	w.match(rfc)
	late, err := w.compilePeriod(w.blobs, out, "2021-02")
	if err != nil || late.Package != rfc+"-2021-02-S1.zip" {
		t.Fatalf("%+v, %v", late, err)
	}
	if changed := manifestIn(t, out[late.Package]).Supersedes.Changed; !slices.Contains(changed, "hechos") {
		t.Errorf("the supplement changes %v", changed)
	}
	if n, _ := column(t, out[late.Package], "entradas", "pedimento", in.Key); n != 1 {
		t.Errorf("the supplement has %d entries of it", n)
	}
	if _, codes := column(t, out[late.Package], "hallazgos", "codigo", ""); slices.Contains(codes, "late_fact") {
		t.Errorf("the supplement still says that a later fact changes it: %v", codes)
	}
}
