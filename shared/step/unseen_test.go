package step_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// TestUnseenFigures: a figure nobody sees sets the PDF apart, whatever it is;
// a heading in white on a dark band does not.
func TestUnseenFigures(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	reader := &step.Reader{Keep: true, PDF: step.PDFReader(func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		return pdftext.Read(ctx, b, pdftext.Limits{})
	})}
	for _, c := range []struct {
		name  string
		draw  func(*fpdf.Fpdf)
		apart bool
	}{
		{"black", func(p *fpdf.Fpdf) { p.Text(100, 100, "163.163") }, false},
		{"white figure", func(p *fpdf.Fpdf) { p.SetTextColor(255, 255, 255); p.Text(100, 120, "999.999") }, true},
		{"nearly white figure", func(p *fpdf.Fpdf) { p.SetTextColor(254, 254, 254); p.Text(100, 120, "9") }, true},
		{"white digit behind a figure", func(p *fpdf.Fpdf) {
			p.Text(100, 100, "163.163")
			w := p.GetStringWidth("163.163")
			p.SetTextColor(255, 255, 255)
			p.Text(100+w, 100, "4")
		}, true},
		{"transparent figure", func(p *fpdf.Fpdf) { p.SetAlpha(0.01, "Normal"); p.Text(100, 120, "12") }, true},
		{"white heading", func(p *fpdf.Fpdf) { p.SetTextColor(255, 255, 255); p.Text(100, 120, "DESCRIPTION") }, false},
		{"white figure on a dark band", func(p *fpdf.Fpdf) {
			p.SetFillColor(40, 40, 40)
			p.Rect(90, 110, 60, 14, "F")
			p.SetTextColor(255, 255, 255)
			p.Text(100, 120, "12")
		}, false},
		{"figure under a white box", func(p *fpdf.Fpdf) {
			p.Text(100, 120, "12")
			p.SetFillColor(255, 255, 255)
			p.Rect(90, 110, 60, 14, "F")
		}, true},
		{"text under a white box", func(p *fpdf.Fpdf) {
			p.Text(100, 120, "USA")
			p.SetFillColor(255, 255, 255)
			p.Rect(90, 110, 60, 14, "F")
		}, false},
		{"figure outside of a clip", func(p *fpdf.Fpdf) { p.ClipRect(10, 10, 20, 20, false); p.Text(100, 120, "12"); p.ClipEnd() }, true},
		{"figure crossed out", func(p *fpdf.Fpdf) { p.Text(100, 120, "12"); p.Line(98, 117.5, 112, 117.5) }, true},
		{"invisible figure", func(p *fpdf.Fpdf) { p.RawWriteStr("3 Tr "); p.Text(100, 120, "12"); p.RawWriteStr("0 Tr ") }, true},
		{"grey figure", func(p *fpdf.Fpdf) { p.SetTextColor(120, 120, 120); p.Text(100, 120, "12") }, false},
	} {
		pdf := fpdf.New("P", "pt", "Letter", "")
		pdf.AddPage()
		pdf.SetFont("Helvetica", "", 8)
		pdf.Text(40, 40, "nothing of interest")
		c.draw(pdf)
		var b bytes.Buffer
		if err := pdf.Output(&b); err != nil {
			t.Fatal(err)
		}
		papers := reader.Read(t.Context(), step.Input{Name: c.name, Bytes: b.Bytes()})
		got := papers[0].Record.Findings.Has("pdf_unseen_figure")
		if got != c.apart || got && papers[0].Record.Status != document.Quarantined {
			t.Errorf("%s: %+v", c.name, papers[0].Record)
		}
	}
}

// Every way to hide a figure of a print that the specimens know sets it apart
// for being hidden.
func TestUnseenSpecimens(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	reader := &step.Reader{PDF: step.PDFReader(func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		return pdftext.Read(ctx, b, pdftext.Limits{})
	})}
	n := 0
	err := prints.Mutants(11, 400, func(s specimen.Specimen) error {
		if !strings.HasPrefix(s.Mutation, "unseen") {
			return nil
		}
		n++
		papers := reader.Read(t.Context(), step.Input{Name: s.Name, Bytes: s.Bytes})
		if !papers[0].Record.Findings.Has("pdf_unseen_figure") {
			t.Errorf("%s, %s: %s %v", s.Name, s.Mutation, papers[0].Record.Status, codes(papers[0]))
		}
		return nil
	})
	if err != nil || n < 10 {
		t.Errorf("%d specimens, %v", n, err)
	}
}
