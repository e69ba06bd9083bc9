package print_test

import (
	"fmt"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/pdftext"
)

// accepted reads the plain invoice with one text replaced and wants it read.
func accepted(t *testing.T, old, now string) *invoice.Invoice {
	t.Helper()
	r := print.Read(written(with(old, now)), nil)
	if r.Status() != document.Accepted {
		t.Errorf("%q: %s %+v", now, r.Status(), r.Findings)
		return &invoice.Invoice{}
	}
	return r.Invoice
}

// refused reads the plain invoice with one text replaced and wants a code.
func refused(t *testing.T, old, now, code string) {
	t.Helper()
	r := print.Read(written(with(old, now)), nil)
	if r.Status() != document.Quarantined || !r.Findings.Has(code) {
		t.Errorf("%q: %s without %s: %+v", now, r.Status(), code, r.Findings)
	}
}

// TestLabels: the ways to print one label are one label.
func TestLabels(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		old, value string // the label with its value in the plain invoice, and what is read
		labels     []string
	}{
		"numero": {"Invoice No.: INV-1001", "INV-1001", []string{
			"INVOICE NO:", "Invoice Number:", "Invoice #:", "INVOICE N°:", "Invoice Nº:", "INV. NO.:", "Commercial Invoice No.:",
			"Factura No.:", "NÚMERO DE FACTURA:", "No. de factura:", "Num. Factura:", "FACTURA NÚM.:", "Invoice:", "Folio:", "Document No.:", "Factura / Invoice:",
		}},
		"fecha": {"Invoice Date: 2026-03-02", "2026-03-02", []string{
			"DATE:", "Date of invoice:", "Fecha:", "Fecha de factura:", "FECHA FACTURA:", "Issue Date:", "Fecha de Emisión:", "Invoice Date / Fecha de factura:", "Date / Fecha:",
		}},
		"orden_compra": {"Purchase Order: 4500012", "4500012", []string{
			"PO:", "P.O. No.:", "PO #:", "P.O. Number:", "Customer PO:", "Orden de compra:", "O.C.:", "Purchase Order No.:",
		}},
		"incoterm": {"Incoterms: FCA", "FCA", []string{
			"INCOTERM:", "Incoterms 2020:", "Incoterms® 2020:", "Terms of delivery:", "Delivery Terms:", "Terms of Sale:", "Términos de entrega:", "Trade terms:",
		}},
		"moneda": {"Currency: USD", "USD", []string{"CURRENCY:", "Moneda:", "Invoice currency:", "Divisa:", "Currency / Moneda:", "Tipo de moneda:"}},
		"proveedor": {"Seller:", "EXAMPLE PARTS INC", []string{
			"SELLER:", "Seller", "Vendor:", "Supplier:", "Sold by:", "Proveedor:", "Vendedor:", "Exporter:", "EXPORTADOR:", "Shipper:", "Seller / Exporter:", "Seller/Vendedor:", "Remitente:",
		}},
		"comprador": {"Sold to:", "EJEMPLAR MANUFACTURERA SA DE CV", []string{
			"SOLD TO:", "Buyer:", "Bill To:", "Importer:", "Consignee:", "Consignatario:", "Vendido a:", "Facturar a:", "Comprador:", "Importer of Record:", "Ship to:",
		}},
		"id_proveedor": {"Tax ID: 99-0000001", "99-0000001", []string{"TAX ID:", "Tax Id No.:", "EIN:", "VAT No.:", "Tax ID / RFC:", "ID Fiscal:", "Fed. Tax ID:"}},
	} {
		for _, l := range c.labels {
			now := l
			if i := strings.Index(c.old, ": "); i >= 0 {
				now = l + c.old[i+1:]
			}
			if got := field(accepted(t, c.old, now), name); got != c.value {
				t.Errorf("%q: %s is %q, want %q", now, name, got, c.value)
			}
		}
	}
}

