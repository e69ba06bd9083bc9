package step

import (
	"context"
	"errors"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// reading is what one engine made of a PDF.
type reading struct {
	text  *pdftext.Text
	err   error
	ped   *pedimento.Pedimento // the pedimento it prints, nil when it is none
	paper *Paper               // another document it prints, judged; nil when it is none
}

// pdf reads a PDF with the first engine, and with the second one when the
// first fails or its reading needs a witness.
func (r *Reader) pdf(ctx context.Context, p *Paper) []*Paper {
	t, err := r.PDF.Words(ctx, p.Bytes)
	if err == nil {
		if papers := r.bundle(ctx, p, t); papers != nil {
			return papers
		}
	}
	if w := unseen(t); w != nil {
		p.refuse(document.Quarantined, unseenFault(w))
		return []*Paper{p}
	}
	first := r.reading(p, seen(t), err)
	if errors.Is(err, pdftext.ErrTooLarge) || errors.Is(err, pdftext.ErrNotPDF) {
		return []*Paper{unreadable(p, err)}
	}
	if err == nil && first.ped == nil && first.paper == nil && first.lost() == 0 {
		r.unsupported(p)
		return []*Paper{p}
	}
	t, err = r.PDF.SecondWords(ctx, p.Bytes)
	if w := unseen(t); w != nil && first.err != nil {
		p.refuse(document.Quarantined, unseenFault(w))
		return []*Paper{p}
	}
	second := r.reading(p, t, err)
	if first.text == nil && second.text == nil && (errors.Is(first.err, pdftext.ErrNoText) || errors.Is(second.err, pdftext.ErrNoText)) {
		return r.scan(ctx, p)
	}
	return []*Paper{r.choose(p, &first, &second)}
}

// reading judges the words of one engine, without touching p.
func (r *Reader) reading(p *Paper, t *pdftext.Text, err error) reading {
	x := reading{text: t, err: err}
	if err != nil {
		return x
	}
	if ped, ok := print.Read(t); ok {
		x.ped = ped
		return x
	}
	c := *p
	c.Record.Findings = slices.Clone(p.Record.Findings)
	keep := *r
	keep.Keep = true // to compare what the engines read
	if keep.printedCOVE(&c, t) || keep.printedInvoice(&c, t) {
		x.paper = &c
	}
	return x
}

// lost is how many characters the engine could not tell.
func (x *reading) lost() int {
	n := 0
	if x.text != nil {
		for i := range x.text.Pages {
			for _, w := range x.text.Pages[i].Words {
				n += strings.Count(w.S, "\ufffd")
			}
		}
	}
	return n
}

// passes reports that the reading agrees with itself.
func (x *reading) passes() bool {
	if x.ped == nil {
		return x.paper != nil && x.paper.Record.Status == document.Accepted
	}
	try := *x.ped
	try.Findings = slices.Clone(x.ped.Findings)
	return pedimento.Gate(&try) == document.Accepted
}

// choose takes the reading that passes the gate. Of two that pass, the one
// that lost fewer characters is taken when both read every figure alike.
func (r *Reader) choose(p *Paper, a, b *reading) *Paper {
	aOK, bOK := a.passes(), b.passes()
	switched := bOK && (!aOK || b.lost() < a.lost())
	if switched || a.ped == nil && a.paper == nil && (b.ped != nil || b.paper != nil) {
		a, b = b, a
	}
	var c *Paper
	switch {
	case a.ped != nil:
		if aOK || bOK {
			print.Confirm(a.ped, b.ped)
		}
		c = r.pedimento(a.ped, p.Record)
		c.Bytes = p.Bytes
	case a.paper != nil:
		c = r.other(p, a, b)
	case a.err != nil && b.err != nil:
		return unreadable(p, moreTelling(a.err, b.err))
	default:
		r.unsupported(p)
		return p
	}
	if switched {
		c.Record.Findings = append(c.Record.Findings, secondEngine())
	}
	if aOK && bOK {
		c.contradict(differences(a, b))
	}
	return proved(c, a)
}

// other is the paper of a print that is no pedimento. What no control covers
// has no mark of its own there, so that one engine alone leaves a warning.
func (r *Reader) other(p *Paper, a, b *reading) *Paper {
	whole := *r
	whole.Keep = true // to set both readings side by side
	if !whole.printedCOVE(p, a.text) {
		whole.printedInvoice(p, a.text)
	}
	if b.paper != nil {
		p.confirm(b.paper)
	}
	if !r.Keep {
		p.Invoice, p.Content = nil, nil
	}
	if p.Record.Status == document.Accepted && b.paper == nil {
		p.Record.Findings.Add("pdf_unconfirmed", document.Warning, "", document.Textf(
			"Sólo un motor de PDF lo leyó: lo que ningún total cubre queda sin confirmar; compárelo con el documento.",
			"Only one PDF engine read it: what no total covers is unconfirmed; compare it with the document."))
	}
	return p
}

// moreTelling prefers the error that says something about the PDF and what to
// do with it.
func moreTelling(first, second error) error {
	for _, e := range []error{pdftext.ErrPassword, pdftext.ErrTooLarge} {
		if errors.Is(second, e) {
			return second
		}
	}
	if errors.Is(first, ErrPDFReader) && !errors.Is(second, ErrPDFReader) {
		return second
	}
	return first
}

// unreadable refuses p for what its readers said.
func unreadable(p *Paper, err error) *Paper {
	status, f := pdfFault(err)
	p.refuse(status, f)
	return p
}

// pdfFault says why a PDF could not be read.
func pdfFault(err error) (document.Status, document.Finding) {
	f := document.Finding{Code: "pdf_damaged", Severity: document.Unreadable, Message: because(
		"El PDF no se puede leer (%s); pida el original al agente aduanal.",
		"The PDF cannot be read (%s); ask the broker for the original.", err)}
	switch {
	case errors.Is(err, ErrNotTried):
		f = notTried("pdf_reader_failed", err)
	case errors.Is(err, ErrPDFReader):
		f.Code = "pdf_reader_failed"
		f.Message = because(
			"No se alcanzó a leer el PDF (%s); entréguelo otra vez, y si se repite pida el original al agente aduanal.",
			"The PDF could not be read this time (%s); deliver it again, and if it repeats ask the broker for the original.", err)
	case errors.Is(err, pdftext.ErrPassword):
		f.Code = "pdf_password"
		f.Message = document.Textf("El PDF pide contraseña; envíelo sin ella.", "The PDF asks for a password; send it without one.")
	case errors.Is(err, pdftext.ErrNoText):
		f.Code = "pdf_needs_ocr"
		f.Message = document.Textf(
			"El PDF es una imagen sin texto: necesita OCR o el archivo original del agente aduanal.",
			"The PDF is an image without text: it needs OCR or the broker's original file.")
	case errors.Is(err, pdftext.ErrTooLarge):
		f.Code = "pdf_too_large"
	}
	return document.Quarantined, f
}

// notTried says of a document that was not begun when it will be.
func notTried(code string, err error) document.Finding {
	return document.Finding{Code: code, Severity: document.Unreadable, Message: because(
		"Todavía no se lee (%s); se lee solo en seguida. Si en una hora sigue así, entréguelo solo, en otro correo u otra entrega.",
		"It is not read yet (%s); it is read alone in a moment. If it still is so in an hour, deliver it alone, in another mail or delivery.", err)}
}
