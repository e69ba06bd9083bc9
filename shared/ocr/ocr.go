// Package ocr recognises the words of scans: pictures, and PDFs that are
// nothing but pictures. On one machine the engine is the installed tesseract;
// on AWS it is Amazon Textract (DetectDocumentText).
//
// Example: page 1 of a scanned pedimento gives the word "127431" at x 482 to
// 507 points, as if the page had been printed.
//
// What OCR reads is the weakest evidence there is: readers take a document of
// it only when every control total agrees. The package corrects no word and
// guesses none.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"time"

	"golang.org/x/image/tiff"

	"example.com/immex/shared/pdftext"
)

// The limits of OCR, which costs seconds or money a page.
const (
	// ScanDPI is where OCR engines are at their best for 6 to 8 point print.
	ScanDPI = 300
	// MaxPages bounds the pages recognised: the longest print known has 21.
	MaxPages = 40
	// MaxWords bounds the words of one page, ten times the fullest known.
	MaxWords = 10_000
	// minPixels and maxPixels bound a picture of a page: below, no print is
	// legible; above, it is no page.
	minPixels, maxPixels = 200_000, 150_000_000
)

// Engine recognises one picture of a page.
type Engine interface {
	// Picture gives the words of a PNG, JPEG or TIFF of so many dots per inch,
	// one page for each picture the file holds, in points with the origin at
	// the lower left. Its errors are those of step.OCR.
	Picture(ctx context.Context, b []byte, dpi int) ([]pdftext.Page, error)
}

// Draw gives page n of a PDF, from 1, as PNG; pdftext.ErrNoPage past the last.
type Draw func(ctx context.Context, b []byte, n, dpi int) ([]byte, error)

// Scans reads scans with an engine; it implements step.OCR.
type Scans struct {
	Engine Engine
	Draw   Draw
}

// Words implements step.OCR.
func (s *Scans) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	t := &pdftext.Text{}
	if pdftext.Start(b) < 0 {
		dpi, err := resolution(b)
		if err != nil {
			return nil, err
		}
		if t.Pages, err = s.Engine.Picture(ctx, b, dpi); err != nil {
			return nil, err //nolint:wrapcheck // classified by the engine
		}
		return numbered(t)
	}
	took := pace(ctx)
	for n := 1; ; n++ {
		picture, err := s.Draw(ctx, b, n, ScanDPI)
		if errors.Is(err, pdftext.ErrNoPage) && n > 1 {
			return numbered(t)
		}
		if err != nil {
			return nil, err
		}
		if n > MaxPages {
			return nil, fmt.Errorf("%w: more than %d scanned pages", pdftext.ErrTooLarge, MaxPages)
		}
		if n > 1 && took(n-1) {
			return nil, fmt.Errorf("%w: the time there is ended after %d pages; split it into parts of so many", pdftext.ErrTooLarge, n-1)
		}
		pages, err := s.Engine.Picture(ctx, picture, ScanDPI)
		if err != nil {
			return nil, err //nolint:wrapcheck // classified by the engine
		}
		t.Pages = append(t.Pages, pages...)
	}
}

// pace tells, after some pages, whether the time of ctx does not suffice for one more
// that takes twice as long as they did each: who is stopped in the middle of a page
// says nothing of why. A context without an end has time for all.
func pace(ctx context.Context) func(pages int) (over bool) {
	end, ends := ctx.Deadline()
	if !ends {
		return func(int) bool { return false }
	}
	had := time.Until(end)
	return func(pages int) bool {
		left := time.Until(end)
		return left < 2*(had-left)/time.Duration(pages)
	}
}

// numbered numbers the pages in order.
func numbered(t *pdftext.Text) (*pdftext.Text, error) {
	if len(t.Pages) > MaxPages {
		return nil, fmt.Errorf("%w: more than %d scanned pages", pdftext.ErrTooLarge, MaxPages)
	}
	for i := range t.Pages {
		t.Pages[i].Number = i + 1
	}
	return t, nil
}

// A picture does not say reliably how large its page was, so it is taken for
// one of letter size, in inches.
const letterWidth, letterHeight = 8.5, 11

// resolution is the dots per inch of a picture taken for a letter page.
func resolution(b []byte) (int, error) {
	c, err := size(b)
	if err != nil {
		return 0, err
	}
	if n := int64(c.Width) * int64(c.Height); n < minPixels || n > maxPixels {
		return 0, fmt.Errorf("%w: a picture of %d × %d dots is no legible page", pdftext.ErrTooLarge, c.Width, c.Height)
	}
	width := letterWidth
	if c.Width > c.Height {
		width = letterHeight
	}
	return max(1, int(float64(c.Width)/width)), nil
}

// size reads the head of the formats OCR engines take.
func size(b []byte) (c image.Config, err error) {
	for _, decode := range []func(io.Reader) (image.Config, error){png.DecodeConfig, jpeg.DecodeConfig, tiff.DecodeConfig} {
		if c, err = decode(bytes.NewReader(b)); err == nil {
			return c, nil
		}
	}
	return c, fmt.Errorf("%w: a picture that is neither PNG, JPEG nor TIFF", pdftext.ErrDamaged)
}

// word is a word by the box of its ink. OCR tells neither base line nor font
// size: a word with a letter that hangs below the line stands on it a descent
// above its ink, any other one with its ink.
func word(s string, x0, y0, x1, y1 pdftext.Points) pdftext.Word {
	const capital, ascent, descent = 0.72, 0.75, 0.2
	size, base := (y1-y0)/capital, y0
	if strings.ContainsAny(s, "gjpqyQç,;()[]{}|$@/") {
		size = (y1 - y0) / (capital + descent)
		base = y0 + descent*size
	}
	return pdftext.Word{S: s, X0: x0, Y0: base - descent*size, X1: x1, Y1: base + ascent*size, Base: base, Size: size, Hidden: true}
}
