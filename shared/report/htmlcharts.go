package report

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// The geometry of a chart, in whole units of its drawing: labels end before
// the axis, bars grow from it, and the figure stands behind the bar, so that
// nothing has to be read off a scale or by colour.
const (
	chartWidth = 360
	chartAxis  = 118
	chartLong  = 128 // the longest bar
	chartThick = 12
	chartStep  = 18 // from one label to the next
	chartPair  = 9  // each of two bars under one label
)

// The fills, by the id of their pattern: told apart without colour.
const (
	fillSolid = "lleno"
	fillCross = "cruz"
	fillLines = "raya"
	fillDots  = "punto"
	fillPale  = "claro"
	fillEmpty = "vacio"
)

type (
	pageChart struct {
		ID, LabelEnd string
		Axis, Width  int
		Height       int
		Title        document.Text
		Legend       []pageFill
		Bars         []pageBar
		Notes        []document.Text
		Table        pageTable
		Sums         *pageSums // nil where no list of the page is what it sums
	}
	pageFill struct {
		Fill string
		Name document.Text
	}
	// pageBar is a bar as it is drawn: Long is 0 for a figure that has none.
	pageBar struct {
		Label             document.Text
		Value, Fill       string
		Long, Thick, Top  int
		Baseline, ValueAt int
		Small             bool
		Parts             []pagePart // of a bar in several fills, from the axis on
		measure           int64
		pair              bool // one of two bars under one label, next to each other
		parts             []int64
	}
	// pagePart is a part of a bar.
	pagePart struct {
		X, Long int
		Fill    string
	}
)

// drawn places the bars of a chart from the top down, the longest measure
// filling the width.
func drawn(id string, title document.Text, bars []pageBar, table pageTable) pageChart {
	var most int64
	for i := range bars {
		most = max(most, bars[i].measure)
	}
	y := 3
	for i := range bars {
		b := &bars[i]
		if b.measure > 0 {
			b.Long = max(1, int(scale(b.measure, most, chartLong)))
		}
		b.divide(most)
		step := chartStep
		b.Top, b.Thick, b.Small = y, chartThick, len(b.Value) > 18
		if b.pair {
			b.Thick, b.Small, step = chartPair, true, chartPair+5*(i%2)
		}
		b.Baseline, b.ValueAt = y+b.Thick-2, chartAxis+b.Long+4
		y += step
	}
	return pageChart{
		ID: id, LabelEnd: strconv.Itoa(chartAxis - 5), Axis: chartAxis, Width: chartWidth, Height: y, Title: title, Bars: bars, Table: table,
	}
}

// partFills are the fills of the parts of a bar, in their order.
func partFills() []string { return []string{fillSolid, fillCross, fillDots, fillEmpty} }

// divide places the parts of a bar that has some. One that is too small to be
// seen has a unit.
func (b *pageBar) divide(most int64) {
	var sum int64
	if most == 0 {
		return
	}
	for i, q := range b.parts {
		from := int(scale(sum, most, chartLong))
		sum += q
		if q > 0 {
			b.Parts = append(b.Parts, pagePart{X: chartAxis + from, Long: max(1, int(scale(sum, most, chartLong))-from), Fill: partFills()[i]})
		}
	}
}

// charts are the charts of the page, each with its table, and what explains
// them when one is absent.
func (s *Set) charts() (charts []pageChart, notes []document.Text) {
	if len(s.aging) > 0 {
		charts = append(charts, s.ageingChart(), s.calendarChart())
	} else {
		notes = append(notes, document.Text{ES: "Ningún lote tiene saldo.", EN: "No lot has a balance."})
	}
	for i := range s.flows[:min(len(s.flows), maxFlows)] {
		charts = append(charts, s.flowChart(i))
	}
	if n := len(s.flows) - maxFlows; n > 0 {
		notes = append(notes, document.Textf("Otras %d unidades con movimientos no se dibujan; sus cantidades están en los reportes.",
			"%d more units with movements are not drawn; their quantities are in the reports.", n))
	}
	if s.year != nil {
		if c, ok := s.exportsChart(); ok {
			charts = append(charts, c)
		}
	}
	charts = append(charts, s.severityChart())
	if s.month != nil && s.month.trend != nil {
		charts = append(charts, s.trendChart())
	}
	for i := range charts {
		charts[i].Sums = s.sums(chartSums()[charts[i].ID])
	}
	return charts, notes
}

// lotSum is lots that are counted and valued together.
type lotSum struct {
	name  document.Text
	fill  string
	lots  int
	value money.Sum
}

