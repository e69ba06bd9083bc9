package step_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// engines is a PDF whose engines say what a test wants; asked counts.
type engines struct {
	first, second answer
	asked         []string
}

type answer struct {
	text *pdftext.Text
	err  error
}

func (e *engines) Words(context.Context, []byte) (*pdftext.Text, error) {
	e.asked = append(e.asked, "first")
	return e.first.text, e.first.err
}

func (e *engines) SecondWords(context.Context, []byte) (*pdftext.Text, error) {
	e.asked = append(e.asked, "second")
	return e.second.text, e.second.err
}

func (e *engines) Page(context.Context, []byte, int, int) ([]byte, error) {
	return nil, step.ErrPDFReader
}

// scans is an OCR that says what a test wants.
type scans answer

func (s scans) Words(context.Context, []byte) (*pdftext.Text, error) { return s.text, s.err }

// printed is the words of a printed pedimento that passes its gate, anew for
// every call.
func printed(t *testing.T) *pdftext.Text {
	t.Helper()
	var text *pdftext.Text
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
		if !strings.HasSuffix(name, ".pdf") || text != nil {
			return nil
		}
		words, err := pdftext.Read(t.Context(), b, pdftext.Limits{})
		if p := only(t, &engines{first: answer{text: words}, second: answer{text: words}}, nil); p.Record.Kind == document.KindPedimento && p.Record.Status == document.Accepted {
			text = words
		}
		return err
	})
	if err != nil || text == nil {
		t.Fatalf("no printed pedimento: %v", err)
	}
	return clone(text)
}

func clone(t *pdftext.Text) *pdftext.Text {
	c := &pdftext.Text{Pages: slices.Clone(t.Pages)}
	for i := range c.Pages {
		c.Pages[i].Words = slices.Clone(c.Pages[i].Words)
	}
	return c
}

// change gives the words of t with edit applied to each.
func change(t *pdftext.Text, edit func(w *pdftext.Word)) *pdftext.Text {
	c := clone(t)
	for i := range c.Pages {
		for k := range c.Pages[i].Words {
			edit(&c.Pages[i].Words[k])
		}
	}
	return c
}

func only(t *testing.T, e step.PDF, ocr step.OCR) *step.Paper {
	t.Helper()
	papers := (&step.Reader{PDF: e, OCR: ocr, Keep: true}).Read(t.Context(), step.Input{Name: "a.pdf", Bytes: []byte("%PDF-1.7 any")})
	if len(papers) != 1 {
		t.Fatalf("%d papers", len(papers))
	}
	return papers[0]
}

func codes(p *step.Paper) []string {
	var out []string
	for _, f := range p.Record.Findings {
		out = append(out, f.Code)
	}
	return out
}

// value finds the word printed right of or below a label of the header and is
// the place where tests change a figure.
func withWord(t *testing.T, text *pdftext.Text, s, to string) *pdftext.Text {
	t.Helper()
	n := 0
	out := change(text, func(w *pdftext.Word) {
		if w.S == s {
			w.S = to
			n++
		}
	})
	if n == 0 {
		t.Fatalf("no word %q", s)
	}
	return out
}

