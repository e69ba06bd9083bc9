package prints

import (
	"slices"
	"strings"
	"testing"
)

func TestCanon(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind       kind
		text, want string
	}{
		{kAmount, "1,234.500", "1234.5"},
		{kAmount, "$ 2,656", "2656"},
		{kAmount, "0.00000", "0"},
		{kAmount, ".500", "0.5"},
		{kAmount, "007", "7"},
		{kAmount, "0", "0"},
		{kAmount, "1.2.3", ""},
		{kAmount, "12A", ""},
		{kDate, "05/11/2026", "2026-11-05"},
		{kDate, "29-02-2024", "2024-02-29"},
		{kDate, "29/02/2023", ""},
		{kDate, "31/04/2026", ""},
		{kDate, "01/13/2026", ""},
		{kDate, "1/1/2026", ""},
		{kUnit, "06", "6"},
		{kUnit, "KG", "KG"},
		{kSeq, "001", "1"},
		{kTax, "IGI/IGE", "IGI"},
		{kTax, "23 IVA/PRV", "IVA/PRV"},
		{kTax, "15 PRV", "PRV"},
		{kTax, "IVA PRV", "IVA/PRV"},
		{kNumber, "26 24 3210 6000123", "262432106000123"},
		{kJoin, "ABC-1 2", "ABC-12"},
		{kCode, "0324 53M9", "032453M9"},
		{kText, "  A   B ", "A B"},
	} {
		if got := canon(tt.kind, tt.text); got != tt.want {
			t.Errorf("%d %q: %q, want %q", tt.kind, tt.text, got, tt.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ got, want string }{
		{num{-5, 2}.String(), "-0.05"}, {num{123456, 3}.String(), "123.456"}, {pesos(7).String(), "7"}, {num{5, 0}.places(2).String(), "5.00"},
		{grouped("1234567.50"), "1,234,567.50"}, {grouped("-1234"), "-1,234"}, {grouped("999"), "999"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
	for _, tt := range []struct{ a, b, c, want int64 }{{10, 1, 3, 3}, {5, 1, 2, 3}, {900_000, 100_000, 1000, 90_000_000}, {3_000_000_000, 5_000_000_000, 5_000_000_000, 3_000_000_000}, {1, 1, 0, 0}} {
		if got := ratio(tt.a, tt.b, tt.c); got != tt.want {
			t.Errorf("%d×%d÷%d = %d, want %d", tt.a, tt.b, tt.c, got, tt.want)
		}
	}
}

// page is a small pedimento said by marks; a test breaks one thing of it.
func page(change map[string]string) []mark {
	values := []struct {
		path string
		kind kind
		text string
	}{
		{"number", kNumber, "26 24 3210 6000123"}, {"operacion", kText, "IMP"}, {"aduana", kText, "240"}, {"tipo_cambio", kAmount, "20.00000"},
		{"valor_dolares", kAmount, "55.00"}, {"valor_aduana", kAmount, "1,100"}, {"valor_comercial", kAmount, "1,000"}, {"total_partidas", kSeq, "2"},
		{"fecha_pago", kDate, "05/11/2026"}, {"pago.fecha", kDate, "05/11/2026"}, {"pago.importe", kAmount, "$206"}, {"efectivo", kAmount, "206"}, {"otros", kAmount, "5"},
		{"total", kAmount, "211"},
		{"liquidacion.0.clave", kTax, "IVA"}, {"liquidacion.0.forma_pago", kText, "0"}, {"liquidacion.0.importe", kAmount, "176"},
		{"liquidacion.1.clave", kTax, "IGI/IGE"}, {"liquidacion.1.forma_pago", kText, "5"}, {"liquidacion.1.importe", kAmount, "5"},
		{"liquidacion.2.clave", kTax, "15 PRV"}, {"liquidacion.2.forma_pago", kText, "0"}, {"liquidacion.2.importe", kAmount, "30"},
		{"partidas.0.secuencia", kSeq, "001"}, {"partidas.0.valor_aduana", kAmount, "660"}, {"partidas.0.valor_comercial", kAmount, "600"},
		{"partidas.0.precio_unitario", kAmount, "6.00000"}, {"partidas.0.cantidad_umc", kAmount, "100.000"}, {"partidas.0.umc", kUnit, "06"},
		{"partidas.0.umt", kUnit, "06"}, {"partidas.0.cantidad_umt", kAmount, "100.00000"},
		{"partidas.0.contribuciones.0.clave", kTax, "IVA"}, {"partidas.0.contribuciones.0.forma_pago", kText, "0"}, {"partidas.0.contribuciones.0.importe", kAmount, "106"},
		{"partidas.1.secuencia", kSeq, "002"}, {"partidas.1.valor_aduana", kAmount, "440"}, {"partidas.1.valor_comercial", kAmount, "400"},
		{"partidas.1.precio_unitario", kAmount, "2.00000"}, {"partidas.1.cantidad_umc", kAmount, "200.000"},
		{"partidas.1.contribuciones.0.clave", kTax, "IVA"}, {"partidas.1.contribuciones.0.forma_pago", kText, "0"}, {"partidas.1.contribuciones.0.importe", kAmount, "70"},
		{"partidas.1.contribuciones.1.clave", kTax, "IGI"}, {"partidas.1.contribuciones.1.forma_pago", kText, "5"}, {"partidas.1.contribuciones.1.importe", kAmount, "5"},
		{"facturas.0.valor_moneda", kAmount, "50.00"}, {"facturas.0.factor_moneda", kAmount, "1.10000000"}, {"facturas.0.valor_dolares", kAmount, "55.00"},
	}
	var out []mark
	for _, v := range values {
		if s, ok := change[v.path]; ok {
			v.text = s
		}
		if v.text != "" {
			out = append(out, mark{text: v.text, kind: v.kind, paths: []string{v.path}})
		}
	}
	return append(out, mark{text: "2624 3210 6000123", kind: kNumber, paths: []string{"number"}, again: true})
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
		got := strings.Join(read(page(map[string]string{tt.path: tt.text})).broken(false), ",")
		if got != tt.breaks {
			t.Errorf("%s = %q breaks %q, want %q", tt.path, tt.text, got, tt.breaks)
		}
	}
	if got := read(page(map[string]string{"liquidacion.2.importe": "31", "partidas.0.contribuciones.0.importe": "1"})).broken(true); !slices.Equal(got, []string{"efectivo"}) {
		t.Errorf("a rectification whose cuadro may hold differences only breaks %v", got)
	}
}

func TestTruth(t *testing.T) {
	t.Parallel()
	marks := page(nil)
	marks = append(marks,
		mark{text: "TUBO DE", kind: kText, paths: []string{"partidas.0.descripcion"}, part: 0}, mark{text: "COBRE", kind: kText, paths: []string{"partidas.0.descripcion"}, part: 1},
		mark{text: "1", kind: kAmount, paths: []string{"decrementables.tra"}}, mark{text: "2", kind: kAmount, paths: []string{"decrementables.otr"}},
		mark{text: "G2", paths: []string{"guias.2.numero"}}, mark{text: "G1", paths: []string{"guias.1.numero"}},
		mark{text: "X", paths: []string{"identificadores.0.complementos.1"}}, mark{text: "ED", paths: []string{"identificadores.0.clave"}},
		mark{text: "20 24 3210 0000001", kind: kNumber, paths: []string{"rectifica.numero"}},
	)
	got := truth(read(marks), false)
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

func TestInvent(t *testing.T) {
	t.Parallel()
	exports, simple := 0, 0
	for i := range 60 {
		r := prng(9).fork(uint64(i))
		m := invent(r, shape{partidas: 1 + i%7, rectifica: i%5 == 0, simple: i%6 == 0})
		if m.op == "EXP" {
			exports++
		}
		if i%6 == 0 {
			simple++
			if len(m.descargos)+len(m.cuentas)+len(m.destinatarios) > 0 || m.rectifica != nil {
				t.Errorf("%d: a forma simplificada has annexes", i)
			}
		} else if (m.rectifica != nil) != (i%5 == 0) || (m.rectifica != nil && m.clave != "R1") {
			t.Errorf("%d: rectifies %v with clave %s", i, m.rectifica, m.clave)
		}
		sum := int64(0)
		for _, q := range m.partidas {
			sum += q.aduana.v
			if len(q.taxes) != len(q.tasas) || len(q.taxes) < 2 {
				t.Errorf("%d: %d taxes, %d rates", i, len(q.taxes), len(q.tasas))
			}
		}
		if sum != m.valorAduana.v || len(m.number) != 15 || m.pago == nil || m.pago.importe != m.efectivo {
			t.Errorf("%d: Σ %d, header %v, number %s, paid %v of %v", i, sum, m.valorAduana, m.number, m.pago, m.efectivo)
		}
	}
	if exports == 0 || simple == 0 {
		t.Errorf("%d exports, %d simple", exports, simple)
	}
}

// A turned page has /Rotate and an xref table that still points at objects.
func TestRotated(t *testing.T) {
	t.Parallel()
	l := girada()
	b, err := render(&l, 2, []mark{{page: 1, x: 30, y: 30, size: 8, text: "UNO"}, {page: 2, x: 30, y: 30, size: 8, text: "DOS", angle: 30, gray: true}})
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
		if want := strings.TrimSpace(itoa(i+1) + " 0 obj"); !strings.HasPrefix(s[offset:], want) {
			t.Errorf("object %d is not at %d but %.12q", i+1, offset, s[offset:])
		}
	}
	if _, err := rotated([]byte("%PDF-1.3\nno table"), 90); err == nil {
		t.Error("bytes without an xref table were turned")
	}
}

func itoa(n int) string { return num{int64(n), 0}.String() }