func (t *lotSum) add(l *lote) {
	t.lots++
	t.value.Add(share(l))
}

// valueOf is the customs value of so many lots: none are worth nothing, which
// an empty sum does not know.
func valueOf(sum *money.Sum, lots int) money.Amount {
	if lots == 0 {
		return money.Int(0)
	}
	return whole(sum)
}

// lotChart draws sums of lots by customs value; by their number where no
// value is known, since a chart of nothing says that nothing is there.
func lotChart(id string, title, first document.Text, sums []lotSum) pageChart {
	const scaleOf = 1_000_000
	bars := make([]pageBar, len(sums))
	table := pageTable{Title: title, Columns: []pageColumn{
		{Title: first}, numberColumn("Lotes", "Lots"), numberColumn("Valor en aduana del saldo (MXN)", "Customs value of the balance (MXN)"),
	}}
	var valued, unknown bool
	for i := range sums {
		t := &sums[i]
		total := valueOf(&t.value, t.lots)
		micros, ok := total.Micros()
		valued, unknown = valued || micros > 0, unknown || !ok
		bars[i] = pageBar{Label: t.name, Fill: t.fill, Value: number(total.String()).ES, measure: micros / scaleOf}
		if ok && micros > 0 {
			bars[i].measure = max(1, bars[i].measure)
		}
		table.Rows = append(table.Rows, []document.Text{t.name, number(strconv.Itoa(t.lots)), number(total.String())})
	}
	note := document.Text{ES: "Barras: valor en aduana del saldo (MXN).", EN: "Bars: customs value of the balance (MXN)."}
	if !valued {
		note = document.Text{ES: "Barras: número de lotes.", EN: "Bars: number of lots."}
		for i := range sums {
			bars[i].measure, bars[i].Value = int64(sums[i].lots), group(strconv.Itoa(sums[i].lots))
		}
	}
	c := drawn(id, title, bars, table)
	c.Notes = []document.Text{note}
	if unknown {
		c.Notes = append(c.Notes, document.Text{
			ES: "—: algún lote no tiene valor en aduana conocido; una suma parcial no se muestra.",
			EN: "—: a lot has no known customs value; a part of a sum is not shown.",
		})
	}
	return c
}

// ageingChart is the open lots by days left at the end of the period.
func (s *Set) ageingChart() pageChart {
	fills := map[string]string{"vencido": fillSolid, "0-30": fillCross, "31-60": fillLines, "61-90": fillLines, "91-180": fillDots, ">180": fillPale}
	names := tramos()
	sums := make([]lotSum, len(names))
	at := make(map[string]int, len(names))
	for i, n := range names {
		at[n] = i
		sums[i].name, sums[i].fill = bandName(n), fills[n]
		if sums[i].fill == "" {
			sums[i].fill = fillEmpty
		}
	}
	for i := range s.aging {
		sums[at[tramo(s.Head.To, s.aging[i].Due)]].add(&s.aging[i])
	}
	return lotChart("g-antiguedad", document.Text{ES: "Antigüedad: días que quedan al cierre", EN: "Ageing: days left at the closing"},
		document.Text{ES: "Días restantes", EN: "Days left"}, sums)
}

const calendarID = "g-calendario"

// calendarChart is the open lots by the month they fall due in.
func (s *Set) calendarChart() pageChart {
	to := s.Head.To
	sums := make([]lotSum, chartMonths+4)
	expired, later, never := &sums[0], &sums[chartMonths+2], &sums[chartMonths+3]
	expired.name, expired.fill = bandName("vencido"), fillSolid
	start := document.NewDate(to.Year(), to.Month(), 1)
	for m := range chartMonths + 1 { // what is left of the month the period ends in has its own bar
		month := start.AddMonths(m).String()[:len("2006-01")]
		sums[m+1].name, sums[m+1].fill = same(month), fillDots
		if m <= 3 {
			sums[m+1].fill = fillLines
		}
	}
	later.name, later.fill = document.Text{ES: "después", EN: "later"}, fillPale
	never.name, never.fill = bandName("sin_plazo"), fillEmpty
	for i := range s.aging {
		l := &s.aging[i]
		switch months := (l.Due.Year()-to.Year())*12 + l.Due.Month() - to.Month(); {
		case !l.Due.Known():
			never.add(l)
		case l.Due < to:
			expired.add(l)
		default:
			sums[min(months+1, chartMonths+2)].add(l)
		}
	}
	return lotChart(calendarID, document.Text{ES: "Calendario de vencimientos", EN: "Calendar of due dates"},
		document.Text{ES: "Mes", EN: "Month"}, sums)
}

