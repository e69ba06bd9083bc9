package invoicedocs_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/specimen"
)

func all(t *testing.T, seed uint64, n int) []specimen.Specimen {
	t.Helper()
	var out []specimen.Specimen
	if err := invoicedocs.Generate(seed, n, func(s specimen.Specimen) error {
		out = append(out, s)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSameSeedSameBytes: a seed gives the same documents, byte for byte,
// whatever was drawn before them, and the fonts it draws with stay whole.
func TestSameSeedSameBytes(t *testing.T) {
	regular, mono := bytes.Clone(goregular.TTF), bytes.Clone(gomono.TTF)
	a, c, b := all(t, 4, 44), all(t, 5, 44), all(t, 4, 44)
	differ := false
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Bytes, b[i].Bytes) {
			t.Errorf("%s is not the same twice", a[i].Name)
		}
		differ = differ || !bytes.Equal(a[i].Bytes, c[i].Bytes)
	}
	if !differ {
		t.Error("another seed gives the same documents")
	}
	if !bytes.Equal(regular, goregular.TTF) || !bytes.Equal(mono, gomono.TTF) {
		t.Error("drawing changes the fonts")
	}
}

// TestVariety: every layout, every demand and the promised defects occur, and
// names are not repeated within a format.
func TestVariety(t *testing.T) {
	formats, mutations, wants, names := map[string]int{}, map[string]int{}, map[specimen.Want]int{}, map[string]bool{}
	for _, s := range all(t, 1, 1100) {
		formats[s.Format]++
		mutations[s.Mutation]++
		wants[s.Want]++
		if names[s.Format+s.Name] {
			t.Errorf("%s twice", s.Name)
		}
		names[s.Format+s.Name] = true
		if !bytes.HasPrefix(s.Bytes, []byte("%PDF-")) || s.Pages < 1 && s.Mutation != "pagina_perdida" {
			t.Errorf("%s: no PDF, or %d pages", s.Name, s.Pages)
		}
		if s.Mutation == "" && s.Want != specimen.Accept || s.Mutation != "" && s.Want == specimen.Accept {
			t.Errorf("%s wants %s", s.Name, s.Want)
		}
		packing := strings.HasPrefix(s.Format, "packing_pdf/")
		if packing != (s.Kind == document.KindPacking) || packing != (s.Truth["content.fecha"] != "") {
			t.Errorf("%s is of kind %s", s.Name, s.Kind)
		}
	}
	if len(formats) < 11 || len(wants) != 3 {
		t.Errorf("%d formats, demands %v", len(formats), wants)
	}
	for _, m := range []string{
		"", "digito_cantidad", "digito_precio_unitario", "digito_importe", "total_total", "texto_parte", "texto_numero", "sin_decimal", "sin_miles",
		"renglon_cortado", "renglon_doble", "renglones_cambiados", "columnas_cambiadas", "sin_total", "sin_moneda", "otro_titulo", "pagina_perdida", "fecha_dudosa",
	} {
		if mutations[m] == 0 {
			t.Errorf("no document with the defect %q", m)
		}
	}
}

func TestEmitStops(t *testing.T) {
	stop := errors.New("stop")
	n := 0
	if err := invoicedocs.Generate(1, 10, func(specimen.Specimen) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("%d documents after %v", n, err)
	}
}
