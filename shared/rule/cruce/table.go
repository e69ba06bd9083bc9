package cruce

import (
	"slices"

	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// table is where the papers of a case lie side by side: each is read, made ready and
// paired with another once, though several rules ask it.
type table struct {
	room  *lineas.Room
	terms *lineas.Terms // nil where the tables lack one
	slack slack
	read  []reading
	lists []list
	pairs []paired
}

type (
	tableKey struct{}
	roomKey  struct{}
)

// reading is the lines of a paper, valued by a factor.
type reading struct {
	paper  any
	factor money.Amount
	lines  []lineas.Line
}

// list is lines where they stand, made ready: lines of a case never change.
type list struct {
	lines []lineas.Line
	ready *lineas.List
}

// paired is what two lists have in common; result is nil where they cannot be
// compared.
type paired struct {
	left, right *lineas.List
	result      *lineas.Result
}

func tableOf(c *rule.Case) *table {
	return rule.Once(c, tableKey{}, func() *table {
		t := &table{room: rule.Lent(c, roomKey{}, lineas.NewRoom), slack: slackOf(c)}
		t.room.Clear()
		if terms, ok := lineas.TermsOf(c.Catalog, c.On); ok {
			t.terms = &terms
		}
		return t
	})
}

// Blank is an empty list with space for the lines of a paper of a case.
func Blank(c *rule.Case, n int) []lineas.Line { return tableOf(c).room.Lines(n) }

// Declared are the lines of the declaration, as Partidas reads them.
func Declared(c *rule.Case) []lineas.Line {
	return Read(c, nil, c.P, money.Amount{}, func() []lineas.Line { return partidas(c.P, Blank(c, len(c.P.Partidas))) })
}

// Read gives the lines of a paper after those already there, numbered on. They are
// read once for a case and factor, and are not to be changed.
func Read(c *rule.Case, out []lineas.Line, paper any, factor money.Amount, read func() []lineas.Line) []lineas.Line {
	lines := tableOf(c).reading(paper, factor, read)
	if len(out) == 0 {
		return lines
	}
	for _, l := range lines {
		l.Number = len(out) + 1
		out = append(out, l)
	}
	return out
}

func (t *table) reading(paper any, factor money.Amount, read func() []lineas.Line) []lineas.Line {
	for i := range t.read {
		if r := &t.read[i]; r.paper == paper && r.factor == factor {
			return r.lines
		}
	}
	lines := slices.Clip(read())
	t.read = append(t.read, reading{paper, factor, lines})
	return lines
}

// Pair matches the lines of two papers of a case, once for all rules that ask. ok
// is false when the tables lack a term, or they are too long to be compared.
func Pair(c *rule.Case, left, right []lineas.Line) (*lineas.Result, bool) {
	t := tableOf(c)
	l, r := t.list(left), t.list(right)
	for i := range t.pairs {
		if p := &t.pairs[i]; p.left == l && p.right == r {
			return p.result, p.result != nil
		}
	}
	p := paired{left: l, right: r}
	if t.terms != nil {
		p.result, _ = t.room.Pair(l, r, t.terms)
	}
	t.pairs = append(t.pairs, p)
	return p.result, p.result != nil
}

// list is lines made ready.
func (t *table) list(lines []lineas.Line) *lineas.List {
	for i := range t.lists {
		if k := t.lists[i].lines; len(k) == len(lines) && (len(k) == 0 || &k[0] == &lines[0]) {
			return t.lists[i].ready
		}
	}
	l := t.room.List(lines)
	t.lists = append(t.lists, list{lines, l})
	return l
}
