package saai_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento/saai"
)

// TestLines: the shapes of an answer, and what is none.
func TestLines(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]saai.Linea{
		"F6000123ABCD1EF2":          {Tipo: saai.LineaAcuse, Documento: "6000123", Acuse: "ABCD1EF2"},
		"F6000123ABCD1EF2\r\n":      {Tipo: saai.LineaAcuse, Documento: "6000123", Acuse: "ABCD1EF2"},
		"E6000123500000130409":      {Tipo: saai.LineaError, Documento: "6000123", Codigo: "500000130409"},
		"F6000124 BORRADO":          {Tipo: saai.LineaBorrado, Documento: "6000124"},
		"6000124 PEDIMENTO BORRADO": {Tipo: saai.LineaBorrado, Documento: "6000124"},
		"042432106000123123":        {Tipo: saai.LineaRechazada, Aduana: "24", Patente: "3210", Documento: "6000123", Codigo: "123"},
		" 4243210600012312":         {Tipo: saai.LineaRechazada, Aduana: "24", Patente: "3210", Documento: "6000123", Codigo: "12"},
		"4 243210600012312":         {Tipo: saai.LineaRechazada, Aduana: "24", Patente: "3210", Documento: "6000123", Codigo: "12"},
		"4243210600012312":          {},
		"3 2432106000123MEN210101AB1 130000123456ABCD1234560401202610:20:30": {
			Tipo: saai.LineaPago, Aduana: "24", Patente: "3210", Documento: "6000123", RFC: "MEN210101AB1", Banco: "13",
			Operacion: "0000123456", Firma: "ABCD123456", Fecha: document.NewDate(2026, 1, 4), Hora: "10:20:30",
		},
		"032432106000123EIXA800101AB1130000123456ABCD1234560401202610:20:30": {
			Tipo: saai.LineaPago, Aduana: "24", Patente: "3210", Documento: "6000123", RFC: "EIXA800101AB1", Banco: "13",
			Operacion: "0000123456", Firma: "ABCD123456", Fecha: document.NewDate(2026, 1, 4), Hora: "10:20:30",
		},
		"3 24 3210 6000123 EIXA800101AB1 13 0000123456 ABCD123456 04012026 10:20:30": {
			Tipo: saai.LineaPago, Aduana: "24", Patente: "3210", Documento: "6000123", RFC: "EIXA800101AB1", Banco: "13",
			Operacion: "0000123456", Firma: "ABCD123456", Fecha: document.NewDate(2026, 1, 4), Hora: "10:20:30",
		},
	} {
		a := saai.ReadRespuesta([]byte(in))
		decided := saai.IsRespuesta([]byte(in))
		if want.Tipo == "" {
			if decided || !a.Findings.Has("saai_respuesta") {
				t.Errorf("%q is taken for an answer: %+v", in, a.Lineas)
			}
			continue
		}
		if len(a.Lineas) != 1 || !decided || a.Findings.Blocking() {
			t.Errorf("%q: %+v %v, %v", in, a.Lineas, decided, a.Findings)
			continue
		}
		got := a.Lineas[0]
		got.Linea, got.Texto = 0, ""
		if got != want {
			t.Errorf("%q: %+v, want %+v", in, got, want)
		}
	}
}

// TestOrdinaryText is never taken for an answer.
func TestOrdinaryText(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "\r\n", "Estimado cliente: adjunto el pedimento 6000123, BORRADO el anterior. Quedo a sus órdenes para cualquier aclaración sobre el caso.",
		"6000123 fue BORRADO", "6000123BORRADO", "F6000123ABCD1EF2\r\nSaludos", "A6000123ALGO", "L6000123 0326 0AAA BBBB CCCC DDDD", "FACTURA123456789", "E600012350000013040",
		"F6000123ABCD1EF", "f6000123abcd1ef2", "12345678901234567890", "Total: 3 piezas",
	} {
		if saai.IsRespuesta([]byte(in)) {
			t.Errorf("%q is taken for an answer", in)
		}
	}
	mixed := "A6000123ALERTA 12\nL6000123 0326 0AAA BBBB CCCC DDDD\nF6000123ABCD1EF2\n"
	a := saai.ReadRespuesta([]byte(mixed))
	if !saai.IsRespuesta([]byte(mixed)) || len(a.Lineas) != 3 || a.Lineas[1].Captura != "03260AAABBBBCCCCDDDD" {
		t.Errorf("%+v %v", a.Lineas, a.Findings)
	}
}

// paidOnce is a sound line of a bank.
const paidOnce = "3 2432106000123MEN210101AB1 130000123456ABCD12345631012026" + "10:20:30"

