package prints_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/synth/prints"
)

func TestCanon(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind, text, want string
	}{
		{"amount", "1,234.500", "1234.5"},
		{"amount", "$ 2,656", "2656"},
		{"amount", "0.00000", "0"},
		{"amount", ".500", "0.5"},
		{"amount", "007", "7"},
		{"amount", "0", "0"},
		{"amount", "1.2.3", ""},
		{"amount", "12A", ""},
		{"date", "05/11/2026", "2026-11-05"},
		{"date", "29-02-2024", "2024-02-29"},
		{"date", "29/02/2023", ""},
		{"date", "31/04/2026", ""},
		{"date", "01/13/2026", ""},
		{"date", "1/1/2026", ""},
		{"unit", "06", "6"},
		{"unit", "KG", "KG"},
		{"seq", "001", "1"},
		{"tax", "IGI/IGE", "IGI"},
		{"tax", "23 IVA/PRV", "IVA/PRV"},
		{"tax", "15 PRV", "PRV"},
		{"tax", "IVA PRV", "IVA/PRV"},
		{"number", "26 24 3210 6000123", "262432106000123"},
		{"join", "ABC-1 2", "ABC-12"},
		{"code", "0324 53M9", "032453M9"},
		{"text", "  A   B ", "A B"},
	} {
		if got := prints.Canon(tt.kind, tt.text); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.kind, tt.text, got, tt.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ got, want string }{
		{prints.Decimal(-5, 2), "-0.05"},
		{prints.Decimal(123456, 3), "123.456"},
		{prints.Decimal(7, 0), "7"},
		{prints.Decimal(500, 2), "5.00"},
		{prints.Grouped("1234567.50"), "1,234,567.50"},
		{prints.Grouped("-1234"), "-1,234"},
		{prints.Grouped("999"), "999"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
	for _, tt := range []struct{ a, b, c, want int64 }{{10, 1, 3, 3}, {5, 1, 2, 3}, {900_000, 100_000, 1000, 90_000_000}, {3_000_000_000, 5_000_000_000, 5_000_000_000, 3_000_000_000}, {1, 1, 0, 0}} {
		if got := prints.Ratio(tt.a, tt.b, tt.c); got != tt.want {
			t.Errorf("%d×%d÷%d = %d, want %d", tt.a, tt.b, tt.c, got, tt.want)
		}
	}
}

// page is a small pedimento said by marks; a test breaks one thing of it.
func page(change map[string]string) []prints.Printed {
	values := []prints.Printed{
		{Path: "number", Kind: "number", Text: "26 24 3210 6000123"},
		{Path: "operacion", Kind: "text", Text: "IMP"},
		{Path: "aduana", Kind: "text", Text: "240"},
		{Path: "tipo_cambio", Kind: "amount", Text: "20.00000"},
		{Path: "valor_dolares", Kind: "amount", Text: "55.00"},
		{Path: "valor_aduana", Kind: "amount", Text: "1,100"},
		{Path: "valor_comercial", Kind: "amount", Text: "1,000"},
		{Path: "total_partidas", Kind: "seq", Text: "2"},
		{Path: "fecha_pago", Kind: "date", Text: "05/11/2026"},
		{Path: "pago.fecha", Kind: "date", Text: "05/11/2026"},
		{Path: "pago.importe", Kind: "amount", Text: "$206"},
		{Path: "efectivo", Kind: "amount", Text: "206"},
		{Path: "otros", Kind: "amount", Text: "5"},
		{Path: "total", Kind: "amount", Text: "211"},
		{Path: "liquidacion.0.clave", Kind: "tax", Text: "IVA"},
		{Path: "liquidacion.0.forma_pago", Kind: "text", Text: "0"},
		{Path: "liquidacion.0.importe", Kind: "amount", Text: "176"},
		{Path: "liquidacion.1.clave", Kind: "tax", Text: "IGI/IGE"},
		{Path: "liquidacion.1.forma_pago", Kind: "text", Text: "5"},
		{Path: "liquidacion.1.importe", Kind: "amount", Text: "5"},
		{Path: "liquidacion.2.clave", Kind: "tax", Text: "15 PRV"},
		{Path: "liquidacion.2.forma_pago", Kind: "text", Text: "0"},
		{Path: "liquidacion.2.importe", Kind: "amount", Text: "30"},
		{Path: "partidas.0.secuencia", Kind: "seq", Text: "001"},
		{Path: "partidas.0.valor_aduana", Kind: "amount", Text: "660"},
		{Path: "partidas.0.valor_comercial", Kind: "amount", Text: "600"},
		{Path: "partidas.0.precio_unitario", Kind: "amount", Text: "6.00000"},
		{Path: "partidas.0.cantidad_umc", Kind: "amount", Text: "100.000"},
		{Path: "partidas.0.umc", Kind: "unit", Text: "06"},
		{Path: "partidas.0.umt", Kind: "unit", Text: "06"},
		{Path: "partidas.0.cantidad_umt", Kind: "amount", Text: "100.00000"},
		{Path: "partidas.0.contribuciones.0.clave", Kind: "tax", Text: "IVA"},
		{Path: "partidas.0.contribuciones.0.forma_pago", Kind: "text", Text: "0"},
		{Path: "partidas.0.contribuciones.0.importe", Kind: "amount", Text: "106"},
		{Path: "partidas.1.secuencia", Kind: "seq", Text: "002"},
		{Path: "partidas.1.valor_aduana", Kind: "amount", Text: "440"},
		{Path: "partidas.1.valor_comercial", Kind: "amount", Text: "400"},
		{Path: "partidas.1.precio_unitario", Kind: "amount", Text: "2.00000"},
		{Path: "partidas.1.cantidad_umc", Kind: "amount", Text: "200.000"},
		{Path: "partidas.1.contribuciones.0.clave", Kind: "tax", Text: "IVA"},
		{Path: "partidas.1.contribuciones.0.forma_pago", Kind: "text", Text: "0"},
		{Path: "partidas.1.contribuciones.0.importe", Kind: "amount", Text: "70"},
		{Path: "partidas.1.contribuciones.1.clave", Kind: "tax", Text: "IGI"},
		{Path: "partidas.1.contribuciones.1.forma_pago", Kind: "text", Text: "5"},
		{Path: "partidas.1.contribuciones.1.importe", Kind: "amount", Text: "5"},
		{Path: "facturas.0.valor_moneda", Kind: "amount", Text: "50.00"},
		{Path: "facturas.0.factor_moneda", Kind: "amount", Text: "1.10000000"},
		{Path: "facturas.0.valor_dolares", Kind: "amount", Text: "55.00"},
	}
	var out []prints.Printed
	for _, v := range values {
		if s, ok := change[v.Path]; ok {
			v.Text = s
		}
		if v.Text != "" {
			out = append(out, v)
		}
	}
	return append(out, prints.Printed{Path: "number", Kind: "number", Text: "2624 3210 6000123", Again: true})
}

// Each control sees what it is for, and leaves the rest alone.
func TestControls(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ path, text, breaks string }{
		{"rfc", "X", ""},
		{"number", "26 24 3210 6000124", "twice:number"},
		{"number", "25 24 3210 6000123", "number,twice:number"},
		{"aduana", "250", "number_aduana"},
		{"operacion", "EXP", "sum_valor_dolares"},
		{"tipo_cambio", "21.00000", "dollars"},
		{"tipo_cambio", "20.01000", ""}, // within what rates are rounded to
		{"valor_aduana", "1,101", "sum_valor_aduana"},
		{"valor_aduana", "", ""}, // not printed: nothing to compare
		{"valor_comercial", "1,001", "sum_valor_comercial"},
		{"total_partidas", "3", "count"},
		{"partidas.1.secuencia", "3", "sequence"},
		{"partidas.0.valor_aduana", "661", "sum_valor_aduana"},
		{"partidas.0.valor_aduana", "", "sum_valor_aduana"},
		{"partidas.0.precio_unitario", "7.00000", "unit_price"},
		{"partidas.0.precio_unitario", "6.00010", ""},
		{"partidas.0.cantidad_umc", "101.000", "unit_price,units"},
		{"partidas.0.cantidad_umt", "101.00000", "units"},
		{"partidas.0.umt", "1", ""},
		{"partidas.0.contribuciones.0.importe", "107", "cuadro"},
		{"partidas.1.contribuciones.1.forma_pago", "9", "cuadro"},
		{"liquidacion.1.clave", "CC", "cuadro"},
		{"liquidacion.2.importe", "31", "efectivo"},
		{"liquidacion.0.forma_pago", "9", "cuadro,efectivo,otros"},
		{"efectivo", "207", "efectivo,paid,total"},
		{"otros", "6", "otros,total"},
		{"total", "212", "total"},
		{"pago.importe", "207", "paid"},
		{"pago.fecha", "06/11/2026", "paid_date"},
		{"fecha_pago", "35/11/2026", "malformed:fecha_pago"},
		{"facturas.0.factor_moneda", "1.20000000", "invoice"},
		{"facturas.0.valor_moneda", "50.01", ""},
	} {
		got := strings.Join(prints.Broken(page(map[string]string{tt.path: tt.text}), false), ",")
		if got != tt.breaks {
			t.Errorf("%s = %q breaks %q, want %q", tt.path, tt.text, got, tt.breaks)
		}
	}
	if got := prints.Broken(page(map[string]string{"liquidacion.2.importe": "31", "partidas.0.contribuciones.0.importe": "1"}), true); !slices.Equal(got, []string{"efectivo"}) {
		t.Errorf("a rectification whose cuadro may hold differences only breaks %v", got)
	}
}

