package cruce

import (
	"slices"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// The keys of what is made once for a case, though several rules ask it.
type (
	// paperKey is a paper and the factor its lines are valued by.
	paperKey struct{ paper, factor any }
	// listKey is lines where they stand: lines of a case never change.
	listKey struct {
		first *lineas.Line
		n     int
	}
	pairKey     struct{ left, right *lineas.List }
	termsKey    struct{}
	roomKey     struct{}
	declaredKey struct{}
)

// paired is what two lists have in common.
type paired struct {
	result lineas.Result
	ok     bool
}

// Declared are the lines of the declaration, as Partidas reads them.
func Declared(c *rule.Case) []lineas.Line {
	return rule.Once(c, declaredKey{}, func() []lineas.Line { return Partidas(c.P) })
}

// Read gives the lines of a paper after those already there, numbered on. They are
// read once for a case and factor, and are not to be changed.
func Read(c *rule.Case, out []lineas.Line, paper, factor any, read func() []lineas.Line) []lineas.Line {
	lines := rule.Once(c, paperKey{paper, factor}, func() []lineas.Line { return slices.Clip(read()) })
	if len(out) == 0 {
		return lines
	}
	for _, l := range lines {
		l.Number = len(out) + 1
		out = append(out, l)
	}
	return out
}

// Pair matches the lines of two papers of a case, once for all rules that ask. ok
// is false when the table lacks a term, or they are too long to be compared.
func Pair(c *rule.Case, left, right []lineas.Line) (lineas.Result, bool) {
	l, r := list(c, left), list(c, right)
	p := rule.Once(c, pairKey{l, r}, func() (p paired) {
		if t := terms(c); t != nil {
			p.result, p.ok = room(c).Pair(l, r, t)
		}
		return p
	})
	return p.result, p.ok
}

// list is lines made ready.
func list(c *rule.Case, lines []lineas.Line) *lineas.List {
	k := listKey{n: len(lines)}
	if k.n > 0 {
		k.first = &lines[0]
	}
	return rule.Once(c, k, func() *lineas.List { return room(c).List(lines) })
}

func room(c *rule.Case) *lineas.Room { return rule.Once(c, roomKey{}, lineas.NewRoom) }

// terms are those of the day; nil where the table lacks one.
func terms(c *rule.Case) *lineas.Terms {
	return rule.Once(c, termsKey{}, func() *lineas.Terms {
		if t, ok := lineas.TermsOf(c.Catalog, c.On); ok {
			return &t
		}
		return nil
	})
}
