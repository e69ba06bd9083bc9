package synth

import (
	"bytes"
	"fmt"

	"codeberg.org/go-pdf/fpdf"

	"example.com/immex/shared/document"
)

// pen puts words on letter pages at points from the top left corner. Dates
// and object order are fixed, so that the bytes are too.
type pen struct {
	pdf *fpdf.Fpdf
	tr  func(string) string
}

// word is a text at a place.
type word struct {
	x, y float64
	text string
}

func newPen(title string, on document.Date) *pen {
	pdf := fpdf.New("P", "pt", "Letter", "")
	pdf.SetTitle(title, true)
	pdf.SetProducer("synth", true)
	pdf.SetCreationDate(noon(on))
	pdf.SetModificationDate(noon(on))
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	return &pen{pdf: pdf, tr: pdf.UnicodeTranslatorFromDescriptor("")}
}

// page starts a page.
func (p *pen) page() {
	p.pdf.AddPage()
	p.pdf.SetFont("Helvetica", "", 7)
}

// put writes words; y is their baseline.
func (p *pen) put(words ...word) {
	for _, w := range words {
		p.pdf.Text(w.x, w.y, p.tr(w.text))
	}
}

// right writes a text that ends at x, as columns of numbers do.
func (p *pen) right(x, y float64, text string) {
	p.pdf.Text(x-p.pdf.GetStringWidth(p.tr(text)), y, p.tr(text))
}

func (p *pen) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return b.Bytes(), nil
}
