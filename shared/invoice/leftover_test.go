package invoice_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/sheet"
)

// TestLeftOver: a row with an amount among the totals of a mapped invoice that
// no label of the mapping names refuses it at its cell; rows without one, and
// amounts of nothing, do not.
func TestLeftOver(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		row string
		ok  bool
	}{
		"a deposit":                     {";;;;Less deposit;-100,00;;", false},
		"a discount of its own wording": {";;;;Loyalty savings;2,62;;", false},
		"a balance":                     {"Balance;;;;;660,00;;", false},
		"a figure without a word":       {";;;;;100,00;;", false},
		"an advance of nothing":         {";;;;Advance;0,00;;", true},
		"a note":                        {"Thank you;;;;;;;", true},
		"an account, far from them":     {"Account 12345;77;;;;;;", true},
	} {
		for place, text := range map[string]string{
			"below":  strings.Replace(mappedInvoice, "We declare", tt.row+"\nWe declare", 1),
			"inside": strings.Replace(mappedInvoice, ";;;;Freight", tt.row+"\n;;;;Freight", 1),
		} {
			vs, findings := invoice.Read(only(t, text), supplierMapping(t))
			if (len(vs) == 1) != tt.ok || findings.Has("invoice_cargo_ajeno") == tt.ok {
				t.Errorf("%s %s: %+v", name, place, findings)
			}
			for _, f := range findings {
				if f.Code == "invoice_cargo_ajeno" && (f.At.Column != "F" || f.At.Row == 0 || !strings.Contains(f.Message.EN, "its label") || !strings.Contains(f.Message.ES, "su etiqueta")) {
					t.Errorf("%s %s: %+v", name, place, f)
				}
			}
		}
	}
}

// packingTable is a sound packing list with its totals.
var packingTable = [][]string{
	{"lista", "factura", "fecha", "id_proveedor", "cartones", "parte", "descripcion", "cantidad", "unidad", "bultos", "peso_neto_kg", "peso_bruto_kg"},
	{"PL-1", "INV-1", "2026-03-02", "990000001", "1-10", "CON-10", "Conector", "1000", "PZA", "10", "100.5", "110"},
	{"PL-1", "INV-1", "2026-03-02", "990000001", "11", "CAB-20", "Cable", "1500.50", "M", "1", "20", "22.25"},
	{"TOTAL", "", "", "", "", "", "", "2500.50", "", "11", "120.5", "132.25"},
}

func packingCSV(row, column int, value string) string {
	var b strings.Builder
	for i, cells := range packingTable {
		cells = slices.Clone(cells)
		if i == row {
			cells[column] = value
		}
		b.WriteString(strings.Join(cells, ";") + "\n")
	}
	return b.String()
}

// TestEveryPackingColumn: a wrong value of any column of a packing list, or of
// a total of it, refuses the list with its place.
func TestEveryPackingColumn(t *testing.T) {
	t.Parallel()
	if p, findings := invoice.ReadPacking(only(t, packingCSV(0, 0, "lista")), nil); p == nil || len(findings) > 0 || p.Cotejo != document.CotejoCompleto {
		t.Fatalf("%+v %+v", p, findings)
	}
	for _, tt := range []struct {
		row    int
		column string
		values []string
		code   string
	}{
		{1, "cantidad", []string{"", "mil", "0", "-5", "1,000"}, "packing_value"},
		{1, "cantidad", []string{"1001", "100", "1000.01"}, "packing_total"},
		{1, "bultos", []string{"9", "diez"}, "packing_value"},
		{1, "cartones", []string{"10-1", "1-9"}, "packing_value"},
		{1, "peso_neto_kg", []string{"111", "-1", "cien"}, "packing_value"},
		{1, "peso_neto_kg", []string{"100.6", "10.5"}, "packing_total"},
		{1, "peso_bruto_kg", []string{"111", "1100"}, "packing_total"},
		{1, "parte", []string{"1.2E+10"}, "packing_value"},
		{2, "fecha", []string{"2026-03-03", "03/04/2026"}, "packing_value"},
		{2, "lista", []string{"PL-2"}, "packing_value"},
		{2, "factura", []string{"INV-2"}, "packing_value"},
		{2, "id_proveedor", []string{"990000002"}, "packing_value"},
		{3, "cantidad", []string{"2500.51", "250050"}, "packing_total"},
		{3, "bultos", []string{"12"}, "packing_total"},
		{3, "peso_neto_kg", []string{"120.6"}, "packing_total"},
		{3, "peso_bruto_kg", []string{"132.26"}, "packing_total"},
	} {
		at := slices.Index(packingTable[0], tt.column)
		for _, v := range tt.values {
			p, findings := invoice.ReadPacking(only(t, packingCSV(tt.row, at, v)), nil)
			k := slices.IndexFunc(findings, func(f document.Finding) bool { return f.Code == tt.code && f.Severity == document.Error })
			if p != nil || k < 0 {
				t.Errorf("%s of row %d takes %q: %+v", tt.column, tt.row+1, v, findings)
				continue
			}
			f := findings[k]
			if tt.code == "packing_value" && (f.At.Row != tt.row+1 || f.At.Column != sheet.Column(slices.Index(packingTable[0], f.At.Field))) || tt.code == "packing_total" && f.At.List != "PL-1" {
				t.Errorf("%s of %q stands at %+v", tt.column, v, f.At)
			}
			if f.Message.ES == f.Message.EN || f.Message.ES == "" {
				t.Errorf("%s of %q says %+v", tt.column, v, f.Message)
			}
		}
	}
}
