package print

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/pedimento"
)

// suppliers is the lines of consecutive supplier sections as one: each
// supplier opens a section with its headings.
func (r *reader) suppliers() [][]line {
	var out [][]line
	open := false
	for _, s := range r.sections {
		if s.kind != sProveedor {
			open = false
			continue
		}
		if !open {
			out = append(out, nil)
		}
		open = true
		out[len(out)-1] = append(out[len(out)-1], s.lines...)
	}
	return out
}

// supplierBlock is a supplier with the words it was read from.
type supplierBlock struct {
	pedimento.Factura
	at map[string][]word
}

// proveedor reads "ID. FISCAL | NOMBRE | DOMICILIO | VINCULACION" and the lines
// below, up to the next heading, and returns the last line it took.
func (r *reader) proveedor(ls []line, at int) (supplierBlock, int) {
	from := at + 1
	for from < len(ls) && isHeadTail(ls[from].sq) {
		from++
	}
	to := from
	for to < len(ls) && !isInvoiceHead(ls[to].sq) && !isSupplierHead(ls[to].sq) && !hasLabel(&ls[to], lCOVE) && titleOf(&ls[to]) == "" && !invoiceAbove(ls, to) {
		to++
	}
	var b supplierBlock
	cols := headColumns(ls[at:from], supplierHeads)
	r.useLines(ls[at:from])
	if to == from {
		return b, max(at, to-1)
	}
	got, ok := map[string][]word(nil), has(cols, "id", "nombre")
	if ok {
		got, ok = textColumns(ls[from:to], cols)
	}
	if v := squeeze(joined(got["vinculacion"], "")); ok && v != "" && v != "SI" && v != "NO" && v != "S" && v != "N" {
		got, ok = textColumns(ls[from:to], slices.DeleteFunc(slices.Clone(cols), func(c column) bool { return c.id == "vinculacion" }))
	}
	if !ok || len(got["nombre"]) == 0 {
		r.unread("print_supplier", "los datos del proveedor", placeOf(ls[from].words...))
		r.useLines(ls[from:to])
		return b, to - 1
	}
	b.at = got
	for i := from; i < to; i++ {
		if w, ok := alien(&ls[i], cols); ok {
			r.unread("print_supplier", "los datos del proveedor: «"+w.s+"» no es de ellos o falta su rótulo", placeOf(w))
		}
	}
	if has(cols, "domicilio") && (parted(ls[from:to], got["nombre"]) || parted(ls[from:to], got["domicilio"])) {
		r.unread("print_supplier", "los datos del proveedor: hay entre ellos un texto que no es de ellos", placeOf(ls[from].words...))
	}
	if !has(cols, "domicilio") && parted(ls[from:to], got["nombre"]) {
		r.unread("print_supplier", "dónde termina el nombre del proveedor: falta el rótulo del domicilio", placeOf(ls[from].words...))
	}
	b.IDFiscal, b.Proveedor, b.Domicilio = wrap(got["id"]), joined(got["nombre"], " "), joined(got["domicilio"], " ")
	b.Vinculacion = joined(got["vinculacion"], " ")
	return b, to - 1
}

// alien is a word that is no part of a supplier's data: a heading or a figure
// of the invoices, or SI/NO at the end of a line without VINCULACION over it.
func alien(l *line, cols []column) (word, bool) {
	for i, w := range l.words {
		switch sq := squeeze(w.s); {
		case reDate.MatchString(w.s), reAmount.MatchString(w.s) && strings.Contains(w.s, "."), sq == "INCOTERM", sq == "MONEDA", sq == "VINCULACION":
			return w, true
		case (w.s == "SI" || w.s == "NO") && i+1 == len(l.words) && !has(cols, "vinculacion"):
			return w, true
		}
	}
	return word{}, false
}

// parted reports that words of one column stand too far apart to be one text.
func parted(ls []line, column []word) bool {
	in := map[int]bool{}
	for _, w := range column {
		in[w.n] = true
	}
	for i := range ls {
		for k := 1; k < len(ls[i].words); k++ {
			a, b := ls[i].words[k-1], ls[i].words[k]
			if in[a.n] && in[b.n] && b.x0-a.x1 > 2*cellGap*b.size {
				return true
			}
		}
	}
	return false
}

// wrap joins the parts of a number that was broken at the width of its column.
func wrap(ws []word) string {
	var s strings.Builder
	for i, w := range ws {
		if i > 0 && w.base == ws[i-1].base {
			s.WriteByte(' ')
		}
		s.WriteString(w.s)
	}
	return s.String()
}

func (r *reader) markSupplier(path string, b supplierBlock) {
	for id, name := range map[string]string{"id": "id_fiscal", "nombre": "proveedor", "domicilio": "domicilio", "vinculacion": "vinculacion"} {
		if ws := b.at[id]; len(ws) > 0 {
			r.p.Mark(path+name, r.evidence(ws...))
		}
	}
}

// destinatarios reads the consignees: ID. FISCAL, NOMBRE, DOMICILIO.
func (r *reader) destinatarios() {
	for _, s := range r.of(sDestinat) {
		ls := s.lines[1:]
		from := 0
		for from < len(ls) && (len(headColumns(ls[from:from+1], supplierHeads)) >= 2 || isHeadTail(ls[from].sq)) {
			from++
		}
		cols := headColumns(ls[:from], supplierHeads)
		r.useLines(ls[:from])
		if from == len(ls) {
			continue
		}
		got, ok := textColumns(ls[from:], cols)
		if len(cols) < 2 || !ok || len(got["nombre"]) == 0 {
			r.unread("print_destinatario", "los datos del destinatario", placeOf(ls[from].words...))
			continue
		}
		if parted(ls[from:], got["id"]) || parted(ls[from:], got["nombre"]) || parted(ls[from:], got["domicilio"]) {
			r.unread("print_destinatario", "los datos del destinatario: hay entre ellos un texto que no es de ellos", placeOf(ls[from].words...))
		}
		no := len(r.p.Destinatarios)
		d := pedimento.Destinatario{IDFiscal: wrap(got["id"]), Nombre: joined(got["nombre"], " "), Domicilio: joined(got["domicilio"], " ")}
		r.p.Destinatarios = append(r.p.Destinatarios, d)
		for id, name := range map[string]string{"id": "id_fiscal", "nombre": "nombre", "domicilio": "domicilio"} {
			if ws := got[id]; len(ws) > 0 {
				r.p.Mark("destinatarios["+strconv.Itoa(no)+"]."+name, r.evidence(ws...))
			}
		}
	}
}
