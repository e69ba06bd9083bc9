package report

import (
	"strconv"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
)

// costPages are the contingency on its own paper.
func (s *Set) costPages(p *pen) {
	c := s.cost
	p.text(margin, p.y+16*point, title, true, document.Text{ES: "Contingencia de lotes vencidos", EN: "Contingency of expired lots"}.In(p.lang))
	p.y += 24 * point
	p.para(document.Textf(
		"Documento interno. Lo que costarían los lotes vencidos al %s si se pagaran ese día: %d lotes. No forma parte de lo que se entrega a una autoridad.",
		"Internal paper. What the lots that had expired on %s would cost if paid on that day: %d lots. It is no part of what is handed to an authority.", c.options.Pago, c.lots))
	if c.lots == 0 {
		p.para(document.Text{ES: "Ningún lote con saldo había vencido.", EN: "No lot with a balance had expired."})
		return
	}
	p.section(document.Text{ES: "Por escenario", EN: "By scenario"})
	m := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 66 * point, true} }
	columns := []gridColumn{
		{document.Text{ES: "Estado", EN: "State"}, 54 * point, false},
		{document.Text{ES: "Desde el mes de", EN: "From the month of"}, 62 * point, false},
		{document.Text{ES: "Escenario", EN: "Scenario"}, 40 * point, false},
		{document.Text{ES: "Lotes", EN: "Lots"}, 32 * point, true},
		m("Mínimo (MXN)", "Least (MXN)"), m("Máximo (MXN)", "Most (MXN)"), m("Mínimo sin actualizar (MXN)", "Least, not updated (MXN)"), m("Máximo sin actualizar (MXN)", "Most, not updated (MXN)"),
		{document.Text{ES: "Lotes sin cifra", EN: "Lots without figure"}, 48 * point, true},
	}
	var rows [][]string
	for i := range c.totals {
		e := &c.totals[i]
		row := []string{costState(e.estado).In(p.lang), costStart(e.inicio).In(p.lang), e.Clave, strconv.Itoa(e.lotes)}
		missing := 0
		for _, x := range []*contingencia.Suma{&e.Actualizado.Minimo, &e.Actualizado.Maximo, &e.SinActualizar.Minimo, &e.SinActualizar.Maximo} {
			row = append(row, sumShown(x, e.lotes))
			missing = max(missing, x.SinCifra)
		}
		rows = append(rows, append(row, strconv.Itoa(missing)))
	}
	p.grid(columns, rows)
	p.para(document.Text{
		ES: "Un importe junto a lotes sin cifra es sólo una parte. Cada lote está en contingencia/contingencia.csv.",
		EN: "An amount beside lots without figure is only a part. Each lot is in contingencia/contingencia.csv.",
	})
	p.section(document.Text{ES: "Qué se supone, y qué falta", EN: "What is assumed, and what is missing"})
	for i := range c.notes {
		n := &c.notes[i]
		p.lines(margin+8*point, bodyWidth-8*point, small, "• "+n.Codigo+" ("+strconv.Itoa(n.Lotes)+"): "+n.Texto.In(p.lang))
	}
}

// costState is a state of a lot for people.
func costState(e contingencia.Estado) document.Text {
	if e == contingencia.EnDuda {
		return document.Text{ES: "en duda", EN: "in doubt"}
	}
	return document.Text{ES: "vencido", EN: "expired"}
}

// costStart is a starting point for people.
func costStart(i contingencia.Inicio) document.Text {
	if i == contingencia.DesdeEntrada {
		return document.Text{ES: "entrada", EN: "entry"}
	}
	return document.Text{ES: "tras vencer", EN: "after expiry"}
}
