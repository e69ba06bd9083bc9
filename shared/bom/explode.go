package bom

import (
	"cmp"
	"math/big"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Explode says what an exit line of a product takes.
func (x *Index) Explode(r Request) Explosion { return x.ExplodeInto(r, nil) }

// ExplodeInto is Explode with room for the needs, which it overwrites.
func (x *Index) ExplodeInto(r Request, needs []Need) Explosion {
	if r.Cantidad < 0 || !r.Moved.Known() || r.LeadDays < 0 {
		return Explosion{Problems: []Problem{{Kind: BadRow, Producto: r.Producto, Message: document.Textf(
			"La salida de %s no trae cantidad y fecha con sentido.", "The exit of %s has no quantity and date that make sense.", r.Producto)}}}
	}
	part, _, _ := x.parts.Name(r.Producto, r.Moved)
	portions, problems := x.portions(&r, part)
	if len(problems) > 0 {
		return Explosion{Problems: sorted(problems)}
	}
	multiply := together
	if len(portions) == 1 {
		multiply = alone
	}
	needs, ok := multiply(&r, portions, needs[:0])
	if !ok {
		return Explosion{Problems: []Problem{{Kind: Range, Producto: part, Message: document.Textf(
			"Los materiales de %s %s no caben en los libros; revise la cantidad y la lista.",
			"The materials of %s %s do not fit in the books; check the quantity and the list.", r.Cantidad, part)}}}
	}
	return Explosion{Needs: needs}
}

// alone multiplies an exit line of one list.
func alone(r *Request, portions []portion, needs []Need) ([]Need, bool) {
	p := &portions[0]
	needs = slices.Grow(needs, len(p.node.flat))
	if p.quantity == 0 {
		return needs, true
	}
	for i := range p.node.flat {
		f := &p.node.flat[i]
		q, left, ok := f.rate.of(p.quantity)
		if !ok {
			return nil, false
		}
		needs = needs[:len(needs)+1]
		p.need(r, f, &needs[len(needs)-1], q, left)
	}
	return needs, true
}

func (p *portion) need(r *Request, f *flat, n *Need, q quantity.Micros, left Residue) {
	*n = Need{Componente: f.part, Familia: f.family, Unidad: f.unit, Rol: roles[f.role], Fecha: p.made, Cantidad: q, Residue: left}
	if f.role == 0 {
		n.Fecha = r.Moved
	}
	if p.node.version != nil {
		n.Version = p.node.version.name
	}
	if p.order != nil {
		n.Orden, n.Documentado = p.order.Orden, true
	}
}

// together multiplies an exit line of several orders: each component and role
// is rounded once over all of them, and what an order takes is the difference
// of two running totals.
func together(r *Request, portions []portion, needs []Need) ([]Need, bool) {
	type key struct {
		part, unit string
		role       int
	}
	total := map[key]*big.Rat{}
	type placed struct {
		need Need
		key  key
	}
	var all []placed
	for i := range portions {
		p := &portions[i]
		for j := range p.node.flat {
			f := &p.node.flat[j]
			k := key{f.part, f.unit, f.role}
			before := total[k]
			if before == nil {
				before = new(big.Rat)
			}
			exact := new(big.Rat).Mul(new(big.Rat).SetInt64(int64(p.quantity)), f.rate.rat())
			after := new(big.Rat).Add(before, exact)
			q := new(big.Int).Sub(half(after), half(before))
			if total[k] = after; !q.IsInt64() || !half(after).IsInt64() {
				return nil, false
			}
			one := placed{key: k}
			p.need(r, f, &one.need, quantity.Micros(q.Int64()), Residue{big: new(big.Rat).Sub(new(big.Rat).SetInt(q), exact)})
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.key.part, b.key.part), cmp.Compare(a.key.role, b.key.role), cmp.Compare(a.key.unit, b.key.unit))
	})
	for i := range all {
		needs = append(needs, all[i].need)
	}
	return needs, true
}