// TestHeadings: the ways to print one heading are one column.
func TestHeadings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		old, field, value string
		heads             []string
	}{
		{"40 200 PART NO", "0.parte", "CON-10", []string{"PART #", "Part Number", "P/N", "No. de parte", "NÚM. PARTE", "Material", "SKU", "Item", "Item No.", "Article", "Código", "Model"}},
		{"300 200 QTY", "0.cantidad", "1000", []string{"QUANTITY", "Qty.", "Cantidad", "CANT.", "Pieces", "Shipped", "Qty Shipped", "Piezas"}},
		{"350 200 UM", "0.unidad", "EA", []string{"UOM", "U/M", "Unit", "UNIDAD", "U.M."}},
		{"400 200 UNIT PRICE", "0.precio_unitario", "0.25", []string{"PRICE", "Unit Cost", "Precio unitario", "P. UNIT.", "Unit Value", "Price each", "UNIT PRICE (USD)", "Unit price US$", "Rate"}},
		{"500 200 AMOUNT", "0.importe", "250", []string{"TOTAL", "Line total", "Extended price", "EXT. PRICE", "Importe", "Valor total", "Value", "Amount (USD)", "Net amount"}},
		{"120 200 DESCRIPTION", "0.descripcion", "CONNECTOR HOUSING", []string{"Description of goods", "DESCRIPCIÓN", "Goods", "Commodity", "Descripción de la mercancía", "DESCRIPTION / DESCRIPCION"}},
		{"350 200 UM", "0.origen", "CN", []string{"COO", "Origin", "ORIGEN", "C/O"}},
		{"350 200 UM", "0.hts", "8536694040", []string{"HTS", "HTS Code", "HS CODE", "Harmonized code", "Schedule B"}},
		{"350 200 UM", "0.fraccion", "8536694040", []string{"Fracción", "FRACCION", "HTS MX"}},
	} {
		at := strings.Join(strings.Fields(c.old)[:2], " ") + " "
		for _, h := range c.heads {
			in := with(c.old+"\n", at+h+"\n")
			switch c.field {
			case "0.origen":
				in = strings.NewReplacer("350 215 EA", "350 215 CN", "350 227 M", "350 227 US", "350 200 ", "345 200 ").Replace(in)
			case "0.hts", "0.fraccion":
				in = strings.NewReplacer("350 215 EA", "345 215 8536.69.4040", "350 227 M", "345 227 8544.42.9090", "350 200 ", "340 200 ", "400 2", "410 2").Replace(in)
			}
			r := print.Read(written(in), nil)
			if r.Status() != document.Accepted {
				t.Errorf("%q: %+v", h, r.Findings)
				continue
			}
			if got := field(r.Invoice, c.field); got != c.value {
				t.Errorf("%q: %s is %q, want %q", h, c.field, got, c.value)
			}
		}
	}
}

// TestDates: what a date can mean, with nothing else on the page to tell.
func TestDates(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2026-03-02": "2026-03-02", "2026/03/02": "2026-03-02", "2026.03.02": "2026-03-02", "2026-3-2": "2026-03-02",
		"13/02/2026": "2026-02-13", "02/13/2026": "2026-02-13", "13-02-2026": "2026-02-13", "13.02.2026": "2026-02-13", "02/02/2026": "2026-02-02",
		"02-MAR-2026": "2026-03-02", "2 Mar 2026": "2026-03-02", "2-March-2026": "2026-03-02", "02/Mar/2026": "2026-03-02", "02MAR2026": "2026-03-02",
		"Mar 2, 2026": "2026-03-02", "MARCH 2, 2026": "2026-03-02", "March 2nd, 2026": "2026-03-02", "Sept. 5, 2026": "2026-09-05",
		"2 de marzo de 2026": "2026-03-02", "2 de marzo del 2026": "2026-03-02", "02-ENE-2026": "2026-01-02", "15 Dic 2026": "2026-12-15", "5-AGO-2026": "2026-08-05",
	} {
		if got := accepted(t, "2026-03-02", in).Fecha.String(); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
	for in, code := range map[string]string{
		"03/02/2026": "invoice_print_date", "03-02-2026": "invoice_print_date", "3.2.2026": "invoice_print_date", "12/11/2026": "invoice_print_date",
		"02/03/26": "invoice_print_value", "2026-13-02": "invoice_print_value", "31/02/2026": "invoice_print_value", "31-FEB-2026": "invoice_print_value",
		"Mrz 2, 2026": "invoice_print_value", "99/99/2026": "invoice_print_value", "March 2026": "invoice_print_value", "46083": "invoice_print_value",
	} {
		refused(t, "2026-03-02", in, code)
	}
}

