package print

import (
	"regexp"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

var rePageMark = regexp.MustCompile(`^(\d{1,3})DE(\d{1,3})$`)

// pageMark is "Página n de N" of a page, zeros when there is none or when two
// contradict each other (CASA prints a second one at the page break).
func pageMark(ls []line) (n, of int) {
	for i := range ls {
		ws := pieces(ls[i].words)
		for k, w := range ws {
			if sq := squeeze(w.s); sq != "PAGINA" && sq != "PAG" && sq != "HOJA" {
				continue
			}
			for _, m := range marksIn(ws[k+1 : min(k+4, len(ws))]) {
				if n != 0 && m != [2]int{n, of} {
					return 0, 0
				}
				n, of = m[0], m[1]
			}
		}
	}
	return n, of
}

// marksIn reads "n DE N" at the beginning of the words, which may be parted
// anywhere.
func marksIn(ws []word) [][2]int {
	var out [][2]int
	var text strings.Builder
	for _, w := range ws {
		text.WriteString(squeeze(w.s))
		if m := rePageMark.FindStringSubmatch(text.String()); m != nil {
			out = append(out, [2]int{atoi(m[1]), atoi(m[2])})
		}
	}
	return out
}

// checkPage compares the mark of a page with its place in the copy: a page
// that is lost may hold only identifiers, which no total covers.
func (r *reader) checkPage(ls []line, place int) {
	n, of := pageMark(ls)
	if n == 0 {
		return
	}
	if place == 1 {
		r.pages = of
	}
	if n != place || r.pages != 0 && of != r.pages {
		r.p.Findings.Add("print_pages", document.Unreadable, where(document.Place{Page: ls[0].page}), document.Textf(
			"la hoja dice %s y es la %d de la copia: faltan hojas o están en desorden; pida el documento completo",
			"the sheet says %s and is number %d of the copy: sheets are missing or out of order; ask for the whole document",
			strconv.Itoa(n)+"/"+strconv.Itoa(of), place))
	}
}
