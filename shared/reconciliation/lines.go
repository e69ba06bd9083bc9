package reconciliation

import (
	"math/big"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
)

// side is a paper in a comparison of goods: its lines, and how it is called.
type side struct {
	name  document.Text // "el COVE COVE…", "el pedimento"
	lines []lineas.Line
	// some of its papers are not here: what is more on the other side may be in them.
	some bool
}

// goods holds the lines of two papers of a declaration against each other, both
// ways. The first is the books' side. What ties is told once and not judged; nor is
// what may be in papers of the second side that are not here.
func (r *Result) goods(c *rule.Case, reason string, a, b side, fix document.Text) {
	found, ok := cruce.Pair(c, a.lines, b.lines)
	base := Difference{Severity: document.Notice, Key: c.P.Number, On: c.On, Fix: fix}
	if !ok {
		base.Reason = reason + "_sin_juzgar"
		base.Says = document.Textf("%s: %s y %s no se comparan por renglón (%d y %d renglones).", "%s: %s and %s are not compared line by line (%d and %d lines).",
			c.P.Number, a.name, b.name, len(a.lines), len(b.lines))
		r.add(base)
		return
	}
	open := 0
	for _, m := range found.Matches {
		if len(m.Left) == 1 && len(m.Right) == 1 && r.line(c, reason, a, b, &a.lines[m.Left[0]], &b.lines[m.Right[0]], fix) {
			open++
		}
	}
	if b.some {
		open += len(found.Left)
		found = &lineas.Result{Right: found.Right}
	}
	ties := r.alone2(c, reason, a, b.name, found.Left, true, fix) + r.alone2(c, reason, b, a.name, found.Right, false, fix)
	if open == 0 && ties == 0 {
		return
	}
	base.Reason = reason + "_sin_juzgar" // one row, whatever the causes: both are of the same papers
	waits := document.Textf("%s: %d renglones de %s no se juzgan hasta que estén todos los documentos.", "%s: %d lines of %s are not judged until all documents are here.", c.P.Number, open, a.name)
	like := document.Textf("%s: %d renglones de %s y %s se parecen a varios y no se juzgan.", "%s: %d lines of %s and %s are like several and are not judged.",
		c.P.Number, ties, a.name, b.name)
	switch {
	case ties == 0:
		base.Says = waits
	case open == 0:
		base.Says = like
	default:
		base.Says = document.Text{ES: waits.ES + " " + like.ES, EN: waits.EN + " " + like.EN}
	}
	r.add(base)
}

// line tells what differs between two lines that are the same goods. It is open
// when the rest of the first may be in a paper that is not here.
func (r *Result) line(c *rule.Case, reason string, a, b side, l, q *lineas.Line, fix document.Text) (open bool) {
	d := Difference{Severity: document.Warning, Key: c.P.Number, Partida: l.Number, On: c.On, Fix: fix}
	if x, y, ok := lineas.Quantities(l, q, c.On); ok && x != y {
		if b.some && y < x {
			return true
		}
		d.Reason, d.Books, d.Other = reason+"_cantidad", x.String(), y.String()
		d.Pesos = worth(pesosOf(c, l.Valor), x-y, max(x, y)) // the value is of both: what one lacks of the larger
		d.Says = document.Textf("%s: el renglón %d de %s dice %s y el %d de %s %s.", "%s: line %d of %s says %s and %d of %s %s.",
			c.P.Number, l.Number, a.name, d.Books, q.Number, b.name, d.Other)
		r.add(d)
	}
	if equal, known := cruce.Values(c, l.Valor, q.Valor); known && !equal {
		if b.some && q.Valor.Cmp(l.Valor) < 0 {
			return true
		}
		d.Reason, d.Books, d.Other = reason+"_valor", l.Valor.String(), q.Valor.String()
		d.Pesos = pesosOf(c, less(l.Valor, q.Valor))
		d.Says = document.Textf("%s: el renglón %d de %s vale %s dólares y el %d de %s %s.", "%s: line %d of %s is worth %s dollars and %d of %s %s.",
			c.P.Number, l.Number, a.name, d.Books, q.Number, b.name, d.Other)
		r.add(d)
	}
	return false
}

// alone2 are the lines that the other paper lacks; it counts the ties.
func (r *Result) alone2(c *rule.Case, reason string, of side, other document.Text, misses []lineas.Miss, books bool, fix document.Text) (ties int) {
	for _, m := range misses {
		if m.Why != lineas.Low {
			ties++
			continue
		}
		l := &of.lines[m.Line]
		d := Difference{Reason: reason + "_de_menos", Severity: document.Warning, Key: c.P.Number, Partida: l.Number, On: c.On, Other: told(l), Pesos: pesosOf(c, l.Valor), Fix: fix}
		if books {
			d.Reason, d.Books, d.Other = reason+"_de_mas", d.Other, ""
		}
		if of.some {
			d.Severity = document.Notice // it may be part of a line whose other part is not here
		}
		d.Says = document.Textf("%s: el renglón %d de %s (%s) no está en %s.", "%s: line %d of %s (%s) is not in %s.", c.P.Number, l.Number, of.name, told(l), other)
		r.add(d)
	}
	return ties
}

// told is a line in short.
func told(l *lineas.Line) string {
	s := l.Descripcion
	if s == "" {
		s = l.Parte
	}
	if l.Cantidad.Known() {
		s += " × " + l.Cantidad.String()
	}
	return s
}

// pesosOf is dollars at the rate the declaration states, in whole pesos, half
// up; unknown without one.
func pesosOf(c *rule.Case, dollars money.Amount) money.Amount {
	if !dollars.Known() || !c.P.TipoCambio.Known() {
		return money.Amount{}
	}
	x, okX := new(big.Rat).SetString(dollars.Abs().String())
	y, okY := new(big.Rat).SetString(c.P.TipoCambio.String())
	if !okX || !okY {
		return money.Amount{}
	}
	out, err := money.Parse(x.Mul(x, y).FloatString(0))
	if err != nil {
		return money.Amount{}
	}
	return out
}

// invoiceName names the nth invoice a declaration declares.
func invoiceName(i int, number string) string {
	if number == "" {
		return strconv.Itoa(i + 1)
	}
	return number
}
