package bom

import (
	"maps"
	"math/big"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/unit"
)

// node is a part exploded on some days: what one unit of it takes.
type node struct {
	part     string
	from, to document.Date
	version  *version // nil: the part is not made of anything
	takes    []take   // of a product, by component
	flat     []flat   // the same, ready to multiply; built for what is asked for
	height   int      // levels below it
	problems []Problem
}

// take is what one unit of product takes of a component in each role.
type take struct {
	part, unit string
	by         [len(roles)]*big.Rat
}

// flat is one take in one role.
type flat struct {
	part, unit, family string
	role               int // place among roles
	rate               rate
}

// walk explodes one product on one date.
type walk struct {
	x     *Index
	on    document.Date
	stack []string
	seen  map[string]*node // what has problems is kept for this walk only: a circle looks different from each of its parts
}

// product is the node of what an exit asks for.
func (x *Index) product(part string, on document.Date) *node {
	if n := x.find(part, on); n != nil && (n.flat != nil || len(n.problems) > 0 || n.version == nil) {
		return n
	}
	w := x.walk(on)
	n := x.flatten(w.node(part))
	x.keep(n)
	return n
}

func (x *Index) walk(on document.Date) *walk {
	return &walk{x: x, on: on, seen: map[string]*node{}}
}

// node explodes a part that is already named.
func (w *walk) node(part string) *node {
	if n := w.seen[part]; n != nil {
		return n
	}
	if n := w.x.find(part, w.on); n != nil && len(n.problems) == 0 {
		return n
	}
	c := w.x.inForce(part, w.on)
	n := &node{part: part, from: c.from, to: c.to, version: c.version}
	switch {
	case c.problem != nil:
		n.problems = []Problem{*c.problem}
	case c.version != nil:
		n.narrow(w.x.units.Span(w.on))
		w.version(n, c.version)
	}
	if len(n.problems) == 0 {
		w.x.keep(n)
	}
	w.seen[part] = n
	return n
}

func (n *node) narrow(from, to document.Date) { n.from, n.to = max(n.from, from), min(n.to, to) }

// version multiplies the lines of a version through all levels.
func (w *walk) version(n *node, v *version) {
	if n.problems = slices.Clone(v.problems); len(n.problems) > 0 {
		return
	}
	s := w.sum(n, v)
	w.stack = append(w.stack, n.part)
	for i := range v.lines {
		l := &v.lines[i]
		s.line(l.row.Componente, l.row.Unidad, l, new(big.Rat).Quo(l.net, l.kept()))
	}
	w.stack = w.stack[:len(w.stack)-1]
	s.done()
}

// sum adds up what the lines of one list take.
type sum struct {
	walk  *walk
	node  *node
	of    *version // for its problems
	takes map[string]*take
}

func (w *walk) sum(n *node, of *version) *sum {
	return &sum{walk: w, node: n, of: of, takes: map[string]*take{}}
}

// done puts the takes in order; a node with problems takes nothing.
func (s *sum) done() {
	n := s.node
	if n.height > MaxDepth {
		n.problems = append(n.problems, deep(n.part))
	}
	if len(n.problems) > 0 {
		n.problems = sorted(n.problems)
		return
	}
	for _, part := range slices.Sorted(maps.Keys(s.takes)) {
		n.takes = append(n.takes, *s.takes[part])
	}
}

func deep(part string) Problem {
	return Problem{Kind: Depth, Producto: part, Message: document.Textf(
		"La lista de %s pasa de %d niveles; revise sus componentes.", "The list of %s goes over %d levels; check its components.", part, MaxDepth)}
}