// TestCurrencies: a currency is named, or it is not known.
func TestCurrencies(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"USD": "USD", "US Dollars": "USD", "US$": "USD", "Dólares Americanos": "USD", "EUR": "EUR", "Euros": "EUR", "MXN": "MXN", "Pesos Mexicanos": "MXN",
		"CAD": "CAD", "RMB": "CNY", "JPY": "JPY", "(USD)": "USD", "USD - US Dollar": "USD",
	} {
		if got := accepted(t, "Currency: USD", "Currency: "+in).Moneda; got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	for _, in := range []string{"$", "Dollars", "DLLS", "Pesos", "MN", "MXP", "USX", "usd and eur", "$USX", ""} {
		refused(t, "Currency: USD", "Currency: "+in, "invoice_print_currency")
	}
	for _, c := range [][2]string{
		{"500 274 325.50", "500 274 €325.50"}, {"500 215 250.00", "500 215 250.00 MXN"}, {"400 200 UNIT PRICE", "400 200 UNIT PRICE EUR"}, {"500 250 300.00", "500 250 CAD 300.00"},
	} {
		refused(t, c[0], c[1], "invoice_print_currency")
	}
	for _, c := range [][2]string{
		{"500 274 325.50", "500 274 US$325.50"}, {"500 215 250.00", "500 215 $250.00"}, {"500 274 325.50", "500 274 $325.50 USD"},
	} {
		if got := accepted(t, c[0], c[1]); got.Moneda != "USD" || len(got.Lineas) != 2 {
			t.Errorf("%q: %q with %d lines", c[1], got.Moneda, len(got.Lineas))
		}
	}
}

// TestNumberStyles: one invoice in the ways the world writes its figures.
func TestNumberStyles(t *testing.T) {
	t.Parallel()
	page := strings.NewReplacer("300 215 1,000", "300 215 {4000}", "0.2500", "{1.2500}", "500 215 250.00", "500 215 {5000.00}", "300.00", "{5050.00}", "325.50", "{5075.50}",
		"300 227 12.5", "300 227 {12.5}", "4.0000", "{4.0000}", "227 50.00", "227 {50.00}", "25.50", "{25.50}").Replace(plain)
	for name, c := range map[string]struct{ group, sign string }{
		"point": {",", "."}, "comma": {".", ","}, "blank and comma": {" ", ","}, "blank and point": {" ", "."}, "apostrophe": {"'", "."}, "nothing and point": {"", "."}, "nothing and comma": {"", ","},
	} {
		in := strings.NewReplacer("{4000}", "4"+c.group+"000", "{5000.00}", "5"+c.group+"000"+c.sign+"00", "{5050.00}", "5"+c.group+"050"+c.sign+"00",
			"{5075.50}", "5"+c.group+"075"+c.sign+"50", "{1.2500}", "1"+c.sign+"2500", "{12.5}", "12"+c.sign+"5", "{4.0000}", "4"+c.sign+"0000", "{50.00}", "50"+c.sign+"00", "{25.50}", "25"+c.sign+"50").Replace(page)
		r := print.Read(written(in), nil)
		if r.Status() != document.Accepted || r.Invoice.Total.String() != "5075.5" || r.Invoice.Lineas[0].Cantidad.String() != "4000" || r.Invoice.Lineas[1].Cantidad.String() != "12.5" {
			t.Errorf("%s: %s %+v", name, r.Status(), r.Findings)
		}
	}
	for _, c := range [][2]string{
		{"500 215 250.00", "500 215 25O.00"},
		{"500 215 250.00", "500 215 250.00.00"},
		{"300 215 1,000", "300 215 1,0000"},
		{"300 215 1,000", "300 215 10,00"},
		{"300 215 1,000", "300 215 1O00"},
		{"300 215 1,000", "300 215 -1,000"},
		{"500 215 250.00", "500 215 (250.00)"},
		{"0.2500", "1/4"},
	} {
		if r := print.Read(written(with(c[0], c[1])), nil); r.Status() != document.Quarantined || !r.Findings.Blocking() {
			t.Errorf("%q: %s %+v", c[1], r.Status(), r.Findings)
		}
	}
}

