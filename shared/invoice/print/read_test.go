package print_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/pdftext"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestGolden(t *testing.T) {
	r := print.Read(written(plain), nil)
	if r.Paper != print.Invoice || r.Status() != document.Accepted {
		t.Fatalf("%v %s %+v", r.Paper, r.Status(), r.Findings)
	}
	got, err := json.MarshalIndent(invoice.ViewOf(r.Invoice, r.Status(), r.Findings, document.Spanish), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/plain.golden.json"
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

// field is one value of a reading by the name it has in the JSON contract.
func field(v *invoice.Invoice, name string) string {
	if s, ok := v.Texts()[name]; ok {
		return *s
	}
	if a, ok := v.Amounts()[name]; ok {
		return a.String()
	}
	if name == "fecha" {
		return v.Fecha.String()
	}
	if rest, ok := strings.CutPrefix(name, "0."); ok && len(v.Lineas) > 0 {
		l := &v.Lineas[0]
		if s, ok := l.Texts()[rest]; ok {
			return *s
		}
		return l.Amounts()[rest].String()
	}
	return "?"
}

// TestSame reads the same invoice printed another way.
func TestSame(t *testing.T) {
	for name, tc := range map[string]struct{ old, now, field, want string }{
		"number by sign":         {"Invoice No.: INV-1001", "Invoice #: INV-1001", "numero", "INV-1001"},
		"number glued":           {"Invoice No.: INV-1001", "Invoice No.:INV-1001", "numero", "INV-1001"},
		"number in Spanish":      {"Invoice No.: INV-1001", "No. de Factura: INV-1001", "numero", "INV-1001"},
		"number in two tongues":  {"Invoice No.: INV-1001", "Invoice No. / Factura No.: INV-1001", "numero", "INV-1001"},
		"number below":           {"300 80 Invoice No.: INV-1001", "450 80 Invoice No.\n450 90 INV-1001", "numero", "INV-1001"},
		"number behind title":    {"Invoice No.: INV-1001", "INVOICE # INV-1001", "numero", "INV-1001"},
		"month by name":          {"2026-03-02", "March 2, 2026", "fecha", "2026-03-02"},
		"month first by name":    {"2026-03-02", "02-Mar-2026", "fecha", "2026-03-02"},
		"month in Spanish":       {"2026-03-02", "2 de marzo de 2026", "fecha", "2026-03-02"},
		"day above twelve":       {"2026-03-02", "13/02/2026", "fecha", "2026-02-13"},
		"day and month alike":    {"2026-03-02", "03/03/2026", "fecha", "2026-03-03"},
		"order beside the label": {"Invoice Date: 2026-03-02", "Invoice Date (MM/DD/YYYY): 03/02/2026", "fecha", "2026-03-02"},
		"order by another date":  {"Invoice Date: 2026-03-02", "Invoice Date: 02/03/2026\n450 98 Due date: 25/03/2026", "fecha", "2026-03-02"},
		"currency by name":       {"Currency: USD", "Currency: US Dollars", "moneda", "USD"},
		"currency in heading":    {"Currency: USD\n", "Terms: NET 30\n500 191 (USD)\n", "moneda", "USD"},
		"currency at the total":  {"300 128 Currency: USD\n40 140", "40 140", "moneda", ""},
		"euro sign":              {"Currency: USD", "Currency: EUR", "moneda", "EUR"},
		"incoterm":               {"Incoterms: FCA", "Delivery terms: DAP", "incoterm", "DAP"},
		"related":                {"Purchase Order: 4500012", "Related party: NO", "vinculacion", "NO"},
		"dollar signs":           {"500 215 250.00", "490 215 $\n500 215 250.00", "0.importe", "250"},
		"unit in the cell":       {"300 215 1,000", "300 215 1,000 EA", "0.cantidad", "1000"},
		"wrapped":                {"300 215 1,000", "120 224 FOR DOOR PRE-\n120 233 WIRED\n300 215 1,000", "0.descripcion", "CONNECTOR HOUSING FOR DOOR PRE-WIRED"},
		"codes below":            {"300 215 1,000", "120 224 HTS: 8536.69.4040 COO: CN\n300 215 1,000", "0.hts", "8536694040"},
		"total units":            {"400 250 SUBTOTAL", "400 240 TOTAL QTY: 1,012.5\n400 250 SUBTOTAL", "total_cantidad", "1012.5"},
		"pedimento":              {"Purchase Order: 4500012", "Pedimento: 26 24 3210 6000123", "pedimento", "262432106000123"},
	} {
		t.Run(name, func(t *testing.T) {
			in := with(tc.old, tc.now)
			if tc.want == "" {
				in = strings.Replace(in, "400 274 TOTAL", "400 274 TOTAL USD", 1)
				tc.want = "USD"
			}
			if name == "wrapped" || name == "codes below" { // room for the lines below
				in = strings.NewReplacer(" 227 ", " 250 ", " 250 SUB", " 270 SUB", " 250 300", " 270 300", " 262 ", " 282 ", " 274 ", " 294 ").Replace(in)
			}
			r := print.Read(written(in), nil)
			if r.Status() != document.Accepted {
				t.Fatalf("%v %+v", r.Paper, r.Findings)
			}
			if got := field(r.Invoice, tc.field); got != tc.want {
				t.Errorf("%s is %q, want %q", tc.field, got, tc.want)
			}
		})
	}
}

// TestRefusals changes one thing that makes the invoice say nothing sure.
func TestRefusals(t *testing.T) {
	for name, tc := range map[string]struct{ old, now, code string }{
		"quantity":            {"300 215 1,000", "300 215 1,100", "invoice_print_amount"},
		"price":               {"0.2500", "0.2501", "invoice_print_amount"},
		"amount":              {"500 215 250.00", "500 215 250.10", "invoice_print_amount"},
		"subtotal":            {"300.00", "300.01", "invoice_print_sum"},
		"total":               {"325.50", "325.60", "invoice_print_total"},
		"freight":             {"25.50", "25.60", "invoice_print_total"},
		"no total":            {"400 250 SUBTOTAL\n500 250 300.00\n400 262 FREIGHT\n500 262 25.50\n400 274 TOTAL\n500 274 325.50\n", "", "invoice_print_no_total"},
		"charge, no total":    {"400 274 TOTAL\n500 274 325.50\n", "", "invoice_print_no_total"},
		"total unreadable":    {"500 274 325.50", "500 274 325.5O", "invoice_print_totals"},
		"doubtful date":       {"2026-03-02", "03/02/2026", "invoice_print_date"},
		"two digits of year":  {"2026-03-02", "02-Mar-26", "invoice_print_value"},
		"dates contradict":    {"Invoice Date: 2026-03-02", "Invoice Date: 02/03/2026\n450 98 Due date: 25/03/2026\n450 110 Ship date: 03/25/2026", "invoice_print_date"},
		"no date":             {"300 92 Invoice Date: 2026-03-02\n", "", "invoice_print_value"},
		"no number":           {"300 80 Invoice No.: INV-1001\n", "", "invoice_print_value"},
		"two numbers":         {"300 104 Purchase", "450 80 Invoice No.: INV-1002\n300 104 Purchase", "invoice_print_conflict"},
		"dollar alone":        {"Currency: USD", "Terms: $ 30", "invoice_print_currency"},
		"two currencies":      {"400 274 TOTAL", "400 274 TOTAL MXN", "invoice_print_currency"},
		"no seller":           {"40 80 Seller:\n40 90 EXAMPLE PARTS INC\n", "40 90 EXAMPLE PARTS\n", "invoice_print_seller"},
		"two columns of one":  {"UNIT PRICE", "AMOUNT", "invoice_print_columns"},
		"heading unknown":     {"400 200 UNIT PRICE", "400 200 UNIT WEIGHT PRICE AMOUNT QTY", "invoice_print_columns"},
		"thousands twice":     {"1,000", "1,00,0", "invoice_print_number"},
		"figure in no column": {"400 250 SUBTOTAL", "300 236 7\n400 250 SUBTOTAL", "invoice_print_rows"},
		"part in two lines":   {"300 215 1,000", "40 221 REV2\n300 215 1,000", "invoice_print_rows"},
		"page of two":         {"40 80 Seller:", "500 20 Page 1 of 2\n40 80 Seller:", "invoice_print_pages"},
		"void":                {"40 80 Seller:", "200 400 @60 VOID\n40 80 Seller:", "invoice_print_void"},
		"units":               {"400 250 SUBTOTAL", "400 240 TOTAL QTY: 1,013.5\n400 250 SUBTOTAL", "invoice_print_units"},
		"goods after totals":  {"500 274 325.50", "500 274 325.50\n40 300 X-1\n120 300 NUT\n300 300 1\n350 300 EA\n400 300 1.0000\n500 300 1.00", "invoice_print_rows"},
	} {
		t.Run(name, func(t *testing.T) {
			r := print.Read(written(with(tc.old, tc.now)), nil)
			if r.Status() != document.Quarantined || !r.Findings.Has(tc.code) {
				t.Errorf("%s without %s: %+v", r.Status(), tc.code, r.Findings)
			}
		})
	}
}

// european is the plain invoice with commas for points.
var european = strings.NewReplacer("1,000", "1.000", "0.2500", "0,2500", "250.00", "250,00", "12.5", "12,5", "4.0000", "4,0000",
	"50.00", "50,00", "300.00", "300,00", "25.50", "25,50", "325.50", "325,50")

// TestDecimals: the arithmetic tells the separators, and where it proves two
// readings neither is taken.
func TestDecimals(t *testing.T) {
	r := print.Read(written(european.Replace(plain)), nil)
	if r.Status() != document.Accepted || r.Invoice.Total.String() != "325.5" || r.Invoice.Lineas[0].Cantidad.String() != "1000" {
		t.Errorf("%s %+v", r.Status(), r.Findings)
	}
	either := plain
	for _, x := range [][2]string{
		{"0.2500", "2"},
		{"250.00", "2,000"},
		{"12.5", "3"},
		{"4.0000", "2,000"},
		{"500 227 50.00", "500 227 6,000"},
		{"300.00", "8,000"},
		{"400 262 FREIGHT\n500 262 25.50\n", ""},
		{"325.50", "8,000"},
	} {
		either = strings.Replace(either, x[0], x[1], 1)
	}
	r = print.Read(written(either), nil)
	if r.Status() != document.Quarantined || !r.Findings.Has("invoice_print_number") {
		t.Errorf("two readings: %s %+v", r.Status(), r.Findings)
	}
	r = print.Read(written(either), &print.Hints{Decimal: "."})
	if r.Status() != document.Accepted || r.Invoice.Total.String() != "8000" {
		t.Errorf("with the decimal sign known: %s %+v", r.Status(), r.Findings)
	}
}

// TestChecks: what the arithmetic proves, and what only the engines can.
func TestChecks(t *testing.T) {
	v := print.Read(written(plain), nil).Invoice
	l := &v.Lineas[0]
	for name, want := range map[string]document.Check{
		"cantidad": document.ByControl, "precio_unitario": document.ByControl, "importe": document.ByControl,
		"parte": document.Unchecked, "descripcion": document.Unchecked, "unidad": document.Unchecked,
	} {
		if got := l.Marks[name]; got.Check != want || got.At.Page != 1 || got.At.Box == nil || got.Written == "" {
			t.Errorf("%s: %+v, want %s", name, got, want)
		}
	}
	if v.Marks["total"].Check != document.ByControl || v.Marks["numero"].Check != document.Unchecked || v.Cotejo != document.CotejoCompleto {
		t.Errorf("header %+v %s", v.Marks, v.Cotejo)
	}
	cheap := strings.NewReplacer("0.2500", "0.0001", "500 215 250.00", "500 215 0.10", "300.00", "50.10", "325.50", "75.60").Replace(plain)
	r := print.Read(written(cheap), nil)
	if r.Status() != document.Accepted || invoice.Checked(r.Invoice.Lineas[0].Marks, "cantidad") || r.Invoice.Cotejo != document.CotejoParcial {
		t.Errorf("a quantity that its price cannot hold: %s %+v", r.Status(), r.Findings)
	}
}

// TestRoundedPrice: a price printed rounded proves itself; the quantities
// then need a total of their own.
func TestRoundedPrice(t *testing.T) {
	rounded := strings.NewReplacer("0.2500", "0.25", "500 215 250.00", "500 215 253.00", "300.00", "303.00", "325.50", "328.50").Replace(plain)
	if r := print.Read(written(rounded), nil); r.Status() != document.Quarantined || !r.Findings.Has("invoice_print_price") {
		t.Errorf("without a total of units: %s %+v", r.Status(), r.Findings)
	}
	units := strings.Replace(rounded, "400 250 SUBTOTAL", "400 240 TOTAL QTY: 1,012.5\n400 250 SUBTOTAL", 1)
	if r := print.Read(written(units), nil); r.Status() != document.Accepted {
		t.Errorf("with a total of units: %s %+v", r.Status(), r.Findings)
	}
}

func TestLooks(t *testing.T) {
	for name, tc := range map[string]struct {
		old, now string
		want     print.Paper
	}{
		"invoice":        {"Seller:", "Seller:", print.Invoice},
		"no title":       {"200 40 @14 COMMERCIAL INVOICE\n", "", print.Invoice},
		"proforma":       {"COMMERCIAL INVOICE", "PROFORMA INVOICE", print.NotYet},
		"credit":         {"COMMERCIAL INVOICE", "CREDIT NOTE", print.Credit},
		"packing":        {"COMMERCIAL INVOICE", "PACKING LIST", print.Packing},
		"large title":    {"@14 COMMERCIAL", "@30 COMMERCIAL", print.Invoice},
		"several":        {"500 274 325.50", "500 274 325.50\npage\n200 40 PACKING LIST", print.Combined},
		"cfdi":           {"40 80 Seller:", "40 300 Folio fiscal: 1\n40 310 Sello digital del SAT\n40 80 Seller:", print.CFDI},
		"pedimento":      {"40 80 Seller:", "40 300 CUADRO DE LIQUIDACION\n40 80 Seller:", print.None},
		"carta porte":    {"40 80 Seller:", "40 300 COMPLEMENTO CARTA PORTE\n40 80 Seller:", print.None},
		"cove":           {"40 80 Seller:", "40 300 COMPROBANTE DE VALOR ELECTRONICO\n40 80 Seller:", print.None},
		"doda":           {"40 80 Seller:", "40 300 DOCUMENTO DE OPERACION PARA DESPACHO ADUANERO\n40 80 Seller:", print.None},
		"bill of lading": {"40 80 Seller:", "40 300 STRAIGHT BILL OF LADING\n40 80 Seller:", print.None},
		"its own number": {"40 80 Seller:", "40 300 BILL OF LADING NO: 77\n40 80 Seller:", print.Invoice},
	} {
		if got := print.Looks(written(with(tc.old, tc.now))); got != tc.want {
			t.Errorf("%s looks like %d, want %d", name, got, tc.want)
		}
	}
	for _, s := range []string{"", "40 40 Dear sirs, the invoice follows", "40 40 INVOICES AND TOTALS"} {
		if r := print.Read(written(s), nil); r.Paper != print.None || r.Status() != document.Unsupported {
			t.Errorf("%q: %d %s", s, r.Paper, r.Status())
		}
	}
}

// TestLearned: a mapping names the headings, labels, order of dates and
// currency that the page does not tell.
func TestLearned(t *testing.T) {
	m, findings := mapping.Read([]byte(`proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
reconoce: [GOODS NOTE]
columnas:
  cantidad: [DELIVERED]
  precio_unitario: [EACH AT]
  importe: [MAKES]
etiquetas:
  factura: [Our paper]
fecha: DD/MM/AAAA
decimal: "."
moneda: USD
vigente_desde: 2026-01-01
`))
	if m == nil {
		t.Fatalf("%+v", findings)
	}
	in := strings.NewReplacer("QTY", "DELIVERED", "UNIT PRICE", "EACH AT", "AMOUNT", "MAKES", "Invoice No.:", "Our paper:",
		"2026-03-02", "02/03/2026", "Currency: USD", "GOODS NOTE").Replace(plain)
	if r := print.Read(written(in), nil); r.Status() == document.Accepted {
		t.Error("accepted without the mapping")
	}
	if !m.Applies(print.Text(written(in))) {
		t.Fatal("the mapping does not apply")
	}
	r := print.Read(written(in), print.Learned(m))
	if r.Status() != document.Accepted || r.Invoice.Numero != "INV-1001" || r.Invoice.Fecha.String() != "2026-03-02" || r.Invoice.Moneda != "USD" {
		t.Errorf("%s %+v %+v", r.Status(), r.Invoice, r.Findings)
	}
	if print.Learned(nil) != nil {
		t.Error("hints of no mapping")
	}
}

// TestPages: a second page with a heading of its own, a row that the page
// break cut, and a first page that is missing.
func TestPages(t *testing.T) {
	head := "page\n40 30 PART NO\n120 30 DESCRIPTION\n300 30 QTY\n350 30 UM\n400 30 UNIT PRICE\n500 30 AMOUNT\n"
	first, second, _ := strings.Cut(plain, "40 227 CAB-7")
	second = strings.NewReplacer(" 227 ", " 45 ", " 250 ", " 70 ", " 262 ", " 82 ", " 274 ", " 94 ").Replace("40 227 CAB-7" + second)
	if r := print.Read(written(first+head+second), nil); r.Status() != document.Accepted || len(r.Invoice.Lineas) != 2 {
		t.Errorf("two pages: %s %+v", r.Status(), r.Findings)
	}
	if r := print.Read(written(first), nil); r.Status() != document.Quarantined {
		t.Errorf("first page alone: %s", r.Status())
	}
	cut := first + head + strings.ReplaceAll("120 42 WITH CLIPS\n"+second, " 45 ", " 56 ")
	if r := print.Read(written(cut), nil); r.Status() != document.Quarantined || !r.Findings.Has("invoice_print_rows") {
		t.Errorf("row cut by the page, with nothing to tell whose line it is: %s %+v", r.Status(), r.Findings)
	}
	leftover := strings.Replace(plain, "400 250 SUBTOTAL", head+"120 42 WITH CLIPS\n400 250 SUBTOTAL", 1)
	if r := print.Read(written(leftover), nil); r.Status() != document.Quarantined || !r.Findings.Has("invoice_print_rows") {
		t.Errorf("end of a row on a page without goods: %s %+v", r.Status(), r.Findings)
	}
}

// TestHidden: words laid invisibly over a scan are those of an OCR engine.
func TestHidden(t *testing.T) {
	text := written(plain)
	for i := range text.Pages[0].Words {
		text.Pages[0].Words[i].Hidden = true
	}
	r := print.Read(text, nil)
	if r.Invoice.Source != document.SourceOCR || r.Invoice.Lineas[0].Marks["parte"].Level != document.OCR {
		t.Errorf("%+v", r.Invoice.Header)
	}
}

// TestLimits: more than an invoice has is none of ours.
func TestLimits(t *testing.T) {
	text := &pdftext.Text{Pages: make([]pdftext.Page, print.MaxPages+1)}
	if r := print.Read(text, nil); r.Paper != print.None {
		t.Errorf("%d pages read", len(text.Pages))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(plain)
	f.Add(packed)
	f.Add(european.Replace(plain))
	f.Add("200 40 INVOICE\n40 60 QTY\n90 60 AMOUNT\n40 70 1\n90 70 (1)")
	f.Add("0 0 @0 INVOICE\npage\n-5 9 TOTAL: -\n40 60 # :: #1 $ ( )")
	f.Fuzz(func(t *testing.T, s string) {
		r := print.Read(written(s), nil)
		if r.Status() != document.Accepted {
			return
		}
		if r.Invoice != nil && (len(r.Invoice.Lineas) == 0 || r.Invoice.Numero == "" || r.Invoice.Moneda == "" || !r.Invoice.Fecha.Known() || r.Invoice.Cotejo == document.CotejoNinguno) {
			t.Fatalf("accepted without what an invoice needs: %+v", r.Invoice)
		}
		if r.Packing != nil && (len(r.Packing.Lineas) == 0 || r.Packing.Cotejo == document.CotejoNinguno) {
			t.Fatalf("accepted without what a packing list needs: %+v", r.Packing)
		}
	})
}