func TestPDFEngines(t *testing.T) {
	good := printed(t)
	p := only(t, &engines{first: answer{text: good}, second: answer{text: good}}, nil)
	if p.Pedimento == nil {
		t.Fatal("no pedimento")
	}
	aduana := p.Pedimento.Evidence(document.SourcePrint, "valor_aduana").Written
	weight := p.Pedimento.Evidence(document.SourcePrint, "peso_bruto").Written
	wrongTotal := withWord(t, good, aduana, "9"+aduana)
	otherWeight := withWord(t, good, weight, "9"+weight)
	garbled := change(good, func(w *pdftext.Word) { w.S = strings.Replace(w.S, "Ó", "\ufffd", 1) })
	unseen := change(good, func(w *pdftext.Word) { w.Pale = w.S == weight })
	letter := &pdftext.Text{Pages: []pdftext.Page{{Number: 1, Width: 612, Height: 792, Words: []pdftext.Word{{S: "Estimados"}, {S: "Señores"}}}}}
	lost := &pdftext.Text{Pages: []pdftext.Page{{Number: 1, Width: 612, Height: 792, Words: []pdftext.Word{{S: "\ufffd\ufffd"}}}}}
	gone := answer{err: step.ErrPDFReader}
	for name, c := range map[string]struct {
		first, second answer
		status        document.Status
		code          string // one of the codes; "" for none of the engines' own
		asked         int
	}{
		"both alike":              {answer{text: good}, answer{text: good}, document.Accepted, "", 2},
		"no second engine":        {answer{text: good}, gone, document.Accepted, "", 2},
		"second finds nothing":    {answer{text: good}, answer{err: pdftext.ErrNoText}, document.Accepted, "", 2},
		"first fails":             {answer{err: pdftext.ErrDamaged}, answer{text: good}, document.Accepted, "pdf_second_engine", 2},
		"first reader dies":       {gone, answer{text: good}, document.Accepted, "pdf_second_engine", 2},
		"first finds nothing":     {answer{err: pdftext.ErrNoText}, answer{text: good}, document.Accepted, "pdf_second_engine", 2},
		"second hides a figure":   {answer{err: pdftext.ErrDamaged}, answer{text: unseen}, document.Quarantined, "pdf_unseen_figure", 2},
		"first hides a figure":    {answer{text: unseen}, answer{text: good}, document.Quarantined, "pdf_unseen_figure", 1},
		"first does not add up":   {answer{text: wrongTotal}, answer{text: good}, document.Accepted, "pdf_second_engine", 2},
		"first loses characters":  {answer{text: lost}, answer{text: good}, document.Accepted, "pdf_second_engine", 2},
		"second does not add up":  {answer{text: good}, answer{text: wrongTotal}, document.Accepted, "", 2},
		"neither adds up":         {answer{text: wrongTotal}, answer{text: wrongTotal}, document.Quarantined, "", 2},
		"a figure differs":        {answer{text: good}, answer{text: otherWeight}, document.Quarantined, "pdf_engines_differ", 2},
		"characters lost by one":  {answer{text: garbled}, answer{text: good}, document.Accepted, "pdf_second_engine", 2},
		"a letter":                {answer{text: letter}, gone, document.Unsupported, "unsupported", 1},
		"a letter nobody can say": {answer{text: lost}, answer{text: lost}, document.Unsupported, "unsupported", 2},
		"no PDF":                  {answer{err: pdftext.ErrNotPDF}, answer{text: good}, document.Quarantined, "pdf_damaged", 1},
		"too large":               {answer{err: pdftext.ErrTooLarge}, answer{text: good}, document.Quarantined, "pdf_too_large", 1},
		"password":                {answer{err: pdftext.ErrPassword}, answer{err: pdftext.ErrPassword}, document.Quarantined, "pdf_password", 2},
		"second asks password":    {answer{err: pdftext.ErrDamaged}, answer{err: pdftext.ErrPassword}, document.Quarantined, "pdf_password", 2},
		"damaged":                 {answer{err: pdftext.ErrDamaged}, answer{err: pdftext.ErrDamaged}, document.Quarantined, "pdf_damaged", 2},
		"no reader":               {gone, gone, document.Quarantined, "pdf_reader_failed", 2},
		"scan":                    {answer{err: pdftext.ErrNoText}, answer{err: pdftext.ErrNoText}, document.Quarantined, "pdf_needs_ocr", 2},
		"scan, no second engine":  {answer{err: pdftext.ErrNoText}, gone, document.Quarantined, "pdf_needs_ocr", 2},
	} {
		t.Run(name, func(t *testing.T) {
			e := &engines{first: c.first, second: c.second}
			p := only(t, e, nil)
			own := slices.DeleteFunc(codes(p), func(s string) bool { return !strings.HasPrefix(s, "pdf_") && s != "unsupported" })
			if p.Record.Status != c.status || c.code != "" && !slices.Contains(own, c.code) || c.code == "" && len(own) > 0 || len(e.asked) != c.asked {
				t.Errorf("status %s, codes %v, asked %v; want %s %q after %d questions", p.Record.Status, codes(p), e.asked, c.status, c.code, c.asked)
			}
			if p.Record.Status != document.Accepted && p.Fact != nil {
				t.Error("a refused document makes a fact")
			}
		})
	}
}

// TestNotTried: a document that was not begun, printed or scanned, is read alone
// next, which it says in both languages, and asks nobody for another original.
func TestNotTried(t *testing.T) {
	scan := answer{err: pdftext.ErrNoText}
	for name, e := range map[string]*engines{"print": {first: answer{err: step.ErrNotTried}, second: answer{err: step.ErrNotTried}}, "scan": {first: scan, second: scan}} {
		f := only(t, e, scans{err: step.ErrNotTried}).Record.Findings[0]
		es, en := f.Message.In(document.Spanish), f.Message.In(document.English)
		if !strings.Contains(es, "se lee solo en seguida") || !strings.Contains(en, "it is read alone in a moment") || strings.Contains(es+en, "original") {
			t.Errorf("%s: %s: %s / %s", name, f.Code, es, en)
		}
	}
}

