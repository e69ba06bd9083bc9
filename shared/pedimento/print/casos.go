package print

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

var reComplement = regexp.MustCompile(`COMPLEMENTO[123]?`)

// reLostHead is the headings of blocks that follow remarks.
var reLostHead = regexp.MustCompile(`NUMPEDIMENTOORIGINAL|CVEPEDIMENTO|FECHADEOPERACIONCVE|INSTITUCIONEMISORA|COMPLEMENTO[123]|CVEGAR|PERMISO.*FIRMA|NUMSERIE|KILOMETRAJE$|NUMEROTIPO|GUIAORDEN|DENOMINACIONORAZON`)

// caseHeads is the columns of an identifier table: the key and three
// complements; Anexo 1 prints all of them.
func (r *reader) caseHeads(l *line) []column {
	r.use(l.words...)
	var cols []column
	for _, a := range atoms(l, reComplement) {
		cols = append(cols, column{id: strconv.Itoa(len(cols)), x0: a.x0, x1: a.x1, shape: reAny})
	}
	if len(cols) != 3 || cols[0].x0 <= l.words[0].x0 {
		r.unread("print_cases", "el encabezado de los identificadores", placeOf(l.words...))
		return nil
	}
	key := column{id: "clave", x0: l.words[0].x0, x1: l.words[0].x1, shape: reKey}
	for _, w := range l.words {
		if w.x1 < cols[0].x0-w.size {
			key.x1 = max(key.x1, w.x1)
		}
	}
	return append([]column{key}, cols...)
}

// caseList is identifiers being read into a block.
type caseList struct {
	to    *[]pedimento.Identificador
	mark  func(field string, e document.Evidence)
	heads []column
	ends  *[3]word // the last word of each complement of the last identifier
}

// full reports that a complement filled its column, so that what stands under
// it goes on with it: its next word would not have fitted.
func (c caseList) full(k int, next word) bool {
	last := c.ends[k]
	limit := last.x0 + 60 // the last column has no neighbour: a short text never wraps
	if k+2 < len(c.heads) {
		limit = c.heads[k+2].x0
	}
	return last.s != "" && last.page == next.page && last.x1+(next.x1-next.x0)+cellGap*next.size > limit
}

// row reads one identifier row. A row whose first word is no key continues
// the complements above it.
func (r *reader) caseRow(c caseList, ws []word) {
	if len(c.heads) == 0 || len(ws) == 0 || strings.HasPrefix("IDENTIFICADORES", squeeze(joined(ws, ""))) && len(ws) == 1 && len(ws[0].s) > 6 {
		r.use(ws...) // the rest of the heading
		return
	}
	first, complement := ws[0], c.heads[1].x0
	if reKey.MatchString(first.s) && first.x0 < complement-first.size {
		r.newCase(c, ws)
		return
	}
	if n := len(*c.to); n > 0 && len((*c.to)[n-1].Complementos) > 0 && first.x1 > c.heads[0].x1 {
		r.moreCase(c, ws)
		return
	}
	r.unread("print_case_row", "el identificador «"+joined(ws, " ")+"»", placeOf(ws...))
	r.use(ws...)
}

func (r *reader) newCase(c caseList, ws []word) {
	got, ok := complements(ws[1:], c.heads[1:])
	if len(ws) > 1 && ws[1].x0-ws[0].x1 < cellGap*ws[0].size {
		ok = false // a sentence that begins like a key
	}
	if !ok {
		r.unread("print_case_row", "el identificador «"+joined(ws, " ")+"»", placeOf(ws...))
		r.use(ws...)
		return
	}
	*c.ends = [3]word{}
	no := len(*c.to)
	path := "identificadores[" + strconv.Itoa(no) + "]."
	id := pedimento.Identificador{Clave: ws[0].s}
	for k := range 3 {
		if len(got[k]) == 0 {
			continue
		}
		for len(id.Complementos) < k {
			id.Complementos = append(id.Complementos, "")
		}
		id.Complementos = append(id.Complementos, joined(got[k], " "))
		c.ends[k] = got[k][len(got[k])-1]
		c.mark(path+"complementos["+strconv.Itoa(k)+"]", r.evidence(got[k]...))
	}
	*c.to = append(*c.to, id)
	c.mark(path+"clave", r.evidence(ws[0]))
}

