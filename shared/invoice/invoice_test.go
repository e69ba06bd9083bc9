package invoice_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
)

var update = flag.Bool("update", false, "rewrite golden files")

func fixture(tb testing.TB) string {
	tb.Helper()
	b, err := os.ReadFile("testdata/factura.csv")
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func TestReadGolden(t *testing.T) {
	vs, findings := invoice.ReadCSV([]byte(fixture(t)))
	if len(findings) != 0 || len(vs) != 2 {
		t.Fatalf("%d invoices: %+v", len(vs), findings)
	}
	views := make([]invoice.View, 0, len(vs))
	for i := range vs {
		views = append(views, invoice.ViewOf(&vs[i], document.Accepted, findings, document.Spanish))
	}
	got, err := json.MarshalIndent(views, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/factura.golden.json"
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Error(diff)
	}
}

// TestSameInvoiceOtherForms reads one invoice however the file was saved.
func TestSameInvoiceOtherForms(t *testing.T) {
	const english = "Invoice Number;Invoice Date;Supplier ID;Supplier;Currency;Part Number;Qty;UOM;Unit Price;Amount;Country of Origin\r\n" +
		"INV-7;13/02/2026;990000001;Señal Ñ;usd;P-1;2;EA;$1.50;3.00;usa\r\n"
	latin := strings.NewReplacer("ñ", "\xf1", "Ñ", "\xd1").Replace(english)
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range strings.ReplaceAll(english, ";", "\t") {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, in := range map[string]string{
		"semicolons": english, "tabs": strings.ReplaceAll(english, ";", "\t"), "mark": "\xEF\xBB\xBF" + english,
		"1252": latin, "utf-16": string(utf16),
		"commas": strings.ReplaceAll(english, ";", ","), "blank rows": strings.ReplaceAll(english, "\r\n", "\r\n;;;\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			if invoice.Sniff([]byte(in)) != invoice.IsInvoice {
				t.Error("heading not recognised")
			}
			vs, findings := invoice.ReadCSV([]byte(in))
			if len(vs) != 1 || findings.Has("sheet_1252") != (name == "1252") {
				t.Fatalf("%d invoices: %+v", len(vs), findings)
			}
			v := vs[0]
			got := []string{v.Key(), v.Proveedor, v.Moneda, v.Lineas[0].PrecioUnitario.String(), v.Lineas[0].Origen}
			if diff := cmp.Diff([]string{"990000001+INV-7+2026-02-13", "Señal Ñ", "USD", "1.5", "USA"}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	tests := map[string]struct{ old, with, code, where string }{
		"amount":                    {"250.00,USA", "260.00,USA", "invoice_line", "fila 2 columna importe"},
		"quantity":                  {",1000,PZA", ",mil,PZA", "invoice_value", "fila 2 columna cantidad"},
		"zero quantity":             {",1000,PZA,0.25,250.00", ",0,PZA,0.25,0", "invoice_value", "fila 2 columna cantidad"},
		"decimal comma":             {`"1,500.50"`, `"1500,50"`, "invoice_value", "fila 3 columna cantidad"},
		"doubtful comma":            {",1000,PZA", `,"1,000",PZA`, "invoice_value", "fila 2 columna cantidad"},
		"doubtful date":             {"2026-03-05", "03/05/2026", "invoice_value", "fila 5 columna fecha"},
		"bad date":                  {"2026-03-05", "2026-13-05", "invoice_value", "fila 5 columna fecha"},
		"fraccion":                  {"48211001", "4821100", "invoice_value", "fila 5 columna fraccion"},
		"pedimento":                 {"26 24 3210 6000123,COVE26AB12CD3,CON", "3210 6000123,COVE26AB12CD3,CON", "invoice_value", "fila 2 columna pedimento"},
		"currency":                  {"EXAMPLE PARTS INC,USD,,,", "EXAMPLE PARTS INC,dolar,,,", "invoice_value", "fila 5 columna moneda"},
		"contradiction":             {"INV-1001,2026-03-02,990000001,EXAMPLE PARTS INC,USD,FCA,26 24 3210 6000123,COVE26AB12CD3,CAB", "INV-1001,2026-03-02,990000001,EXAMPLE PARTS INC,EUR,FCA,26 24 3210 6000123,COVE26AB12CD3,CAB", "invoice_value", "fila 3 columna moneda"},
		"no part":                   {"Etiqueta,48211001", ",", "invoice_value", "fila 5 columna parte"},
		"no number":                 {"INV-1002", "", "invoice_value", "fila 5 columna factura"},
		"total":                     {"750.12", "760.12", "invoice_total", "factura INV-1001 total"},
		"total quantity":            {"TOTAL,,,,,,,,,,,,,,750.12", "TOTAL,,,,,,,,,,,9999,,,750.12", "invoice_units", "factura INV-1001 total_cantidad"},
		"total quantity, no figure": {"TOTAL,,,,,,,,,,,,,,750.12", "TOTAL,,,,,,,,,,,mil,,,750.12", "invoice_value", "fila 4 columna cantidad"},
		"heading":                   {"precio_unitario", "precio_x", "invoice_heading", "fila 1"},
		"heading twice":             {"descripcion", "importe", "invoice_heading", "fila 1"},
		"quote":                     {`"Cable, rojo"`, `"Cable, rojo`, "sheet_csv", ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			in := fixture(t)
			if !strings.Contains(in, tc.old) {
				t.Fatalf("fixture lacks %q", tc.old)
			}
			vs, findings := invoice.ReadCSV([]byte(strings.Replace(in, tc.old, tc.with, 1)))
			if len(vs) != 0 || !findings.Blocking() {
				t.Fatalf("%d invoices applied: %+v", len(vs), findings)
			}
			found := false
			for _, f := range findings {
				found = found || f.Code == tc.code && (tc.where == "" || place(f.At) == tc.where)
			}
			if !found {
				t.Errorf("no %s at %q in %+v", tc.code, tc.where, findings)
			}
		})
	}
}

// place is a place by its row and the name of its column, in Spanish.
func place(at document.Spot) string {
	at.Column = ""
	return at.In(document.Spanish)
}

func TestEmpty(t *testing.T) {
	for _, in := range []string{"", "\n\n", "factura,fecha\n"} {
		if vs, findings := invoice.ReadCSV([]byte(in)); len(vs) != 0 || !findings.Blocking() {
			t.Errorf("%q: %+v", in, findings)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(fixture(f)))
	f.Add([]byte("invoice;date;tax_id;currency;qty;price;amount\nA;2026-01-01;1;USD;1;1;1\n"))
	f.Add([]byte("\xFF\xFEf\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		invoice.Sniff(b)
		vs, findings := invoice.ReadCSV(b)
		if (len(vs) == 0) != findings.Blocking() {
			t.Fatalf("%d invoices with %+v", len(vs), findings)
		}
		for i := range vs {
			for _, l := range vs[i].Lineas {
				if !l.Cantidad.Known() || !l.Importe.Known() || !l.PrecioUnitario.Known() {
					t.Fatalf("accepted a line without figures: %+v", l)
				}
			}
		}
	})
}
