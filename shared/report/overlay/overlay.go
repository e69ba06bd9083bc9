// Package overlay draws what was read over the page it was read from: each
// page of a PDF as a picture, with a box and a name for every value. A person
// sees at a glance whether a reader took a figure from the right place.
//
// Example: a red box around 127431 with "valor_aduana" above it.
//
// The package reads nothing and judges nothing; it is a paper to look at and
// never part of a package for an authority.
package overlay

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"example.com/immex/shared/document"
)

// Page is one page: its picture, and what stands on it.
type Page struct {
	PNG    []byte
	DPI    int // of the picture
	Labels []Label
}

// Label is a name for a place, in points from the lower left.
type Label struct {
	Box  document.Box
	Name string
	Hue  Hue
}

// Hue tells at a glance what holds a value.
type Hue int

// The hues, by the check of the value.
const (
	Green  Hue = iota // a control total covers it, or its source leaves no doubt
	Blue              // both engines read it alike
	Red               // nothing holds it
	margin = 1        // points a box keeps off its word
	letter = 4        // size of names
)

// rgb is the colour of a hue.
func (h Hue) rgb() (r, g, b int) {
	switch h {
	case Green:
		return 0, 128, 0
	case Blue:
		return 0, 0, 200
	default:
		return 200, 0, 0
	}
}

// Write draws the pages into a PDF whose bytes depend on nothing else.
func Write(w io.Writer, pages []Page) error {
	pdf := fpdf.New("P", "pt", "Letter", "")
	fixed := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	pdf.SetCreationDate(fixed)
	pdf.SetModificationDate(fixed)
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	tr := pdf.UnicodeTranslatorFromDescriptor("")
	for i := range pages {
		p := &pages[i]
		size, err := png.DecodeConfig(bytes.NewReader(p.PNG))
		if err != nil || p.DPI <= 0 {
			return fmt.Errorf("page %d: not a PNG of known resolution: %w", i+1, err)
		}
		scale := 72 / float64(p.DPI)
		wd, ht := float64(size.Width)*scale, float64(size.Height)*scale
		pdf.AddPageFormat("P", fpdf.SizeType{Wd: wd, Ht: ht})
		name := fmt.Sprint("page", i+1)
		pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(p.PNG))
		pdf.ImageOptions(name, 0, 0, wd, ht, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
		pdf.SetFont("Helvetica", "", letter)
		pdf.SetLineWidth(0.4)
		for _, l := range p.Labels {
			r, g, b := l.Hue.rgb()
			pdf.SetDrawColor(r, g, b)
			pdf.SetTextColor(r, g, b)
			x, y := float64(l.Box.X0-margin), ht-float64(l.Box.Y1+margin)
			pdf.Rect(x, y, float64(l.Box.X1-l.Box.X0+2*margin), float64(l.Box.Y1-l.Box.Y0+2*margin), "D")
			pdf.Text(x, y-0.5, tr(l.Name))
		}
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("write the drawing: %w", err)
	}
	return nil
}