// line adds a component of which so much is consumed, in a unit of the list;
// l tells how much of that is lost.
func (s *sum) line(component, in string, l *line, consumed *big.Rat) {
	w, n := s.walk, s.node
	part, from, to := w.x.parts.Name(component, w.on)
	n.narrow(from, to)
	m := w.x.parts.Measure(part, w.on)
	n.narrow(m.From, m.To)
	own := m.Unit
	if own == "" {
		own, _ = w.x.units.Base(in, w.on)
	}
	r, err := w.x.units.Rate(in, own, w.on, m.Factors)
	if err != nil {
		s.clash(part, err)
		return
	}
	child := w.child(part)
	n.narrow(child.from, child.to)
	if child.version != nil {
		n.height = max(n.height, child.height+1)
	}
	if len(child.problems) > 0 {
		n.problems = append(n.problems, child.problems...)
		return
	}
	r.Mul(r, consumed)
	lost, scrapped := new(big.Rat).Mul(r, l.merma), new(big.Rat).Mul(r, l.desperdicio)
	kept := new(big.Rat).Sub(r, lost)
	kept.Sub(kept, scrapped)
	if child.version == nil {
		s.add(part, own, kept, lost, scrapped)
		return
	}
	for i := range child.takes {
		t := &child.takes[i]
		// What all of the subassembly lost when it was made stays lost in the
		// same way; what it holds shares its fate.
		s.add(t.part, t.unit, times(kept, t.by[0]),
			plus(times(lost, t.by[0]), times(r, t.by[1])), plus(times(scrapped, t.by[0]), times(r, t.by[2])))
	}
}

// child guards the recursion: a part on the way is a circle, and no list is
// followed further than it may go.
func (w *walk) child(part string) *node {
	i := slices.Index(w.stack, part)
	if i < 0 && len(w.stack) <= MaxDepth {
		return w.node(part)
	}
	c := w.x.inForce(part, w.on)
	n := &node{part: part, from: c.from, to: c.to, version: c.version}
	switch {
	case i >= 0:
		loop := strings.Join(append(slices.Clone(w.stack[i:]), part), " → ")
		n.problems = []Problem{{Kind: Cycle, Producto: part, Message: document.Textf(
			"La lista da vuelta sobre sí misma: %s; corríjala.", "The list runs in a circle: %s; correct it.", loop)}}
	case c.version != nil:
		n.problems = []Problem{deep(w.stack[0])}
	}
	return n
}

func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

func plus(a, b *big.Rat) *big.Rat { return a.Add(a, b) }

func (s *sum) add(part, in string, by ...*big.Rat) {
	t := s.takes[part]
	if t == nil {
		t = &take{part: part, unit: in}
		for i := range t.by {
			t.by[i] = new(big.Rat)
		}
		s.takes[part] = t
	}
	r, err := s.walk.x.units.Rate(in, t.unit, s.walk.on, nil)
	if err != nil {
		s.clash(part, err)
		return
	}
	for i := range t.by {
		t.by[i].Add(t.by[i], times(by[i], r))
	}
}

// clash tells of a component whose units do not come together. It names no
// day: the same is told on every day of the node.
func (s *sum) clash(part string, err error) {
	p := s.of.problem(Unit, part, "En la lista de %s, el componente %s: ", "In the list of %s, component %s: ", s.node.part, part)
	why := document.Text{ES: err.Error(), EN: err.Error()}
	switch err := err.(type) { //nolint:errorlint // unit never wraps them
	case *unit.UnknownError:
		why = (&unit.UnknownError{Key: err.Key}).Text()
	case interface{ Text() document.Text }:
		why = err.Text()
	}
	p.Message.ES += why.ES
	p.Message.EN += why.EN
	s.node.problems = append(s.node.problems, p)
}

// flatten is the node of a whole product, ready to multiply. A list that goes
// too deep has no other problem: how far it was read is not the same each time.
func (x *Index) flatten(n *node) *node {
	out := *n
	out.flat = []flat{}
	if slices.ContainsFunc(n.problems, func(p Problem) bool { return p.Kind == Depth }) {
		out.problems = []Problem{deep(n.part)}
	}
	for i := range n.takes {
		t := &n.takes[i]
		for r, by := range t.by {
			if by.Sign() > 0 {
				out.flat = append(out.flat, flat{t.part, t.unit, x.families[t.part], r, newRate(by)})
			}
		}
	}
	return &out
}
