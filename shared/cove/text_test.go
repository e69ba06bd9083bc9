package cove_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
)

// TestTexts: a text is repaired only when there is one thing it can mean.
func TestTexts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ in, want, code string }{
		"plain":              {"Arnés Ñandú 3×4 °C", "Arnés Ñandú 3×4 °C", ""},
		"entity twice":       {"d&amp;iacute;as", "días", "cove_texto_reparado"},
		"number twice":       {"caf&amp;#233;", "café", "cove_texto_reparado"},
		"ampersand twice":    {"P&amp;amp;G", "P&G", "cove_texto_reparado"},
		"not an entity":      {"AT&amp;T; R&amp;D", "AT&T; R&D", ""},
		"mojibake":           {"estÃ¡ Ã³rgano", "está órgano", "cove_texto_reparado"},
		"mojibake capital":   {"Ã\u0081REA", "ÁREA", "cove_texto_reparado"},
		"mojibake 1252":      {"Ã‰XITO", "ÉXITO", "cove_texto_reparado"},
		"portuguese":         {"SÃO PAULO", "SÃO PAULO", ""},
		"mixed":              {"está estÃ¡", "", "cove_texto"},
		"replacement sign":   {"est\uFFFD", "", "cove_texto"},
		"mojibake with euro": {"Ã¡ \u4e2d", "", "cove_texto"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := strings.Replace(fixture(t, "consulta.xml"), "ABRAZADERAS DE PRUEBA", tc.in, 1)
			f := cove.Read([]byte(in))
			if tc.code != "" && !f.All().Has(tc.code) || tc.code == "" && (f.All().Has("cove_texto") || f.All().Has("cove_texto_reparado")) {
				t.Fatalf("want %q: %+v", tc.code, f.All())
			}
			want := document.Accepted
			if tc.code == "cove_texto" {
				want = document.Quarantined
			}
			if f.Status() != want {
				t.Errorf("status %s", f.Status())
			}
			if got := f.Coves[0].Facturas[0].Mercancias[0].Descripcion; tc.want != "" && got != tc.want {
				t.Errorf("read %q, want %q", got, tc.want)
			}
		})
	}
}
