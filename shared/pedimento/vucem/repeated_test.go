package vucem_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento/vucem"
)

// twice repeats a piece of an answer, the second time with another text.
func twice(answer, piece, other string) string {
	return strings.Replace(answer, piece, piece+other, 1)
}

// TestRepeated: a datum read once that comes twice is refused, a list is not.
func TestRepeated(t *testing.T) {
	t.Parallel()
	head, line := completo(good()), partida(1, "5000.00")
	const umt = "<c:cantidadUnidadMedidaTarifa>10.50000</c:cantidadUnidadMedidaTarifa>"
	for name, tt := range map[string]struct{ answer, says string }{
		"a quantity":            {twice(line, umt, strings.Replace(umt, "10.5", "99.5", 1)), `<cantidadUnidadMedidaTarifa> comes 2 times where it goes once ("10.50000", "99.50000")`},
		"the same quantity":     {twice(line, umt, umt), `("10.50000", "10.50000")`},
		"a fracción":            {twice(line, "<c:fraccionArancelaria>39269099</c:fraccionArancelaria>", "<c:fraccionArancelaria>01012101</c:fraccionArancelaria>"), "<fraccionArancelaria>"},
		"a number":              {twice(line, "<c:numeroPartida>1</c:numeroPartida>", "<c:numeroPartida>2</c:numeroPartida>"), "<numeroPartida>"},
		"two partidas in one":   {twice(line, "</q:partida>", "<q:partida><c:numeroPartida>2</c:numeroPartida></q:partida>"), "<partida>"},
		"a key in a gravamen":   {twice(line, "<c:clave>21</c:clave>", "<c:clave>0</c:clave>"), "<clave>"},
		"a rate of exchange":    {twice(head, "<b:tipoCambio>17.06330</b:tipoCambio>", "<b:tipoCambio>1</b:tipoCambio>"), "<tipoCambio>"},
		"an RFC":                {twice(head, "<b:rfc>MNE200101AB1</b:rfc>", "<b:rfc>OTR200101AB1</b:rfc>"), `"MNE200101AB1", "OTR200101AB1"`},
		"a documento":           {twice(head, "<b:pedimento>6000123</b:pedimento>", "<b:pedimento>6000124</b:pedimento>"), "<pedimento>"},
		"an encabezado":         {twice(head, "</b:encabezado>", "<b:encabezado/>"), "<encabezado>"},
		"a whole pedimento":     {twice(head, "</b:contenedores>\n</b:pedimento>", "<b:pedimento/>"), "<pedimento>"},
		"the aduana, both ways": {twice(head, "</b:aaduanaDespacho>", "<b:aduanaDespacho>1</b:aduanaDespacho>"), "<aduanaDespacho>"},
		"an operation":          {twice(head, "<b:numeroOperacion>7000001</b:numeroOperacion>", "<b:numeroOperacion>7</b:numeroOperacion>"), "<numeroOperacion>"},
		"a request":             {twice(peticion("070", "6000123"), "<com:patente>3210</com:patente>", "<com:patente>3211</com:patente>"), "<patente>"},
		"lists":                 {head, ""},
		"lists of a partida":    {line, ""},
		"a listing of two":      {twice(listar("070", "3210", "6000123"), "</l:pedimento>", "<l:pedimento><l:petente>3210</l:petente></l:pedimento>"), ""},
		"a block not read":      {twice(line, "</c:vinculacion>", "<c:nuevo>1</c:nuevo><c:nuevo>2</c:nuevo>"), ""},
	} {
		m, findings := vucem.Read([]byte(envelope(tt.answer)))
		if m == nil {
			t.Fatalf("%s: %v", name, findings)
		}
		var said []string
		for _, f := range m.Findings {
			if f.Code == "vucem_repetido" && f.Severity == document.Error {
				said = append(said, f.Message.EN)
			}
		}
		if (len(said) > 0) != (tt.says != "") || !strings.Contains(strings.Join(said, "\n"), tt.says) {
			t.Errorf("%s: %q; want %q", name, said, tt.says)
		}
	}
}

// TestRepeatedRequest: what a request says twice blocks the pedimento it names.
func TestRepeatedRequest(t *testing.T) {
	t.Parallel()
	ask := twice(peticion("070", "6000123"), "<com:patente>3210</com:patente>", "<com:patente>3211</com:patente>")
	sets, _ := vucem.Assemble(readAll(t, envelope(completo(good())), envelope(partida(1, "5000.00")), envelope(partida(2, "5000.00")), envelope(ask)))
	if len(sets) != 1 || !sets[0].Findings.Has("vucem_repetido") || !sets[0].Findings.Blocking() {
		t.Errorf("%+v", sets)
	}
}

// TestCash: efectivo and otros make the total, when all are given.
func TestCash(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		old, now string
		want     bool
	}{
		"agree":        {"", "", false},
		"efectivo off": {"<b:efectivo>290.00<", "<b:efectivo>291.00<", true},
		"otros off":    {"<b:otros>244<", "<b:otros>0<", true},
		"no efectivo":  {"<b:efectivo>290.00</b:efectivo>", "", false},
		"no total":     {"<b:total>534.00</b:total>", "", false},
	} {
		m, _ := vucem.Read([]byte(envelope(strings.Replace(completo(good()), tt.old, tt.now, 1))))
		if m.Findings.Has("vucem_totales") != tt.want {
			t.Errorf("%s: %v", name, m.Findings)
		}
	}
}
