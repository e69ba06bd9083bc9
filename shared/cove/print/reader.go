package print

import (
	"slices"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// reader goes through the lines with what is open: a section, a row of labels
// whose values stand below, or a line of values that may go on.
type reader struct {
	c       *cove.Cove
	section section
	party   *cove.Persona          // the party of the section, for its domicilio
	goods   *cove.Mercancia        // the goods being read
	below   []item                 // labels whose values stand below
	rows    [][]item               // the lines below them, as runs
	inline  []inline               // values right of their labels, with where they begin
	last    line                   // the line before
	right   map[int]pdftext.Points // the right edge of the words of each page
}

// inline is a value that the next line may go on with.
type inline struct {
	label item
	value []word
}

// fail records a reading that failed, which blocks acceptance.
func (r *reader) fail(code string, at document.Place, msg document.Text) {
	r.c.Findings.Add(code, document.Unreadable, whereOf(at), msg)
}

// body reads the lines in order.
func (r *reader) body(lines []line) {
	started := false
	r.right = map[int]pdftext.Points{}
	for i := range lines {
		l := &lines[i]
		r.right[l.page] = max(r.right[l.page], l.words[len(l.words)-1].x1)
	}
	for i := range lines {
		l := &lines[i]
		started = started || slices.ContainsFunc(l.items, func(it item) bool { return it.kind != isRun })
		if started {
			r.line(l)
		}
		r.last = *l
	}
	r.close()
}

func (r *reader) line(l *line) {
	head, labels, rest := parts(l.items)
	switch {
	case len(head) > 0:
		r.close()
		r.heading(head, labels, rest)
	case r.section == sOther:
		// Seals and legends go on until a heading.
	case len(labels) > 0:
		r.labelled(l)
	case len(r.below) > 0:
		r.rows = append(r.rows, l.items)
	case len(r.inline) > 0:
		r.goOn(l)
	default:
		r.stray(l.items...)
	}
}

func parts(list []item) (head, labels, rest []item) {
	for _, it := range list {
		switch it.kind {
		case isHeading:
			head = append(head, it)
		case isLabel:
			labels = append(labels, it)
		case isRun:
			rest = append(rest, it)
		}
	}
	return head, labels, rest
}

// heading opens a section.
func (r *reader) heading(head, labels, rest []item) {
	if len(head) > 1 || len(labels) > 0 {
		r.fail("cove_print_columnas", placeOf(head[0].words), document.Textf(
			"Dos bloques están lado a lado (%q) y sus renglones se mezclan; entregue el XML del COVE.",
			"Two blocks stand side by side (%q) and their lines mix; deliver the XML of the COVE.", joined(head[0].words)))
	}
	for _, it := range rest {
		if !ordinal.MatchString(squeeze(joined(it.words))) {
			r.stray(it)
		}
	}
	s := head[0].section
	if s == sDomicilio && r.party == nil || s == sEspecifica && r.goods == nil {
		r.stray(head[0])
	}
	switch s {
	case sEmisor:
		r.party = &r.c.Emisor
	case sDestinatario:
		r.party = &r.c.Destinatario
	case sMercancia:
		r.goods = nil // the next value begins new goods
	case sFactura:
		r.newFactura(head[0])
	case sGeneral, sDomicilio, sEspecifica, sOther:
	}
	if s == sDomicilio {
		return // the section stays that of the party
	}
	if (s == sEmisor || s == sDestinatario) && r.party.At.Page == 0 {
		r.party.At = placeOf(head[0].words)
	}
	r.section = s
}

// newFactura opens an invoice, unless the one that is open holds no goods yet.
func (r *reader) newFactura(at item) {
	if n := len(r.c.Facturas); n > 0 && len(r.c.Facturas[n-1].Mercancias) == 0 {
		return
	}
	r.c.Facturas = append(r.c.Facturas, cove.Factura{Block: pedimento.Block{At: placeOf(at.words)}})
	r.goods = nil
}

func (r *reader) factura() *cove.Factura {
	if len(r.c.Facturas) == 0 {
		r.c.Facturas = []cove.Factura{{Block: pedimento.Block{At: document.Place{Page: 1}}}}
	}
	return &r.c.Facturas[len(r.c.Facturas)-1]
}

// labelled reads a line with labels: values on the same line belong to the
// label before them; a line of labels alone has its values below.
func (r *reader) labelled(l *line) {
	if r.repeats(l) {
		return
	}
	r.close()
	if !slices.ContainsFunc(l.items, func(it item) bool { return it.kind == isRun }) {
		r.below = l.items
		return
	}
	for _, it := range l.items {
		switch n := len(r.inline); {
		case it.kind == isLabel:
			r.inline = append(r.inline, inline{label: it})
		case n == 0:
			r.stray(it)
		case len(r.inline[n-1].value) > 0 && !loose(r.inline[n-1].label.field):
			// A second run may be an unknown label with its value.
			r.stray(it)
		default:
			r.inline[n-1].value = append(r.inline[n-1].value, it.words...)
		}
	}
}

// repeats reports the labels of an open table printed again on the next page.
func (r *reader) repeats(l *line) bool {
	if len(r.below) == 0 || len(r.rows) == 0 || l.page == r.last.page || len(l.items) != len(r.below) {
		return false
	}
	for i := range l.items {
		if l.items[i].kind != isLabel || l.items[i].field != r.below[i].field {
			return false
		}
	}
	return true
}

// goOn adds a line without labels to the values it continues: those that begin
// where it does, or the only one of a label it stands under.
func (r *reader) goOn(l *line) {
	near := l.page != r.last.page || r.last.base-l.base <= lineStep*l.words[0].size
	for _, it := range l.items {
		k := -1
		for i := range r.inline {
			v := &r.inline[i]
			if long(v.label.field) && len(v.value) > 0 &&
				(aligned(v.value[0].x0, it.x0()) || len(r.inline) == 1 && aligned(v.label.x0(), it.x0())) {
				k = i
			}
		}
		if k >= 0 && near && !aligned(r.inline[k].value[0].x0, it.x0()) {
			// Below its label and not its value: only for want of room.
			limit := r.right[r.last.page]
			if k+1 < len(r.inline) {
				limit = r.inline[k+1].label.x0() - padding
			}
			near = !fits(r.inline[k].value, it.words[0], limit)
		}
		if k < 0 || !near {
			r.stray(it)
			continue
		}
		r.inline[k].value = append(r.inline[k].value, it.words...)
	}
}

// lineStep is how far apart, in font sizes, the lines of one value may lie;
// what stands further below is something else.
const lineStep = 1.6

// edge is how well two left edges must agree, in points.
const edge = 3

func aligned(a, b float64) bool { return a-b < edge && b-a < edge }

// long reports fields whose value may take several lines.
func long(f field) bool {
	switch f {
	case fDescripcion, fObserva, fNombre, fCalle, fColonia, fRFCs, fPatentes, fSerie, fMunicipio, fLocalidad, fEntidad:
		return true
	default:
		return false
	}
}

// close applies what is open.
func (r *reader) close() {
	for _, v := range r.inline {
		r.set(v.label, v.value)
	}
	r.inline = nil
	if len(r.below) > 0 {
		r.table(r.below, r.rows)
	}
	r.below, r.rows = nil, nil
}

// stray reports words that belong to nothing: a part of a value may be lost.
func (r *reader) stray(list ...item) {
	for _, it := range list {
		if blankMark(it.words) {
			continue
		}
		r.fail("cove_print_sobrante", placeOf(it.words), document.Textf(
			"No se sabe a qué campo pertenece %q; entregue el XML del COVE o el PDF original.",
			"It cannot be told which field %q belongs to; deliver the XML of the COVE or the original PDF.", joined(it.words)))
	}
}
