package overlay_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/report/overlay"
)

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func draw(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	err := overlay.Write(&b, []overlay.Page{
		{PNG: picture(t, 850, 1100), DPI: 100, Labels: []overlay.Label{
			{Box: document.Box{X0: 100, Y0: 700, X1: 150, Y1: 708}, Name: "valor_aduana"},
			{Box: document.Box{X0: 100, Y0: 100, X1: 150, Y1: 108}, Name: "dirección", Hue: overlay.Red},
		}},
		{PNG: picture(t, 1100, 850), DPI: 100},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The names stand right above their boxes, on pages of the size of the
// original; the same pages give the same bytes.
func TestWrite(t *testing.T) {
	b := draw(t)
	if !bytes.Equal(b, draw(t)) {
		t.Error("two drawings of the same pages differ")
	}
	text, err := pdftext.Read(t.Context(), b, pdftext.Limits{})
	if err != nil || len(text.Pages) != 2 {
		t.Fatalf("%v", err)
	}
	if p := text.Pages[0]; p.Width != 612 || p.Height != 792 || len(p.Words) != 2 {
		t.Fatalf("%+v", p)
	}
	if p := text.Pages[1]; p.Width != 792 || p.Height != 612 {
		t.Errorf("%v × %v", p.Width, p.Height)
	}
	for i, want := range []pdftext.Word{{S: "valor_aduana", X0: 99, Base: 709.5}, {S: "dirección", X0: 99, Base: 109.5}} {
		if w := text.Pages[0].Words[i]; w.S != want.S || abs(w.X0-want.X0) > 0.5 || abs(w.Base-want.Base) > 0.5 {
			t.Errorf("%+v, want %+v", w, want)
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }

func TestWriteRefuses(t *testing.T) {
	for name, p := range map[string]overlay.Page{
		"no picture": {PNG: []byte("no"), DPI: 72}, "no resolution": {PNG: picture(t, 10, 10)},
	} {
		if err := overlay.Write(&bytes.Buffer{}, []overlay.Page{p}); err == nil {
			t.Errorf("%s was drawn", name)
		}
	}
}
