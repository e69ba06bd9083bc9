package print

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pdftext"
)

// Reading is what was made of the words of a PDF.
type Reading struct {
	Paper    Paper
	Invoice  *invoice.Invoice // of a Paper Invoice; with findings it is not to be taken
	Packing  *invoice.Packing // of a Paper Packing, likewise
	Findings document.Findings
}

// Status is what becomes of the document.
func (d *Reading) Status() document.Status {
	switch {
	case d.Paper == CFDI || d.Paper == NotYet || d.Paper == Credit || d.Paper == None:
		return document.Unsupported
	case d.Findings.Blocking():
		return document.Quarantined
	}
	return document.Accepted
}

// Read reads the words of a PDF as a commercial invoice or a packing list.
// Hints may be nil. Paper None means that it is neither, whatever else it is.
func Read(t *pdftext.Text, hints *Hints) Reading {
	if tooLarge(t) {
		return Reading{}
	}
	r := newReader(sheets(t), hints)
	out := Reading{Paper: r.looks()}
	switch out.Paper {
	case None:
		return out
	case Invoice:
		out.Invoice = r.invoice(source(t))
	case Packing:
		r.packing = true
		out.Packing = r.packingList(source(t))
	case CFDI:
		r.add("invoice_print_cfdi", document.Notice, nil,
			"es la representación impresa de un CFDI; entregue su XML, que es el documento",
			"it is the printed representation of a CFDI; deliver its XML, which is the document")
	case NotYet:
		r.add("invoice_print_kind", document.Notice, nil,
			"dice ser proforma, cotización, pedido o estado de cuenta, no factura; entregue la factura comercial",
			"it says it is a proforma, quotation, order or statement, not an invoice; deliver the commercial invoice")
	case Credit:
		r.add("invoice_print_kind", document.Notice, nil,
			"es una nota de crédito o de cargo y no se aplica; entregue la factura corregida",
			"it is a credit or debit note and is not applied; deliver the corrected invoice")
	case Combined:
		r.refuse("invoice_print_several", nil, "el archivo reúne documentos distintos; sepárelos",
			"the file holds documents of different kinds; separate them")
	}
	out.Findings = r.findings
	return out
}

func newReader(pages []sheet, hints *Hints) *reader {
	if hints == nil {
		hints = &Hints{}
	}
	r := &reader{
		hints: hints, pages: pages, names: newNaming(hints.Column),
		totals: newBook(totalLabels(), hints.Label), labels: newBook(headerLabels(), hints.Label), used: map[*line]bool{},
	}
	return r
}

// source tells text recognised from an image and laid invisibly over it from
// text that was printed.
func source(t *pdftext.Text) document.Source {
	hidden, n := 0, 0
	for _, p := range t.Pages {
		for _, w := range p.Words {
			n++
			if w.Hidden {
				hidden++
			}
		}
	}
	if 2*hidden > n {
		return document.SourceOCR
	}
	return document.SourcePrint
}

var (
	rePage = regexp.MustCompile(`(?i)(?:\b|^)(?:page|p[aá]gina|p[aá]g\.?|hoja|sheet)\s*:?\s*(\d{1,3})\s*(?:of|de|/)\s*(\d{1,3})(?:\D|$)`)
	reVoid = regexp.MustCompile(`VOID|CANCELLED|CANCELED|CANCELAD[AO]|DRAFT|BORRADOR|SAMPLEONLY|NOTVALID|SINVALOR|COPIANULA`)
)

// wholeness holds the pages to what they say of themselves: "Page 2 of 3",
// and no mark across them that voids the paper.
func (r *reader) wholeness() {
	total := 0
	for i := range r.pages {
		s := &r.pages[i]
		var across strings.Builder
		across.WriteString(s.turned)
		for k := range s.loud {
			across.WriteString(squeeze(joined(s.loud[k].words, "")))
		}
		if m := reVoid.FindString(across.String()); m != "" {
			r.refuse("invoice_print_void", nil, "la página %d lleva la marca %q", "page %d bears the mark %q", s.number, m)
		}
		for k := range s.lines {
			l := &s.lines[k]
			m := rePage.FindStringSubmatch(l.text())
			if m == nil {
				continue
			}
			at, _ := strconv.Atoi(m[1]) // the pattern gives digits only
			n, _ := strconv.Atoi(m[2])
			if at != i+1 || n != len(r.pages) || total != 0 && total != n {
				r.refuse("invoice_print_pages", l.words, "dice %q y es la hoja %d de %d del archivo",
					"it says %q and is sheet %d of %d of the file", l.text(), i+1, len(r.pages))
			}
			total = n
			break
		}
	}
}

// evidence is where a value stands, before any control has looked at it.
func evidence(src document.Source, ws phrase) document.Evidence {
	level := document.Read
	if src == document.SourceOCR {
		level = document.OCR
	}
	return document.Evidence{Source: src, Level: level, At: placeOf(ws...), Written: joined(ws, " "), Check: document.Unchecked}
}

// text joins the words of a field of a row, top to bottom.
func (w *row) text(id string) phrase {
	parts := []phrase{}
	if c := w.cells[id]; len(c) > 0 {
		parts = append(parts, c)
	}
	for _, n := range w.note {
		if n.id == id {
			parts = append(parts, n.words)
		}
	}
	slices.SortStableFunc(parts, func(a, b phrase) int {
		if a[0].page != b[0].page {
			return a[0].page - b[0].page
		}
		switch d := b[0].base - a[0].base; {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	return slices.Concat(parts...)
}

// flow joins the words of a cell that wraps: a line that ends in a hyphen goes
// on without a blank.
func flow(ws phrase) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			prev := ws[i-1]
			if broken := (w.page > prev.page || w.base < prev.base-0.5*w.size) && len(prev.s) > 1 && strings.HasSuffix(prev.s, "-"); !broken {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w.s)
	}
	return b.String()
}

// item settles what "ITEM" and "NO" head: a count of lines or a part number.
func (r *reader) item() {
	part := r.hasCells(fParte)
	for _, id := range []string{fArticulo, fRenglon} {
		if part || !r.hasCells(id) || r.counts(id) {
			continue
		}
		for i := range r.rows {
			w := &r.rows[i]
			if c := w.cells[id]; len(c) > 0 {
				w.cells[fParte] = c
			}
			for k := range w.note {
				if w.note[k].id == id {
					w.note[k].id = fParte
				}
			}
		}
		part = true
	}
}

func (r *reader) hasCells(id string) bool {
	return slices.ContainsFunc(r.rows, func(w row) bool { return len(w.cells[id]) > 0 })
}

// counts reports that a column counts the lines: 1, 2, 3 or 10, 20, 30.
func (r *reader) counts(id string) bool {
	step := 0
	for i := range r.rows {
		n, err := strconv.Atoi(strings.TrimRight(r.rows[i].cells[id].text(), "."))
		if err != nil || n <= 0 {
			return false
		}
		if i == 0 {
			step = n
		}
		if step != 1 && step != 10 || n != step*(i+1) {
			return false
		}
	}
	return true
}

// Text is the words of a document, for a mapping to recognise it by.
func Text(t *pdftext.Text) string {
	var b strings.Builder
	for _, p := range t.Pages {
		for _, w := range p.Words {
			b.WriteString(w.S)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
