package cove_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
)

// TestHostile: texts that would harm elsewhere are texts; numbers that would be
// keys must have their shape; size and depth have limits.
func TestHostile(t *testing.T) {
	t.Parallel()
	in := fixture(t, "consulta.xml")
	for name, text := range map[string]string{
		"formula": `=HYPERLINK("http://x.example","a")`, "script": "&lt;script&gt;alert(1)&lt;/script&gt;", "bars": "a|b||c",
		"right to left": "abc\u202edef", "long": strings.Repeat("LARGO ", 5000), "percent": "100%d %s %!",
	} {
		f := cove.Read([]byte(strings.Replace(in, "ABRAZADERAS DE PRUEBA", text, 1)))
		if f.Status() != document.Accepted || len(f.Coves) != 1 || f.Coves[0].Facturas[0].Mercancias[0].Descripcion == "" {
			t.Errorf("%s: %s %+v", name, f.Status(), f.All())
		}
		for _, x := range f.All() {
			if strings.Contains(x.Message.ES+x.Message.EN, "%!(") || len(x.Message.ES) > 2000 {
				t.Errorf("%s: %+v", name, x)
			}
		}
	}
	for name, number := range map[string]string{"path": "../../etc/passwd", "blank": " ", "quote": `COVE26'0TST1`, "long": "COVE260TST0011"} {
		f := cove.Read([]byte(strings.Replace(in, "COVE260TST001", number, 1)))
		if f.Status() != document.Quarantined || f.Coves[0].Key() != "" {
			t.Errorf("%s: %s %q", name, f.Status(), f.Coves[0].Key())
		}
	}
	for name, text := range map[string]string{
		"doctype": `<!DOCTYPE a [<!ENTITY b "c">]>` + in, "second root": in + "<a/>", "deep": strings.Repeat("<cove>", 100) + strings.Repeat("</cove>", 100),
		"empty": "", "junk": "COVE", "only a mark": "--uuid:1\nContent-Type: text/xml\n", "large": "--uuid:1\nContent-Type: text/xml\n\n" + strings.Repeat("x", 9<<20),
	} {
		if f := cove.Read([]byte(text)); f.Status() != document.Quarantined || len(f.All()) == 0 {
			t.Errorf("%s: %s %+v", name, f.Status(), f.All())
		}
	}
	many := strings.Repeat("<comprobantes/>", cove.MaxMessages+5)
	if f := cove.Read([]byte("<a>" + many + "</a>")); !f.All().Has("cove_limite") || len(f.Coves) > cove.MaxMessages+1 {
		t.Errorf("%d COVE of many", len(f.Coves))
	}
}
