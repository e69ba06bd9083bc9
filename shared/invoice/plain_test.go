package invoice_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/sheet"
)

const plainHead = "factura;fecha;id_proveedor;moneda;parte;cantidad;precio_unitario;importe\n"

// table is one invoice whose lines are given from the part on.
func table(head string, lines ...string) []byte {
	return []byte(head + "INV-1;2026-03-02;990000001;USD;" + strings.Join(lines, "\nINV-1;2026-03-02;990000001;USD;") + "\n")
}

// TestPointOfThousands: 1.250 in a text is refused until another figure of the
// table tells what its point is.
func TestPointOfThousands(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		lines   []string
		refused bool
	}{
		"all three digits":      {[]string{"A;1.250;2.000;2.500"}, true},
		"one figure":            {[]string{"A;1.250;2;2.500", "B;10;1;10"}, true},
		"with a sign of pesos":  {[]string{"A;10;$1.250;12.500"}, true},
		"two decimals":          {[]string{"A;1.250;2.00;2.500"}, false},
		"two decimals, later":   {[]string{"A;1.250;2.000;2.500", "B;10;0.25;2.500"}, false},
		"begins with zero":      {[]string{"A;1.250;0.125;0.156"}, false},
		"four digits before":    {[]string{"A;1250.000;1.000;1250.000"}, false},
		"comma of thousands":    {[]string{"A;1,250.000;1.000;1,250.000"}, false},
		"no points":             {[]string{"A;1250;2;2500"}, false},
		"a part with one point": {[]string{"1.250;1250;2;2500"}, false},
	} {
		vs, findings := invoice.ReadCSV(table(plainHead, tc.lines...))
		if findings.Has("invoice_decimal") != tc.refused || (len(vs) == 0) != tc.refused {
			t.Errorf("%s: %d invoices %+v", name, len(vs), findings)
			continue
		}
		if i := slices.IndexFunc(findings, func(f document.Finding) bool { return f.Code == "invoice_decimal" }); i >= 0 {
			if m := findings[i].Message; !strings.Contains(m.ES, "1.250") || !strings.Contains(m.EN, "decimal:") {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}

// TestStoredNumbersSettleNothing: a stored 0.25 is always written with a
// point, whatever the texts beside it use; figures all stored are in no doubt.
func TestStoredNumbersSettleNothing(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		quantity sheet.Kind
		refused  bool
	}{"a text": {sheet.Text, true}, "all stored": {sheet.Number, false}} {
		s := &sheet.Sheet{Name: "F"}
		for i, line := range strings.Split(plainHead+"INV-1;2026-03-02;990000001;USD;A;1.250;0.4;0.5", "\n") {
			row := sheet.Row{Number: i + 1}
			for j, text := range strings.Split(strings.TrimSpace(line), ";") {
				c := sheet.Cell{Text: text}
				if i > 0 && j == 5 {
					c.Kind = tc.quantity
				}
				if i > 0 && j > 5 {
					c.Kind = sheet.Number
				}
				row.Cells = append(row.Cells, c)
			}
			s.Rows = append(s.Rows, row)
		}
		if _, findings := invoice.Read(s, nil); findings.Has("invoice_decimal") != tc.refused {
			t.Errorf("%s: %+v", name, findings)
		}
	}
}

func TestPackingPointOfThousands(t *testing.T) {
	t.Parallel()
	for quantity, refused := range map[string]bool{"1.250": true, "1.25": false, "1250": false} {
		book, _ := sheet.Read([]byte("lista;parte;cantidad;bultos;peso_neto_kg\nPL-1;A;" + quantity + ";1;2\n"))
		if _, findings := invoice.ReadPacking(&book.Sheets[0], nil); findings.Has("packing_decimal") != refused {
			t.Errorf("%s: %+v", quantity, findings)
		}
	}
}

// TestItem: a column "Item" that counts 1, 2, 3 numbers the lines.
func TestItem(t *testing.T) {
	t.Parallel()
	const head = "factura;fecha;id_proveedor;moneda;Item;descripcion;cantidad;precio_unitario;importe;Part Number\n"
	for name, tc := range map[string]struct {
		head  string
		lines []string
		want  []string // parts; nil: refused
	}{
		"numbers":             {strings.Replace(head, ";Part Number", "", 1), []string{"1;Conector;1;2;2", "2;Cable;1;3;3"}, []string{"", ""}},
		"parts":               {strings.Replace(head, ";Part Number", "", 1), []string{"CON-10;Conector;1;2;2", "2;Cable;1;3;3"}, []string{"CON-10", "2"}},
		"out of order":        {strings.Replace(head, ";Part Number", "", 1), []string{"2;Conector;1;2;2", "1;Cable;1;3;3"}, []string{"2", "1"}},
		"with a total":        {strings.Replace(head, ";Part Number", "", 1), []string{"1;Conector;1;2;2", "TOTAL;;1;;2"}, []string{""}},
		"beside a part":       {head, []string{"1;Conector;1;2;2;P-1", "2;Cable;1;3;3;P-2"}, []string{"P-1", "P-2"}},
		"parts beside a part": {head, []string{"X;Conector;1;2;2;P-1"}, nil},
	} {
		vs, findings := invoice.ReadCSV(table(tc.head, tc.lines...))
		var got []string
		for _, v := range vs {
			for i := range v.Lineas {
				got = append(got, v.Lineas[i].Parte)
			}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s %+v", name, diff, findings)
		}
	}
}

// TestItemOfTwoInvoices: the numbers begin again with each invoice, and only there.
func TestItemOfTwoInvoices(t *testing.T) {
	t.Parallel()
	const head = "factura;fecha;id_proveedor;moneda;Item;descripcion;cantidad;precio_unitario;importe\n"
	const row = ";2026-03-02;990000001;USD;1;Conector;1;2;2\n"
	for second, want := range map[string]string{"INV-2": "", "INV-1": "1"} {
		vs, findings := invoice.ReadCSV([]byte(head + "INV-1" + row + second + row))
		if len(vs) == 0 || vs[0].Lineas[0].Parte != want {
			t.Errorf("%s: %+v %+v", second, vs, findings)
		}
	}
}

// TestForeignTariff: the tariff code of another country is no fracción.
func TestForeignTariff(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]string{
		"HTS": "", "HTS Code": "", "fraccion arancelaria": "85366940", "Tariff Fraction MX": "85366940", "HTS MX": "85366940",
	} {
		head := strings.Replace(plainHead, "parte;", "parte;"+heading+";", 1)
		vs, findings := invoice.ReadCSV(table(head, "A;8536.69.40;1;2;2"))
		if len(vs) != 1 || vs[0].Lineas[0].Fraccion != want {
			t.Errorf("%s: %+v %+v", heading, vs, findings)
		}
	}
}

