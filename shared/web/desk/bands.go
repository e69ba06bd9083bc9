package desk

import (
	"strconv"
	"strings"

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

// bandKeys are the bands in their order.
func bandKeys() []string {
	return []string{bandExpired, bandDoubt, band30, band60, band90, bandLater, bandNone}
}

// bandName is a band in words.
func bandName(key string) document.Text {
	return inWords(map[string]document.Text{
		bandExpired: {ES: "vencido", EN: "expired"}, bandDoubt: {ES: "en duda", EN: "in doubt"}, band30: {ES: "en 30 días", EN: "in 30 days"}, band60: {ES: "de 31 a 60 días", EN: "in 31 to 60 days"},
		band90: {ES: "de 61 a 90 días", EN: "in 61 to 90 days"}, bandLater: {ES: "después", EN: "later"}, bandNone: {ES: "vigencia del programa", EN: "life of the programme"},
	}, key)
}

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

// stayName is where the stay of a lot is at the end of a day, in words.
func stayName(l *OpenLot, on document.Date) document.Text {
	switch bandOf(l, on) {
	case bandExpired:
		return document.Text{ES: "vencido", EN: "expired"}
	case bandDoubt:
		return document.Text{ES: "vencimiento en duda", EN: "due date in doubt"}
	case bandNone:
		return document.Text{ES: "vigencia del programa", EN: "life of the programme"}
	}
	return document.Text{ES: "dentro de plazo", EN: "within its stay"}
}

// ageing sorts lots into the bands.
func ageing(lots []*OpenLot, on document.Date) []band {
	keys := bandKeys()
	out := make([]band, len(keys))
	for i, key := range keys {
		out[i] = band{key: key, name: bandName(key), alert: key == bandExpired || key == bandDoubt}
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
	out := make([]band, dueMonths+2)
	for i := range out {
		key := monthAt(on, i)
		out[i] = band{key: key, name: monthName(key), alert: i == 0}
	}
	for _, l := range lots {
		if l.Due.Known() {
			out[monthPlace(l, on)].add(l)
		}
	}
	return out
}

// The months of what was due before the month of the day, and of what is later than
// the chart looks.
const (
	monthBefore = "antes"
	monthLater  = "despues"
)

// monthAt is the key of the month at a place of the chart.
func monthAt(on document.Date, place int) string {
	switch place {
	case 0:
		return monthBefore
	case dueMonths + 1:
		return monthLater
	}
	return document.NewDate(on.Year(), on.Month(), 1).AddMonths(place - 1).String()[:len("2006-01")]
}

// monthPlace is the place of the due date of a lot in the chart.
func monthPlace(l *OpenLot, on document.Date) int {
	at := (l.Due.Year()-on.Year())*12 + l.Due.Month() - on.Month() + 1
	return min(max(0, at), dueMonths+1)
}

// dueMonth is the key of the month a lot is due in, "" without a due date.
func dueMonth(l *OpenLot, on document.Date) string {
	if !l.Due.Known() {
		return ""
	}
	return monthAt(on, monthPlace(l, on))
}

// monthName is a month of the chart in words.
func monthName(key string) document.Text {
	switch key {
	case monthBefore:
		return document.Text{ES: "antes", EN: "before"}
	case monthLater:
		return document.Text{ES: "después", EN: "later"}
	}
	year, month, _ := strings.Cut(key, "-")
	return document.Text{ES: month + "/" + year, EN: month + "/" + year}
}

// bandChart draws bands by customs value, by their number where no value is
// known: a chart of nothing would say that nothing is there.
//
// Each band leads to the lots it counts: those confined to it by a key of the
// address.
func (q *Ask) bandChart(name, key string, title, first document.Text, bands []band, on document.Date, to func(key, value string) string) *page.Chart {
	lots := func(b *band) string {
		if b.lots == 0 { // the page may be confined to another one
			return ""
		}
		return to(key, b.key)
	}
	table := page.Tabulate(name, title, q.head(on), []page.Field[band]{
		{Key: "tramo", ES: first.ES, EN: first.EN, Kind: report.Text, Of: func(b *band) string { return b.name.In(q.Lang) }},
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(b *band) string { return strconv.Itoa(b.lots) }, Link: lots},
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
