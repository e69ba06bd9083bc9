// Package print reads the print of a COVE: the acuse de valor as the
// Ventanilla or a broker's system lays it out on pages. There is no fixed
// template, so that labels are known by their words and values by where they
// stand: right of the label, or below it in its column, on as many lines as
// they take, with page breaks anywhere.
//
// Example: below "Valor unitario" stands "$7,150.000000", in the column that
// starts where the label does.
//
// The package refuses what it cannot place: a word that belongs to no label, a
// value two columns could claim, two comprobantes in one file. Nothing it reads
// is guessed: an unread field is a finding that blocks.
package print

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// Read reads a COVE from the words of a PDF; false when they are of none.
func Read(t *pdftext.Text) (*cove.Cove, bool) {
	lines, hidden := readLines(t)
	if !recognised(lines) {
		return nil, false
	}
	r := &reader{c: &cove.Cove{Forma: cove.Impreso, Cotejo: document.CotejoNinguno}}
	r.c.At = document.Place{Page: 1}
	if hidden {
		r.fail("cove_print_oculto", document.Place{Page: 1}, document.Textf(
			"La página lleva texto invisible, como el que deja un OCR sobre una imagen; entregue el XML o el PDF original.",
			"The page carries invisible text, as OCR leaves on an image; deliver the XML or the original PDF."))
	}
	r.number(lines)
	r.pages(lines, len(t.Pages))
	r.body(withoutFurniture(lines, t))
	cove.Gate(r.c)
	return r.c, true
}

// enough is how many different labels of a COVE make a print of one beyond
// doubt; a pedimento that cites a COVE has none of the last five.
const enough = 5

// recognised reports the print of a COVE: its name or number, and its labels.
func recognised(lines []line) bool {
	named := false
	found := map[field]bool{}
	for i := range lines {
		l := &lines[i]
		named = named || titled(l.sq) || coveNumber.MatchString(l.sq)
		for _, it := range l.items {
			if it.kind == isLabel {
				found[it.field] = true
			}
		}
	}
	goods := 0
	for _, f := range []field{fDescripcion, fUnidad, fMoneda, fUnitario, fDolares, fFigura} {
		if found[f] {
			goods++
		}
	}
	return named && len(found) >= enough && goods >= 4 && (found[fDolares] || found[fFigura])
}

// Confirm marks the values of a that a second reading, by another PDF engine,
// gives alike. Those a control total covers stay as they are.
func Confirm(a, b *cove.Cove) {
	confirm(a.Marks, b.Marks)
	confirm(a.Emisor.Marks, b.Emisor.Marks)
	confirm(a.Destinatario.Marks, b.Destinatario.Marks)
	for i := range a.Facturas {
		if i >= len(b.Facturas) {
			return
		}
		f, g := &a.Facturas[i], &b.Facturas[i]
		confirm(f.Marks, g.Marks)
		for k := range f.Mercancias {
			if k < len(g.Mercancias) {
				confirm(f.Mercancias[k].Marks, g.Mercancias[k].Marks)
			}
		}
	}
}

func confirm(a, b map[string]document.Evidence) {
	for name, e := range a {
		if other, ok := b[name]; ok && e.Check == document.Unchecked && e.Written == other.Written {
			e.Check = document.ByEngines
			a[name] = e
		}
	}
}