// TestContradictions: what an answer cannot say.
func TestContradictions(t *testing.T) {
	t.Parallel()
	for in, code := range map[string]string{
		"F6000123ABCD1EF2\nF6000123ABCD1EF3\n":                                     "saai_acuse",
		"F6000123ABCD1EF2\nsaludos\n":                                              "saai_respuesta",
		"F6000123ABCD1EF2\nE6000123500000130409\n":                                 "saai_respuesta_contradice",
		"E6000123500000130409\nF6000123ABCD1EF2\n":                                 "saai_respuesta_contradice",
		"F6000123ABCD1EF2\n6000123 BORRADO\n":                                      "saai_respuesta_contradice",
		"6000123 BORRADO\nE6000123500000130409\n":                                  "saai_respuesta_contradice",
		paidOnce + "\n4 2432106000123 012\n":                                       "saai_respuesta_contradice",
		paidOnce + "\n" + strings.Replace(paidOnce, "0000123456", "0000123457", 1): "saai_pago_doble",
		paidOnce + "\n" + strings.Replace(paidOnce, "31012026", "30012026", 1):     "saai_pago_doble",
		"L6000123 0326 0AAA BBBB CCCC DDDD\nL6000123 0326 0AAA BBBB CCCC DDDE":     "saai_captura",
		"3 2432106000123MEN210101AB1 130000123456ABCD1234563102202610:20:30":       "saai_pago_fecha",
	} {
		if a := saai.ReadRespuesta([]byte(in)); !a.Findings.Has(code) || !a.Findings.Blocking() {
			t.Errorf("%q: %v", in, a.Findings)
		}
	}
	for _, in := range []string{
		"F6000123ABCD1EF2\nF6000123ABCD1EF2\n",                               // the same twice
		"F6000123ABCD1EF2\nE6000124500000130409\n",                           // of two pedimentos
		"E6000123500000130409\nE6000123501000130409\n",                       // two errors
		"L6000123 0326 0AAA BBBB CCCC DDDD\nF6000123ABCD1EF2\nA6000123X 1\n", // what goes together
		paidOnce + "\n" + paidOnce,
		paidOnce + "\n" + strings.Replace(paidOnce, "6000123MEN", "6000124MEN", 1),
	} {
		if a := saai.ReadRespuesta([]byte(in)); len(a.Findings) > 0 {
			t.Errorf("%q: %v", in, a.Findings)
		}
	}
}

// TestApply: what each line does to a declaration.
func TestApply(t *testing.T) {
	t.Parallel()
	pay := saai.Linea{Tipo: saai.LineaPago, Documento: "6000123", Aduana: "24", Patente: "3210", RFC: "MEN210101AB1", Operacion: "1", Fecha: document.NewDate(2027, 1, 2)}
	later := pay
	later.Operacion = "2"
	for name, tt := range map[string]struct {
		lines  []saai.Linea
		efecto document.Efecto
		code   string
		blocks bool
		used   int
	}{
		"nothing":            {nil, document.Proforma, "", false, 0},
		"of another":         {[]saai.Linea{{Tipo: saai.LineaAcuse, Documento: "6000999", Acuse: "X"}}, document.Proforma, "", false, 0},
		"paid":               {[]saai.Linea{pay}, document.Pagado, "saai_pago_otra_fecha", false, 1},
		"the same twice":     {[]saai.Linea{pay, pay}, document.Pagado, "", false, 2},
		"paid twice":         {[]saai.Linea{pay, later}, document.Pagado, "saai_pago_doble", true, 2},
		"refused":            {[]saai.Linea{{Tipo: saai.LineaError, Documento: "6000123", Codigo: "501"}}, document.Proforma, "saai_rechazado", false, 1},
		"refused, then paid": {[]saai.Linea{{Tipo: saai.LineaRechazada, Documento: "6000123"}, pay}, document.Pagado, "saai_rechazado_y_pagado", false, 2},
		"captured":           {[]saai.Linea{{Tipo: saai.LineaCaptura, Documento: "6000123", Captura: "03260AAABBBBCCCCDDDD"}}, document.Proforma, "", false, 1},
		"captured otherwise": {[]saai.Linea{
			{Tipo: saai.LineaCaptura, Documento: "6000123", Captura: "03260AAABBBBCCCCDDDD"}, {Tipo: saai.LineaCaptura, Documento: "6000123", Captura: "03260AAABBBBCCCCDDDE"},
		}, document.Proforma, "saai_captura", true, 2},
		"of another validation": {[]saai.Linea{{Tipo: saai.LineaAcuse, Documento: "6000123", Acuse: "A"}, {Tipo: saai.LineaAcuse, Documento: "6000123", Acuse: "B"}}, document.Proforma, "saai_acuse", true, 2},
	} {
		f := saai.Read([]byte(lines(func(ls []string) []string { return ls })))
		d := f.Declaraciones[0]
		used := d.Apply(tt.lines)
		p := d.Pedimento
		if p.Efecto != tt.efecto || len(used) != tt.used || tt.code != "" && !p.Findings.Has(tt.code) || p.Findings.Blocking() != tt.blocks {
			t.Errorf("%s: %s, %d used, %v", name, p.Efecto, len(used), p.Findings)
		}
		if p.Efecto == document.Pagado && (p.FechaPago != pay.Fecha || p.Number != "262432106000123" || p.Pago == nil) {
			t.Errorf("%s: paid on %s, number %s", name, p.FechaPago, p.Number)
		}
	}
}
