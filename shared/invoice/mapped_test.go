package invoice_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
)

const supplier = `proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
reconoce: [EXAMPLE PARTS INC]
columnas:
  parte: [ITEM NO]
  descripcion: [DESCRIPTION]
  cantidad: [QTY SHIPPED, PCS]
  unidad: [UM]
  precio_unitario: [NET UNIT PRICE]
  importe: [NET AMOUNT]
  origen: [COO]
  hts: [HTS CODE]
  cartones: [CARTON NO]
  bultos: [CTNS]
  peso_neto_kg: [NET KG]
  peso_bruto_kg: [GROSS KG]
etiquetas:
  factura: [Invoice No]
  lista: [Packing List No]
  fecha: [Invoice Date, Date]
  incoterm: [Terms of sale]
  subtotal: [Subtotal]
  flete: [Freight]
  descuento: [Discount]
  total: [Grand total]
  total_cantidad: [Total pieces]
  total_peso_bruto_kg: [Total gross]
unidades: {EA: "6", MT: "3"}
fecha: MM/DD/AAAA
decimal: ","
moneda: USD
vigente_desde: 2026-01-01
`

const mappedInvoice = `EXAMPLE PARTS INC;;;;;;;
1 EXAMPLE STREET;;;Invoice No:;INV-77;;;
;;;Invoice Date;03/04/2026;;;
;;;Terms of sale;DAP Example City;;;
ITEM NO;DESCRIPTION;QTY SHIPPED;UM;NET UNIT PRICE;NET AMOUNT;COO;HTS CODE
P-1;Connector;1.000;EA;0,25;250,00;US;8536.69.4040
P-2;Cable;1.500,50;MT;0,3333;500,12;MX;8544.42
;red, ten metres;;;;;;
;;;;Subtotal;750,12;;
;;;;Freight;12,50;;
;;;;Discount;2,62;;
;;;;Grand total;760,00;;
We declare that this invoice is true;;;;;;;
`

const mappedPacking = `EXAMPLE PARTS INC;;;;;;
Packing List No: PL-9;;Date;03/05/2026;;;
Invoice No: INV-77;;;;;;
CARTON NO;ITEM NO;PCS;UM;CTNS;NET KG;GROSS KG
1-10;P-1;1.000;EA;10;100,5;110
11;P-2;1.500,50;MT;1;20;22,25
TOTAL;;2.500,50;;11;120,5;132,25
`

func supplierMapping(tb testing.TB) *mapping.Mapping {
	tb.Helper()
	m, findings := mapping.Read([]byte(supplier))
	if m == nil {
		tb.Fatal(findings)
	}
	return m
}

func only(tb testing.TB, text string) *sheet.Sheet {
	tb.Helper()
	book, findings := sheet.Read([]byte(text))
	if book == nil {
		tb.Fatal(findings)
	}
	return &book.Sheets[0]
}

func TestMappedInvoice(t *testing.T) {
	t.Parallel()
	m, s := supplierMapping(t), only(t, mappedInvoice)
	if !m.Applies(s.Text()) || invoice.Recognise(s, m) != invoice.IsInvoice || invoice.Recognise(s, nil) != invoice.Neither {
		t.Error("the mapping does not tell the invoice")
	}
	vs, findings := invoice.Read(s, m)
	if len(vs) != 1 || len(findings) > 0 {
		t.Fatal(findings)
	}
	v := &vs[0]
	b, err := json.Marshal(invoice.ViewOf(v, document.Accepted, nil, document.Spanish))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]any{
		"key": "990000001+INV-77+2026-03-04", "fecha": "2026-03-04", "moneda": "USD", "incoterm": "DAP", "lugar": "EXAMPLE CITY", "proveedor": "EXAMPLE PARTS INC",
		"subtotal": "750.12", "flete": "12.5", "descuento": "2.62", "total": "760", "cotejo": "completo", "source": "csv",
	} {
		if got[path] != want {
			t.Errorf("%s is %v, want %v", path, got[path], want)
		}
	}
	want := []string{"6 P-1 Connector 1000 6 0.25 250 US 8536694040", "7 P-2 Cable red, ten metres 1500.5 3 0.3333 500.12 MX 854442"}
	var lines []string
	for _, l := range v.Lineas {
		lines = append(lines, strings.Join([]string{
			[]string{"6", "7"}[l.Fila-6], l.Parte, l.Descripcion, l.Cantidad.String(), l.Unidad, l.PrecioUnitario.String(), l.Importe.String(), l.Origen, l.HTS,
		}, " "))
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
}

func TestMappedRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ in, from, to, code string }{
		"a line's amount":         {mappedInvoice, "250,00", "260,00", "invoice_line"},
		"a subtotal":              {mappedInvoice, "Subtotal;750,12", "Subtotal;751,12", "invoice_total"},
		"a total":                 {mappedInvoice, "760,00", "761,00", "invoice_total"},
		"no total":                {mappedInvoice, "Grand total;760,00", ";", "invoice_no_total"},
		"the other decimal sign":  {mappedInvoice, "0,25;250,00", "0.25;250.00", "invoice_value"},
		"a unit nobody mapped":    {mappedInvoice, ";EA;", ";BX;", "invoice_value"},
		"a date in another order": {mappedInvoice, "03/04/2026", "13/04/2026", "invoice_value"},
		"no number":               {mappedInvoice, "Invoice No:;INV-77", ";", "invoice_heading"},
		"two numbers":             {mappedInvoice, "We declare", "Invoice No: INV-78;We declare", "invoice_label"},
		"two labels in a cell":    {mappedInvoice, "We declare", "Invoice No: INV-77 Date: 03/04/2026;We declare", "invoice_value"},
		"a number far away":       {mappedInvoice, "1 EXAMPLE STREET;;;Invoice No:;INV-77;;;", "Invoice No:;;;;;;INV-77", "invoice_heading"},
		"a label of nothing":      {mappedInvoice, "Invoice No:;INV-77", "Invoice No:;Ship via:", "invoice_heading"},
		"a line after the totals": {mappedInvoice, "We declare", "P-3;x;1;EA;1;1;US;\nWe declare", "invoice_row_after"},
		"a line without figures":  {mappedInvoice, "P-2;Cable;1.500,50;MT;0,3333;500,12", "P-2;Cable;;;;", "invoice_value"},
		"a column twice":          {mappedInvoice, "DESCRIPTION", "ITEM NO", "invoice_heading"},
		"no rows":                 {mappedInvoice, mappedInvoice[strings.Index(mappedInvoice, "P-1"):], "", "invoice_empty"},
		"a total of pieces":       {mappedInvoice, ";;;;Freight", ";Total pieces;2.501,50;;Freight", "invoice_units"},

		"a sum of pieces":       {mappedPacking, "2.500,50", "2.500,51", "packing_total"},
		"a sum of cartons":      {mappedPacking, ";11;120,5", ";12;120,5", "packing_total"},
		"a sum of weight":       {mappedPacking, "132,25", "132,26", "packing_total"},
		"a range of cartons":    {mappedPacking, "1-10;", "1-9;", "packing_value"},
		"a range upside down":   {mappedPacking, "1-10;", "10-1;", "packing_value"},
		"net over gross":        {mappedPacking, "100,5;110", "111;110", "packing_value"},
		"no quantity":           {mappedPacking, "P-1;1.000", "P-1;", "packing_value"},
		"a quantity of zero":    {mappedPacking, "P-1;1.000", "P-1;0", "packing_value"},
		"no goods":              {mappedPacking, ";P-1;", ";;", "packing_value"},
		"no number of the list": {mappedPacking, "Packing List No: PL-9;;Date;03/05/2026;;;\nInvoice No: INV-77;;;;;;\n", "", "packing_value"},
		"no packing rows":       {mappedPacking, mappedPacking[strings.Index(mappedPacking, "1-10"):], "", "packing_empty"},
	} {
		text := strings.Replace(tt.in, tt.from, tt.to, 1)
		if text == tt.in {
			t.Errorf("%s changes nothing", name)
			continue
		}
		s, m := only(t, text), supplierMapping(t)
		var findings document.Findings
		var applied bool
		if tt.in == mappedPacking {
			p, fs := invoice.ReadPacking(s, m)
			findings, applied = fs, p != nil
		} else {
			vs, fs := invoice.Read(s, m)
			findings, applied = fs, len(vs) > 0
		}
		if applied || !findings.Has(tt.code) || !findings.Blocking() {
			t.Errorf("%s: %v; want %s", name, findings, tt.code)
		}
	}
}