func TestTruth(t *testing.T) {
	t.Parallel()
	marks := page(nil)
	marks = append(marks,
		prints.Printed{Path: "partidas.0.descripcion", Kind: "text", Text: "COBRE", Part: 1}, prints.Printed{Path: "partidas.0.descripcion", Kind: "text", Text: "TUBO DE"},
		prints.Printed{Path: "decrementables.tra", Kind: "amount", Text: "1"}, prints.Printed{Path: "decrementables.otr", Kind: "amount", Text: "2"},
		prints.Printed{Path: "guias.2.numero", Kind: "text", Text: "G2"}, prints.Printed{Path: "guias.1.numero", Kind: "text", Text: "G1"},
		prints.Printed{Path: "identificadores.0.complementos.1", Kind: "text", Text: "X"}, prints.Printed{Path: "identificadores.0.clave", Kind: "text", Text: "ED"},
		prints.Printed{Path: "rectifica.numero", Kind: "number", Text: "20 24 3210 0000001"},
	)
	got := prints.Truth(marks)
	for path, want := range map[string]string{
		"patente": "3210", "partidas.0.descripcion": "TUBO DE COBRE", "incrementables.decrementables": "3", "guias.0.numero": "G1", "guias.1.numero": "G2",
		"guias.2": "", "identificadores.0.complementos.1": "X", "rectifica.patente": "3210", "rectifica.documento": "0000001", "curp": "", "partidas.2": "",
		"contribuciones.0.clave": "PRV", "contribuciones.1": "", "partidas.0.marca": "", "partidas.0.identificadores.0": "",
	} {
		if v, ok := got[path]; !ok || v != want {
			t.Errorf("%s is %q (%v), want %q", path, v, ok, want)
		}
	}
	for _, path := range []string{"documento", "decrementables.tra", "rectifica.numero", "contribuciones.0"} {
		if v, ok := got[path]; ok {
			t.Errorf("%s is %q, want no such path", path, v)
		}
	}
}

