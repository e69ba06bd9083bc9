package document_test

import (
	"encoding/json"
	"testing"

	"example.com/immex/shared/document"
)

// TestSpot: a place in fields has its words in both languages.
func TestSpot(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		at     document.Spot
		es, en string
	}{
		{document.Spot{}, "documento", "document"},
		{document.Spot{Page: 2}, "página 2", "page 2"},
		{document.Spot{Page: 2, X: 43, Y: 576}, "página 2 (43,576)", "page 2 (43,576)"},
		{document.Spot{Line: 7}, "línea 7", "line 7"},
		{document.Spot{Line: 7, Field: "rfc"}, "línea 7 rfc", "line 7 rfc"},
		{document.Spot{Sheet: "fila 3", Row: 9, Column: "C"}, "hoja fila 3 fila 9 columna C", "sheet fila 3 row 9 column C"},
		{document.Spot{Row: 9, Column: "I", Field: "cantidad"}, "fila 9 columna I (cantidad)", "row 9 column I (cantidad)"},
		{document.Spot{Row: 9, Field: "total"}, "fila 9 columna total", "row 9 column total"},
		{document.Spot{Invoice: "INV-1"}, "factura INV-1", "invoice INV-1"},
		{document.Spot{Invoice: "INV-1", Field: "total"}, "factura INV-1 total", "invoice INV-1 total"},
		{document.Spot{List: "PL-1"}, "lista PL-1", "list PL-1"},
		{document.Spot{Part: "xl/styles.xml"}, "xl/styles.xml", "xl/styles.xml"},
	} {
		if es, en := tt.at.In(document.Spanish), tt.at.In(document.English); es != tt.es || en != tt.en {
			t.Errorf("%+v is %q and %q, want %q and %q", tt.at, es, en, tt.es, tt.en)
		}
	}
}

// TestFindingIn: a place written as words is told in both languages, and what
// only looks like one of its words is left alone.
func TestFindingIn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ where, es, en string }{
		{"documento", "documento", "document"},
		{"archivo", "archivo", "file"},
		{"página 3 (43,576)", "página 3 (43,576)", "page 3 (43,576)"},
		{"línea 7", "línea 7", "line 7"},
		{"line 7", "línea 7", "line 7"},
		{"factura INV 7", "factura INV 7", "invoice INV 7"},
		{"partida 4", "partida 4", "partida 4"},
		{"mensaje", "mensaje", "message"},
		{"parte 1.2", "parte 1.2", "part 1.2"},
		{"501.asc line 12", "501.asc línea 12", "501.asc line 12"},
		{"/Envelope/Body/pedimento[1]", "/Envelope/Body/pedimento[1]", "/Envelope/Body/pedimento[1]"},
		{"facturas.zip/hoja.csv", "facturas.zip/hoja.csv", "facturas.zip/hoja.csv"},
		{"acta ACTA-7 renglón 3", "acta ACTA-7 renglón 3", "act ACTA-7 line 3"},
		{"decisión D-1", "decisión D-1", "decision D-1"},
		{"conteo 2021-06-01 P-1", "conteo 2021-06-01 P-1", "count 2021-06-01 P-1"},
		{"encabezado", "encabezado", "heading"},
		{"", "", ""},
	} {
		f := document.Finding{Where: tt.where}
		if es, en := f.In(document.Spanish), f.In(document.English); es != tt.es || en != tt.en {
			t.Errorf("%q is %q and %q, want %q and %q", tt.where, es, en, tt.es, tt.en)
		}
	}
}

// TestFindingAt: the fields of a place travel beside its words, and a finding
// without them is written as it always was.
func TestFindingAt(t *testing.T) {
	t.Parallel()
	var fs document.Findings
	fs.At("c", document.Error, document.Spot{Sheet: "S1", Row: 2, Column: "I", Field: "cantidad"}, document.Text{ES: "a", EN: "b"})
	fs.Add("c", document.Error, "partida 1", document.Text{ES: "a", EN: "b"})
	b, err := json.Marshal(fs)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"code":"c","severity":"error","where":"hoja S1 fila 2 columna I (cantidad)","at":{"sheet":"S1","row":2,"column":"I","field":"cantidad"},"message":{"es":"a","en":"b"}},` +
		`{"code":"c","severity":"error","where":"partida 1","message":{"es":"a","en":"b"}}]`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	var again document.Findings
	if err := json.Unmarshal(b, &again); err != nil || again[0] != fs[0] || again[1] != fs[1] {
		t.Errorf("read again: %+v, %v", again, err)
	}
}

// TestPlaced: a place that is the path of a field is told in words, from one on; names
// of files, numbers and what has words of its own stay.
func TestPlaced(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ where, es, en string }{
		{"partidas[2].valor_aduana", "partida 3 › valor en aduana", "partida 3 › customs value"},
		{"212432101000003/1 vence", "212432101000003/1 vencimiento", "212432101000003/1 due date"},
		{"partida 4 precio_pagado ↔ COVE214 valor_aduana", "partida 4 precio pagado ↔ COVE214 valor_aduana", "partida 4 price paid ↔ COVE214 valor_aduana"},
		{"partida 4", "partida 4", "partida 4"},
		{"parte 1.2", "parte 1.2", "part 1.2"},
		{"501.asc line 12", "501.asc línea 12", "501.asc line 12"},
		{"facturas.zip/hoja.csv", "facturas.zip/hoja.csv", "facturas.zip/hoja.csv"},
		{"facturas.zip", "facturas.zip", "facturas.zip"},
		{"libros", "libros", "books"},
		{"", "", ""},
	} {
		f := document.Finding{Where: tt.where}
		if es, en := f.Placed(document.Spanish), f.Placed(document.English); es != tt.es || en != tt.en {
			t.Errorf("%q is %q and %q, want %q and %q", tt.where, es, en, tt.es, tt.en)
		}
	}
	f := document.Finding{At: document.Spot{Line: 7, Field: "fecha"}, Where: "línea 7 fecha"}
	if got := f.Placed(document.English); got != "line 7 fecha" {
		t.Errorf("a place in fields is told as %q", got)
	}
}
