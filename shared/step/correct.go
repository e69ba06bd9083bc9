package step

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"

	"example.com/immex/shared/correction"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// PackCorrection is the delivery of a correction: the document as it came and
// what was typed, so that whoever holds it reads both again.
func PackCorrection(name string, original []byte, c *correction.Correction) ([]byte, error) {
	said, err := c.Write()
	if err != nil {
		return nil, err //nolint:wrapcheck // names itself
	}
	if _, wrong := correction.Read(said); wrong.Blocking() {
		return nil, &CorrectionError{wrong}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range []struct {
		name  string
		bytes []byte
	}{{"correccion de " + name + ".yaml", said}, {name, original}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(f.bytes)
		}
		if err != nil {
			return nil, fmt.Errorf("pack correction: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack correction: %w", err)
	}
	return b.Bytes(), nil
}

// CorrectionError is what is wrong with a correction that a person wrote.
type CorrectionError struct{ Findings document.Findings }

// Error implements error.
func (e *CorrectionError) Error() string { return "correction: " + e.Findings[0].Message.EN }

// corrected reads a document again with what a person typed. It must lie beside
// the correction, and be one that was set apart: nobody types over a document
// that agrees with itself.
func (r *Reader) corrected(ctx context.Context, p *Paper, siblings []*Paper) *Paper {
	c, findings := correction.Read(p.Bytes)
	p.Record.Findings = findings
	if c == nil {
		p.Record.Status = document.Quarantined
		return p
	}
	p.Record.Corrects = c.Documento
	original, why := corrigible(c, siblings)
	if original == nil {
		p.refuse(document.Quarantined, why)
		return p
	}
	with := *r
	with.PDF = typedPDF{r.PDF, c}
	if r.OCR != nil {
		with.OCR = typedOCR{r.OCR, c}
	}
	in := *p
	in.Bytes, in.Record.Findings = original.Bytes, nil
	in.Record.Kind = document.KindPDF
	var papers []*Paper
	if bytes.HasPrefix(original.Bytes, []byte("%PDF")) {
		papers = with.learning(ctx, &in).pdf(ctx, &in)
	} else {
		in.Record.Kind = document.KindImage
		papers = with.scan(ctx, &in)
	}
	if len(papers) != 1 {
		p.refuse(document.Quarantined, document.Finding{Code: "correction_several", Severity: document.Error, Message: document.Textf(
			"El archivo trae varios documentos; sepárelos, entréguelos uno por uno y corrija el que lo pide.",
			"The file holds several documents; part them, deliver them one by one and correct the one that needs it.")})
		return p
	}
	out := papers[0]
	out.Bytes, out.Typed = p.Bytes, c
	if out.Record.Status == document.Unsupported {
		out.Record.Status = document.Quarantined
	}
	out.Record.Findings.Add("typed_values", document.Notice, "", document.Textf(
		"Valores capturados: %d, por %s, el %s: %s", "Values typed: %d, by %s, on %s: %s", len(c.Valores), c.Quien, c.Cuando, c.Motivo))
	out.markTyped()
	return out
}

// corrigible is the paper that a correction is about, or why it is none.
func corrigible(c *correction.Correction, siblings []*Paper) (*Paper, document.Finding) {
	for _, s := range siblings {
		if s.Record.SHA != c.Documento || s.Bytes == nil {
			continue
		}
		picture := s.Record.Kind == document.KindImage || s.Record.Source == document.SourceOCR
		switch {
		case !picture && !bytes.HasPrefix(s.Bytes, []byte("%PDF")):
			return nil, document.Finding{Code: "correction_kind", Severity: document.Error, Message: document.Textf(
				"Sólo se capturan valores de un PDF o de una imagen; lo demás se corrige en su origen.",
				"Values are typed for a PDF or a picture only; anything else is corrected where it comes from.")}
		case s.Record.Status != document.Quarantined:
			return nil, document.Finding{Code: "correction_needless", Severity: document.Error, Message: document.Textf(
				"El documento no está en cuarentena: lo que dice no se cambia. Si está mal, pida uno nuevo a quien lo hizo.",
				"The document is not quarantined: what it says is not changed. If it is wrong, ask whoever made it for another.")}
		}
		return s, document.Finding{}
	}
	return nil, document.Finding{Code: "correction_alone", Severity: document.Error, Message: document.Textf(
		"El documento que se corrige no viene con la corrección; entréguelos juntos en un zip.",
		"The document that is corrected does not come with its correction; deliver them together in a zip.")}
}

// markTyped names the values that a person typed.
func (p *Paper) markTyped() {
	mark := func(marks map[string]document.Evidence) {
		for field, e := range marks {
			if _, ok := p.Typed.Of(e.At); !ok || e.Level == document.Computed {
				continue
			}
			e.Level = document.Typed
			if e.Check == document.ByEngines {
				e.Check = "" // both were given the same words
			}
			marks[field] = e
		}
	}
	if d := p.Pedimento; d != nil {
		blocks := []*pedimento.Block{&d.Block}
		for i := range d.Partidas {
			blocks = append(blocks, &d.Partidas[i].Block)
		}
		for i := range d.Descargos {
			blocks = append(blocks, &d.Descargos[i].Block)
		}
		for _, b := range blocks {
			mark(b.Marks)
		}
	}
	if v := p.Invoice; v != nil {
		markInvoice(v, mark)
	}
}

func markInvoice(v *invoice.Invoice, mark func(map[string]document.Evidence)) {
	mark(v.Marks)
	for i := range v.Lineas {
		mark(v.Lineas[i].Marks)
	}
}

// typedPDF gives the words of a PDF with those a person typed.
type typedPDF struct {
	PDF
	typed *correction.Correction
}

// Words implements PDF.
func (t typedPDF) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return applied(t.typed)(t.PDF.Words(ctx, b))
}

// SecondWords implements PDF.
func (t typedPDF) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return applied(t.typed)(t.PDF.SecondWords(ctx, b))
}

// typedOCR gives the words of a scan with those a person typed.
type typedOCR struct {
	OCR
	typed *correction.Correction
}

// Words implements OCR.
func (t typedOCR) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return applied(t.typed)(t.OCR.Words(ctx, b))
}

func applied(c *correction.Correction) func(*pdftext.Text, error) (*pdftext.Text, error) {
	return func(t *pdftext.Text, err error) (*pdftext.Text, error) {
		if err != nil || t == nil {
			return t, err
		}
		for i := range c.Valores {
			if c.Valores[i].Pagina > len(t.Pages) {
				return nil, errors.Join(pdftext.ErrDamaged, pdftext.ErrNoPage)
			}
		}
		return c.Apply(t), nil
	}
}
