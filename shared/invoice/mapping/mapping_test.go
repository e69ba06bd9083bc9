package mapping_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
)

const whole = `proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
reconoce: [EXAMPLE PARTS INC, ITEM NO]
columnas:
  parte: [ITEM NO, "Item #"]
  cantidad: [QTY SHIPPED]
  precio_unitario: [NET UNIT PRICE]
  importe: [NET AMOUNT]
etiquetas:
  factura: [Invoice No]
  fecha: [Invoice Date]
unidades: {EA: "6", CS: "20", KG: "01"}
fecha: MM/DD/AAAA
decimal: .
moneda: USD
vigente_desde: 2026-01-01
`

func read(t *testing.T, text string) *mapping.Mapping {
	t.Helper()
	m, findings := mapping.Read([]byte(text))
	if m == nil || len(findings) > 0 {
		t.Fatal(findings)
	}
	return m
}

func TestRead(t *testing.T) {
	t.Parallel()
	m := read(t, whole)
	want := &mapping.Mapping{
		Proveedor: mapping.Proveedor{ID: "990000001", Nombre: "EXAMPLE PARTS INC"},
		Reconoce:  []string{"EXAMPLE PARTS INC", "ITEM NO"},
		Columnas: map[mapping.Field][]string{
			mapping.Parte: {"ITEM NO", "Item #"}, mapping.Cantidad: {"QTY SHIPPED"},
			mapping.Precio: {"NET UNIT PRICE"}, mapping.Importe: {"NET AMOUNT"},
		},
		Etiquetas: map[mapping.Field][]string{mapping.Factura: {"Invoice No"}, mapping.Fecha: {"Invoice Date"}},
		Unidades:  map[string]string{"EA": "6", "CS": "20", "KG": "1"},
		Fecha:     "MM/DD/AAAA", Decimal: ".", Moneda: "USD", Since: "2026-01-01",
	}
	if d := cmp.Diff(want, m); d != "" {
		t.Error(d)
	}
	if !mapping.Sniff([]byte(whole)) || mapping.Sniff([]byte("rfc: X\nprograma: Y\n")) {
		t.Error("Sniff mistakes a mapping")
	}
	if m.Key() != "990000001" {
		t.Errorf("key %q", m.Key())
	}
}

// TestRefuses: a misspelled field never counts as absent, and its line is
// named.
func TestRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ from, to, code, where string }{
		"an unknown key":            {"moneda: USD", "divisa: USD", "mapping_yaml", "línea 14"},
		"an unknown column":         {"  cantidad:", "  cantidat:", "mapping_field", "línea 5"},
		"an unknown label":          {"  factura:", "  invoice:", "mapping_field", "línea 9"},
		"a line field as label":     {"  factura:", "  parte:", "mapping_field", "línea 9"},
		"a heading of two fields":   {"[NET AMOUNT]", "[item  no]", "mapping_value", ""},
		"an empty heading":          {"[NET AMOUNT]", `["--"]`, "mapping_value", "línea 7"},
		"a unit that is none":       {`CS: "20"`, `CS: "99"`, "mapping_value", "línea 11"},
		"a unit twice":              {`CS: "20"`, `"ea ": "20"`, "mapping_value", "línea 11"},
		"a date order that is none": {"MM/DD/AAAA", "como venga", "mapping_value", "línea 12"},
		"an order nobody uses":      {"MM/DD/AAAA", "DD/AAAA/MM", "mapping_value", "línea 12"},
		"a decimal sign":            {"decimal: .", "decimal: ;", "mapping_value", "línea 13"},
		"a currency":                {"moneda: USD", "moneda: dólares", "mapping_value", "línea 14"},
		"no such currency":          {"moneda: USD", "moneda: USA", "mapping_value", "línea 14"},
		"no date":                   {"vigente_desde: 2026-01-01", "", "mapping_value", ""},
		"a date that is none":       {"2026-01-01", "01/01/2026", "mapping_value", "línea 15"},
		"nothing to recognise":      {"[EXAMPLE PARTS INC, ITEM NO]", "[]", "mapping_value", "línea 2"},
		"blanks to recognise":       {"[EXAMPLE PARTS INC, ITEM NO]", `["."]`, "mapping_value", "línea 2"},
		"no supplier":               {`{id: "990000001", nombre: EXAMPLE PARTS INC}`, "{}", "mapping_value", "línea 1"},
		"an anchor":                 {"[NET AMOUNT]", "&a [NET AMOUNT]", "mapping_yaml", "línea 7"},
		"two documents":             {"vigente_desde: 2026-01-01", "vigente_desde: 2026-01-01\n---\nmoneda: MXN", "mapping_yaml", ""},
		"broken YAML":               {"reconoce: [", "reconoce: [[", "mapping_yaml", ""},
		"a key twice":               {"moneda: USD", "moneda: USD\nmoneda: MXN", "mapping_yaml", "línea 15"},
		"too large":                 {"moneda: USD", strings.Repeat("#", mapping.MaxBytes), "mapping_too_large", ""},
		"too many texts":            {"[NET AMOUNT]", "[" + strings.Repeat("a b, ", 600) + "z]", "mapping_value", ""},
	} {
		text := strings.Replace(whole, tt.from, tt.to, 1)
		if text == whole {
			t.Fatalf("%s changes nothing", name)
		}
		m, findings := mapping.Read([]byte(text))
		if m != nil || !findings.Has(tt.code) || !findings.Blocking() {
			t.Errorf("%s: %v, %.300v; want %s", name, m, findings, tt.code)
			continue
		}
		if tt.where != "" && findings[0].Where != tt.where {
			t.Errorf("%s: at %q, want %s: %v", name, findings[0].Where, tt.where, findings)
		}
	}
	if m, findings := mapping.Read(nil); m != nil || !findings.Blocking() {
		t.Errorf("nothing reads as %+v", m)
	}
}

