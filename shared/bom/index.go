package bom

import (
	"slices"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/unit"
)

// MaxDepth bounds the levels of a product: real lists have under ten, and each
// level lengthens the fractions.
const MaxDepth = 64

const lastDay = document.Date(99991231)

// Index is every bill of materials and production order of a plant. It is safe
// for several goroutines.
type Index struct {
	products map[string]*product
	orders   map[exit][]*order
	families map[string]string
	parts    Parts
	units    *unit.Table

	mu    sync.RWMutex
	nodes map[string][]*node // exploded, by part
}

// New builds the index of rows and orders in any order. The problems are what
// can be seen without a date; each keeps only what it touches from being
// exploded. Without parts, names stand for themselves and nobody said a unit.
func New(rows []Row, orders []Order, parts Parts, units *unit.Table) (*Index, []Problem) {
	if parts == nil {
		parts = noParts{}
	}
	x := &Index{products: products(rows, units), parts: parts, units: units, nodes: map[string][]*node{}}
	x.families = families(x.products, parts)
	problems := x.readOrders(orders)
	for _, p := range x.products {
		problems = append(problems, p.overlaps()...)
		for _, v := range p.versions {
			problems = append(problems, v.problems...)
			if u, ok := v.uneven(); ok {
				problems = append(problems, u)
			}
		}
	}
	return x, sorted(problems)
}

// noParts is a plant without a catalogue.
type noParts struct{}

func (noParts) Name(name string, _ document.Date) (part string, from, to document.Date) {
	return name, 0, lastDay
}

func (noParts) Names(string) []string { return nil }

func (noParts) Measure(string, document.Date) Measure { return Measure{To: lastDay} }

// IsProduct reports that a part has a bill of materials, in force or not.
func (x *Index) IsProduct(part string, on document.Date) bool {
	part, _, _ = x.parts.Name(part, on)
	found := false
	x.named(part, on, func(*product) { found = true })
	return found
}

// named visits the lists written under any name that stands for a part on a
// date, and says on which days those names do.
func (x *Index) named(part string, on document.Date, visit func(*product)) (from, to document.Date) {
	to = lastDay
	other := x.parts.Names(part)
	if len(other) == 0 {
		if p := x.products[part]; p != nil {
			visit(p)
		}
		return from, to
	}
	for _, name := range append([]string{part}, other...) {
		p := x.products[name]
		if p == nil {
			continue
		}
		now, f, t := x.parts.Name(name, on)
		from, to = max(from, f), min(to, t)
		if now == part {
			visit(p)
		}
	}
	return from, to
}

// choice is the version of a part on a date, and the days on which it is.
type choice struct {
	version  *version
	problem  *Problem
	from, to document.Date
}

// inForce finds the version of a part; a part without one has neither a
// version nor a problem.
func (x *Index) inForce(part string, on document.Date) choice {
	c := choice{to: lastDay}
	from, to := x.named(part, on, func(p *product) {
		f, t := p.span(on)
		c.from, c.to = max(c.from, f), min(c.to, t)
		for _, v := range p.versions {
			all, some := v.inForce(on)
			if some {
				c.take(v, all)
			}
		}
	})
	c.from, c.to = max(c.from, from), min(c.to, to)
	return c
}

func (c *choice) take(v *version, all bool) {
	switch {
	case c.problem != nil:
	case c.version != nil:
		p := c.version.overlap(v)
		c.problem = &p
	case !all:
		p, _ := v.uneven()
		c.problem = &p
	}
	c.version = v
}

// byName is the version that an order names, whatever its dates.
func (x *Index) byName(part, name string, on document.Date) *version {
	var found *version
	x.named(part, on, func(p *product) {
		for _, v := range p.versions {
			if v.name == name {
				found = v
			}
		}
	})
	return found
}

// find is what is already known of a part on a date.
func (x *Index) find(part string, on document.Date) *node {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, n := range x.nodes[part] {
		if n.from <= on && on <= n.to {
			return n
		}
	}
	return nil
}

// keep puts a node in the place of the one of the same days.
func (x *Index) keep(n *node) {
	x.mu.Lock()
	defer x.mu.Unlock()
	list := x.nodes[n.part]
	if i := slices.IndexFunc(list, func(o *node) bool { return o.from == n.from && o.to == n.to }); i >= 0 {
		if n.flat != nil {
			list[i] = n
		}
		return
	}
	x.nodes[n.part] = append(list, n)
}
