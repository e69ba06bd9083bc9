package step_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/correction"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// misprint is a print whose customs value nobody can read, with where it stands
// and what it was.
func misprint(t *testing.T) (spoiled *engines, at document.Place, was string) {
	t.Helper()
	good := printed(t)
	told := explain(t, read(t, &engines{first: answer{text: good}, second: answer{text: good}}, []byte("%PDF-1.7 whole"))[0])
	i := slices.IndexFunc(told, func(x step.Told) bool { return x.Path == "valor_aduana" })
	if i < 0 || told[i].Found.At.Box == nil {
		t.Fatal("the print has no customs value")
	}
	at, was = told[i].Found.At, told[i].Found.Written
	bad := (&correction.Correction{Valores: []correction.Value{{Pagina: at.Page, Caja: caja(at), Valor: "1O7?31"}}}).Apply(good)
	return &engines{first: answer{text: bad}, second: answer{text: bad}}, at, was
}

func caja(at document.Place) []int { return []int{at.Box.X0, at.Box.Y0, at.Box.X1, at.Box.Y1} }

func explain(t *testing.T, p *step.Paper) []step.Told {
	t.Helper()
	told, err := step.Explain(p)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

func read(t *testing.T, pdf step.PDF, b []byte) []*step.Paper {
	t.Helper()
	return (&step.Reader{PDF: pdf, Keep: true}).Read(t.Context(), step.Input{Name: "x", Bytes: b})
}

// says is the correction of an original that says one value.
func says(original []byte, at document.Place, value string) *correction.Correction {
	return &correction.Correction{
		Documento: document.HashOf(original), Motivo: "el sello tapa la cifra", Quien: "rosa", Cuando: "2026-03-02T18:05:00Z",
		Valores: []correction.Value{{Pagina: at.Page, Caja: caja(at), Leido: "1O7?31", Valor: value}},
	}
}

func pack(t *testing.T, original []byte, c *correction.Correction) []byte {
	t.Helper()
	b, err := step.PackCorrection("pedimento.pdf", original, c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTypedValue: what a person types passes the gate that print passes, is
// told as typed, and leaves the original set apart as it came.
func TestTypedValue(t *testing.T) {
	t.Parallel()
	pdf, at, was := misprint(t)
	original := []byte("%PDF-1.7 spoiled")
	if p := read(t, pdf, original)[0]; p.Record.Status != document.Quarantined {
		t.Fatalf("a print without its customs value is %s", p.Record.Status)
	}
	papers := read(t, pdf, pack(t, original, says(original, at, was)))
	if len(papers) != 3 {
		t.Fatalf("%d papers", len(papers))
	}
	var fixed, kept *step.Paper
	for _, p := range papers[1:] {
		if p.Record.Corrects != "" {
			fixed = p
		} else {
			kept = p
		}
	}
	if kept == nil || kept.Record.SHA != document.HashOf(original) || kept.Record.Status != document.Quarantined || kept.Fact != nil {
		t.Fatalf("the original became %+v", kept)
	}
	if fixed == nil || fixed.Record.Status != document.Accepted || fixed.Fact == nil {
		t.Fatalf("corrected: %+v", fixed)
	}
	r := &fixed.Record
	if r.Corrects != document.HashOf(original) || r.SHA != document.HashOf(fixed.Bytes) || fixed.Fact.Doc != r.SHA || r.Source != document.SourcePrint || !r.Findings.Has("typed_values") {
		t.Errorf("recorded as %+v, fact of %s", r, fixed.Fact.Doc)
	}
	typed := 0
	for _, x := range explain(t, fixed) {
		if x.Found.Level == document.Typed {
			typed++
			if !strings.Contains(x.Path, "valor_aduana") {
				t.Errorf("%s is told as typed", x.Path)
			}
		}
	}
	if typed != 1 {
		t.Errorf("%d values are told as typed", typed)
	}
}

// TestTypedValueThatIsWrong: a typed value that the totals of the page do not
// bear, and what may not be typed at all.
func TestTypedValueThatIsWrong(t *testing.T) {
	t.Parallel()
	pdf, at, was := misprint(t)
	original := []byte("%PDF-1.7 spoiled")
	good := printed(t)
	whole := &engines{first: answer{text: good}, second: answer{text: good}}
	alone, err := says(original, at, was).Write()
	if err != nil {
		t.Fatal(err)
	}
	far := says(original, at, was)
	far.Valores[0].Pagina = 99
	for name, x := range map[string]struct {
		pdf  step.PDF
		b    []byte
		code string
	}{
		"another figure": {pdf, pack(t, original, says(original, at, "999999999")), ""},
		"accepted":       {whole, pack(t, original, says(original, at, "1")), "correction_needless"},
		"alone":          {pdf, alone, "correction_alone"},
		"another's":      {pdf, pack(t, []byte("%PDF-1.7 other"), says(original, at, was)), "correction_alone"},
		"no page":        {pdf, pack(t, original, far), ""},
		"no PDF":         {pdf, pack(t, []byte("<?xml version='1.0'?><x/>"), says([]byte("<?xml version='1.0'?><x/>"), at, was)), "correction_kind"},
	} {
		papers := read(t, x.pdf, x.b)
		p := papers[len(papers)-1]
		if p.Record.Corrects == "" || p.Record.Status != document.Quarantined || p.Fact != nil || x.code != "" && !p.Record.Findings.Has(x.code) {
			t.Errorf("%s: %s %v", name, p.Record.Status, p.Record.Findings)
		}
	}
	nobody := says(original, at, was)
	nobody.Quien = ""
	var wrong *step.CorrectionError
	if _, err := step.PackCorrection("x.pdf", original, nobody); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "quien") {
		t.Errorf("a correction of nobody: %v", err)
	}
}

// TestTypedOverAScan: the words of OCR are replaced as those of print.
func TestTypedOverAScan(t *testing.T) {
	t.Parallel()
	pdf, at, was := misprint(t)
	none := &engines{first: answer{err: pdftext.ErrNoText}, second: answer{err: pdftext.ErrNoText}}
	original := []byte("%PDF-1.7 scan")
	r := &step.Reader{PDF: none, OCR: scans(pdf.first), Keep: true}
	in := func(b []byte) []*step.Paper { return r.Read(context.Background(), step.Input{Name: "x", Bytes: b}) }
	before := in(original)[0]
	papers := in(pack(t, original, says(original, at, was)))
	after := papers[len(papers)-1]
	if before.Record.Status != document.Quarantined || after.Pedimento == nil || after.Pedimento.ValorAduana.String() == "" || after.Record.Source != document.SourceOCR {
		t.Errorf("before %s, after %+v", before.Record.Status, after.Record)
	}
}