func TestApplies(t *testing.T) {
	t.Parallel()
	m := read(t, whole)
	for text, want := range map[string]bool{
		"INVOICE\nExample  Parts, Inc.\nItem No | Qty": true,
		"EXAMPLE PARTS INC":                            false,
		"EXAMPLE PARTS INCORPORATED ITEM NO":           false,
		"ITEM NOTE of EXAMPLE PARTS INC":               false,
		"":                                             false,
	} {
		if m.Applies(text) != want {
			t.Errorf("%q applies: %v", text, !want)
		}
	}
	if (&mapping.Mapping{}).Applies("anything") {
		t.Error("a mapping of nothing applies")
	}
	other := read(t, strings.Replace(strings.Replace(whole, "990000001", "990000002", 1), "[EXAMPLE PARTS INC, ITEM NO]", "[ITEM NO]", 1))
	set := mapping.Set{m, other}
	if c, several := set.Choose("item no"); c != other || several != nil {
		t.Errorf("chose %v, %v", c, several)
	}
	if c, several := set.Choose("Example Parts Inc, item no"); c != nil || len(several) != 2 {
		t.Errorf("two mappings apply, chose %v, %v", c, several)
	}
	if c, several := (mapping.Set{}).Choose("x"); c != nil || several != nil {
		t.Errorf("no mapping, chose %v, %v", c, several)
	}
	if c, several := set.Choose("x"); c != nil || several != nil {
		t.Errorf("none applies, chose %v, %v", c, several)
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	m := read(t, whole)
	for text, want := range map[string]mapping.Field{
		"item no.": mapping.Parte, "ITEM #": mapping.Parte, "Qty\nshipped": mapping.Cantidad, "QTY": "", "": "", "Invoice No": "",
	} {
		if f, ok := m.Column(text); f != want || ok != (want != "") {
			t.Errorf("column %q is %q", text, f)
		}
	}
	for text, want := range map[string]mapping.Field{"Invoice No.:": mapping.Factura, "invoice date": mapping.Fecha, "item no": ""} {
		if f, ok := m.Label(text); f != want || ok != (want != "") {
			t.Errorf("label %q is %q", text, f)
		}
	}
	if d := cmp.Diff([]string{"Invoice No"}, m.Labels(mapping.Factura)); d != "" {
		t.Error(d)
	}
	for text, want := range map[string]string{"ea": "6", "CS": "20", "kg": "1", "LB": "LB", "": ""} {
		if u, _ := m.Unit(text); u != want {
			t.Errorf("unit %q is %q, want %q", text, u, want)
		}
	}
	seen := map[mapping.Field]bool{}
	for _, f := range mapping.Fields() {
		if seen[f.Name] || f.Meaning.ES == "" || f.Meaning.EN == "" {
			t.Errorf("field %+v is twice or has no meaning", f)
		}
		seen[f.Name] = true
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ decimal, in, want string }{
		{".", "1,234.50", "1234.50"},
		{".", "1,234", "1234"},
		{".", "1234", "1234"},
		{".", "$ 0.25", "0.25"},
		{".", "USD 1,000,000.00", "1000000.00"},
		{".", "12.5 USD", "12.5"},
		{".", "-3.50", "-3.50"},
		{".", ".5", "0.5"},
		{".", "1.234,50", ""},
		{".", "12,34", ""},
		{".", "1,2345", ""},
		{".", "1 234", ""},
		{".", "", ""},
		{".", "-", ""},
		{".", "12a", ""},
		{".", "(3.50)", ""},
		{".", "1e5", ""},
		{".", "$", ""},
		{".", ".", ""},
		{".", "EUR 5", ""},
		{",", "1.234,50", "1234.50"},
		{",", "1.234", "1234"},
		{",", "1 234,5", "1234.5"},
		{",", "0,25 €", "0.25"},
		{",", "1\u00a0234,5", "1234.5"},
		{",", "1,234.50", ""},
		{",", "12.34", ""},
		{"", "1,234", ""},
		{"", "1,234.5", "1234.5"},
		{"", "1,234,567", "1234567"},
		{"", "1234", "1234"},
	} {
		m := &mapping.Mapping{Decimal: tt.decimal, Moneda: "USD"}
		a, ok := m.Number(tt.in)
		if ok != (tt.want != "") || ok && a.Written() != tt.want {
			t.Errorf("%q with decimal %q is %s, %v; want %q", tt.in, tt.decimal, a.Written(), ok, tt.want)
		}
	}
}

func TestDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ layout, in, want string }{
		{"MM/DD/AAAA", "03/04/2026", "2026-03-04"},
		{"DD/MM/AAAA", "03/04/2026", "2026-04-03"},
		{"M/D/YYYY", "3/4/2026", "2026-03-04"},
		{"DD-MM-AA", "03-04-26", "2026-04-03"},
		{"DD.MM.YYYY", "03.04.2026", "2026-04-03"},
		{"DD-MMM-AAAA", "03-ABR-2026", "2026-04-03"},
		{"DD MMM AAAA", "3 de abril de 2026", "2026-04-03"},
		{"MMM DD, AAAA", "Apr. 3, 2026", "2026-04-03"},
		{"MMM DD, AAAA", "April 3, 2026", "2026-04-03"},
		{"AAAA/MM/DD", "2026/04/03", "2026-04-03"},
		{"MM/DD/AAAA", "2026-04-03", "2026-04-03"},
		{"", "2026-04-03", "2026-04-03"},
		{"MM/DD/AAAA", "03/04/2026 10:20:30", "2026-03-04"},
		{"MM/DD/AAAA", "03/04/2026 10:20 PM", "2026-03-04"},
		{"MM/DD/AAAA", "13/04/2026", ""},
		{"DD/MM/AAAA", "04/13/2026", ""},
		{"DD/MM/AAAA", "03/04/26", ""},
		{"DD-MM-AA", "03-04-2026", "2026-04-03"},
		{"DD-MM-AA", "03-04-026", ""},
		{"", "03/04/2026", ""},
		{"DD/MM/AAAA", "", ""},
		{"DD/MM/AAAA", "30/02/2026", ""},
		{"DD MMM AAAA", "3 xxx 2026", ""},
		{"DD MMM AAAA", "3 ab 2026", ""},
		{"DD/MM/AAAA", "0003/04/2026", ""},
	} {
		m := &mapping.Mapping{Fecha: tt.layout}
		d, ok := m.Date(tt.in)
		if ok != (tt.want != "") || ok && d.String() != tt.want {
			t.Errorf("%q as %q is %s, %v; want %q", tt.in, tt.layout, d, ok, tt.want)
		}
	}
}

