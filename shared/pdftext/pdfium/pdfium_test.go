package pdfium_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/pdfium"
)

// shared is one engine for all tests: it takes seconds to compile.
var shared = sync.OnceValues(func() (*pdfium.Engine, error) { return pdfium.Open(context.Background(), "") })

func engine(tb testing.TB) *pdfium.Engine {
	tb.Helper()
	e, err := shared()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// onePage is a file whose page draws content with Helvetica as F1; more adds
// objects from number 6 on, and extra goes into the page dictionary.
func onePage(content, extra string, more ...string) []byte {
	var b bytes.Buffer
	var at []int
	obj := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	b.WriteString("%PDF-1.5\n")
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	obj("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>" + extra + ">>")
	obj(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content))
	obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for _, m := range more {
		obj(m)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

const field = "<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>/Length 37>>\nstream\nBT /F1 8 Tf 2 6 Td (7,341.20) Tj ET   \nendstream"

// The second engine gives the very words and boxes of the first one.
func TestReadAsFirstEngine(t *testing.T) {
	t.Parallel()
	f1 := "BT /F1 10 Tf "
	for name, pdf := range map[string][]byte{
		"plain":       onePage(f1+"50 700 Td (VALOR ADUANA: 127,431) Tj ET", ""),
		"accents":     onePage(f1+"50 700 Td (C\\323DIGO \\321AND\\332) Tj ET", ""),
		"kerned":      onePage(f1+"50 700 Td [(12) -20 (34) -800 (56)] TJ ET", ""),
		"spaced":      onePage(f1+"50 700 Td 3 Tc (ABC) Tj ET", ""),
		"scaled":      onePage("2 0 0 2 0 0 cm "+f1+"25 350 Td (462.00) Tj ET", ""),
		"stretched":   onePage(f1+"150 Tz 50 700 Td (462.00) Tj ET", ""),
		"rotated":     onePage("BT /F1 10 Tf 0 1 -1 0 300 100 Tm (VERTICAL 462.00) Tj ET", ""),
		"page turned": onePage(f1+"100 700 Td (100 PIEZAS) Tj ET", "/Rotate 90"),
		"upside":      onePage(f1+"100 700 Td (100 PIEZAS) Tj ET", "/Rotate 180"),
		"cropped":     onePage(f1+"100 700 Td (in) Tj 0 -650 Td (out) Tj ET", "/CropBox[50 100 500 800]"),
		"hidden":      onePage(f1+"3 Tr 50 700 Td (OCR 123) Tj ET", ""),
		"white":       onePage("1 g "+f1+"50 700 Td (123) Tj ET", ""),
		"transparent": onePage("/F gs "+f1+"50 700 Td (123) Tj ET", "/Resources<</Font<</F1 5 0 R>>/ExtGState<</F<</ca 0.01>>>>>>"),
		"two sizes":   onePage(f1+"50 700 Td (LABEL) Tj /F1 6 Tf 60 0 Td (123) Tj ET", ""),
		"field":       onePage(f1+"50 700 Td (x) Tj ET", "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[50 50 150 70]/AP<</N 6 0 R>>>>]", field),
		"note":        onePage(f1+"50 700 Td (x) Tj ET", "/Annots[<</Type/Annot/Subtype/FreeText/Contents(y)/Rect[50 50 150 70]/AP<</N 6 0 R>>>>]", field),
		"hyphen":      onePage(f1+"50 700 Td (2024-) Tj 0 -12 Td (001) Tj ET", ""),
		"unencoded":   onePage("BT /F2 10 Tf 50 700 Td (abc) Tj ET", "/Resources<</Font<</F2 6 0 R>>>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[97/one/Ntilde/uni0033]>>>>"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := pdftext.Read(t.Context(), pdf, pdftext.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := engine(t).Read(t.Context(), pdf, pdftext.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			tolerance := 0.05
			if name == "rotated" || strings.HasPrefix(name, "page") || name == "upside" {
				tolerance = 1 // the advance of the last character is not told
			}
			if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, tolerance)); d != "" {
				t.Error(d)
			}
		})
	}
}

func protected(t *testing.T, user string) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "Letter", "")
	p.SetProtection(fpdf.CnProtectPrint, user, "owner")
	p.AddPage()
	p.SetFont("Helvetica", "", 9)
	p.Text(50, 50, "127431")
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	good := onePage("BT /F1 10 Tf 50 700 Td (127431) Tj ET", "")
	for name, c := range map[string]struct {
		pdf  []byte
		lim  pdftext.Limits
		want error
	}{
		"empty":    {nil, pdftext.Limits{}, pdftext.ErrNotPDF},
		"zip":      {[]byte("PK\x03\x04"), pdftext.Limits{}, pdftext.ErrNotPDF},
		"header":   {[]byte("%PDF-1.4\n"), pdftext.Limits{}, pdftext.ErrDamaged},
		"password": {protected(t, "secret"), pdftext.Limits{}, pdftext.ErrPassword},
		"scan":     {onePage("q Q", ""), pdftext.Limits{}, pdftext.ErrNoText},
		"bytes":    {good, pdftext.Limits{Bytes: 10}, pdftext.ErrTooLarge},
		"glyphs":   {good, pdftext.Limits{Glyphs: 3}, pdftext.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := engine(t).Read(t.Context(), c.pdf, c.lim); !errors.Is(err, c.want) || got != nil {
				t.Errorf("%v %v, want %v", got, err, c.want)
			}
		})
	}
}