// TestDigits: no digit of an amount may be another: a line is its quantity and
// price to the last decimal written, and only totals make up for a rounded
// price; each refusal has a code of its own.
func TestDigits(t *testing.T) {
	t.Parallel()
	const totalled = "\nTOTAL;;;;;%Q;;%A"
	for name, tc := range map[string]struct {
		line  string // quantity; price; amount
		total string // quantity and amount of a total row
		code  string // of the refusal, if one is due
	}{
		"exact":                              {"1000;0.25;250.00", "", ""},
		"exact, as a workbook stores it":     {"1000;0.25;250", "", ""},
		"rounded to a cent":                  {"1500.50;0.3333;500.12", "", ""},
		"a cent off":                         {"1500.50;0.3333;500.11", "", "invoice_price"},
		"four decimals":                      {"1500.50;0.3333;500.1167", "", ""},
		"the fourth decimal off":             {"1500.50;0.3333;500.1169", "", "invoice_price"},
		"the third decimal off":              {"1000;0.25;250.001", "", "invoice_price"},
		"four pieces more":                   {"1004;0.25;250.00", "", "invoice_price"},
		"an amount 0.4 % off":                {"1000000;0.25;251000.00", "", "invoice_price"},
		"a rounded price alone":              {"3000;0.33;1000.00", "", "invoice_price"},
		"a rounded price with both totals":   {"3000;0.33;1000.00", "3000;1000.00", ""},
		"a rounded price, amounts only":      {"3000;0.33;1000.00", ";1000.00", "invoice_price"},
		"beyond the rounding, with totals":   {"3000;0.33;1010.00", "3000;1010.00", "invoice_line"},
		"a rounded price, another quantity":  {"3000;0.33;1000.00", "3001;1000.00", "invoice_units"},
		"a rounded price, another total":     {"3000;0.33;1000.00", "3000;1000.01", "invoice_total"},
		"a price without decimals":           {"1000;2;2400.00", "1000;2400.00", "invoice_line"},
		"a total a cent off":                 {"1000;0.25;250.00", ";250.01", "invoice_total"},
		"a total rounded to cents":           {"1500.50;0.3333;500.1167", ";500.12", ""},
		"a total of units, last decimal off": {"1500.50;0.3333;500.12", "1500.51;500.12", "invoice_units"},
	} {
		in := string(table(plainHead, "A;"+tc.line))
		if tc.total != "" {
			q, a, _ := strings.Cut(tc.total, ";")
			in = strings.TrimSuffix(in, "\n") + strings.NewReplacer("%Q", q, "%A", a).Replace(totalled) + "\n"
		}
		if vs, findings := invoice.ReadCSV([]byte(in)); (len(vs) == 1) != (tc.code == "") || findings.Blocking() != (tc.code != "") || tc.code != "" && !findings.Has(tc.code) {
			t.Errorf("%s: %d invoices %+v", name, len(vs), findings)
		}
	}
}

