package print

import (
	"strings"

	"example.com/immex/shared/pdftext"
)

// despacho reads the acceptance code and the customs section, whose labels wrap
// and whose values may stand above, below or right of them.
func (r *reader) despacho() {
	ls := r.until(from(r.lines, "CODIGODEACEPTACION", "CODIGOACEPTACION", "CODIGODEBARRAS", "CLAVEDELASECCION", "CODIGODE"), "MARCASNUMEROS", "FECHAS", "CUADRODELIQUIDACION")
	section := ""
	if r.p.Number != "" {
		section = r.p.Number[2:4]
	}
	var acuses, sections []word
	for i := range ls {
		for _, w := range pieces(ls[i].words) {
			switch {
			case reAcuse.MatchString(w.s) && strings.ContainsAny(w.s, "0123456789"):
				acuses = append(acuses, w)
			case reThreeD.MatchString(w.s) && section != "" && strings.HasPrefix(w.s, section):
				sections = append(sections, w)
			}
		}
	}
	if len(acuses) == 0 {
		acuses = underAcuse(ls)
	}
	if len(acuses) == 1 {
		r.p.Acuse = acuses[0].s
		r.note("acuse", acuses[0])
	}
	if w, _, ok := r.find(lDespacho, reThreeD, ls); ok && section != "" && w.s[:2] != section {
		r.differ("print_number_differs", "la sección aduanera de despacho y el número de pedimento no coinciden", "the customs section of dispatch and the pedimento number disagree", w.s, r.p.Number, placeOf(w), r.placeOfTotal("number"))
	}
	if len(sections) > 0 && allSame(sections) {
		r.p.Aduana = sections[0].s
		r.note("aduana", sections[0])
	}
}

// underAcuse is words that have the shape of the code and no digit: only those
// that stand under its label are it.
func underAcuse(ls []line) []word {
	for i := range ls {
		segs := segments(&ls[i])
		for k, s := range segs {
			if s.label != lAcuse {
				continue
			}
			right := far
			if k+1 < len(segs) {
				right = segs[k+1].at[0].x0
			}
			return codesBetween(ls[i+1:min(i+4, len(ls))], s.at[0].x0, right)
		}
	}
	return nil
}

func codesBetween(ls []line, left, right pdftext.Points) []word {
	var out []word
	for i := range ls {
		for _, w := range ls[i].words {
			if reAcuse.MatchString(w.s) && w.mid() >= left && w.x1 < right {
				out = append(out, w)
			}
		}
	}
	return out
}

func allSame(ws []word) bool {
	for _, w := range ws {
		if w.s != ws[0].s {
			return false
		}
	}
	return true
}
