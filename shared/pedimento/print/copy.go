package print

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// copyOf keeps the lines of the first copy of the first pedimento of the file:
// without the agent's footer, the head that every page repeats, and anything
// behind FIN DE PEDIMENTO.
func (r *reader) copyOf(all []line) []line {
	all = skipCover(all)
	r.number = numberIn(all)
	place := 0
	var out []line
	for len(all) > 0 && !r.end {
		n := 1
		for n < len(all) && all[n].page == all[0].page {
			n++
		}
		place++
		r.checkPage(all[:n], place)
		out = append(out, r.page(all[:n], len(out) == 0)...)
		all = all[n:]
	}
	if r.pages > place {
		r.p.Findings.Add("print_pages", document.Unreadable, "documento", document.Textf(
			"la impresión dice tener %d hojas y trae %d; pida el documento completo",
			"the print says it has %d sheets and brings %d; ask for the whole document", r.pages, place))
	}
	r.strangers(all)
	if !r.end && !r.aviso {
		r.p.Findings.Add("print_incomplete", document.Unreadable, "documento", document.Textf(
			"la impresión no llega a FIN DE PEDIMENTO: faltan páginas o son ilegibles; pida el documento completo",
			"the print does not reach FIN DE PEDIMENTO: pages are missing or unreadable; ask for the whole document"))
	}
	return out
}

// page keeps the body of one page.
func (r *reader) page(ls []line, first bool) []line {
	out := r.withoutFoot(ls)
	head := headEnd(out)
	number := numberIn(out[:head])
	if first {
		out, r.box = bankBox(out)
		return out
	}
	r.heads = append(r.heads, out[:head])
	if number != "" && number != r.number {
		r.otherNumber(number, ls[0].page)
	}
	return out[head:]
}

// withoutFoot drops the agent's block at the end of a page and what stands
// behind FIN DE PEDIMENTO. A block whose title comes after the agent's is kept.
func (r *reader) withoutFoot(ls []line) []line {
	var out []line
	foot, behind := false, 0
	for i := range ls {
		l := &ls[i]
		switch {
		case r.end:
			behind++
			total := false
			for _, s := range segments(l) {
				total = total || s.label == lTotal || s.label == lPrevalida
			}
			if behind > 3 || isFooter(l.sq) {
				return out
			}
			if total {
				out = append(out, *l)
			}
			continue
		case isFooter(l.sq):
			foot = true
		case foot && titleOf(l) != "" && titleOf(l) != sPago && titleOf(l) != sTransporte:
			foot = false
		}
		if foot {
			continue
		}
		out = append(out, *l)
		r.end = r.end || titleOf(l) == sFin
	}
	return out
}

func (r *reader) otherNumber(number string, page int) {
	r.p.Findings.Add("print_several", document.Unreadable, fmt.Sprintf("página %d", page), document.Textf(
		"el archivo contiene otro pedimento (%s) antes de terminar el primero (%s); separe los documentos",
		"the file holds another pedimento (%s) before the first one (%s) ends; separate the documents", number, r.number))
}

// isFooter recognises the agent's block, which ends every page.
func isFooter(sq string) bool {
	for _, t := range []string{"AGENTEADUANALAGENCIAADUANAL", "AGENTEADUANALAPODERADOADUANAL", "DECLAROBAJOPROTESTADEDECIR", "MANDATARIOPERSONAAUTORIZADA"} {
		if strings.Contains(sq, t) {
			return true
		}
	}
	return strings.HasPrefix(sq, "AGENTEADUANALO") || strings.HasPrefix(sq, "NUMERODESERIEDELCERTIFICADO") || strings.HasPrefix(sq, "EFIRMA")
}

// skipCover drops the pages before the heading: a cover letter, an invoice or
// a DODA put in front of the pedimento.
func skipCover(all []line) []line {
	for i := range all {
		number, operation := false, false
		for k := i; k < len(all) && k < i+6 && all[k].page == all[i].page; k++ {
			for _, s := range segments(&all[k]) {
				number = number || s.label == lNumero
				operation = operation || s.label == lOperacion || s.label == lClave
			}
		}
		if number && operation {
			for i > 0 && all[i-1].page == all[i].page {
				i--
			}
			return all[i:]
		}
	}
	return all
}

// headEnd is the first line behind the repeated head of a page: its labels and
// the values on the line below them.
func headEnd(ls []line) int {
	end := 0
	for i := range ls {
		if i > 12 || end > 0 && i > end+1 || titleOf(&ls[i]) != "" {
			break
		}
		for _, s := range segments(&ls[i]) {
			switch s.label {
			case lNumero, lOperacion, lClave, lRFC, lCURP, lPagina:
				end = i + 1
			}
		}
		if i == end && end > 0 && numberIn(ls[:end]) == "" && numberIn(ls[i:i+1]) != "" {
			end = i + 1 // the values of labels set above them; a second number would be a row of a block
		}
	}
	return end
}

// numberIn finds 15 digits in two to five groups.
func numberIn(ls []line) string {
	for i := range ls {
		if n, _ := number15(pieces(ls[i].words)); n != "" {
			return n
		}
	}
	return ""
}

// number15 finds a pedimento number "AA DD PPPP NNNNNNN" among words, however
// it is spaced or dashed.
func number15(ws []word) (string, []word) {
	for i := range ws {
		var text strings.Builder
		for j := i; j < len(ws) && j < i+5; j++ {
			if strings.Trim(ws[j].s, "0123456789-") != "" {
				break
			}
			text.WriteString(" " + ws[j].s)
			if n, ok := pedimento.ParseNumber(text.String()); ok {
				return n, ws[i : j+1]
			}
		}
	}
	return "", nil
}

// strangers reports what stands behind the pedimento: a second one, or pages
// that are none of it. A copy of it is neither.
func (r *reader) strangers(rest []line) {
	first := r.number
	if len(rest) > 0 && numberIn(rest) != first {
		from, to := rest[0].page, rest[len(rest)-1].page
		r.p.Findings.Add("print_extra_pages", document.Warning, fmt.Sprintf("página %d", from), document.Textf(
			"las páginas %d a %d vienen detrás de FIN DE PEDIMENTO y no se leyeron como parte de él; si son otro documento, entréguelo aparte",
			"pages %d to %d stand behind FIN DE PEDIMENTO and were not read as a part of it; if they are another document, deliver it apart", from, to))
	}
	for i := range rest {
		for _, s := range segments(&rest[i]) {
			if s.label != lNumero {
				continue
			}
			if n, _ := number15(s.values); n != "" && n != first {
				r.p.Findings.Add("print_several", document.Unreadable, fmt.Sprintf("página %d", rest[i].page), document.Textf(
					"el archivo contiene más de un pedimento (%s y %s); separe los documentos",
					"the file holds more than one pedimento (%s and %s); separate the documents", first, n))
				return
			}
		}
	}
}
