package report

import (
	"cmp"
	"strconv"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
)

// edad is an ageing band, or one lot in it.
type edad struct {
	nivel   string // tramo, lote
	tramo   string
	lot     *lote // nil for a band
	lotes   int
	value   contingencia.Suma // customs value
	pending contingencia.Suma // contributions not paid in cash
}

func (e *edad) add(l *lote) {
	e.lotes++
	e.value.Add(share(l))
	e.pending.Add(pending(l))
}

// of is a cell that only a lot has.
func (e *edad) of(say func(*lote) string) string {
	if e.lot == nil {
		return ""
	}
	return say(e.lot)
}

// antiguedad are the open lots by days left, with what is at stake in pesos:
// bands first, every one of them, then their lots. What nobody knows is in no
// sum and is counted beside it.
func (s *Set) antiguedad(*More) (Table, error) {
	rows := make([]edad, 0, len(tramos())+len(s.aging))
	for _, t := range tramos() {
		rows = append(rows, edad{nivel: "tramo", tramo: t})
	}
	for i := range s.aging {
		l := &s.aging[i]
		own := edad{nivel: "lote", tramo: tramo(s.Head.To, l.Due), lot: l}
		own.add(l)
		for b := range tramos() {
			if rows[b].tramo == own.tramo {
				rows[b].add(l)
			}
		}
		rows = append(rows, own)
	}
	s.month.bands = rows[:len(tramos())]
	lot := func(key, es, en string, kind Kind, of func(*lote) string) field[edad] {
		return field[edad]{key, es, en, kind, func(e *edad) string { return e.of(of) }}
	}
	return tabulate("antiguedad", document.Text{ES: "Antigüedad y pesos en riesgo", EN: "Ageing and pesos at risk"}, s.Head, []field[edad]{
		{"nivel", "Nivel", "Level", Text, func(e *edad) string { return e.nivel }},
		{"tramo", "Tramo (días restantes)", "Band (days left)", Text, func(e *edad) string { return e.tramo }},
		{"lotes", "Lotes", "Lots", Integer, func(e *edad) string { return strconv.Itoa(e.lotes) }},
		{"valor_aduana_conocido", "Valor en aduana conocido (MXN)", "Known customs value (MXN)", Money, func(e *edad) string { return known(&e.value, e.lotes) }},
		{"lotes_sin_valor", "Lotes sin valor conocido", "Lots without a known value", Integer, func(e *edad) string { return strconv.Itoa(e.value.SinCifra) }},
		{"contribuciones_conocidas", "Contribuciones no pagadas en efectivo, conocidas (MXN)", "Contributions not paid in cash, known (MXN)", Money, func(e *edad) string { return known(&e.pending, e.lotes) }},
		{"lotes_sin_contribuciones", "Lotes sin contribuciones conocidas", "Lots without known contributions", Integer, func(e *edad) string { return strconv.Itoa(e.pending.SinCifra) }},
		lot("vencimiento", "Vencimiento", "Due", Date, func(l *lote) string { return l.Due.String() }),
		lot("dias_restantes", "Días restantes", "Days left", Integer, func(l *lote) string { return dias(s.Head.To, l.Due) }),
		lot("pedimento", "Pedimento", "Pedimento", Text, func(l *lote) string { return l.Pedimento }),
		lot("partida", "Partida", "Partida", Integer, func(l *lote) string { return partida(l.Partida) }),
		lot("fraccion", "Fracción", "Fracción", Text, func(l *lote) string { return l.Fraccion }),
		lot("parte", "Número de parte", "Part number", Text, func(l *lote) string { return l.Parte }),
		lot("umt", "UMT", "UMT", Text, func(l *lote) string { return l.UMT }),
		lot("saldo", "Saldo", "Saldo", Quantity, func(l *lote) string { return l.closing.String() }),
		lot("lote", "Lote", "Lot", Text, func(l *lote) string { return l.ID }),
		lot("material", "Libro del material", "Book of the material", Text, func(l *lote) string { return l.material }),
	}, rows), nil
}

// riskBands are the bands on a page, with what is at stake.
func (s *Set) riskBands(p *pen) {
	columns := []gridColumn{
		{document.Text{ES: "Días restantes", EN: "Days left"}, 100 * point, false},
		{document.Text{ES: "Lotes", EN: "Lots"}, 44 * point, true},
		{document.Text{ES: "Valor en aduana del saldo (MXN)", EN: "Customs value of the balance (MXN)"}, 110 * point, true},
		{document.Text{ES: "Lotes sin valor", EN: "Lots without value"}, 60 * point, true},
		{document.Text{ES: "Contribuciones no pagadas en efectivo (MXN)", EN: "Contributions not paid in cash (MXN)"}, 120 * point, true},
		{document.Text{ES: "Lotes sin contribuciones conocidas", EN: "Lots without known contributions"}, 80 * point, true},
	}
	var rows [][]string
	for i := range s.month.bands {
		e := &s.month.bands[i]
		rows = append(rows, []string{
			bandName(e.tramo).In(p.lang), strconv.Itoa(e.lotes), sumShown(&e.value, e.lotes), strconv.Itoa(e.value.SinCifra), sumShown(&e.pending, e.lotes), strconv.Itoa(e.pending.SinCifra),
		})
	}
	p.grid(columns, rows)
	p.para(document.Text{
		ES: "Contribuciones con forma de pago 5, 21 y 22, como las declara el pedimento, en proporción al saldo. Lo que nadie conoce no se suma: se cuenta " +
			"aparte, y la suma de al lado es entonces sólo una parte. Por lote en reportes/antiguedad.csv.",
		EN: "Contributions of forms of payment 5, 21 and 22, as the pedimento declares them, in proportion to the balance. What nobody knows is not added: it is " +
			"counted apart, and the sum beside it is then only a part. Per lot in reportes/antiguedad.csv.",
	})
}

// known is a sum of what is known, blank when not one of its lots has a figure.
func known(s *contingencia.Suma, lots int) string {
	switch {
	case s.SinCifra == lots && lots > 0:
		return ""
	case !s.Pesos.Known():
		return "0"
	}
	return s.Pesos.String()
}

// sumShown is the same on a page.
func sumShown(s *contingencia.Suma, lots int) string { return cmp.Or(group(known(s, lots)), "—") }
