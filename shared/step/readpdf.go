package step

import (
	"context"
	"errors"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
)

// pdf reads the words of a PDF and, when they are a pedimento, the pedimento.
func (r *Reader) pdf(ctx context.Context, p *Paper) []*Paper {
	t, err := r.PDF(ctx, p.Bytes)
	if err != nil {
		status, f := pdfFault(err)
		p.refuse(status, f)
		return []*Paper{p}
	}
	if papers := r.bundle(ctx, p, t); papers != nil {
		return papers
	}
	ped, ok := print.Read(t)
	if !ok {
		if !r.printedCOVE(p, t) && !r.printedInvoice(p, t) {
			r.unsupported(p)
		}
		return []*Paper{p}
	}
	c := r.pedimento(ped, p.Record)
	c.Bytes = p.Bytes
	return []*Paper{c}
}

// pdfFault says why a PDF could not be read.
func pdfFault(err error) (document.Status, document.Finding) {
	f := document.Finding{Code: "pdf_damaged", Severity: document.Unreadable, Message: document.Textf(
		"El PDF no se puede leer (%v); pida el original al agente aduanal.",
		"The PDF cannot be read (%v); ask the broker for the original.", err)}
	switch {
	case errors.Is(err, ErrPDFReader):
		f.Code = "pdf_reader_failed"
		f.Message = document.Textf(
			"No se alcanzó a leer el PDF (%v); entréguelo otra vez, y si se repite pida el original al agente aduanal.",
			"The PDF could not be read this time (%v); deliver it again, and if it repeats ask the broker for the original.", err)
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