// TestStrangers: a value without a heading and a column of charges nobody
// understands refuse the file; other columns are named.
func TestStrangers(t *testing.T) {
	t.Parallel()
	row := func(head, cells string) string {
		return strings.TrimSuffix(plainHead, "\n") + head + "\nINV-1;2026-03-02;990000001;USD;A;10;2;20" + cells + "\n"
	}
	for name, tc := range map[string]struct {
		in, code, column string
		blocks           bool
	}{
		"beyond the headings":     {row("", ";x"), "invoice_sin_encabezado", "I", true},
		"under an empty heading":  {row(";;notas", ";x;y"), "invoice_sin_encabezado", "I", true},
		"a discount":              {row(";Descuento", ";2.00"), "invoice_cargo_ajeno", "I", true},
		"a deposit in words":      {row(";Less deposit", ";2.00 USD"), "invoice_cargo_ajeno", "I", true},
		"a discount of nothing":   {row(";Descuento", ";0.00"), "invoice_column_unused", "I", false},
		"a tax id":                {row(";tax number", ";99"), "invoice_column_unused", "I", false},
		"terms of freight":        {row(";freight terms", ";PREPAID"), "invoice_column_unused", "I", false},
		"a note":                  {row(";notas", ";x"), "invoice_column_unused", "I", false},
		"nothing beyond them all": {row(";;", ";;"), "", "", false},
	} {
		vs, findings := invoice.ReadCSV([]byte(tc.in))
		if findings.Blocking() != tc.blocks || (len(vs) == 0) != tc.blocks {
			t.Errorf("%s: %+v", name, findings)
		}
		if tc.code == "" && len(findings) > 0 || tc.code != "" && (!slices.ContainsFunc(findings, func(f document.Finding) bool { return f.Code == tc.code && f.At.Column == tc.column })) {
			t.Errorf("%s: %+v", name, findings)
		}
	}
}

// TestTariffOfOthers: the tariff code of another country is no Mexican
// fracción, under whatever heading.
func TestTariffOfOthers(t *testing.T) {
	t.Parallel()
	for _, heading := range []string{"hts", "HTS code", "hs_code", "tariff", "Schedule B"} {
		in := strings.Replace(plainHead, "parte", "parte;"+heading, 1) + "INV-1;2026-03-02;990000001;USD;A;8536.69.40;10;2;20\n"
		vs, findings := invoice.ReadCSV([]byte(in))
		if len(vs) != 1 || vs[0].Lineas[0].Fraccion != "" || vs[0].Lineas[0].HTS != "85366940" {
			t.Errorf("%s: %+v %+v", heading, vs, findings)
		}
	}
}

// TestHeldToTables: a currency that does not exist, a date of another century
// and a part that a spreadsheet spoilt are refused at their column.
func TestHeldToTables(t *testing.T) {
	t.Parallel()
	sound := string(table(plainHead, "A;10;2;20"))
	for _, tc := range []struct{ from, to, field string }{
		{";USD;", ";USA;", "moneda"},
		{";USD;", ";RMB;", "moneda"},
		{"2026-03-02", "1026-03-02", "fecha"},
		{"2026-03-02", "2206-03-02", "fecha"},
		{";A;", ";1.2E+10;", "parte"},
		{"990000001", "9.9E+08", "id_proveedor"},
		{"INV-1", "1E+10", "factura"},
	} {
		vs, findings := invoice.ReadCSV([]byte(strings.Replace(sound, tc.from, tc.to, 1)))
		if len(vs) != 0 || len(findings) == 0 || findings[0].At.Field != tc.field || findings[0].At.Row != 2 {
			t.Errorf("%s for %s: %+v", tc.to, tc.from, findings)
		}
	}
	for _, part := range []string{"E10", "1E5", "12E+10A", "8E-B"} {
		if vs, findings := invoice.ReadCSV([]byte(strings.Replace(sound, ";A;", ";"+part+";", 1))); len(vs) != 1 || vs[0].Lineas[0].Parte != part {
			t.Errorf("%s: %+v", part, findings)
		}
	}
}
