package invoice_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/sheet"
)

// columns of a sound invoice of two lines with its total, cell by cell.
var soundTable = [][]string{
	{"factura", "fecha", "id_proveedor", "proveedor", "moneda", "incoterm", "pedimento", "cove", "parte", "descripcion", "fraccion", "cantidad", "unidad", "precio_unitario", "importe", "origen", "hts"},
	{"INV-1", "2026-03-02", "990000001", "EXAMPLE PARTS INC", "USD", "FCA", "262432106000123", "COVE26AB12CD3", "CON-10", "Conector", "85366999", "1000", "PZA", "0.25", "250.00", "USA", "8536694040"},
	{"INV-1", "2026-03-02", "990000001", "EXAMPLE PARTS INC", "USD", "FCA", "262432106000123", "COVE26AB12CD3", "CAB-20", "Cable", "85444299", "1500.50", "M", "0.3333", "500.12", "MEX", "85444290"},
	{"TOTAL", "", "", "", "", "", "", "", "", "", "", "2500.50", "", "", "750.12", "", ""},
}

// csvOf writes the sound table with one cell changed.
func csvOf(row, column int, value string) []byte {
	var b strings.Builder
	for i, cells := range soundTable {
		for k, c := range cells {
			if i == row && k == column {
				c = value
			}
			if k > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// told is what was read of a column in a line, as text.
func told(v *invoice.Invoice, line int, column string) string {
	l := &v.Lineas[line]
	switch column {
	case "factura":
		return v.Numero
	case "fecha":
		return v.Fecha.String()
	case "id_proveedor":
		return v.ProveedorID
	case "proveedor":
		return v.Proveedor
	case "moneda":
		return v.Moneda
	case "incoterm":
		return v.Incoterm
	case "pedimento":
		return v.Pedimento
	case "cove":
		return v.COVE
	case "parte":
		return l.Parte
	case "descripcion":
		return l.Descripcion
	case "fraccion":
		return l.Fraccion
	case "cantidad":
		return l.Cantidad.String()
	case "unidad":
		return l.Unidad
	case "precio_unitario":
		return l.PrecioUnitario.String()
	case "importe":
		return l.Importe.String()
	case "origen":
		return l.Origen
	case "hts":
		return l.HTS
	}
	return "no such column"
}

// TestEveryInvoiceColumn: a wrong value of a column is refused at its row and
// column, with the value and what was expected in both languages.
func TestEveryInvoiceColumn(t *testing.T) {
	t.Parallel()
	for column, values := range map[string][]string{
		"factura": {"", "1E+10"}, "fecha": {"", "03/04/2026", "2026-02-30", "1026-03-02", "ayer"}, "id_proveedor": {"", "9.9E+08"},
		"moneda": {"", "USA", "dolares", "US$"}, "incoterm": {"FC", "F.C.A.", "FCA LAREDO"}, "pedimento": {"26243210600012", "3210 6000123"},
		"cove": {"COVE26", "26AB12CD3"}, "parte": {"1.2E+10"}, "fraccion": {"8536699", "853669999", "8536.69.9A"},
		"cantidad": {"", "mil", "1,000", "0", "-1000", "1001", "100", "1000 PZA"}, "precio_unitario": {"", "0.26", "0.52", "cuarto", "0,25", "25"},
		"importe": {"", "250.01", "259.00", "205.00", "-250.00", "doscientos"},
	} {
		at := slices.Index(soundTable[0], column)
		for _, v := range values {
			vs, findings := invoice.ReadCSV(csvOf(1, at, v))
			k := slices.IndexFunc(findings, func(f document.Finding) bool {
				return f.Severity == document.Error && (f.At.Row == 2 || f.At.Invoice == "INV-1")
			})
			if len(vs) != 0 || k < 0 {
				t.Errorf("%s takes %q: %+v", column, v, findings)
				continue
			}
			f := findings[k]
			if f.At.Invoice != "" { // what rounding explains, its total does not
				continue
			}
			figures := []string{"cantidad", "precio_unitario", "importe"} // their product stands at the amount
			if f.At.Field != column && (!slices.Contains(figures, column) || f.At.Field != "importe") || f.At.Column != sheet.Column(slices.Index(soundTable[0], f.At.Field)) {
				t.Errorf("%s of %q stands at %+v", column, v, f.At)
			}
			if f.Message.ES == f.Message.EN || !strings.Contains(f.Message.ES, "se espera") || !strings.Contains(f.Message.EN, "expected") ||
				f.At.Field == column && !strings.Contains(strings.ToLower(f.Message.ES), strings.ToLower(v)) {
				t.Errorf("%s of %q says %+v", column, v, f.Message)
			}
		}
	}
}

// TestAnyInvoiceCell: whatever is written in one cell of a sound table with
// totals, the file is refused or the cell reads as it was written.
func TestAnyInvoiceCell(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		row := rapid.IntRange(1, 2).Draw(rt, "row")
		column := rapid.IntRange(0, len(soundTable[0])-1).Draw(rt, "column")
		was := soundTable[row][column]
		value := rapid.OneOf(
			rapid.StringMatching(`[0-9]{1,8}([.,][0-9]{1,4})?`), rapid.StringMatching(`[A-Za-z0-9 .,;:/+"'#-]{0,14}`),
			rapid.SampledFrom([]string{"", was + "0", was + " ", "\n", was + "\n1", was + ",", "TOTAL", "=1+1", "-" + was, "\u200b", "x\u200by"}),
			rapid.Custom(func(t *rapid.T) string { // one sign of the cell changed
				r := []rune(was)
				r[rapid.IntRange(0, len(r)-1).Draw(t, "at")] = rapid.RuneFrom([]rune("0123456789ABZ.,- ")).Draw(t, "sign")
				return string(r)
			}),
		).Draw(rt, "value")
		vs, findings := invoice.ReadCSV(csvOf(row, column, value))
		if len(vs) == 0 {
			if !findings.Blocking() {
				rt.Fatalf("refused without a reason: %+v", findings)
			}
			return
		}
		name := soundTable[0][column]
		if len(vs) != 1 || len(vs[0].Lineas) != 2 {
			rt.Fatalf("%s of %q makes %d invoices: %+v", name, value, len(vs), vs)
		}
		if got := told(&vs[0], row-1, name); plainly(name, got) != plainly(name, value) {
			rt.Fatalf("%s of %q reads as %q", name, value, got)
		}
		for i := 1; i <= 2; i++ { // and no other cell reads otherwise
			for k, c := range soundTable[i] {
				if got := told(&vs[0], i-1, soundTable[0][k]); (i != row || k != column) && plainly(soundTable[0][k], got) != plainly(soundTable[0][k], c) {
					rt.Fatalf("%s of %q makes %s of row %d %q", name, value, soundTable[0][k], i, got)
				}
			}
		}
	})
}

// plainly drops what a form of writing adds: zeros after a point in a figure,
// the order of a date, the signs between the digits of a key.
func plainly(column, s string) string {
	s = strings.Trim(s, " \t\r\n\u200b")
	switch column {
	case "cantidad", "precio_unitario", "importe":
		if a, ok := sheet.Figure(s); ok {
			return a.String()
		}
	case "fecha":
		if d, ok := sheet.Day(s); ok {
			return d.String()
		}
	case "fraccion", "hts":
		return strings.NewReplacer(".", "", " ", "").Replace(s)
	case "pedimento":
		return strings.NewReplacer(" ", "", "-", "").Replace(s)
	case "moneda", "incoterm", "cove", "origen":
		return strings.ToUpper(s)
	}
	return s
}
