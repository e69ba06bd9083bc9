package desk

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

// band is lots that are counted and valued together.
type band struct {
	key         string
	name        document.Text
	alert       bool
	lots        int
	value, owed money.Sum
}

func (b *band) add(l *OpenLot) {
	b.lots++
	b.value.Add(l.Value)
	b.owed.Add(l.Owed)
}

// total is a sum as a cell: none are worth nothing, and a sum with an unknown
// part is unknown.
func total(s *money.Sum, n int) money.Amount {
	if n == 0 {
		return money.Int(0)
	}
	t, ok := s.Total()
	if !ok {
		return money.Amount{}
	}
	return t
}

// The bands of ageing, by days left.
const (
	bandExpired = "vencido"
	bandDoubt   = "en_duda"
	band30      = "0-30"
	band60      = "31-60"
	band90      = "61-90"
	bandLater   = ">90"
	bandNone    = "sin_plazo"
)

// bandOf is the band of a lot at the end of a day.
func bandOf(l *OpenLot, on document.Date) string {
	switch contingencia.Estado(l.State) {
	case contingencia.Vencido:
		return bandExpired
	case contingencia.EnDuda:
		return bandDoubt
	case contingencia.SinPlazo:
		return bandNone
	case contingencia.Vigente:
	}
	switch n := on.DaysUntil(l.Due); {
	case n <= 30:
		return band30
	case n <= 60:
		return band60
	case n <= 90:
		return band90
	}
	return bandLater
}

// ageing sorts lots into the bands.
func ageing(lots []*OpenLot, on document.Date) []band {
	out := []band{
		{key: bandExpired, name: document.Text{ES: "vencido", EN: "expired"}, alert: true},
		{key: bandDoubt, name: document.Text{ES: "en duda", EN: "in doubt"}, alert: true},
		{key: band30, name: document.Text{ES: "en 30 días", EN: "in 30 days"}},
		{key: band60, name: document.Text{ES: "de 31 a 60 días", EN: "in 31 to 60 days"}},
		{key: band90, name: document.Text{ES: "de 61 a 90 días", EN: "in 61 to 90 days"}},
		{key: bandLater, name: document.Text{ES: "después", EN: "later"}},
		{key: bandNone, name: document.Text{ES: "vigencia del programa", EN: "life of the programme"}},
	}
	for _, l := range lots {
		key := bandOf(l, on)
		for b := range out {
			if out[b].key == key {
				out[b].add(l)
			}
		}
	}
	return out
}

// dueMonths is how many months ahead the chart of due dates looks.
const dueMonths = 12

// byMonth sorts lots into what was due before a day's month, the months from it
// on, and later; those without a due date are not in it.
func byMonth(lots []*OpenLot, on document.Date) []band {
	start := document.NewDate(on.Year(), on.Month(), 1)
	out := make([]band, dueMonths+2)
	out[0] = band{name: document.Text{ES: "antes", EN: "before"}, alert: true}
	for m := range dueMonths {
		d := start.AddMonths(m)
		name := fmt.Sprintf("%02d/%d", d.Month(), d.Year())
		out[m+1] = band{name: document.Text{ES: name, EN: name}}
	}
	out[dueMonths+1] = band{name: document.Text{ES: "después", EN: "later"}}
	for _, l := range lots {
		if !l.Due.Known() {
			continue
		}
		at := (l.Due.Year()-on.Year())*12 + l.Due.Month() - on.Month() + 1
		out[min(max(0, at), dueMonths+1)].add(l)
	}
	return out
}

// bandChart draws bands by customs value, by their number where no value is
// known: a chart of nothing would say that nothing is there.
func (q *Ask) bandChart(name string, title, first document.Text, bands []band, on document.Date) *page.Chart {
	table := page.Tabulate(name, title, q.head(on), []page.Field[band]{
		{Key: "tramo", ES: first.ES, EN: first.EN, Kind: report.Text, Of: func(b *band) string { return b.name.In(q.Lang) }},
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(b *band) string { return strconv.Itoa(b.lots) }},
		{Key: "valor_aduana", ES: "Valor en aduana (MXN)", EN: "Customs value (MXN)", Kind: report.Money, Of: func(b *band) string { return total(&b.value, b.lots).String() }},
		{Key: "contribuciones", ES: "Contribuciones suspendidas (MXN)", EN: "Suspended contributions (MXN)", Kind: report.Money, Of: func(b *band) string { return total(&b.owed, b.lots).String() }},
	}, bands)
	valued := false
	bars := make([]page.Bar, len(bands))
	for i := range bands {
		b := &bands[i]
		v := total(&b.value, b.lots)
		micros, _ := v.Micros()
		bars[i] = page.Bar{Label: b.name, Value: v.String(), Measure: micros / 1_000_000, Alert: b.alert}
		valued = valued || micros > 0
	}
	note := document.Text{
		ES: "Barras: valor en aduana de lo que queda (MXN). Un guion es una suma de la que falta algún valor: no se da a medias.",
		EN: "Bars: customs value of what is left (MXN). A dash is a sum with a value missing: it is not given in part.",
	}
	if !valued {
		note = document.Text{ES: "Barras: número de lotes.", EN: "Bars: number of lots."}
		for i := range bands {
			bars[i].Value, bars[i].Measure = strconv.Itoa(bands[i].lots), int64(bands[i].lots)
		}
	}
	return page.Draw("g-"+name, title, note, bars, table)
}
