package ubl_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/ubl"
)

var update = flag.Bool("update", false, "rewrite golden files")

func fixture(tb testing.TB) string {
	tb.Helper()
	b, err := os.ReadFile("testdata/factura.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func TestGolden(t *testing.T) {
	t.Parallel()
	d, findings, status := ubl.Read([]byte(fixture(t)))
	if status != document.Accepted || d.Cotejo != document.CotejoCompleto || len(findings) != 0 {
		t.Fatalf("status %s: %+v", status, findings)
	}
	got, err := json.MarshalIndent(d.View(document.Spanish), "", "  ")
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

// TestInvoice: the commercial invoice it makes has no fracción of ours.
func TestInvoice(t *testing.T) {
	t.Parallel()
	d, _, _ := ubl.Read([]byte(fixture(t)))
	v, ok := d.Invoice()
	if !ok || v.Key() != "990000001+INV-1001+2026-03-02" || d.Key() != v.Key() || len(v.Lineas) != 2 || v.Total.String() != "700" {
		t.Fatalf("%v %+v", ok, v)
	}
	l := v.Lineas[0]
	if l.Parte != "CON-10" || l.Descripcion != "Copper connector 10 A" || l.Fraccion != "" || l.Origen != "US" || l.Cantidad.String() != "1000" {
		t.Errorf("%+v", l)
	}
	credit := strings.NewReplacer("u:Invoice", "u:CreditNote", "InvoiceLine", "CreditNoteLine", "InvoicedQ", "CreditedQ", "InvoiceTypeCode", "CreditNoteTypeCode").Replace(fixture(t))
	d, findings, status := ubl.Read([]byte(credit))
	if _, ok := d.Invoice(); ok || status != document.Accepted || !findings.Has("ubl_credito") {
		t.Errorf("credit note: %v %s %+v", ok, status, findings)
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		old, with, code string
		status          document.Status
	}{
		"quantity":       {">1000<", ">1100<", "ubl_renglon", document.Quarantined},
		"price":          {">25.00<", ">26.00<", "ubl_renglon", document.Quarantined},
		"base":           {">100<", ">10<", "ubl_renglon", document.Quarantined},
		"allowance":      {">5.00<", ">4.00<", "ubl_renglon", document.Quarantined},
		"line":           {">490.00<", ">480.00<", "ubl_suma", document.Quarantined},
		"sum":            {">735.00<", ">753.00<", "ubl_suma", document.Quarantined},
		"charge":         {"<b:ChargeTotalAmount currencyID=\"USD\">15.00<", "<b:ChargeTotalAmount currencyID=\"USD\">51.00<", "ubl_sin_impuesto", document.Quarantined},
		"tax":            {">0.00<", ">9.00<", "ubl_con_impuesto", document.Quarantined},
		"payable":        {">700.00<", ">750.00<", "ubl_total", document.Quarantined},
		"cent":           {">700.00<", ">700.01<", "", document.Accepted},
		"currency":       {"<b:PriceAmount currencyID=\"USD\">7", "<b:PriceAmount currencyID=\"EUR\">7", "ubl_moneda", document.Quarantined},
		"comma":          {">700.00<", ">700,00<", "ubl_numero", document.Quarantined},
		"date":           {"2026-03-02", "02.03.2026", "ubl_fecha", document.Quarantined},
		"no date":        {"<b:IssueDate>2026-03-02</b:IssueDate>", "", "ubl_falta", document.Quarantined},
		"no unit":        {` unitCode="MTR"`, "", "ubl_falta", document.Quarantined},
		"twice":          {"<b:PayableAmount", `<b:PayableAmount currencyID="USD">1</b:PayableAmount><b:PayableAmount`, "ubl_repetido", document.Quarantined},
		"no lines":       {"InvoiceLine>", "OtherLine>", "ubl_falta", document.Quarantined},
		"other document": {"u:Invoice", "u:Order", "ubl_raiz", document.Unsupported},
		"broken":         {"</u:Invoice>", "", "xml_malformed", document.Quarantined},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := fixture(t)
			if !strings.Contains(in, tc.old) {
				t.Fatalf("fixture lacks %q", tc.old)
			}
			_, findings, status := ubl.Read([]byte(strings.ReplaceAll(in, tc.old, tc.with)))
			if status != tc.status || tc.code != "" && !findings.Has(tc.code) {
				t.Errorf("status %s: %+v", status, findings)
			}
			for _, f := range findings {
				if f.Message.ES == "" || f.Message.EN == "" || strings.Contains(f.Message.ES+f.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", f.Code, f.Message)
				}
			}
		})
	}
}

// TestCorpus: the public samples, each read or refused for what it says.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the UBL invoices of the development corpus are not read")
	}
	files, err := filepath.Glob(filepath.Join(dir, "invoices", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no invoices: %v", err)
	}
	got := map[string]string{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, findings, status := ubl.Read(b)
		line := []string{string(status)}
		for _, f := range findings {
			line = append(line, f.Code)
			t.Logf("%s: %s", filepath.Base(file), f.Message.EN)
		}
		got[strings.TrimPrefix(strings.TrimSuffix(filepath.Base(file), ".xml"), "gobl-ubl_")] = strings.Join(line, " ")
	}
	want := map[string]string{
		"credit-note1":              "quarantined ubl_sin_impuesto ubl_credito", // 90.00 without tax, lines of 100.00
		"custom-namespace-prefixes": "quarantined ubl_sin_impuesto ubl_credito", // the same with other prefixes
		"invoice-cross-border-b2b":  "accepted",
		"standard-usd-invoice":      "accepted",
		"ubl-example1":              "quarantined ubl_renglon", // line 20: 6 × 18.33 is not -109.98
		"ubl-example4":              "accepted",
		"ubl-example6":              "accepted",
		"ubl-example9":              "accepted",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func check(t interface{ Fatalf(string, ...any) }, b []byte) {
	d, findings, status := ubl.Read(b)
	if (status == document.Quarantined) != findings.Blocking() {
		t.Fatalf("status %s with %+v", status, findings)
	}
	if d != nil {
		if _, err := json.Marshal(d.View(document.English)); err != nil {
			t.Fatalf("%v", err)
		}
		d.Summary()
		d.Invoice()
	}
}

func TestAnyBytes(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(in)
		at := rapid.IntRange(0, len(b)-1).Draw(t, "at")
		if rapid.Bool().Draw(t, "cut") {
			b = append(b[:at:at], b[min(len(b), at+rapid.IntRange(1, 99).Draw(t, "gap")):]...)
		} else {
			b[at] = byte(rapid.IntRange(0, 255).Draw(t, "byte"))
		}
		check(t, b)
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(fixture(f)))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b) })
}
