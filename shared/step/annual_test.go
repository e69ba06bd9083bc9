package step_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// compileFor compiles any period of a programme.
func (w *world) compileFor(out step.Outbox, of, period string) step.Result {
	w.t.Helper()
	l := &step.Local{
		Definition: statemachine.Compile, Workers: 2,
		Steps: &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: out, Language: document.Spanish, Tool: "test", Reader: readers, Now: noon},
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	r, err := l.Run(w.ctx, of, period, flow.Execution{ID: period, Name: period, StartTime: noon()})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// tableIn are the rows of a report in a package, which must verify.
func tableIn(t *testing.T, raw []byte, name string) (out []map[string]string) {
	t.Helper()
	manifestIn(t, raw)
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("reportes/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, k := range all[0] {
			m[k] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// pick joins chosen columns of the rows that have a value in one.
func pick(rows []map[string]string, where, is string, columns ...string) (out []string) {
	for _, r := range rows {
		if where == "" || r[where] == is {
			var line []string
			for _, c := range columns {
				line = append(line, r[c])
			}
			out = append(out, strings.Join(line, "|"))
		}
	}
	return out
}

// TestYearOfSeals: a year tells of March as it was sealed and as it is known
// since its rectification of May; another start gives the same package, and a
// month sealed since makes a supplement.
func TestYearOfSeals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, may := month()
	w.settle(papers...)
	w.settle(reader().Read(w.ctx, step.Input{Name: "cierre.csv", RFC: rfc, Bytes: []byte(
		"periodo,fecha,quien,cargo,motivo,faltante\n2021-03,2021-04-21,Persona Uno,Gerente,Se cierra,datastage:2021-03\n")})...)
	w.match(rfc)
	out := tray{}
	march := w.compileFor(out, rfc, "2021-03")
	w.settle(may)
	w.settle(reader().Read(w.ctx, step.Input{Name: "presentado.csv", RFC: rfc, Bytes: []byte(filedTable)})...)
	w.match(rfc)
	year := w.compileFor(out, rfc, "2021")
	seals := pick(tableIn(t, out[year.Package], "sellos"), "mes", "3", "paquete", "sha256", "estado", "entra", "diferencias", "hechos_posteriores")
	if d := cmp.Diff([]string{march.Package + "|" + string(march.SHA256) + "|definitivo|si|1|1"}, seals); d != "" {
		t.Errorf("the seal of March (-want +got):\n%s", d)
	}
	found := tableIn(t, out[year.Package], "sellos_diferencias")
	before, after := saldoIn(t, out[march.Package]), big.NewRat(0, 1)
	err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error {
		for _, l := range b.AsOf(date("2021-03-31")) {
			q, _ := new(big.Rat).SetString(l.SaldoUMT.String())
			after.Add(after, q)
		}
		return nil
	})
	if err != nil || len(found) != 1 || found[0]["al_sello"] != before.RatString() || found[0]["al_corte"] != after.RatString() || before.Cmp(after) == 0 ||
		found[0]["causa"] != "pedimento" || found[0]["pedimentos"] != may.Fact.Key {
		t.Errorf("%v; March had %s and has %s, by %s: %v", err, before, after, may.Fact.Key, found)
	}
	filed := pick(tableIn(t, out[year.Package], "raoce_tres_vias"), "presentado", "12", "concepto", "moneda", "presentado")
	if d := cmp.Diff([]string{"exportacion_total|MXN|12", "exportacion_total|MXN|12"}, filed); d != "" {
		t.Errorf("filed (-want +got):\n%s", d)
	}
	if again := w.compileFor(out, rfc, "2021"); again != year {
		t.Errorf("%+v, first %+v", again, year)
	}
	w.compileFor(out, rfc, "2021-04")
	later := w.compileFor(out, rfc, "2021")
	m := manifestIn(t, out[later.Package])
	if m.Supersedes == nil || m.Supersedes.Package != year.Package || !slices.Equal(m.Supersedes.Changed, []string{"anual"}) {
		t.Errorf("after April was sealed: %s %+v", later.Package, m.Supersedes)
	}
	w.check(rfc)
}

// saldoIn adds up the closings of a package.
func saldoIn(t *testing.T, raw []byte) *big.Rat {
	t.Helper()
	sum := big.NewRat(0, 1)
	for _, s := range pick(tableIn(t, raw, "saldos"), "nivel", "fraccion", "saldo_final") {
		q, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatal(s)
		}
		sum.Add(sum, q)
	}
	return sum
}

// soldXML is what the truth needs of a CFDI, read by itself.
type soldXML struct {
	SubTotal  string `xml:"SubTotal,attr"`
	Descuento string `xml:"Descuento,attr"`
	Moneda    string `xml:"Moneda,attr"`
	Rate      string `xml:"TipoCambio,attr"`
	Kind      string `xml:"TipoDeComprobante,attr"`
	Emisor    struct {
		RFC string `xml:"Rfc,attr"`
	} `xml:"Emisor"`
	Stamp struct {
		UUID string `xml:"UUID,attr"`
	} `xml:"Complemento>TimbreFiscalDigital"`
}

