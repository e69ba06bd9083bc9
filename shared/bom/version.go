package bom

import (
	"cmp"
	"math/big"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/unit"
)

// version is one list of a product.
type version struct {
	producto, name string
	rows           []Row  // by row number, then component
	lines          []line // one per component, or per family
	problems       []Problem
	even           bool // all rows hold on the same days
}

// line is a row ready to multiply.
type line struct {
	row                *Row
	net                *big.Rat // in the row's unit, per unit of product
	merma, desperdicio *big.Rat // of what is consumed
}

// product is all versions of one name.
type product struct {
	versions []*version      // by name
	cuts     []document.Date // days on which something begins or no longer holds
}

func (r *Row) until() document.Date {
	if r.Hasta.Known() {
		return r.Hasta
	}
	return lastDay
}

func (r *Row) holds(on document.Date) bool { return r.Desde <= on && on <= r.until() }

// inForce tells whether all rows hold, or only some.
func (v *version) inForce(on document.Date) (all, some bool) {
	if v.even {
		all = v.rows[0].holds(on)
		return all, all
	}
	all = true
	for i := range v.rows {
		if v.rows[i].holds(on) {
			some = true
		} else {
			all = false
		}
	}
	return all, some
}

func compareRows(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Producto, b.Producto), cmp.Compare(a.Version, b.Version), cmp.Compare(a.Fila, b.Fila), cmp.Compare(a.Componente, b.Componente),
		cmp.Compare(a.Desde, b.Desde), cmp.Compare(a.Hasta, b.Hasta), cmp.Compare(a.Cantidad.String(), b.Cantidad.String()), cmp.Compare(a.Unidad, b.Unidad),
		cmp.Compare(a.Merma.String(), b.Merma.String()), cmp.Compare(a.Desperdicio.String(), b.Desperdicio.String()), cmp.Compare(a.Familia, b.Familia))
}

// products sorts rows into versions and judges each.
func products(rows []Row, units *unit.Table) map[string]*product {
	rows = slices.SortedFunc(slices.Values(rows), compareRows)
	out := map[string]*product{}
	for start := 0; start < len(rows); {
		first, end := &rows[start], start
		for end < len(rows) && rows[end].Producto == first.Producto && rows[end].Version == first.Version {
			end++
		}
		v := &version{producto: first.Producto, name: first.Version, rows: rows[start:end:end]}
		v.read(units)
		p := out[v.producto]
		if p == nil {
			p = &product{}
			out[v.producto] = p
		}
		p.versions = append(p.versions, v)
		start = end
	}
	for _, p := range out {
		p.cut()
	}
	return out
}

func (p *product) cut() {
	for _, v := range p.versions {
		for i := range v.rows {
			r := &v.rows[i]
			p.cuts = append(p.cuts, r.Desde)
			if r.until() < lastDay {
				p.cuts = append(p.cuts, r.Hasta.AddDays(1))
			}
		}
	}
	slices.Sort(p.cuts)
	p.cuts = slices.Compact(p.cuts)
}

// span is the days around a date between two cuts.
func (p *product) span(on document.Date) (from, to document.Date) {
	i, found := slices.BinarySearch(p.cuts, on)
	if found {
		i++
	}
	to = lastDay
	if i < len(p.cuts) {
		to = p.cuts[i].AddDays(-1)
	}
	if i > 0 {
		from = p.cuts[i-1]
	}
	return from, to
}

// read judges the rows of a version and keeps one line per component, or per
// family of substitutes: the first row of it.
func (v *version) read(units *unit.Table) {
	_, uneven := v.uneven()
	v.even = !uneven
	seen := map[string]bool{}
	families := map[string]*line{}
	for i := range v.rows {
		r := &v.rows[i]
		if seen[r.Componente] {
			v.problems = append(v.problems, v.problem(Duplicate, r.Componente,
				"La versión %s de %s trae dos veces el componente %s; deje una fila.", "Version %s of %s has component %s twice; leave one row.", v.name, v.producto, r.Componente))
		}
		seen[r.Componente] = true
		l, ok := v.line(r)
		if !ok {
			continue
		}
		if first := families[r.Familia]; r.Familia != "" && first != nil {
			if !substitute(first, &l, units) {
				v.problems = append(v.problems, v.problem(Family, r.Componente,
					"En la versión %s de %s, %s sustituye a %s (familia %s) con otra cantidad, unidad, merma o desperdicio; iguálelos o quite la familia.",
					"In version %s of %s, %s substitutes %s (family %s) with another quantity, unit, merma or desperdicio; make them equal or remove the family.",
					v.name, v.producto, r.Componente, first.row.Componente, r.Familia))
			}
			continue
		}
		v.lines = append(v.lines, l)
		if r.Familia != "" {
			families[r.Familia] = &l
		}
	}
	slices.SortFunc(v.lines, func(a, b line) int { return cmp.Compare(a.row.Componente, b.row.Componente) })
}

