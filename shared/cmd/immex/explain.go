package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/report/overlay"
	"example.com/immex/shared/step"
)

// tellValues prints every value of a paper with where it stands.
func (a *app) tellValues(p *step.Paper) error {
	told, err := step.Explain(p)
	if err != nil {
		return err //nolint:wrapcheck // names the paper
	}
	for i := range told {
		t := &told[i]
		fmt.Fprintf(a.out, "             %-34s %-30s %s\n", t.Path, strings.Join(strings.Fields(t.Value), " "), a.held(&t.Found)) //nolint:errcheck // a closed pipe ends the process
	}
	return nil
}

// held says where a value stands and what holds it.
func (a *app) held(e *document.Evidence) string {
	words := []string{a.place(e.At), a.level(e.Level)}
	switch e.Check {
	case document.ByControl:
		words = append(words, a.say("cubierto por un total", "covered by a total"))
	case document.ByEngines:
		words = append(words, a.say("dos motores lo leen igual", "two engines read it alike"))
	case document.Unchecked:
		words = append(words, a.say("sin comprobar", "unchecked"))
	}
	if e.Written != "" {
		words = append(words, fmt.Sprintf("«%s»", e.Written))
	}
	return strings.Join(words, ", ")
}

// place is a place in words; the document itself when it has none.
func (a *app) place(p document.Place) string {
	var out []string
	if p.Part != "" {
		out = append(out, p.Part)
	}
	if p.Line > 0 {
		out = append(out, a.say("línea %d", "line %d", p.Line))
	}
	if p.Page > 0 {
		out = append(out, a.say("página %d", "page %d", p.Page))
	}
	if b := p.Box; b != nil {
		out = append(out, fmt.Sprintf("(%d,%d)-(%d,%d)", b.X0, b.Y0, b.X1, b.Y1))
	}
	if len(out) == 0 {
		return a.say("documento", "document")
	}
	return strings.Join(out, " ")
}

func (a *app) level(l document.Level) string {
	switch l {
	case document.Read:
		return a.say("leído", "read")
	case document.Computed:
		return a.say("calculado", "computed")
	case document.Typed:
		return a.say("capturado", "typed")
	case document.OCR:
		return "OCR"
	case document.Assumed:
		return a.say("supuesto", "assumed")
	}
	return string(l)
}

// explained is the JSON of a paper with its values told one by one.
func explained(p *step.Paper, lang document.Lang) (any, error) {
	told, err := step.Explain(p)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the paper
	}
	view, err := marshal(step.ViewOf(p, lang))
	if err != nil {
		return nil, err
	}
	values, err := marshal(told)
	if err != nil {
		return nil, err
	}
	view = append(bytes.TrimSuffix(view, []byte("}")), `,"explain":`...)
	return json.RawMessage(append(append(view, values...), '}')), nil
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// drawDPI makes 6 point print legible on a screen.
const drawDPI = 150

// debugPDF writes a PDF that shows the pages of a PDF with the values that
// were read of it.
func (a *app) debugPDF(ctx context.Context, pdf step.PDF, out string, papers []*step.Paper) error {
	if len(papers) != 1 || papers[0].Record.Kind != document.KindPDF && !bytes.HasPrefix(papers[0].Bytes, []byte("%PDF")) {
		return usage(errors.New(a.say("--debug-pdf espera un solo archivo PDF", "--debug-pdf expects one single PDF file")))
	}
	p := papers[0]
	told, err := step.Explain(p)
	if err != nil {
		return err //nolint:wrapcheck // names the paper
	}
	var pages []overlay.Page
	for n := 1; ; n++ {
		png, err := pdf.Page(ctx, p.Bytes, n, drawDPI)
		if errors.Is(err, pdftext.ErrNoPage) && n > 1 {
			break
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.Record.Name, err)
		}
		pages = append(pages, overlay.Page{PNG: png, DPI: drawDPI, Labels: labels(told, n)})
	}
	var b bytes.Buffer
	if err := overlay.Write(&b, pages); err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	return os.WriteFile(out, b.Bytes(), 0o600) //nolint:wrapcheck // names the file
}

// labels are the values of page n.
func labels(told []step.Told, n int) []overlay.Label {
	var out []overlay.Label
	for i := range told {
		e := &told[i].Found
		if e.At.Page != n || e.At.Box == nil || e.Written == "" { // or only the place of its block
			continue
		}
		l := overlay.Label{Box: *e.At.Box, Name: told[i].Path, Hue: overlay.Green}
		switch e.Check {
		case document.ByEngines:
			l.Hue = overlay.Blue
		case document.Unchecked:
			l.Hue = overlay.Red
		case document.ByControl:
			l.Hue = overlay.Green
		}
		out = append(out, l)
	}
	return out
}
