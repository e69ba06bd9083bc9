package report

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// bar is one column of the chart of due dates.
type bar struct {
	label string
	lots  int
	value money.Sum // customs value of the balances, pesos
	grey  int
}

// pesos are whole pesos of the known values together, less what is below one.
func (b *bar) pesos() int64 {
	total, _ := b.value.Total()
	n, _ := total.Micros()
	return n / 1_000_000
}

// chartMonths is how many months ahead the chart looks: the stay of inputs is
// 18 months (LA 108-I), and the next year is what can still be acted upon.
const chartMonths = 12

// bars sorts the open lots into expired, the months after the period, and
// later. Lots without a due date are not in it.
func (s *Set) bars(lang document.Lang) []bar {
	to := s.Head.To
	out := make([]bar, chartMonths+3)
	out[0] = bar{label: document.Text{ES: "vencido", EN: "expired"}.In(lang), grey: 40}
	start := document.NewDate(to.Year(), to.Month(), 1)
	for m := range chartMonths + 1 { // what is left of the month the period ends in has its own bar
		d := start.AddMonths(m)
		out[m+1] = bar{label: fmt.Sprintf("%02d/%02d", d.Month(), d.Year()%100), grey: 190}
		if m <= 3 {
			out[m+1].grey = 125
		}
	}
	out[chartMonths+2] = bar{label: document.Text{ES: "después", EN: "later"}.In(lang), grey: 235}
	for i := range s.aging {
		l := &s.aging[i]
		if !l.Due.Known() {
			continue
		}
		at := 0
		if l.Due >= to {
			at = min((l.Due.Year()-to.Year())*12+l.Due.Month()-to.Month()+1, chartMonths+2)
		}
		out[at].lots++
		out[at].value.Add(share(l))
	}
	return out
}

// dueDates are the chart, the bands, and the first lots to act upon.
func (s *Set) dueDates(p *pen) {
	p.sectionOf(document.Text{ES: "Vencimientos", EN: "Due dates"}, 220*point)
	if len(s.aging) == 0 {
		p.para(document.Text{ES: "Ningún lote tiene saldo.", EN: "No lot has a balance."})
		return
	}
	p.chart(s.bars(p.lang))
	if s.month != nil {
		s.riskBands(p)
	} else {
		s.bands(p)
	}
	columns := []gridColumn{
		{document.Text{ES: "Vencimiento", EN: "Due"}, 52 * point, false},
		{document.Text{ES: "Días", EN: "Days"}, 34 * point, true},
		{document.Text{ES: "Pedimento y partida", EN: "Pedimento and partida"}, 92 * point, false},
		{document.Text{ES: "Fracción", EN: "Fracción"}, 46 * point, false},
		{document.Text{ES: "Descripción", EN: "Description"}, 150 * point, false},
		{document.Text{ES: "Saldo", EN: "Balance"}, 58 * point, true},
		{document.Text{ES: "Unidad", EN: "Unit"}, 36 * point, false},
		{document.Text{ES: "Valor (MXN)", EN: "Value (MXN)"}, 60 * point, true},
	}
	var rows [][]string
	for i := range s.aging {
		l := &s.aging[i]
		if !l.Due.Known() || len(rows) == maxPageLots {
			break
		}
		rows = append(rows, []string{
			l.Due.String(), dias(s.Head.To, l.Due), l.ID, l.Fraccion, l.Descripcion, group(l.closing.String()), s.unit(l.UMT).In(p.lang), group(share(l).String()),
		})
	}
	p.grid(columns, rows)
	if n := len(s.aging) - len(rows); n > 0 {
		p.para(more(n, "reportes/vencimientos.csv"))
	}
}

// bands counts the open lots by days left.
func (s *Set) bands(p *pen) {
	columns := []gridColumn{
		{document.Text{ES: "Días restantes", EN: "Days left"}, 120 * point, false},
		{document.Text{ES: "Lotes", EN: "Lots"}, 60 * point, true},
		{document.Text{ES: "Valor en aduana del saldo (MXN)", EN: "Customs value of the balance (MXN)"}, 150 * point, true},
	}
	var rows [][]string
	for _, t := range tramos() {
		n := 0
		var sum money.Sum
		for i := range s.aging {
			if l := &s.aging[i]; tramo(s.Head.To, l.Due) == t {
				n++
				sum.Add(share(l))
			}
		}
		if n == 0 {
			continue
		}
		total, ok := sum.Total()
		value := group(total.String())
		if !ok {
			value = "—"
		}
		rows = append(rows, []string{bandName(t).In(p.lang), strconv.Itoa(n), value})
	}
	p.grid(columns, rows)
}

// bandName is an ageing band for people.
func bandName(t string) document.Text {
	switch t {
	case "vencido":
		return document.Text{ES: "vencido", EN: "expired"}
	case "sin_plazo":
		return document.Text{ES: "vigencia del programa", EN: "life of the programme"}
	}
	return document.Text{ES: t, EN: t}
}

// chart draws a bar per month: its height is customs value, or lots where no
// lot has a value; the figure above it is lots.
func (p *pen) chart(bars []bar) {
	const height, left, labels = 120 * point, 58 * point, 30 * point
	caption := document.Text{
		ES: "Valor en aduana del saldo por mes de vencimiento (MXN); sobre cada barra, el número de lotes",
		EN: "Customs value of the balance by month due (MXN); above each bar, the number of lots",
	}
	measure := (*bar).pesos
	most := tallest(bars, measure)
	if most == 0 {
		caption = document.Text{ES: "Lotes con saldo por mes de vencimiento", EN: "Lots with a balance by month due"}
		measure = func(b *bar) int64 { return int64(b.lots) }
		most = max(1, tallest(bars, measure))
	}
	p.text(margin, p.y+small, small, false, caption.In(p.lang))
	p.y += 24 * point
	base := p.y + height
	for _, part := range []int64{0, 1, 2} {
		y := base - height*mpt(part)/2
		p.pdf.SetDrawColor(200, 200, 200)
		p.pdf.Line((margin + left).pt(), y.pt(), (margin + bodyWidth).pt(), y.pt())
		if part == 1 && most < 2 {
			continue
		}
		p.right(margin+left-5*point, y+2*point, small, false, group(strconv.FormatInt(most/2*part+most%2*part/2, 10)))
	}
	step := (bodyWidth - left) / mpt(len(bars))
	for i := range bars {
		b := &bars[i]
		x := margin + left + mpt(i)*step
		h := scale(measure(b), most, height)
		if h > 0 {
			p.box(x+4*point, base-h, step-8*point, h, b.grey)
		}
		if b.lots > 0 {
			n := strconv.Itoa(b.lots)
			p.text(x+(step-p.width(n, small, false))/2, base-h-3*point, small, false, n)
		}
		p.text(x+(step-p.width(b.label, small-point/2, false))/2, base+10*point, small-point/2, false, b.label)
	}
	p.ink(0)
	p.y = base + labels
}

func tallest(bars []bar, measure func(*bar) int64) (most int64) {
	for i := range bars {
		most = max(most, measure(&bars[i]))
	}
	return most
}

// scale is height×v÷most in whole numbers; v is at most most.
func scale(v, most int64, height mpt) mpt {
	const fine = 1 << 20
	if most > fine { // both lose the same digits: a bar is not read to the peso
		v, most = v/(most/fine), most/(most/fine)
	}
	return min(height, mpt(v*int64(height)/most))
}
