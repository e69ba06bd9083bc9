package report

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// maxPageBridges is how many lines of a bridge a page shows.
const maxPageBridges = 30

func bridgeTitle() document.Text {
	return document.Text{ES: "Del cierre anterior al saldo inicial", EN: "From the closing before to the opening"}
}

// bridgePage is both bridges: totals always, lines where they differ.
func (s *Set) bridgePage(p *pen) {
	p.section(bridgeTitle())
	b := s.month.before
	if b.Package != "" {
		p.para(document.Textf("El cierre anterior es el del paquete sellado %s (SHA-256 %s).", "The closing before is that of the sealed package %s (SHA-256 %s).", b.Package, b.SHA256))
	} else {
		p.para(document.Text{
			ES: "El mes anterior no está sellado: su cierre es el que dan los hechos con fecha hasta ese día.",
			EN: "The month before is not sealed: its closing is what the facts dated up to that day give.",
		})
	}
	s.bridgeGrid(p, document.Text{ES: "Crédito IVA/IEPS (MXN)", EN: "IVA/IEPS credit (MXN)"}, s.month.creditBridge, "reportes/puente_credito.csv",
		func(r *puente) string {
			return strings.TrimSpace(r.nombre + " " + r.cuenta.Forma + " " + r.cuenta.Pedimento + " " + r.cuenta.Fraccion)
		},
		func(n int64) string { return group(strconv.FormatInt(n, 10)) })
	s.bridgeGrid(p, document.Text{ES: "Saldos por fracción (UMT)", EN: "Balances per fracción (UMT)"}, changed(s.month.stockBridge), "reportes/puente_saldos.csv",
		func(r *puente) string {
			if r.nivel == "lote" {
				return "   " + r.lot.lotKey.lot
			}
			return r.lot.fraccion + " " + s.unit(r.lot.umt).In(p.lang)
		},
		func(n int64) string { return group(quantity.Micros(n).String()) })
	p.para(document.Text{
		ES: "Cierre anterior + por otra versión + corrección = saldo inicial, en cada línea y en el total. Un sello no cambia: lo que llegó después se dice aquí. " +
			"«Otra versión» es lo que cambian otra ley, otra política u otra versión del programa con los mismos hechos.",
		EN: "Closing before + by another version + correction = opening, in every line and in the total. A seal does not change: what came after it is told here. " +
			"\"Another version\" is what other law, another policy or another release changes with the same facts.",
	})
}

// changed are the lines where the opening is not the closing before.
func changed(rows []puente) (out []puente) {
	for i := range rows {
		if r := &rows[i]; r.correction(0) != 0 || r.correction(1) != 0 || r.version(0) != 0 || r.version(1) != 0 {
			out = append(out, *r)
		}
	}
	return out
}

func (s *Set) bridgeGrid(p *pen, title document.Text, rows []puente, file string, name func(*puente) string, figure func(int64) string) {
	p.need(70 * point)
	p.text(margin, p.y+body, body, true, title.In(p.lang))
	p.y += 14 * point
	if len(rows) == 0 {
		p.para(document.Text{ES: "Cada saldo inicial es el cierre anterior.", EN: "Every opening is the closing before."})
		return
	}
	q := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 64 * point, true} }
	columns := []gridColumn{
		{document.Text{ES: "Cuenta", EN: "Account"}, 112 * point, false},
		q("Cierre anterior", "Closing before"), q("Otra versión", "Another version"), q("Corrección", "Correction"), q("Saldo inicial", "Opening"),
		{document.Text{ES: "Motivo y pedimentos", EN: "Reason and pedimentos"}, 160 * point, false},
	}
	cells := make([][]string, 0, len(rows))
	for i := range rows[:min(len(rows), maxPageBridges)] {
		r := &rows[i]
		label := name(r)
		if r.nivel == "total" {
			label = document.Text{ES: "Total", EN: "Total"}.In(p.lang)
		}
		cells = append(cells, []string{
			label, figure(r.closing(0)), figure(r.version(0)), figure(r.correction(0)), figure(r.is[0]),
			causesShown(&r.causes).In(p.lang),
		})
	}
	p.grid(columns, cells)
	if n := len(rows) - maxPageBridges; n > 0 {
		p.para(more(n, file))
	}
}

// causesShown are why an opening is not the closing before, and by which papers.
func causesShown(c *causes) document.Text {
	why, by := causeNames(c.why), strings.Join(c.by, " ")
	return document.Text{ES: strings.TrimSpace(why.ES + " " + by), EN: strings.TrimSpace(why.EN + " " + by)}
}

// causeNames are why an opening is not the closing before, in words.
func causeNames(why []string) document.Text {
	var out document.Text
	for i, w := range why {
		t := causeName(w)
		if i > 0 {
			out.ES, out.EN = out.ES+", ", out.EN+", "
		}
		out.ES, out.EN = out.ES+t.ES, out.EN+t.EN
	}
	return out
}

func causeName(w string) document.Text {
	switch w {
	case causeRectified:
		return document.Text{ES: "rectificación", EN: "rectification"}
	case causeLate:
		return document.Text{ES: "documento tardío", EN: "late document"}
	case causeExit:
		return document.Text{ES: "salida", EN: "exit"}
	case causeMoved:
		return document.Text{ES: "PEPS lo movió", EN: "moved by PEPS"}
	case causeTable:
		return document.Text{ES: "tabla o programa", EN: "table or programme"}
	case causeVersion:
		return document.Text{ES: "otra versión", EN: "another version"}
	}
	return same(w)
}

