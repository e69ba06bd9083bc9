package step_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// avisoOf is the words of the first aviso consolidado of the specimens.
func avisoOf(t *testing.T) *pdftext.Text {
	t.Helper()
	var out *pdftext.Text
	err := prints.Avisos(4, 1, func(s specimen.Specimen) error {
		var err error
		out, err = pdftext.Read(t.Context(), s.Bytes, pdftext.Limits{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// An aviso consolidado is kept and read, and makes no fact, alone or behind a
// pedimento in the same file.
func TestAviso(t *testing.T) {
	t.Parallel()
	alone := avisoOf(t)
	p := only(t, &engines{first: answer{text: alone}, second: answer{text: clone(alone)}}, nil)
	if p.Record.Status != document.Accepted || p.Record.Kind != document.KindPedimento || p.Fact != nil || p.Pedimento.Efecto != document.Previo || p.Pedimento.Aviso == nil {
		t.Fatalf("%s %v", p.Record.Status, codes(p))
	}
	if e := p.Pedimento.Evidence(document.SourcePrint, "aviso.remesa"); e.Check != document.ByEngines || e.At.Page != 1 {
		t.Errorf("the number of the remesa: %+v", e)
	}
	both := clone(printed(t))
	behind := clone(alone).Pages[0]
	behind.Number = len(both.Pages) + 1
	both.Pages = append(both.Pages, behind)
	papers := (&step.Reader{PDF: &engines{first: answer{text: both}, second: answer{text: clone(both)}}, Keep: true}).
		Read(t.Context(), step.Input{Name: "a.pdf", Bytes: []byte("%PDF-1.7 any")})
	if len(papers) != 3 || papers[1].Pedimento == nil || papers[2].Pedimento == nil {
		t.Fatalf("%d papers", len(papers))
	}
	if papers[1].Fact == nil && papers[1].Pedimento.Efecto == document.Pagado || papers[2].Fact != nil || papers[2].Pedimento.Aviso == nil || papers[2].Record.Status != document.Accepted {
		t.Errorf("%v and %v", codes(papers[1]), codes(papers[2]))
	}
}