// TestValueRefusals: the codes that one changed word reaches.
func TestValueRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ old, now, code string }{
		{"120 200 DESCRIPTION\n300 200 QTY\n", "", "invoice_print_heading"},
		{"40 110 Tax ID: 99-0000001", "40 110 Tax ID: 99-0000001\n40 120 EIN: 99-0000002", "invoice_print_conflict"},
		{"400 262 FREIGHT", "400 240 FREIGHT\n500 240 20.00\n400 262 FREIGHT", "invoice_print_conflict"},
		{"40 80 Seller:\n40 90 EXAMPLE PARTS INC\n", "40 80 EXAMPLE PARTS INC\n200 80 OTHER PARTS LLC\n", "invoice_print_seller"},
		{"400 274 TOTAL\n500 274 325.50", "400 274 TOTAL", "invoice_print_totals"},
	} {
		refused(t, c.old, c.now, c.code)
	}
	letter := print.Read(written(with("40 80 Seller:\n", "")), nil)
	if letter.Status() != document.Accepted || !letter.Findings.Has("invoice_print_letterhead") || letter.Invoice.Proveedor != "EXAMPLE PARTS INC" || letter.Invoice.ProveedorID != "99-0000001" {
		t.Errorf("a letterhead: %s %+v", letter.Status(), letter.Findings)
	}
	for name, c := range map[string]struct {
		old, now, code string
		status         document.Status
	}{
		"cfdi":     {"40 80 Seller:", "40 300 Folio fiscal: 1\n40 310 Sello digital del SAT\n40 80 Seller:", "invoice_print_cfdi", document.Unsupported},
		"proforma": {"COMMERCIAL INVOICE", "PROFORMA INVOICE", "invoice_print_kind", document.Unsupported},
		"quote":    {"COMMERCIAL INVOICE", "QUOTATION", "invoice_print_kind", document.Unsupported},
		"credit":   {"COMMERCIAL INVOICE", "NOTA DE CRÉDITO", "invoice_print_kind", document.Unsupported},
		"several":  {"500 274 325.50", "500 274 325.50\npage\n200 40 PACKING LIST", "invoice_print_several", document.Quarantined},
	} {
		r := print.Read(written(with(c.old, c.now)), nil)
		if r.Status() != c.status || !r.Findings.Has(c.code) {
			t.Errorf("%s: %s %+v", name, r.Status(), r.Findings)
		}
		for _, f := range r.Findings {
			if f.Message.ES == "" || f.Message.EN == "" || strings.Contains(f.Message.ES+f.Message.EN, "%!") {
				t.Errorf("%s says %+v", name, f.Message)
			}
		}
	}
}

// TestTooManyLines: a document of more lines than a person checks is refused.
func TestTooManyLines(t *testing.T) {
	t.Parallel()
	head, _, _ := strings.Cut(plain, "40 215 CON-10")
	text := written(head)
	for n := 2; len(text.Pages) <= print.MaxLines/70+1; n++ {
		p := pdftext.Page{Number: n, Width: 612, Height: 792}
		for i := range 70 {
			y := 20 + 10*i
			for _, w := range []string{"40 %d P-1", "120 %d NUT", "300 %d 1", "350 %d EA", "400 %d 1.00", "500 %d 1.00"} {
				put(&p, fmt.Sprintf(w, y))
			}
		}
		text.Pages = append(text.Pages, p)
	}
	first := &text.Pages[0]
	for _, w := range []string{"40 215 P-1", "120 215 NUT", "300 215 1", "350 215 EA", "400 215 1.00", "500 215 1.00"} {
		put(first, w)
	}
	if r := print.Read(text, nil); r.Status() != document.Quarantined || !r.Findings.Has("invoice_print_limit") {
		t.Errorf("%d lines: %s %d findings", len(text.Pages)*70, r.Status(), len(r.Findings))
	}
}