// A deadline ends one reading; what is not the PDF's fault is forgiven.
func TestReadAround(t *testing.T) {
	t.Parallel()
	good := onePage("BT /F1 10 Tf 50 700 Td (127431) Tj ET", "")
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(1, 0))
	defer cancel()
	if _, err := engine(t).Read(ctx, good, pdftext.Limits{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("deadline: %v", err)
	}
	if _, err := engine(t).Read(t.Context(), good, pdftext.Limits{}); err != nil {
		t.Errorf("after a deadline: %v", err)
	}
	if got, err := engine(t).Read(t.Context(), protected(t, ""), pdftext.Limits{}); err != nil || got.Pages[0].Words[0].S != "127431" {
		t.Errorf("a locked file anybody may open: %v", err)
	}
	junk := append([]byte("Content-Type: application/pdf\r\n\r\n"), good...)
	if _, err := engine(t).Read(t.Context(), junk, pdftext.Limits{}); err != nil {
		t.Errorf("junk before the header: %v", err)
	}
}

func TestRender(t *testing.T) {
	t.Parallel()
	pdf := onePage("0 0 300 800 re f", "/CropBox[0 0 600 400]")
	b, err := engine(t).Render(t.Context(), pdf, 1, 36)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X != 300 || s.Y != 200 {
		t.Fatalf("%v dots", s)
	}
	for x, dark := range map[int]bool{10: true, 140: true, 160: false, 290: false} {
		if r, _, _, _ := img.At(x, 100).RGBA(); (r < 0x8000) != dark {
			t.Errorf("dot %d is %x", x, r)
		}
	}
	huge := bytes.Replace(pdf, []byte("/MediaBox[0 0 600 800]/Con"), []byte("/MediaBox[0 0 900000 900000]/Con"), 1)
	huge = bytes.Replace(huge, []byte("/CropBox[0 0 600 400]"), []byte("/Croqqox[0 0 600 400]"), 1)
	for name, c := range map[string]struct {
		pdf    []byte
		n, dpi int
		want   error
	}{
		"past the end": {pdf, 2, 72, pdftext.ErrNoPage},
		"page 0":       {pdf, 0, 72, pdftext.ErrNoPage},
		"no dots":      {pdf, 1, 0, pdftext.ErrTooLarge},
		"too fine":     {pdf, 1, 1200, pdftext.ErrTooLarge},
		"huge":         {huge, 1, 300, pdftext.ErrTooLarge},
		"no PDF":       {nil, 1, 72, pdftext.ErrNotPDF},
	} {
		if _, err := engine(t).Render(t.Context(), c.pdf, c.n, c.dpi); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A compiled engine is taken from its folder; one that cannot be used is said.
func TestOpenCache(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "cache")
	for range 2 {
		e, err := pdfium.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Read(t.Context(), onePage("BT /F1 10 Tf 50 700 Td (x) Tj ET", ""), pdftext.Limits{}); err != nil {
			t.Error(err)
		}
		if err := e.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pdfium.Open(t.Context(), file); !errors.Is(err, pdfium.ErrEngine) {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(onePage("BT /F1 10 Tf 50 700 Td (127431) Tj ET", "/Rotate 90"))
	f.Add(onePage("BT /F1 10 Tf [(a)-1(b)]TJ ET", "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[50 50 150 70]/AP<</N 6 0 R>>>>]", field))
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		got, err := engine(t).Read(ctx, b, pdftext.Limits{Glyphs: 200_000})
		if (err == nil) == (got == nil) {
			t.Errorf("text %v with error %v", got != nil, err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	pdfs := measured(b)
	pages := 0
	e := engine(b)
	for b.Loop() {
		for _, kind := range pdfs {
			for _, pdf := range kind {
				got, err := e.Read(b.Context(), pdf, pdftext.Limits{})
				if err != nil {
					b.Fatal(err)
				}
				pages += len(got.Pages)
			}
		}
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
