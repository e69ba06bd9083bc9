package correction_test

import (
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/correction"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

func sound() *correction.Correction {
	return &correction.Correction{
		Documento: document.HashOf([]byte("x")), Motivo: "sello", Quien: "rosa", Cuando: "2026-03-02T18:05:00Z",
		Valores: []correction.Value{{Pagina: 1, Caja: []int{10, 20, 50, 30}, Leido: "1O0", Valor: "100"}},
	}
}

// TestWriteIsRead: whatever a person types comes back as it was typed.
func TestWriteIsRead(t *testing.T) {
	t.Parallel()
	text := rapid.StringOfN(rapid.RuneFrom(nil, unicode.L, unicode.N, unicode.P, unicode.S), 1, 60, -1)
	rapid.Check(t, func(t *rapid.T) {
		c := sound()
		c.Motivo, c.Quien = text.Draw(t, "motivo"), text.Draw(t, "quien")
		c.Valores[0].Valor, c.Valores[0].Leido = text.Draw(t, "valor"), text.Draw(t, "leido")
		b, err := c.Write()
		if err != nil || !correction.Sniff(b) {
			t.Fatalf("%v\n%s", err, b)
		}
		got, findings := correction.Read(b)
		if diff := cmp.Diff(c, got); diff != "" {
			t.Fatalf("%s\n%v\n%s", diff, findings, b)
		}
	})
}

// TestRefused: a correction that leaves anything out is none.
func TestRefused(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*correction.Correction){
		"no document": func(c *correction.Correction) { c.Documento = "abc" },
		"no reason":   func(c *correction.Correction) { c.Motivo = "  " },
		"nobody":      func(c *correction.Correction) { c.Quien = "" },
		"no time":     func(c *correction.Correction) { c.Cuando = "ayer" },
		"no value":    func(c *correction.Correction) { c.Valores = nil },
		"empty value": func(c *correction.Correction) { c.Valores[0].Valor = " " },
		"unseen sign": func(c *correction.Correction) { c.Valores[0].Valor = "1\u202e0" },
		"no page":     func(c *correction.Correction) { c.Valores[0].Pagina = 0 },
		"half a box":  func(c *correction.Correction) { c.Valores[0].Caja = []int{1, 2} },
		"empty box":   func(c *correction.Correction) { c.Valores[0].Caja = []int{5, 5, 5, 9} },
		"twice": func(c *correction.Correction) {
			c.Valores = append(c.Valores, correction.Value{Pagina: 1, Caja: []int{40, 25, 60, 28}, Valor: "2"})
		},
	} {
		c := sound()
		spoil(c)
		b, err := c.Write()
		if err != nil {
			t.Fatal(err)
		}
		if got, findings := correction.Read(b); got != nil || !findings.Has("correction_value") {
			t.Errorf("%s: %v %v", name, got, findings)
		}
	}
	for name, b := range map[string]string{"unknown key": "correccion: x\nvalor: 1\n", "anchor": "correccion: &a x\nmotivo: *a\n", "huge": string(make([]byte, correction.MaxBytes+1))} {
		if got, findings := correction.Read([]byte(b)); got != nil || !findings.Blocking() {
			t.Errorf("%s: %v %v", name, got, findings)
		}
	}
}

func word(s string, x0, y0, x1, y1 float64) pdftext.Word {
	return pdftext.Word{S: s, X0: x0, Y0: y0, X1: x1, Y1: y1, Base: y0, Size: y1 - y0}
}

// TestApply: only the words in the box change, and the text that was given does
// not.
func TestApply(t *testing.T) {
	t.Parallel()
	before := func() *pdftext.Text {
		return &pdftext.Text{Pages: []pdftext.Page{
			{Number: 1, Words: []pdftext.Word{word("TOTAL", 0, 20, 9, 30), word("1O0", 12, 21, 30, 29), word("MXN", 60, 20, 80, 30)}},
			{Number: 2, Words: []pdftext.Word{word("1O0", 12, 21, 30, 29)}},
		}}
	}
	for name, x := range map[string]struct {
		value string
		box   []int
		want  []string
	}{
		"one for one":  {"100", []int{10, 20, 50, 30}, []string{"TOTAL", "100", "MXN"}},
		"two for one":  {"1 00", []int{10, 20, 50, 30}, []string{"TOTAL", "1", "00", "MXN"}},
		"one for two":  {"X", []int{0, 19, 50, 31}, []string{"X", "MXN"}},
		"where nobody": {"7", []int{10, 200, 50, 210}, []string{"TOTAL", "1O0", "MXN", "7"}},
	} {
		text := before()
		c := sound()
		c.Valores[0].Valor, c.Valores[0].Caja = x.value, x.box
		after := c.Apply(text)
		if diff := cmp.Diff(before(), text); diff != "" {
			t.Errorf("%s changed what it was given:\n%s", name, diff)
		}
		var got []string
		for _, w := range after.Pages[0].Words {
			got = append(got, w.S)
			if w.X0 >= w.X1 || w.Y0 >= w.Y1 {
				t.Errorf("%s: %q has no room: %+v", name, w.S, w)
			}
		}
		if diff := cmp.Diff(x.want, got); diff != "" || after.Pages[1].Words[0].S != "1O0" {
			t.Errorf("%s: %s %v", name, diff, after.Pages[1])
		}
	}
}

// FuzzRead: whatever the bytes, no correction comes without all it needs.
func FuzzRead(f *testing.F) {
	b, err := sound().Write()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("correccion: [x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, findings := correction.Read(b)
		if (c == nil) != findings.Blocking() {
			t.Fatalf("%v %v", c, findings)
		}
		if c != nil && (c.Quien == "" || c.Motivo == "" || len(c.Valores) == 0) {
			t.Fatalf("%+v", c)
		}
	})
}
