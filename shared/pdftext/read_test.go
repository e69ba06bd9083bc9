package pdftext_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/pdftext"
)

func read(b []byte) (*pdftext.Text, error) {
	return pdftext.Read(context.Background(), b, pdftext.Limits{})
}

// say is the words of all pages, joined.
func say(t *pdftext.Text) string {
	var s []string
	for _, p := range t.Pages {
		for _, w := range p.Words {
			s = append(s, w.S)
		}
	}
	return strings.Join(s, " ")
}

const sheetText = "VALOR ADUANA: 127431 CÓDIGO ÑANDÚ 462.00000 217192"

func TestReadText(t *testing.T) {
	f1 := "/F1 10 Tf "
	form := "<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 50 600]/Resources<</Font<</F1 5 0 R>>>>/Length 36>>\nstream\nBT /F1 8 Tf 0 0 Td (7,341.20) Tj ET \nendstream"
	cases := map[string]struct {
		pdf  []byte
		want string
	}{
		"core font":       {sheet(t, false, nil), sheetText},
		"embedded font":   {sheet(t, true, nil), sheetText},
		"object stream":   {compressed(), "RT 4321.50"},
		"kerned array":    {onePage("BT "+f1+"50 700 Td [(12) -20 (34) -800 (56)] TJ ET", "", ""), "1234 56"},
		"quote operators": {onePage("BT "+f1+"12 TL 50 700 Td (a1) Tj (b2) ' 3 0 (c 3) \" ET", "", ""), "a1 b2 c 3"},
		"form":            {onePage("q 1 0 0 1 0 0 cm /X1 Do Q", "/XObject<</X1 6 0 R>>", "", form), "7,341.20"},
		"escapes": {onePage(`BT `+f1+`50 700 Td (A\(1\)\d \101\
2) Tj <343 > Tj ET`, "", ""), "A(1)d A240"},
		"inline image":      {onePage("BI /W 1 /H 1 ID \x00EI\xff( EI\nBT "+f1+"50 700 Td (ok9) Tj ET", "", ""), "ok9"},
		"drawn in pieces":   {onePage("BT "+f1+"50 700 Td (46) Tj ET BT "+f1+"61.12 700 Td (2.00) Tj ET", "", ""), "462.00"},
		"drawn twice":       {onePage("BT "+f1+"50 700 Td (PAGO) Tj ET BT "+f1+"50.3 700 Td (PAGO) Tj ET", "", ""), "PAGO"},
		"outside the page":  {onePage("BT "+f1+"50 700 Td (in) Tj 900 0 Td (out) Tj ET", "", ""), "in"},
		"differences":       {onePage("BT /F2 10 Tf 50 700 Td (abc) Tj ET", "", "/Resources<</Font<</F2 6 0 R>>>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[97/one/Ntilde/uni0033]>>>>"), "1Ñ3"},
		"widget":            {onePage("", "", "/Annots[<</Subtype/Widget/Rect[50 50 150 70]/AP<</N 6 0 R>>>>]", form), "7,341.20"},
		"no operators left": {onePage("BT "+f1+"50 700 Td (x) Tj <41", "", ""), "x"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := read(c.pdf)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, say(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadGeometry(t *testing.T) {
	content := "BT /F1 10 Tf 100 700 Td (100) Tj ET"
	for name, c := range map[string]struct {
		extra      string
		x, base, w float64
		dir        int
	}{
		"upright":  {"", 100, 700, 600, 0},
		"rotated":  {"/Rotate 90", 700, 500, 800, 270},
		"reversed": {"/Rotate 180", 500, 100, 600, 180},
		"cropped":  {"/CropBox[50 100 500 800]", 50, 600, 450, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(onePage(content, "", c.extra))
			if err != nil {
				t.Fatal(err)
			}
			p := got.Pages[0]
			w := p.Words[0]
			x := w.X0
			switch c.dir {
			case 180:
				x = w.X1
			case 270:
				x = w.X0 + 2 // the descent points left
			}
			if p.Width != c.w || w.Base != c.base || x != c.x || w.Dir != c.dir {
				t.Errorf("width %v, word %+v", p.Width, w)
			}
		})
	}
}

func TestReadDamagedEnvelope(t *testing.T) {
	good := sheet(t, false, nil)
	cut := bytes.LastIndex(good, []byte("xref\n0 "))
	for name, b := range map[string][]byte{
		"junk before":   append([]byte("Content-Type: application/pdf\r\n\r\n"), good...),
		"junk after":    append(bytes.Clone(good), make([]byte, 4000)...),
		"bad startxref": bytes.Replace(good, []byte("startxref\n"), []byte("startxref\n99"), 1),
		"no table":      good[:cut],
		"odd header":    bytes.Replace(good, []byte("%PDF-1."), []byte("%PDF-9."), 1),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(b)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(sheetText, say(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	loop := newPDF()
	loop.obj("<</Type/Catalog/Pages 2 0 R>>")
	loop.obj("<</Type/Pages/Kids[2 0 R]/Count 1>>")
	self := "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>/Length 6>>\nstream\n/X1 Do\nendstream"
	flate := deflate(strings.Repeat("q ", 1000))
	for name, c := range map[string]struct {
		pdf  []byte
		want error
	}{
		"empty":           {nil, pdftext.ErrNotPDF},
		"zip":             {[]byte("PK\x03\x04"), pdftext.ErrNotPDF},
		"header only":     {[]byte("%PDF-1.4\n"), pdftext.ErrDamaged},
		"locked":          {sheet(t, false, func(p *fpdf.Fpdf) { p.SetProtection(fpdf.CnProtectPrint, "", "owner") }), pdftext.ErrLocked},
		"not for others":  {sheet(t, false, func(p *fpdf.Fpdf) { p.SetProtection(fpdf.CnProtectPrint, "", "owner") }), pdftext.ErrPassword},
		"password":        {sheet(t, false, func(p *fpdf.Fpdf) { p.SetProtection(fpdf.CnProtectPrint, "secret", "owner") }), pdftext.ErrPassword},
		"scan":            {onePage("q 600 0 0 800 0 0 cm /Im1 Do Q", "", ""), pdftext.ErrNoText},
		"page loop":       {loop.bytes("3"), pdftext.ErrDamaged},
		"form loop":       {onePage("/X1 Do", "/XObject<</X1 6 0 R>>", "", self), pdftext.ErrTooLarge},
		"object number":   {onePage("", "", "", "1", "2\nendobj\n99999999 0 obj 1"), pdftext.ErrTooLarge},
		"truncated flate": {bytes.Replace(onePage("", "", "/Contents 6 0 R", "<</Filter/FlateDecode/Length 12>>\nstream\n"+flate[:12]+"\nendstream"), []byte("/Contents 4 0 R"), nil, 1), pdftext.ErrDamaged},
		"flipped bit":     {bytes.Replace(onePage("", "", "/Contents 6 0 R", "<</Filter/FlateDecode/Length 24>>\nstream\n"+flipped()+"\nendstream"), []byte("/Contents 4 0 R"), nil, 1), pdftext.ErrDamaged},
		"missing page":    {bytes.Replace(sheet(t, false, nil), []byte("3 0 obj"), []byte("9 9 xbj"), 1), pdftext.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := read(c.pdf); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestReadLimits(t *testing.T) {
	b := sheet(t, false, nil)
	for name, lim := range map[string]pdftext.Limits{
		"bytes": {Bytes: 100}, "objects": {Objects: 2}, "inflated": {Inflated: 10}, "operators": {Operators: 3}, "glyphs": {Glyphs: 5},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := pdftext.Read(context.Background(), b, lim); !errors.Is(err, pdftext.ErrTooLarge) {
				t.Errorf("got %v", err)
			}
		})
	}
	ctx, cancel := context.WithDeadline(context.Background(), time.Unix(1, 0))
	defer cancel()
	if _, err := pdftext.Read(ctx, onePage(strings.Repeat("q Q ", 500), "", ""), pdftext.Limits{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("deadline: %v", err)
	}
}

// A lying /Size exhausts memory in the library; here it is never believed.
func TestReadIgnoresDeclaredSize(t *testing.T) {
	b := bytes.Replace(onePage("BT /F1 9 Tf 9 9 Td (5) Tj ET", "", ""), []byte("/Size 6"), []byte("/Size 999999999999"), 1)
	got, err := read(b)
	if err != nil || say(got) != "5" {
		t.Errorf("%v %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sheet(f, false, nil))
	f.Add(sheet(f, true, nil)[:4000])
	f.Add(compressed())
	f.Add(onePage("BT /F1 10 Tf [(a)-1(b)]TJ ET BI ID x EI", "", "/Rotate 90"))
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		got, err := pdftext.Read(ctx, b, pdftext.Limits{Inflated: 8 << 20, Operators: 200_000, Glyphs: 200_000})
		if (err == nil) == (got == nil) {
			t.Errorf("text %v with error %v", got != nil, err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	pdf := sheet(b, true, nil)
	b.SetBytes(int64(len(pdf)))
	for b.Loop() {
		if _, err := read(pdf); err != nil {
			b.Fatal(err)
		}
	}
}