// line reads one row; what it cannot be is a problem of its version.
func (v *version) line(r *Row) (l line, ok bool) {
	l = line{row: r, net: exact(r.Cantidad), merma: share(r.Merma), desperdicio: share(r.Desperdicio)}
	if l.net.Sign() <= 0 || l.merma.Sign() < 0 || l.desperdicio.Sign() < 0 || !r.Desde.Known() || r.until() < r.Desde {
		v.problems = append(v.problems, v.problem(BadRow, r.Componente,
			"El componente %s de la versión %s de %s no trae una cantidad mayor que cero, porcentajes y fechas con sentido; corríjalo.",
			"Component %s of version %s of %s has no quantity above zero, percentages and dates that make sense; correct it.", r.Componente, v.name, v.producto))
		return l, false
	}
	if l.kept().Sign() <= 0 {
		v.problems = append(v.problems, v.problem(Losses, r.Componente,
			"Del componente %s de la versión %s de %s, merma %s y desperdicio %s por ciento no dejan nada; corríjalos.",
			"Of component %s of version %s of %s, merma %s and desperdicio %s per cent leave nothing; correct them.",
			r.Componente, v.name, v.producto, written(r.Merma), written(r.Desperdicio)))
		return l, false
	}
	return l, true
}

func written(a money.Amount) string {
	if !a.Known() {
		return "0"
	}
	return a.String()
}

// kept is the share of what is consumed that ends up in the product.
func (l *line) kept() *big.Rat {
	k := new(big.Rat).Sub(big.NewRat(1, 1), l.merma)
	return k.Sub(k, l.desperdicio)
}

// substitute reports two rows that take the same of one or the other.
func substitute(a, b *line, units *unit.Table) bool {
	r, err := units.Rate(b.row.Unidad, a.row.Unidad, a.row.Desde, nil)
	return err == nil && r.Mul(r, b.net).Cmp(a.net) == 0 && a.merma.Cmp(b.merma) == 0 && a.desperdicio.Cmp(b.desperdicio) == 0
}

// overlaps tells of versions of one product that hold on one day.
func (p *product) overlaps() (out []Problem) {
	told := map[[2]*version]bool{}
	for _, on := range p.cuts {
		var first *version
		for _, v := range p.versions {
			if _, some := v.inForce(on); !some {
				continue
			}
			if first != nil && !told[[2]*version{first, v}] {
				told[[2]*version{first, v}] = true
				out = append(out, first.overlap(v))
			}
			if first == nil {
				first = v
			}
		}
	}
	return out
}

func (v *version) overlap(w *version) Problem {
	return v.problem(Overlap, "", "De %s valen a la vez las versiones %s y %s desde el %s; cierre una.",
		"Of %s versions %s and %s hold at the same time from %s; close one.", v.producto, v.name, w.name, max(v.begins(), w.begins()))
}

// begins is the first day of a version.
func (v *version) begins() document.Date {
	first := lastDay
	for i := range v.rows {
		first = min(first, v.rows[i].Desde)
	}
	return first
}

// uneven tells of a version whose rows hold on different days.
func (v *version) uneven() (Problem, bool) {
	f := &v.rows[0]
	for i := range v.rows {
		if r := &v.rows[i]; r.Desde != f.Desde || r.until() != f.until() {
			return v.problem(Dates, r.Componente,
				"En la versión %s de %s, %s vale de %s a %s y %s de %s a %s; déjelas iguales.",
				"In version %s of %s, %s holds from %s to %s and %s from %s to %s; make them equal.",
				v.name, v.producto, f.Componente, f.Desde, f.until(), r.Componente, r.Desde, r.until()), true
		}
	}
	return Problem{}, false
}