func ratOf(t *testing.T, s string) *big.Rat {
	t.Helper()
	if s == "" {
		return new(big.Rat)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

// TestYearOfSales: figures of the package of an invented company beside its
// truth: sales from the CFDI themselves, exports from its pedimentos, balances
// from its lots.
func TestYearOfSales(t *testing.T) {
	t.Parallel()
	var files []synthFile
	truth, err := synth.Generate(synth.Options{Seed: 11, Months: 3, Pedimentos: 12}, func(name string, b []byte) error {
		if name != "truth.json" {
			files = append(files, synthFile{name, b})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w, company := newWorld(t), truth.Company.RFC
	dollars, sold := new(big.Rat), map[string]bool{}
	for _, f := range files {
		papers := reader().Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})
		for _, p := range papers {
			var x soldXML
			if p.Record.Kind != document.KindCFDI || p.Record.Status != document.Accepted || xml.Unmarshal(p.Bytes, &x) != nil || x.Kind != "I" || x.Emisor.RFC != company || sold[x.Stamp.UUID] {
				continue
			}
			sold[x.Stamp.UUID] = true
			if x.Moneda != "USD" {
				t.Fatalf("a CFDI in %s: add it to the truth", x.Moneda)
			}
			dollars.Add(dollars, ratOf(t, x.SubTotal)).Sub(dollars, ratOf(t, x.Descuento))
		}
		w.settle(papers...)
	}
	w.match(company)
	out := tray{}
	raw := out[w.compileFor(out, company, "2021").Package]
	figures := tableIn(t, raw, "raoce_cifras")
	got := pick(figures, "mes", "0", "concepto", "fuente", "usd", "mxn")
	if want := "ventas_totales|cfdi|" + trimZeros(dollars.FloatString(2)); len(sold) == 0 || !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want+"|") }) {
		t.Errorf("%d sales, no %s in\n%s", len(sold), want, strings.Join(got, "\n"))
	}
	if want := "exportacion_total|pedimento|"; !slices.ContainsFunc(got, func(s string) bool {
		return strings.HasPrefix(s, want) && strings.HasSuffix(s, "|"+exportsOf(truth).String())
	}) {
		t.Errorf("exports of %s by pedimento are not in\n%s", exportsOf(truth), strings.Join(got, "\n"))
	}
	left := map[string]*big.Rat{}
	for _, l := range truth.Lots {
		k := l.Fraccion + "|" + l.UMT
		if left[k] == nil {
			left[k] = new(big.Rat)
		}
		left[k].Add(left[k], ratOf(t, l.Saldo))
	}
	for _, r := range tableIn(t, raw, "cuadre_anual") {
		k := r["fraccion"] + "|" + r["umt"]
		if left[k] == nil {
			left[k] = new(big.Rat)
		}
		if ratOf(t, r["saldo_de_lotes"]).Cmp(left[k]) != 0 {
			t.Errorf("%s: %s, its lots have %s", k, r["saldo_de_lotes"], left[k].FloatString(6))
		}
		delete(left, k)
	}
	if len(left) > 0 {
		t.Errorf("no balance of %v", left)
	}
	if detail := pick(tableIn(t, raw, "raoce_documentos"), "concepto", "ventas_totales", "documento"); len(detail) != len(sold) {
		t.Errorf("%d documents of sales, %d CFDI", len(detail), len(sold))
	}
}

func trimZeros(s string) string { return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") }

// exportsOf is the commercial value of the exports of the truth that no
// rectification stands for.
func exportsOf(truth *synth.Truth) *big.Int {
	gone := map[string]bool{}
	for i := range truth.List {
		gone[truth.List[i].Rectifica] = true
	}
	sum := new(big.Int)
	for i := range truth.List {
		if p := &truth.List[i]; p.Operacion == "EXP" && !gone[p.Number] {
			sum.Add(sum, big.NewInt(p.ValorCom))
		}
	}
	return sum
}

// TestYearWithoutCancelled: a CFDI that the SAT cancelled within the year is no
// sale of it, and one cancelled later still is.
func TestYearWithoutCancelled(t *testing.T) {
	t.Parallel()
	invoice, err := os.ReadFile("../cfdi/testdata/export40.xml")
	if err != nil {
		t.Fatal(err)
	}
	const of = "MNE200101AB1"
	for fecha, want := range map[string][]string{"2026-03-20": {"cancelado"}, "2027-01-05": nil} {
		w := newWorld(t)
		for name, b := range map[string]string{"factura.xml": string(invoice), "acuse.xml": strings.Replace(cancelledXML, "2026-03-20", fecha, 1)} {
			w.settle(reader().Read(t.Context(), step.Input{Name: name, Bytes: []byte(b), RFC: of})...)
		}
		out := tray{}
		raw := out[w.compileFor(out, of, "2026").Package]
		if d := cmp.Diff(want, pick(tableIn(t, raw, "raoce_excluidos"), "", "", "motivo")); d != "" {
			t.Errorf("cancelled on %s (-want +got):\n%s", fecha, d)
		}
		sales := pick(tableIn(t, raw, "raoce_cifras"), "concepto", "ventas_totales", "mes", "usd")
		if want != nil && len(sales) != 0 || want == nil && !slices.Equal(sales, []string{"0|1200", "3|1200"}) {
			t.Errorf("cancelled on %s: sales %v", fecha, sales)
		}
	}
}
