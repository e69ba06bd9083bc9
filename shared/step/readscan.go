package step

import (
	"context"
	"errors"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
)

// scan reads a picture, or a PDF without text, when an OCR engine is at hand.
func (r *Reader) scan(ctx context.Context, p *Paper) []*Paper {
	t, err := (*pdftext.Text)(nil), ErrNoOCR
	if r.OCR != nil {
		t, err = r.OCR.Words(ctx, p.Bytes)
	}
	if err != nil {
		p.refuse(document.Quarantined, scanFault(p.Record.Kind, err))
		return []*Paper{p}
	}
	return []*Paper{r.recognised(p, t)}
}

// scanFault says why a scan could not be read.
func scanFault(k document.Kind, err error) document.Finding {
	switch {
	case errors.Is(err, ErrNoOCR) && k == document.KindPDF:
		_, f := pdfFault(pdftext.ErrNoText)
		return f
	case errors.Is(err, ErrNoOCR):
		return document.Finding{Code: "needs_ocr", Severity: document.Unreadable, Message: document.Textf(
			"Es una imagen: necesita OCR o el archivo original. Instale tesseract, o pida el PDF con texto, el archivo M o el XML.",
			"It is a picture: it needs OCR or the original file. Install tesseract, or ask for the PDF with text, the archivo M or the XML.")}
	case errors.Is(err, ErrNotTried):
		return notTried("ocr_failed", err)
	case errors.Is(err, pdftext.ErrTooLarge), errors.Is(err, pdftext.ErrDamaged):
		return document.Finding{Code: "scan_unreadable", Severity: document.Unreadable, Message: because(
			"La imagen no se puede reconocer (%s); si son demasiadas páginas, divídala; si no, digitalícela a 300 puntos por pulgada en PNG, JPEG o TIFF, o pida el documento original.",
			"The picture cannot be recognised (%s); where it has too many pages, split it; otherwise scan it at 300 dots per inch as PNG, JPEG or TIFF, or ask for the original document.", err)}
	}
	return document.Finding{Code: "ocr_failed", Severity: document.Unreadable, Message: because(
		"El OCR no pudo hacer su trabajo (%s); entregue el documento otra vez, o pida el original.",
		"OCR could not do its work (%s); deliver the document again, or ask for the original.", err)}
}

// recognised judges what OCR read.
func (r *Reader) recognised(p *Paper, t *pdftext.Text) *Paper {
	for i := range t.Pages {
		for k := range t.Pages[i].Words {
			t.Pages[i].Words[k].Hidden = true // how readers tell OCR from print
		}
	}
	x := r.reading(p, t, nil)
	switch {
	case x.ped != nil:
		print.Confirm(x.ped, nil)
		c := r.pedimento(x.ped, p.Record)
		c.Bytes = p.Bytes
		return proved(c, &x)
	case x.paper != nil:
		return proved(r.other(p, &x, &reading{}), &x)
	}
	p.refuse(document.Quarantined, document.Finding{Code: "ocr_unknown", Severity: document.Unreadable, Message: document.Textf(
		"El OCR no reconoce qué documento es; revíselo, o pida el PDF con texto, el archivo M o el XML.",
		"OCR does not recognise what document it is; look at it, or ask for the PDF with text, the archivo M or the XML.")})
	return p
}

// proved holds what OCR read to every control total: a print that lacks one,
// and any other document, is set apart.
func proved(p *Paper, x *reading) *Paper {
	if p.Record.Status != document.Accepted || !fromOCR(x.text) {
		return p
	}
	if x.ped != nil && x.ped.Cotejo == document.CotejoCompleto {
		return p
	}
	p.Fact, p.Parts = nil, nil
	p.refuse(document.Quarantined, document.Finding{Code: "ocr_unproved", Severity: document.Error, Message: document.Textf(
		"Se leyó por OCR y no todos sus totales de control están y coinciden; pida el PDF con texto, el archivo M o el XML, o captúrelo.",
		"It was read by OCR and not every control total is there and agrees; ask for the PDF with text, the archivo M or the XML, or type it in.")})
	return p
}

// fromOCR reports words recognised from a picture: most of them are hidden.
func fromOCR(t *pdftext.Text) bool {
	hidden, n := 0, 0
	for i := range t.Pages {
		for k := range t.Pages[i].Words {
			n++
			if t.Pages[i].Words[k].Hidden {
				hidden++
			}
		}
	}
	return 2*hidden > n
}