// A value that no control covers is held by both engines, or by none.
func TestPDFEnginesConfirm(t *testing.T) {
	good := printed(t)
	for name, c := range map[string]struct {
		second answer
		want   document.Check
	}{
		"alike":       {answer{text: good}, document.ByEngines},
		"unavailable": {answer{err: step.ErrPDFReader}, document.Unchecked},
	} {
		t.Run(name, func(t *testing.T) {
			p := only(t, &engines{first: answer{text: clone(good)}, second: c.second}, nil)
			got := p.Pedimento.Evidence(document.SourcePrint, "peso_bruto").Check
			if got != c.want {
				t.Errorf("check %q, want %q", got, c.want)
			}
		})
	}
}

// Nothing read by OCR is accepted unless every control total is there and
// agrees; without an engine the reason is said.
func TestScans(t *testing.T) {
	good := printed(t)
	p := only(t, &engines{first: answer{text: good}, second: answer{text: good}}, nil)
	aduana := p.Pedimento.Evidence(document.SourcePrint, "valor_aduana").Written
	png := append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 64)...)
	none := &engines{first: answer{err: pdftext.ErrNoText}, second: answer{err: pdftext.ErrNoText}}
	complete := p.Pedimento.Cotejo == document.CotejoCompleto
	for name, c := range map[string]struct {
		ocr  step.OCR
		code string // "" when the document is accepted
	}{
		"no engine":    {nil, "ocr"},
		"not there":    {scans{err: step.ErrNoOCR}, "ocr"},
		"failed":       {scans{err: step.ErrOCR}, "ocr_failed"},
		"not begun":    {scans{err: step.ErrNotTried}, "ocr_failed"},
		"no page":      {scans{err: pdftext.ErrTooLarge}, "scan_unreadable"},
		"damaged":      {scans{err: pdftext.ErrDamaged}, "scan_unreadable"},
		"unknown":      {scans{text: &pdftext.Text{Pages: []pdftext.Page{{Number: 1}}}}, "ocr_unknown"},
		"wrong figure": {scans{text: withWord(t, good, aduana, "9"+aduana)}, "print"},
	} {
		for kind, b := range map[document.Kind][]byte{document.KindPDF: []byte("%PDF-1.7 any"), document.KindImage: png} {
			papers := (&step.Reader{PDF: none, OCR: c.ocr, Keep: true}).Read(t.Context(), step.Input{Name: "scan", Bytes: b})
			got := papers[0]
			if got.Record.Status != document.Quarantined || got.Fact != nil || !slices.ContainsFunc(codes(got), func(s string) bool { return strings.Contains(s, c.code) }) {
				t.Errorf("%s as %s: %s %v", name, kind, got.Record.Status, codes(got))
			}
		}
	}
	got := only(t, none, scans{text: clone(good)})
	if got.Record.Source != document.SourceOCR || (got.Record.Status == document.Accepted) != complete || complete == slices.Contains(codes(got), "ocr_unproved") {
		t.Errorf("%s from %s, complete %v: %v", got.Record.Status, got.Record.Source, complete, codes(got))
	}
	if e := got.Pedimento.Evidence(document.SourceOCR, "valor_aduana"); e.Level != document.OCR {
		t.Errorf("level %s", e.Level)
	}
	less := change(good, func(w *pdftext.Word) {
		if strings.HasPrefix(w.S, "EFECTIVO") || strings.HasPrefix(w.S, "OTROS") {
			w.S = "X"
		}
	})
	if got = only(t, none, scans{text: less}); got.Record.Status != document.Quarantined {
		t.Errorf("a scan without its totals is %s: %v", got.Record.Status, codes(got))
	}
}

// A reader of the first engine alone says so of the rest.
func TestPDFReaderAlone(t *testing.T) {
	f := step.PDFReader(func(context.Context, []byte) (*pdftext.Text, error) { return nil, pdftext.ErrNoText })
	_, e1 := f.SecondWords(t.Context(), nil)
	_, e2 := f.Page(t.Context(), nil, 1, 72)
	if !errors.Is(e1, step.ErrPDFReader) || !errors.Is(e2, step.ErrPDFReader) {
		t.Error(e1, e2)
	}
}
