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
