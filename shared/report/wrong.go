package report

import (
	"strconv"

	"example.com/immex/shared/document"
)

// maxPageWrong is how many kinds of grave finding the first page names.
const maxPageWrong = 5

// wrong is what an officer has to know first: what is past its term or about to
// be, with the pesos at stake, what left without a lot, and what is in error.
func (s *Set) wrong(p *pen) {
	if s.month == nil {
		return
	}
	p.section(document.Text{ES: "Qué está mal y cuánto cuesta", EN: "What is wrong and what it costs"})
	var rows [][]string
	for _, x := range []struct {
		name  document.Text
		bands []string
	}{
		{document.Text{ES: "Lotes vencidos con saldo", EN: "Expired lots with a balance"}, []string{"vencido"}},
		{document.Text{ES: "Lotes que vencen en 90 días", EN: "Lots due within 90 days"}, []string{"0-30", "31-60", "61-90"}},
	} {
		e := s.within(x.bands...)
		rows = append(rows, []string{x.name.In(p.lang), strconv.Itoa(e.lotes), sumShown(&e.value, e.lotes), sumShown(&e.pending, e.lotes)})
	}
	rows = append(rows, []string{
		document.Text{ES: "Salidas sin lote o retenidas", EN: "Exits without a lot, or held"}.In(p.lang), strconv.Itoa(s.Summary.Faltantes), "—", "—",
	})
	p.grid([]gridColumn{
		{document.Text{ES: "Asunto", EN: "Matter"}, 190 * point, false},
		{document.Text{ES: "Cuántos", EN: "How many"}, 70 * point, true},
		{document.Text{ES: "Valor en aduana del saldo (MXN)", EN: "Customs value of the balance (MXN)"}, 130 * point, true},
		{document.Text{ES: "Contribuciones no pagadas en efectivo (MXN)", EN: "Contributions not paid in cash (MXN)"}, 138 * point, true},
	}, rows)
	kinds := s.grave()
	for i, k := range kinds[:min(len(kinds), maxPageWrong)] {
		first := kinds[i].first
		p.need(2 * rowHeight)
		p.lines(margin+8*point, bodyWidth-8*point, small, "• "+strconv.Itoa(k.n)+" × "+first.Code+" ("+first.Severity.Name().In(p.lang)+")"+k.example().In(p.lang)+first.Message.In(p.lang))
	}
	if n := len(kinds) - maxPageWrong; n > 0 {
		p.para(document.Textf("… y %d clases más, en Hallazgos.", "… and %d more kinds, in Findings.", n))
	}
	if len(kinds) == 0 {
		p.para(document.Text{ES: "Ningún hallazgo es error ni ilegible.", EN: "No finding is an error or unreadable."})
	}
}

// within are the open lots of some bands together.
func (s *Set) within(bands ...string) (e edad) {
	for i := range s.aging {
		for _, t := range bands {
			if l := &s.aging[i]; tramo(s.Head.To, l.Due) == t {
				e.add(l)
			}
		}
	}
	return e
}

// kindOf is a kind of finding: how many there are, and the first.
type kindOf struct {
	n     int
	first *Found
}

// example introduces the sentence of the first: of several it is one of them.
func (k *kindOf) example() document.Text {
	if k.n == 1 {
		return document.Text{ES: ": ", EN: ": "}
	}
	return document.Text{ES: ", por ejemplo: ", EN: ", for example: "}
}

// grave counts the errors and what is unreadable by code, in the order of the
// findings: the gravest first.
func (s *Set) grave() (out []kindOf) {
	at := map[string]int{}
	for i := range s.found {
		f := &s.found[i]
		if f.Severity != document.Error && f.Severity != document.Unreadable {
			continue
		}
		n, ok := at[f.Code]
		if !ok {
			n = len(out)
			at[f.Code], out = n, append(out, kindOf{first: f})
		}
		out[n].n++
	}
	return out
}