func changesTitle() document.Text {
	return document.Text{ES: "Hallazgos: qué cambió", EN: "Findings: what changed"}
}

// changeNames are the changes in reading order.
func changeNames() []struct {
	key  string
	name document.Text
} {
	return []struct {
		key  string
		name document.Text
	}{
		{changeNew, document.Text{ES: "nuevo", EN: "new"}},
		{changeBack, document.Text{ES: "volvió", EN: "came back"}},
		{changeGone, document.Text{ES: "ya no", EN: "gone"}},
		{changeStays, document.Text{ES: "sigue", EN: "stays"}},
		{changeBefore, document.Text{ES: "del mes anterior (no se pregunta otra vez)", EN: "of the month before (not asked again)"}},
		{changeNone, document.Text{ES: "sin comparar", EN: "not compared"}},
	}
}

// changeCounts are the findings by change and severity.
func (s *Set) changeCounts() (rows [][]string, names []document.Text) {
	for _, x := range changeNames() {
		n := map[document.Severity]int{}
		total := 0
		for i := range s.month.changes {
			if c := &s.month.changes[i]; c.change == x.key {
				n[c.Severity]++
				total++
			}
		}
		if total == 0 && x.key == changeNone {
			continue
		}
		var row []string
		for _, sev := range severities() {
			row = append(row, strconv.Itoa(n[sev]))
		}
		rows, names = append(rows, append(row, strconv.Itoa(total))), append(names, x.name)
	}
	return rows, names
}

// changesNote says what the comparison is and is not.
func (s *Set) changesNote() document.Text {
	if s.month.changes != nil && s.month.changes[0].change == changeNone {
		return document.Text{
			ES: "El mes anterior no está sellado: no hay con qué comparar. Un mes sin sello no tiene cifra: no es cero.",
			EN: "The month before is not sealed: there is nothing to compare with. A month without a seal has no figure: it is not zero.",
		}
	}
	return document.Text{
		ES: "Se compara con lo que dice el paquete sellado del mes anterior. Los hallazgos de documentos y movimientos se dicen en su mes: que los del mes anterior no se repitan " +
			"no dice que se hayan resuelto. Cada uno está en reportes/hallazgos_cambios.csv. Un mes sin sello no tiene cifra: no es cero.",
		EN: "Compared with what the sealed package of the month before says. Findings of papers and movements are told in their month: that those of the month before are not " +
			"repeated does not say that they were settled. Each is in reportes/hallazgos_cambios.csv. A month without a seal has no figure: it is not zero.",
	}
}

// severityColumns are the severities and their total.
func severityColumns(first gridColumn) []gridColumn {
	columns := []gridColumn{first}
	for _, sev := range severities() {
		columns = append(columns, gridColumn{sev.Name(), 66 * point, true})
	}
	return append(columns, gridColumn{document.Text{ES: "Total", EN: "Total"}, 66 * point, true})
}

func (s *Set) changesPage(p *pen) {
	p.section(changesTitle())
	rows, names := s.changeCounts()
	for i := range rows {
		rows[i] = append([]string{names[i].In(p.lang)}, rows[i]...)
	}
	p.grid(severityColumns(gridColumn{document.Text{ES: "Desde el mes anterior", EN: "Since the month before"}, 190 * point, false}), rows)
	var months [][]string
	for i := range s.month.trend {
		t := &s.month.trend[i]
		row := []string{t.period}
		for _, sev := range severities() {
			row = append(row, t.shown(t.told[sev]))
		}
		months = append(months, append(row, t.shown(t.total())))
	}
	p.grid(severityColumns(gridColumn{document.Text{ES: "Mes", EN: "Month"}, 190 * point, false}), months)
	p.para(s.changesNote())
}

// shown is a count of a month, a dash for one that was not sealed.
func (t *tendencia) shown(n int) string {
	if t.told == nil {
		return "—"
	}
	return strconv.Itoa(n)
}

// trendChart is the findings of twelve months: what is wrong beside what warns.
func (s *Set) trendChart() pageChart {
	title := document.Text{ES: "Hallazgos por mes", EN: "Findings by month"}
	table := pageTable{Title: title, Columns: []pageColumn{keyColumn("Mes", "Month")}}
	for _, sev := range severities() {
		name := sev.Name()
		table.Columns = append(table.Columns, numberColumn(name.ES, name.EN))
	}
	var bars []pageBar
	for i := range s.month.trend {
		t := &s.month.trend[i]
		grave := t.told[document.Error] + t.told[document.Unreadable]
		other := t.total() - grave
		second := ""
		if t.told != nil {
			second = strconv.Itoa(other)
		}
		bars = append(bars,
			pageBar{Label: same(t.period), Fill: fillSolid, Value: t.shown(grave), measure: int64(grave), pair: true},
			pageBar{Fill: fillLines, Value: second, measure: int64(other), pair: true})
		row := []document.Text{same(t.period)}
		for _, sev := range severities() {
			row = append(row, same(t.shown(t.told[sev])))
		}
		table.Rows = append(table.Rows, row)
	}
	c := drawn("g-tendencia", title, bars, table)
	c.Legend = []pageFill{
		{fillSolid, document.Text{ES: "errores e ilegibles", EN: "errors and unreadable"}}, {fillLines, document.Text{ES: "advertencias y avisos", EN: "warnings and notices"}},
	}
	c.Notes = []document.Text{s.changesNote()}
	return c
}