// complements puts the cells of a row under their headings. A row may hold
// words so close that they look like one cell, or a complement of several
// words set wide apart: then neighbours in one column are joined.
func complements(ws []word, heads []column) ([3][]word, bool) {
	var out [3][]word
	if len(ws) == 0 {
		return out, true
	}
	for _, gap := range []pdftext.Points{cellGap, 2 * cellGap} {
		if got, ok := cellRow(ws, heads, gap); ok {
			for k := range out {
				out[k] = got[strconv.Itoa(k)]
			}
			return out, true
		}
	}
	return byHeading(ws, heads)
}

// byHeading puts each cell under the heading it begins under, with all cells
// of one heading joined; false when a cell begins left of the first.
func byHeading(ws []word, heads []column) ([3][]word, bool) {
	var out [3][]word
	for _, cell := range cells(ws) {
		k := -1
		for i := range heads {
			if cell[0].x0 >= heads[i].x0-cell[0].size {
				k = i
			}
		}
		if k < 0 || k >= len(out) {
			return out, false
		}
		out[k] = append(out[k], cell...) //nolint:gosec // k is within out: it was held to its length above
	}
	return out, true
}

// moreCase appends a wrapped line to the complements it stands under.
func (r *reader) moreCase(c caseList, ws []word) {
	no := len(*c.to) - 1
	id := &(*c.to)[no]
	got, ok := complements(ws, c.heads[1:])
	for k := range got {
		if len(got[k]) > 0 && (k >= len(id.Complementos) || !c.full(k, got[k][0])) {
			ok = false
		}
	}
	if !ok {
		r.unread("print_case_row", "el renglón «"+joined(ws, " ")+"» de los identificadores", placeOf(ws...))
		r.use(ws...)
		return
	}
	for k := range got {
		if len(got[k]) > 0 {
			c.ends[k] = got[k][len(got[k])-1]
			id.Complementos[k] = strings.TrimSpace(id.Complementos[k] + " " + joined(got[k], " "))
			c.mark("identificadores["+strconv.Itoa(no)+"].complementos["+strconv.Itoa(k)+"]", r.evidence(got[k]...))
		}
	}
}

// casos reads the identifiers and the remarks of the pedimento, before the partidas.
func (r *reader) casos() {
	for _, s := range r.sections {
		switch s.kind {
		case sCasos:
			if !isCaseHead(s.lines[0].sq) {
				continue // the title; the headings open a section of their own
			}
			c := caseList{to: &r.p.Identificadores, mark: r.p.Mark, heads: r.caseHeads(&s.lines[0]), ends: new([3]word)}
			for i := range s.lines[1:] {
				r.caseRow(c, s.lines[1+i].words)
			}
		case sObserva:
			for i := range s.lines[1:] {
				r.remark(&r.p.Observaciones, r.p.Mark, s.lines[1+i].words)
			}
		}
	}
}

// remark keeps a line of remarks. A row of a block whose title is lost is none.
func (r *reader) remark(to *[]string, mark func(string, document.Evidence), ws []word) {
	if n, _ := number15(pieces(ws)); n != "" && slices.ContainsFunc(ws, func(w word) bool { return reDate.MatchString(w.s) }) || reLostHead.MatchString(squeeze(joined(ws, ""))) {
		r.unread("print_observaciones", "a qué bloque pertenece «"+joined(ws, " ")+"»", placeOf(ws...))
	}
	mark("observaciones["+strconv.Itoa(len(*to))+"]", r.evidence(ws...))
	*to = append(*to, joined(ws, " "))
}