// An invention adds up, whatever is asked of it.
func TestInvent(t *testing.T) {
	t.Parallel()
	exports := 0
	for i := range 60 {
		simple, rectifies := i%6 == 0, i%5 == 0
		m := prints.Invent(i, 1+i%7, rectifies, simple)
		if m.Exports {
			exports++
		}
		if simple && (m.Annexes > 0 || m.Rectifies) {
			t.Errorf("%d: a forma simplificada has annexes", i)
		}
		if !simple && (m.Rectifies != rectifies || m.Rectifies != (m.Clave == "R1")) {
			t.Errorf("%d: rectifies %v with clave %s", i, m.Rectifies, m.Clave)
		}
		if m.Sum != m.ValorAduana || m.Paid != m.Efectivo || len(m.Number) != 15 || m.Partidas != 1+i%7 {
			t.Errorf("%d: %+v", i, m)
		}
	}
	if exports == 0 {
		t.Error("no export in sixty")
	}
}

// A turned page has /Rotate and an xref table that still points at objects.
func TestRotated(t *testing.T) {
	t.Parallel()
	b, err := prints.TwoTurnedPages()
	if err != nil {
		t.Fatal(err)
	}
	s := string(b)
	if strings.Count(s, "/Rotate 90\n") != 2 {
		t.Errorf("%d pages are turned", strings.Count(s, "/Rotate 90\n"))
	}
	table := s[strings.LastIndex(s, "\nxref\n"):]
	lines := strings.Split(table, "\n")
	for i, line := range lines[4:] {
		if !strings.HasSuffix(line, " n ") {
			break
		}
		offset := 0
		for _, d := range line[:10] {
			offset = offset*10 + int(d-'0')
		}
		if want := strconv.Itoa(i+1) + " 0 obj"; !strings.HasPrefix(s[offset:], want) {
			t.Errorf("object %d is not at %d but %.12q", i+1, offset, s[offset:])
		}
	}
	if _, err := prints.Rotated([]byte("%PDF-1.3\nno table"), 90); err == nil {
		t.Error("bytes without an xref table were turned")
	}
}

// A mileage stays with its serial number when the row before them is lost.
func TestTruthOfMileage(t *testing.T) {
	t.Parallel()
	got := prints.Truth(append(page(nil),
		prints.Printed{Path: "partidas.0.series.1", Kind: "text", Text: "S2"}, prints.Printed{Path: "partidas.0.kilometrajes.1", Kind: "text", Text: "75"},
		prints.Printed{Path: "partidas.0.series.3", Kind: "text", Text: "S4"}, prints.Printed{Path: "partidas.0.series.4", Kind: "text", Text: "S5"},
		prints.Printed{Path: "partidas.0.kilometrajes.4", Kind: "text", Text: "80"}))
	for path, want := range map[string]string{"series.0": "S2", "kilometrajes.0": "75", "series.1": "S4", "series.2": "S5", "kilometrajes.2": "80"} {
		if v := got["partidas.0."+path]; v != want {
			t.Errorf("%s is %q, want %q", path, v, want)
		}
	}
}