// maxFlows is how many units are drawn: a programme moves goods in a few of
// the units of Apéndice 7.
const maxFlows = 8

// flowChart is what entered and what was discharged of one unit.
func (s *Set) flowChart(i int) pageChart {
	f := &s.flows[i]
	unit := unitName(f.umt, f.unidad)
	if f.unidad == "" {
		unit = document.Textf("unidad %s", "unit %s", same(f.umt).ES)
	}
	title := document.Text{ES: "Entradas y descargos por mes (" + unit.ES + ")", EN: "Entries and descargos by month (" + unit.EN + ")"}
	table := pageTable{Title: title, Columns: []pageColumn{keyColumn("Mes", "Month"), numberColumn("Entradas", "Entries"), numberColumn("Descargado", "Discharged")}}
	if !s.old {
		table.Columns = append(table.Columns, numberColumn("probado", "proved"), numberColumn("supuesto", "assumed"), numberColumn("sin documento", "undocumented"), numberColumn("sin resolver", "unresolved"))
	}
	var bars []pageBar
	for m := range flowMonths {
		month, x := same(flowMonth(s.Head.To, m)), &f.out[m]
		in, out := number(f.in[m].String()), number(x.all().String())
		left := pageBar{Fill: fillSolid, Value: out.ES, measure: int64(x.all()), pair: true}
		row := []document.Text{month, in, out}
		if !s.old {
			left.parts = []int64{int64(x.proved), int64(x.assumed), int64(x.undocumented), int64(x.unresolved)}
			left.measure += int64(x.unresolved)
			for _, q := range []quantity.Micros{x.proved, x.assumed, x.undocumented} {
				row = append(row, number(q.String()))
			}
			row = append(row, number(s.flowOpen(f, m)))
		}
		bars = append(bars, pageBar{Label: month, Fill: fillLines, Value: in.ES, measure: int64(f.in[m]), pair: true}, left)
		table.Rows = append(table.Rows, row)
	}
	c := drawn("g-flujo-"+strconv.Itoa(i+1), title, bars, table)
	c.Legend = []pageFill{{fillLines, table.Columns[1].Title}, {fillSolid, table.Columns[2].Title}}
	if !s.old {
		c.Legend = c.Legend[:1]
		for i, fill := range partFills() {
			c.Legend = append(c.Legend, pageFill{fill, table.Columns[3+i].Title})
		}
	}
	c.Notes = []document.Text{s.flowNote()}
	return c
}

// flowNote says what the flows are of.
func (s *Set) flowNote() document.Text {
	if !s.old {
		return document.Text{
			ES: "Por fecha de disponibilidad y de salida. Lo sin resolver salió sin lote o está retenido: no se ha descargado, sólo se dice de los meses del periodo y no está en la cifra. Lo de materiales sin lote, del que no se conoce la UMT, está sólo en saldos. De un mes cuyos documentos faltan está solo lo que hay en los libros.",
			EN: "By date of availability and of exit. What is unresolved left without a lot or is held: it is not discharged, is told of the months of the period alone, and is not in the figure. What is of materials without a lot, whose UMT is not known, is in saldos alone. Of a month whose documents are missing only what the books have is here.",
		}
	}
	return document.Text{
		ES: "Por fecha de disponibilidad y de salida. Lo que salió sin lote no se ha descargado y no está aquí: véanse las salidas sin resolver. De un mes cuyos documentos faltan está solo lo que hay en los libros.",
		EN: "By date of availability and of exit. What left without a lot is not discharged and is not here: see the exits unresolved. Of a month whose documents are missing only what the books have is here.",
	}
}

// severityChart is the findings by severity.
func (s *Set) severityChart() pageChart {
	title := document.Text{ES: "Hallazgos por gravedad", EN: "Findings by severity"}
	fills := []string{fillSolid, fillCross, fillLines, fillDots}
	table := pageTable{Title: title, Columns: []pageColumn{keyColumn("Gravedad", "Severity"), numberColumn("Hallazgos", "Findings")}}
	var bars []pageBar
	for i, sev := range severities() {
		n := s.Summary.Hallazgos[sev]
		name, value := sev.Name(), number(strconv.Itoa(n))
		bars = append(bars, pageBar{Label: name, Fill: fills[i], Value: value.ES, measure: int64(n)})
		table.Rows = append(table.Rows, []document.Text{name, value})
	}
	return drawn("g-hallazgos", title, bars, table)
}
