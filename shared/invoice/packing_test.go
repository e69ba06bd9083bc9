package invoice_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/money"
)

func printedList() *invoice.Packing {
	open := document.Evidence{Source: document.SourcePrint, Check: document.Unchecked}
	return &invoice.Packing{
		Numero: "PL-1", Factura: "INV-1", Fecha: document.NewDate(2026, 3, 2), Proveedor: "EXAMPLE PARTS INC",
		Marks: map[string]document.Evidence{"numero": open, "fecha": open, "proveedor": open},
		Lineas: []invoice.Empaque{
			{Parte: "P-1", Cartones: "1-5", Cantidad: money.Int(5), Marks: map[string]document.Evidence{"parte": open, "cartones": open, "cantidad": {Check: document.ByControl}}},
			{Parte: "P-2", Cartones: "6", Cantidad: money.Int(7), Marks: map[string]document.Evidence{"parte": open}},
		},
	}
}

// TestConfirmPacking: alike is held by the engines, a control stays what it
// is, and what differs stays open and is named.
func TestConfirmPacking(t *testing.T) {
	t.Parallel()
	a := printedList()
	if differ := invoice.ConfirmPacking(a, printedList()); len(differ) != 0 {
		t.Errorf("alike, yet %v", differ)
	}
	if !invoice.Checked(a.Marks, "numero") || !invoice.Checked(a.Lineas[1].Marks, "parte") || a.Lineas[0].Marks["cantidad"].Check != document.ByControl {
		t.Errorf("%+v %+v", a.Marks, a.Lineas)
	}
	for name, c := range map[string]struct {
		change func(p *invoice.Packing)
		want   []string
	}{
		"a text":      {func(p *invoice.Packing) { p.Proveedor = "EXAMPLE PART5 INC" }, []string{"proveedor"}},
		"the date":    {func(p *invoice.Packing) { p.Fecha = document.NewDate(2026, 3, 3) }, []string{"fecha"}},
		"a total":     {func(p *invoice.Packing) { p.TotalBultos = money.Int(6) }, []string{"total_bultos"}},
		"a part":      {func(p *invoice.Packing) { p.Lineas[1].Parte = "P-Z" }, []string{"lineas.1.parte"}},
		"a weight":    {func(p *invoice.Packing) { p.Lineas[0].NetoKG = money.Int(1) }, []string{"lineas.0.peso_neto_kg"}},
		"two of them": {func(p *invoice.Packing) { p.Numero, p.Lineas[0].Cartones = "PL-7", "1-6" }, []string{"numero", "lineas.0.cartones"}},
		"a line":      {func(p *invoice.Packing) { p.Lineas = p.Lineas[:1] }, []string{"lineas"}},
	} {
		a, b := printedList(), printedList()
		c.change(b)
		if d := cmp.Diff(c.want, invoice.ConfirmPacking(a, b)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		for _, path := range c.want {
			marks := a.Marks
			if rest, ok := strings.CutPrefix(path, "lineas."); ok {
				marks, path = a.Lineas[rest[0]-'0'].Marks, rest[2:]
			}
			if e, ok := marks[path]; ok && e.Check != document.Unchecked {
				t.Errorf("%s: %s is held by %s", name, path, e.Check)
			}
		}
	}
}

// TestPackingView: every text and amount by name is in the JSON contract
// under that name, with its own value.
func TestPackingView(t *testing.T) {
	t.Parallel()
	p := &invoice.Packing{Lineas: make([]invoice.Empaque, 1), Fecha: document.NewDate(2026, 3, 2)}
	want, line := fill(p.Texts(), p.Amounts(), 100), fill(p.Lineas[0].Texts(), p.Lineas[0].Amounts(), 200)
	b, err := json.Marshal(invoice.PackingViewOf(p))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	first := got["lineas"].([]any)[0].(map[string]any)
	for name, v := range want {
		if got[name] != v {
			t.Errorf("%s is %v, want %s", name, got[name], v)
		}
	}
	for name, v := range line {
		if first[name] != v {
			t.Errorf("line: %s is %v, want %s", name, first[name], v)
		}
	}
	if got["fecha"] != "2026-03-02" {
		t.Errorf("date %v", got["fecha"])
	}
}

// fill gives each field a value of its own.
func fill(texts map[string]*string, amounts map[string]*money.Amount, n int64) map[string]string {
	out := map[string]string{}
	for _, k := range slices.Sorted(maps.Keys(texts)) {
		*texts[k] = "texto " + k
		out[k] = *texts[k]
	}
	for _, k := range slices.Sorted(maps.Keys(amounts)) {
		n++
		*amounts[k] = money.Int(n)
		out[k] = amounts[k].String()
	}
	return out
}

func TestPackingKey(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]invoice.Packing{
		"99+PL-1+2026-03-02":    {Numero: "PL-1", Factura: "INV-1", ProveedorID: "99", Proveedor: "X"},
		"99+INV-1+2026-03-02":   {Factura: "INV-1", ProveedorID: "99"},
		"X INC+PL-1+2026-03-02": {Numero: "PL-1", Proveedor: "X INC"},
	} {
		p.Fecha = document.NewDate(2026, 3, 2)
		if got := p.Key(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestPackingTableRefusals reaches what a list of this package's own headings
// can have wrong.
func TestPackingTableRefusals(t *testing.T) {
	t.Parallel()
	const list = "lista,fecha,id_proveedor,parte,cantidad,cartones,bultos,peso_neto_kg,peso_bruto_kg\nPL-1,2026-03-05,99,P-1,10,1-2,2,4.4,5\nTOTAL,,,,10,,2,4.4,5\n"
	if p, findings := invoice.ReadPacking(only(t, list), nil); p == nil || p.Cotejo != document.CotejoCompleto {
		t.Fatal(findings)
	}
	for name, c := range map[string]struct{ old, now, code string }{
		"a range beyond any": {"1-2,2", "1-200001,2", "packing_value"},
		"too few cartons":    {"1-2,2", "1-3,2", "packing_value"},
		"negative net":       {"2,4.4,5", "2,-4.4,5", "packing_value"},
		"negative gross":     {"2,4.4,5\nT", "2,4.4,-5\nT", "packing_value"},
		"net over gross":     {"2,4.4,5\nT", "2,5.4,5\nT", "packing_value"},
		"net total":          {"10,,2,4.4,5", "10,,2,4.5,5", "packing_total"},
		"gross total":        {"10,,2,4.4,5", "10,,2,4.4,5.1", "packing_total"},
		"cartons total":      {"10,,2,4.4,5", "10,,3,4.4,5", "packing_total"},
		"pieces total":       {"10,,2,4.4,5", "11,,2,4.4,5", "packing_total"},
		"no number":          {"PL-1,2026", ",2026", "packing_value"},
		"no part":            {"99,P-1", "99,", "packing_value"},
		"words for a figure": {"P-1,10", "P-1,ten", "packing_value"},
	} {
		in := strings.Replace(list, c.old, c.now, 1)
		if in == list {
			t.Errorf("%s changes nothing", name)
		}
		if p, findings := invoice.ReadPacking(only(t, in), nil); p != nil || !findings.Has(c.code) {
			t.Errorf("%s: %+v without %s", name, findings, c.code)
		}
	}
}

// TestTotalRows: a total belongs to the invoice it names or to the last one,
// once, and never comes before its lines.
func TestTotalRows(t *testing.T) {
	t.Parallel()
	const head = "factura,fecha,id_proveedor,moneda,parte,cantidad,precio_unitario,importe\n"
	const a, b = "A-1,2026-03-05,99,USD,P-1,10,2,20\n", "B-1,2026-03-05,99,USD,P-1,10,3,30\n"
	for name, c := range map[string]struct{ rows, code string }{
		"none":              {a + b, ""},
		"of the last":       {a + "TOTAL,,,,,,,20\n", ""},
		"wrong":             {a + "TOTAL,,,,,,,21\n", "invoice_total"},
		"twice":             {a + "TOTAL,,,,,,,20\nTOTAL,,,,,,,20\n", "invoice_value"},
		"before its lines":  {"TOTAL,,,,,,,20\n" + a, "invoice_value"},
		"one for each":      {a + "TOTAL,,,,,,,20\n" + b + "TOTAL,,,,,,,30\n", ""},
		"of the other":      {a + b + "TOTAL,,,,,,,20\n", "invoice_total"},
		"that is no figure": {a + "TOTAL,,,,,,,veinte\n", "invoice_value"},
	} {
		vs, findings := invoice.ReadCSV([]byte(head + c.rows))
		if c.code == "" && (len(vs) == 0 || findings.Blocking()) || c.code != "" && (len(vs) > 0 || !findings.Has(c.code)) {
			t.Errorf("%s: %d invoices, %v; want %q", name, len(vs), findings, c.code)
		}
	}
}

// TestSeveralMapped: a sheet of two invoices has no place for one total.
func TestSeveralMapped(t *testing.T) {
	t.Parallel()
	m, bad := mapping.Read([]byte(strings.Replace(supplier, "columnas:\n", "columnas:\n  factura: [BILL]\n", 1)))
	if m == nil {
		t.Fatal(bad)
	}
	in := "EXAMPLE PARTS INC;;;;;;\nDate;03/04/2026;;;;;\nBILL;ITEM NO;DESCRIPTION;QTY SHIPPED;UM;NET UNIT PRICE;NET AMOUNT\n" +
		"INV-1;P-1;Nut;10;EA;2;20\nINV-2;P-1;Nut;10;EA;3;30\n;;;;;Grand total;50\n"
	if vs, findings := invoice.Read(only(t, in), m); len(vs) > 0 || !findings.Has("invoice_several") {
		t.Errorf("%d invoices: %v", len(vs), findings)
	}
}

// TestWhatAListAddsUpTo: a total that is not written is that of the lines, where
// all of them tell.
func TestWhatAListAddsUpTo(t *testing.T) {
	t.Parallel()
	const head = "factura,parte,cantidad,cartones,bultos,peso_bruto_kg,peso_neto_lb\n"
	for rows, want := range map[string]string{
		"A,P-1,1,1-2,2,10,4\nA,P-2,1,3,1,20,6\n":                  "30 / 10 / 3",
		"A,P-1,1,1-2,2,10,4\nA,P-2,1,3,1,,6\n":                    " / 10 / 3",
		"A,P-1,1,1,1,10,4\nA,P-2,1,1,1,20,6\n":                    "30 / 10 / ", // one carton told twice
		"A,P-1,1,1-10,10,10,4\nA,P-2,1,10,1,20,6\n":               "30 / 10 / ", // one lies with others
		"A,P-1,1,,1,10,4\nA,P-2,1,,1,20,6\n":                      "30 / 10 / ", // perhaps the same one
		"A,P-1,1,1-2,2,10,4\nA,P-2,1,3,,20,6\n":                   "30 / 10 / ",
		"A,P-1,1,1-2,2,10,4\nA,P-2,1,3,1,20,6\nTOTAL,,,,3,30,\n":  "30 / 10 / 3",
		"A,P-1,1,1-2,2,10,4\nA,P-2,1,3,1,,6\nTOTAL,,,,3,10.00,\n": "10 / 10 / 3",
	} {
		p, findings := invoice.ReadPacking(only(t, head+rows), nil)
		if p == nil {
			t.Fatalf("%q: %v", rows, findings)
		}
		w := p.Weight()
		if got := w.BrutoKG.String() + " / " + w.NetoLB.String() + " / " + p.Packages().String(); got != want {
			t.Errorf("%q: %s, want %s", rows, got, want)
		}
	}
	v := &invoice.Invoice{Lineas: []invoice.Linea{{}, {}}}
	v.Lineas[0].BrutoKG, v.Lineas[1].BrutoKG = money.Int(2), money.Int(3)
	if got := v.Weight(); got.BrutoKG.String() != "5" || got.NetoKG.Known() {
		t.Errorf("the invoice weighs %+v", got)
	}
}
