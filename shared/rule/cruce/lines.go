package cruce

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// Paper is one of two papers whose lines are compared: how sentences name it,
// the key of it, and its goods.
type Paper struct {
	Name, Key string
	Lines     []lineas.Line
}

// Lines matches the lines of two papers of the declared invoice i and raises
// what they say differently; false when a tie leaves lines nobody can tell
// apart, or they are too many.
func Lines(c *rule.Case, i int, a, b Paper) bool {
	found, ok := Pair(c, a.Lines, b.Lines)
	if !ok {
		return false
	}
	judged := true
	for _, m := range found.Matches {
		l, r := &a.Lines[m.Left[0]], &b.Lines[m.Right[0]]
		if len(m.Left) == 1 && len(m.Right) == 1 {
			judged = sameLine(c, i, l, r, func() document.Text { return found.Why(m) }, a, b) && judged
			continue
		}
		x, y := Worth(a.Lines, m.Left), Worth(b.Lines, m.Right)
		if equal, known := Values(c, x, y); known && !equal {
			c.Fail(At(i, "renglon."+strconv.Itoa(r.Number)+".valor", a.Key),
				"La misma cantidad vale %[1]s dólares en %[2]s (renglones: %[3]d) y %[4]s en %[5]s (renglones: %[6]d).",
				"The same quantity is worth %[1]s dollars in %[2]s (lines: %[3]d) and %[4]s in %[5]s (lines: %[6]d).", x, a.Name, len(m.Left), y, b.Name, len(m.Right))
		}
	}
	left := absent(c, i, found.Left, a, b, a.Key, "mercancia.")
	right := absent(c, i, found.Right, b, a, a.Key, "renglon.")
	return left && right && judged
}

// absent raises the lines of a paper that the other lacks; false when some were
// not judged.
func absent(c *rule.Case, i int, missed []lineas.Miss, a, b Paper, other, field string) bool {
	judged := true
	for _, m := range missed {
		if m.Why != lineas.Low {
			judged = false
			continue
		}
		l, why := &a.Lines[m.Line], m.Best.Text()
		c.Fail(At(i, field+strconv.Itoa(l.Number), other),
			"El renglón %[1]d de %[2]s (%[3]s) no está en %[4]s; el más parecido tiene %[5]s.",
			"Line %[1]d of %[2]s (%[3]s) is not in %[4]s; the most alike has %[6]s.", l.Number, a.Name, l.Descripcion, b.Name, why.ES, why.EN)
	}
	return judged
}

// sameLine raises what one line of each says differently, with why they are the
// same; false when quantity or value of one cannot be held to those of the other.
func sameLine(c *rule.Case, i int, l, r *lineas.Line, because func() document.Text, a, b Paper) bool {
	differ := func(field, es, en string, x, y any) {
		why := because()
		c.Fail(At(i, "renglon."+strconv.Itoa(r.Number)+field, a.Key), es, en, l.Number, a.Name, x, r.Number, b.Name, y, why.ES, why.EN)
	}
	p, q, counted := lineas.Quantities(l, r, c.On)
	if counted && p != q {
		x, y := money.FromMicros(int64(p)), money.FromMicros(int64(q))
		if equal, known := quantities(c, x, y); known && !equal {
			differ("", "El renglón %[1]d de %[2]s dice %[3]s y el %[4]d de %[5]s %[6]s (son el mismo por %[7]s).",
				"Line %[1]d of %[2]s says %[3]s and %[4]d of %[5]s %[6]s (the same by %[8]s).", x, y)
		}
	}
	apart := lineas.Apart(l, r, c.On)
	if apart {
		differ(".unidad", "El renglón %[1]d de %[2]s va en %[3]s y el %[4]d de %[5]s en %[6]s, que no es convertible (son el mismo por %[7]s).",
			"Line %[1]d of %[2]s is in %[3]s and %[4]d of %[5]s in %[6]s, which cannot be converted (the same by %[8]s).", Unit(c, l), Unit(c, r))
	}
	equal, valued := Values(c, l.Valor, r.Valor)
	if valued && !equal {
		differ(".valor", "El renglón %[1]d de %[2]s vale %[3]s dólares y el %[4]d de %[5]s %[6]s (son el mismo por %[7]s).",
			"Line %[1]d of %[2]s is worth %[3]s dollars and %[4]d of %[5]s %[6]s (the same by %[8]s).", l.Valor, r.Valor)
	}
	return (counted || apart) && valued
}