func TestNewer(t *testing.T) {
	t.Parallel()
	a, b := &mapping.Mapping{Since: "2026-01-01"}, &mapping.Mapping{Since: "2026-02-01"}
	if mapping.Newer(a, b, "0", "1") || !mapping.Newer(b, a, "1", "0") || !mapping.Newer(a, a, "0", "1") || mapping.Newer(a, a, "1", "0") {
		t.Error("the order of arrival decides")
	}
}

func TestViewAndName(t *testing.T) {
	t.Parallel()
	m := read(t, whole)
	if s := m.Summary(); !strings.Contains(s.ES, "EXAMPLE PARTS INC") || !strings.Contains(s.EN, "2026-01-01") {
		t.Errorf("summary %v", s)
	}
	v, ok := m.View(document.English).(mapping.View)
	if !ok || v.Unidades["CS"].Clave != "20" || v.Columnas[mapping.Parte][1] != "Item #" {
		t.Errorf("view %+v", v)
	}
	nameless := &mapping.Mapping{Proveedor: mapping.Proveedor{Nombre: "Compañía  Ejemplo"}}
	if nameless.Key() != "compania_ejemplo" {
		t.Errorf("key %q", nameless.Key())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("proveedor: &a [*a]\n"))
	f.Add([]byte("a: &a {x: 1}\nb: {<<: *a}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, findings := mapping.Read(b)
		if (m == nil) != findings.Blocking() {
			t.Fatalf("%+v with %v", m, findings)
		}
		if m != nil && m.Key() == "" {
			t.Fatalf("a supplier without a key: %+v", m)
		}
	})
}

func FuzzValues(f *testing.F) {
	f.Add(".", "1,234.50", "DD/MM/AAAA", "03/04/2026")
	f.Add(",", "1.234,50", "MMM DD, AAAA", "Apr 3, 2026")
	f.Fuzz(func(_ *testing.T, decimal, number, layout, date string) {
		m := &mapping.Mapping{Decimal: decimal, Fecha: layout}
		m.Number(number)
		m.Date(date)
	})
}
