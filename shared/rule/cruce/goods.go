package cruce

import (
	"cmp"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// Goods matches the lines of papers with those of the declaration and
// raises what differs. Ties, and lines of which the papers say too little, are not
// judged: nobody guesses which line is which.
func Goods(c *rule.Case, left, right []lineas.Line, other string) rule.Outcome {
	found, ok := Pair(c, left, right)
	if !ok {
		return c.NoData(rule.DataParts)
	}
	unclear, unsaid := false, rule.Data("")
	for _, m := range found.Matches {
		if len(m.Left) == 1 && len(m.Right) == 1 {
			l, q := &left[m.Left[0]], &right[m.Right[0]]
			why := func() document.Text { return found.Why(m) }
			unsaid = cmp.Or(unsaid, compareLine(c, l, q, why, other), compareWorth(c, l, q, why, other))
			continue
		}
		compareSum(c, left, right, m, other)
	}
	for _, m := range found.Left {
		if m.Why != lineas.Low {
			unclear = true
			continue
		}
		why := m.Best.Text()
		c.Fail(rule.Where{Field: "renglon." + strconv.Itoa(left[m.Line].Number), Other: other},
			"El renglón %[1]d del documento (%[2]s) no corresponde a ninguna partida; la más parecida tiene %[3]s.",
			"Line %[1]d of the paper (%[2]s) is no partida; the most alike has %[4]s.",
			left[m.Line].Number, left[m.Line].Descripcion, why.ES, why.EN)
	}
	for _, m := range found.Right {
		if m.Why != lineas.Low {
			unclear = true
			continue
		}
		why := m.Best.Text()
		c.Fail(rule.Where{Partida: right[m.Line].Number, Field: "cantidad_umc", Other: other},
			"La partida %[1]d (%[2]s) no corresponde a ningún renglón; el más parecido tiene %[3]s.",
			"Partida %[1]d (%[2]s) is no line of the papers; the most alike has %[4]s.",
			right[m.Line].Number, right[m.Line].Descripcion, why.ES, why.EN)
	}
	switch {
	case unclear:
		return Unclear(c, other)
	case unsaid == rule.DataUnit:
		c.Unsaid(unsaid, "Un renglón de %s no da una unidad de medida conocida: su cantidad no se pudo comparar.", "A line of %s gives no known unit: its quantity could not be compared.", other)
		return c.NoData(unsaid)
	case unsaid != "":
		c.Unsaid(unsaid, "Una partida no da su valor en dólares ni con qué calcularlo: no se pudo comparar con %s.", "A partida gives neither its value in dollars nor what it follows from: it could not be compared with %s.", other)
		return c.NoData(unsaid)
	}
	return c.Judged()
}

// Unclear answers that nobody can tell which line of a paper is which partida.
func Unclear(c *rule.Case, paper string) rule.Outcome {
	c.Unsaid(rule.DataParts, "Los renglones de %s y las partidas no dicen lo bastante para saber cuál es cuál (número de parte, descripción, cantidad, valor).",
		"The lines of %s and the partidas say too little to know which is which (part number, description, quantity, value).", paper)
	return c.NoData(rule.DataParts)
}

// Unit names the unit of a line by key and name.
func Unit(c *rule.Case, l *lineas.Line) string {
	if u, ok := c.Catalog.Unit(l.Unidad); ok {
		return l.Unidad + " " + u.Descripcion
	}
	return l.Unidad
}

// compareSum quotes a value that several lines and one do not share: they were
// told the same by their quantity alone.
func compareSum(c *rule.Case, left, right []lineas.Line, m lineas.Match, other string) {
	l, q := Worth(left, m.Left), Worth(right, m.Right)
	if equal, known := Values(c, l, q); known && !equal {
		n := right[m.Right[0]].Number
		c.Fail(rule.Where{Partida: n, Field: "valor_dolares", Other: other},
			"La misma cantidad vale %[1]s dólares en el documento (renglones: %[2]d) y %[3]s en el pedimento (partidas: %[4]d, desde la %[5]d).",
			"The same quantity is worth %[1]s dollars in the paper (lines: %[2]d) and %[3]s in the pedimento (partidas: %[4]d, from %[5]d).",
			l, len(m.Left), q, len(m.Right), n)
	}
}

// Worth is what some of the lines are worth; unknown when one gives no value.
func Worth(lines []lineas.Line, of []int) money.Amount {
	var total money.Sum
	for _, i := range of {
		total.Add(lines[i].Valor)
	}
	return Total(&total)
}

// compareLine quotes the quantity or unit that differs between a line and its
// partida; unsaid is what neither could be held to the other for.
func compareLine(c *rule.Case, l, q *lineas.Line, because func() document.Text, other string) (unsaid rule.Data) {
	a, b, counted := lineas.Quantities(l, q, c.On)
	if counted && a != b {
		x, y := money.FromMicros(int64(a)), money.FromMicros(int64(b))
		if equal, known := quantities(c, x, y); known && !equal {
			why := because()
			c.Fail(rule.Where{Partida: q.Number, Field: "cantidad_umc", Other: other},
				"La partida %[1]d declara %[2]s y su renglón %[3]d dice %[4]s (son el mismo por %[5]s).",
				"Partida %[1]d declares %[2]s and its line %[3]d says %[4]s (the same by %[6]s).", q.Number, y, l.Number, x, why.ES, why.EN)
		}
	}
	apart := lineas.Apart(l, q, c.On)
	if apart {
		why := because()
		c.Fail(rule.Where{Partida: q.Number, Field: "umc", Other: other},
			"La partida %[1]d declara la unidad %[2]s y su renglón %[3]d la %[4]s, que no es convertible (son el mismo por %[5]s).",
			"Partida %[1]d declares unit %[2]s and its line %[3]d unit %[4]s, which cannot be converted (the same by %[6]s).", q.Number, Unit(c, q), l.Number, Unit(c, l), why.ES, why.EN)
	}
	if !counted && !apart {
		return rule.DataUnit
	}
	return ""
}

// compareWorth quotes a value that a line and its partida do not share. A paper
// without values, as a packing list is, says nothing of them.
func compareWorth(c *rule.Case, l, q *lineas.Line, because func() document.Text, other string) (unsaid rule.Data) {
	if !l.Valor.Known() {
		return ""
	}
	equal, known := Values(c, l.Valor, q.Valor)
	if !known {
		return rule.DataValue
	}
	if !equal {
		why := because()
		c.Fail(rule.Where{Partida: q.Number, Field: "valor_dolares", Other: other},
			"La partida %[1]d vale %[2]s dólares y su renglón %[3]d %[4]s (son el mismo por %[5]s).",
			"Partida %[1]d is worth %[2]s dollars and its line %[3]d %[4]s (the same by %[6]s).", q.Number, q.Valor, l.Number, l.Valor, why.ES, why.EN)
	}
	return ""
}
