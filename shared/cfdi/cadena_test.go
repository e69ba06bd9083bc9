package cfdi_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"example.com/immex/shared/cfdi"
)

// TestCadenas compares with what the SAT's own transformations write, blanks,
// entities and empty attributes included.
func TestCadenas(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/cadenas.txtar")
	if err != nil || len(archive.Files) < 50 {
		t.Fatalf("%d files: %v", len(archive.Files), err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], strings.TrimSuffix(string(archive.Files[i+1].Data), "\n")
		got, _, doubt, err := cfdi.Cadena(in.Data)
		if err != nil || doubt != "" {
			t.Errorf("%s: doubt %q: %v", in.Name, doubt, err)
		}
		if got != want {
			n := 0
			for n < min(len(got), len(want)) && got[n] == want[n] {
				n++
			}
			t.Errorf("%s differs at %d: %q, want %q", in.Name, n, got[n:min(n+40, len(got))], want[n:min(n+40, len(want))])
		}
	}
}

// TestDoubt: a cadena that is not known for certain says which element is in
// the way.
func TestDoubt(t *testing.T) {
	in := fixture(t)
	for name, tc := range map[string]struct{ old, with, doubt string }{
		"known":                 {"EX", "EX", ""},
		"unknown complement":    {"</cfdi:Complemento>", `<x:Rara xmlns:x="http://www.sat.gob.mx/rara"/></cfdi:Complemento>`, "Rara"},
		"unknown root":          {"cce20:ComercioExterior", "cce20:Otro", "Otro"},
		"of another version":    {"</cfdi:Complemento>", `<t:PorCuentadeTerceros xmlns:t="http://www.sat.gob.mx/terceros"/></cfdi:Complemento>`, "PorCuentadeTerceros"},
		"a bar inside a value":  {`Folio="104"`, `Folio="1|04"`, "|"},
		"the stamp is no doubt": {"t:Timbre", "t:Timbre", ""},
	} {
		changed := strings.ReplaceAll(in, tc.old, tc.with)
		if _, _, doubt, err := cfdi.Cadena([]byte(changed)); err != nil || doubt != tc.doubt {
			t.Errorf("%s: doubt %q, want %q (%v)", name, doubt, tc.doubt, err)
		}
	}
}

// TestCadenaBare writes the fixture by hand.
func TestCadenaBare(t *testing.T) {
	const in = `<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/4" Version="4.0" Folio=" 1&#x9;2 " Fecha="2026-01-02T03:04:05" Sello="no" Total="7">
<c:Emisor Rfc="A&amp;&#xD1;"/><c:Conceptos><c:Concepto Descripcion="a   b"/></c:Conceptos></c:Comprobante>`
	const want = "||4.0|1 2|2026-01-02T03:04:05||||7|||" + "|A&Ñ||" + "||||a b|||" + "||"
	got, proved, doubt, err := cfdi.Cadena([]byte(in))
	if err != nil || !proved || doubt != "" || got != want {
		t.Errorf("%q, want %q (%v, %q, %v)", got, want, proved, doubt, err)
	}
}

func FuzzCadena(f *testing.F) {
	f.Add([]byte(fixture(f)))
	archive, err := txtar.ParseFile("testdata/cadenas.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(archive.Files); i += 2 {
		f.Add(archive.Files[i].Data)
	}
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "cfdi", "*.xml"))
		for _, file := range files {
			if b, err := os.ReadFile(file); err == nil {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, _, _, err := cfdi.Cadena(b)
		if err != nil {
			return
		}
		if !strings.HasPrefix(got, "|") || !strings.HasSuffix(got, "||") {
			t.Fatalf("no cadena: %q", got)
		}
		if len(got) > 4*len(b)+1000 {
			t.Fatalf("%d bytes of %d", len(got), len(b))
		}
	})
}