func TestMappedPacking(t *testing.T) {
	t.Parallel()
	m, s := supplierMapping(t), only(t, mappedPacking)
	if invoice.Recognise(s, m) != invoice.IsPacking {
		t.Error("the mapping does not tell the packing list")
	}
	p, findings := invoice.ReadPacking(s, m)
	if p == nil || len(findings) > 0 {
		t.Fatal(findings)
	}
	got := []string{
		p.Key(), p.Numero, p.Factura, string(p.Cotejo), p.TotalCantidad.String(), p.TotalBultos.String(), p.NetoKG.String(), p.BrutoKG.String(),
		p.Lineas[0].Cartones, p.Lineas[0].Unidad, p.Lineas[1].BrutoKG.String(),
	}
	want := []string{"990000001+PL-9+2026-03-05", "PL-9", "INV-77", "completo", "2500.5", "11", "120.5", "132.25", "1-10", "6", "22.25"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestPlainPacking reads a list with the headings of this package: without
// totals it proves nothing, and says so.
func TestPlainPacking(t *testing.T) {
	t.Parallel()
	const plain = "lista,factura,fecha,id_proveedor,parte,cantidad,unidad,cartones,peso_bruto_lb\nPL-1,INV-1,2026-03-05,990000001,P-1,10,PZA,1-2,4.4\nPL-1,INV-1,2026-03-05,990000001,P-2,5,PZA,3,2.2\n"
	for text, want := range map[string]document.Cotejo{
		plain: document.CotejoNinguno, plain + "TOTAL,,,,,15,,,6.6\n": document.CotejoCompleto, plain + "TOTAL,,,,,15,,,\n": document.CotejoParcial,
	} {
		s := only(t, text)
		if invoice.Recognise(s, nil) != invoice.IsPacking || invoice.Sniff([]byte(text)) != invoice.IsPacking {
			t.Error("the list is not told")
		}
		p, findings := invoice.ReadPacking(s, nil)
		if p == nil || p.Cotejo != want || len(p.Lineas) != 2 {
			t.Errorf("%v: %+v", findings, p)
		}
	}
	if _, findings := invoice.ReadPacking(only(t, strings.Replace(plain, "PL-1,INV-1,2026-03-05,990000001,P-2", "PL-2,INV-1,2026-03-05,990000001,P-2", 1)), nil); !findings.Has("packing_value") {
		t.Errorf("two lists are one: %v", findings)
	}
	if _, findings := invoice.ReadPacking(only(t, "a,b\n1,2\n"), nil); !findings.Has("packing_heading") {
		t.Errorf("anything is a list: %v", findings)
	}
}

// TestLabelsOverValues reads a row of labels with their values below.
func TestLabelsOverValues(t *testing.T) {
	t.Parallel()
	text := strings.Replace(mappedInvoice, "1 EXAMPLE STREET;;;Invoice No:;INV-77;;;\n;;;Invoice Date;03/04/2026;;;\n",
		"Invoice No;Invoice Date;;;;;;\nINV-77;03/04/2026;;;;;;\n", 1)
	vs, findings := invoice.Read(only(t, text), supplierMapping(t))
	if len(vs) != 1 || vs[0].Key() != "990000001+INV-77+2026-03-04" {
		t.Errorf("%v %v", vs, findings)
	}
}

func FuzzMapped(f *testing.F) {
	m := supplierMapping(f)
	f.Add([]byte(mappedInvoice))
	f.Add([]byte(mappedPacking))
	f.Fuzz(func(t *testing.T, b []byte) {
		book, _ := sheet.Read(b)
		if book == nil || len(book.Sheets) == 0 {
			return
		}
		s := &book.Sheets[0]
		if vs, findings := invoice.Read(s, m); (len(vs) == 0) != findings.Blocking() {
			t.Fatalf("%d invoices with %v", len(vs), findings)
		}
		if p, findings := invoice.ReadPacking(s, m); (p == nil) != findings.Blocking() {
			t.Fatalf("%+v with %v", p, findings)
		}
	})
}
