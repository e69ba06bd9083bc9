package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// regime makes the exits of F4, F5 and A3: each record 512 is a specific
// identification; what the partidas of the same fracción and unit hold beyond
// it goes by PEPS. A record knows no parts: in books by part it is of the part
// its partidas have, and of several only the lots of the pedimento it names
// can tell.
func (r *resolver) regime(f *Fact, pieces []piece) {
	moved, basis := movedAt(r.e.first, r.effect)
	named, values := map[Material]quantity.Micros{}, r.pools(pieces)
	several := map[Material][]Named{}
	var foreign []Named
	for i, n := range f.Nombrados {
		mat := Fraccion(n.Fraccion, n.Unidad)
		line := lineFor(f, n)
		if line == nil {
			foreign = append(foreign, n)
		}
		if r.suspended(-1) || n.Cantidad == 0 {
			continue
		}
		of := r.goodsOf(f, n, pieces)
		if r.t.Policy.InventoryKey == KindPart && len(of) > 1 && line != nil {
			several[mat] = append(several[mat], n)
			continue
		}
		if line != nil && r.suspended(line.Sec) {
			continue
		}
		x := Exit{
			ID: r.e.root + "-512-" + strconv.Itoa(i+1), Rol: RoleSalida, Pedimento: r.e.root, Numeros: r.e.numbers, Clave: r.e.clave, Tipo: r.effect.Tipo,
			Fraccion: n.Fraccion, UMT: n.Unidad, Cantidad: n.Cantidad, CantidadUMT: n.Cantidad, MovedAt: moved, MovedBasis: basis, PaidAt: r.e.first.Pago,
			Named: n.Key, NamedFecha: n.Fecha, SameState: true, Regularises: r.e.clave == "A3", Facts: r.e.hashes,
		}
		if line != nil {
			x.Partida, x.Descripcion = line.Sec, line.Descripcion
			named[mat] += n.Cantidad
			if v := values[mat]; v != nil {
				x.Comercial, x.Dolares = v.take(n.Cantidad)
			}
		}
		r.identified(f, x, n, of)
	}
	r.severalParts(f, pieces, several, named)
	if len(foreign) == 0 {
		r.exits(f, pieces, named)
	} else {
		r.otherFraction(f, foreign, named)
	}
	r.beyond(named)
}

// goodsOf are the goods a record 512 may be of, one piece of each part: those
// of its fracción and unit. Scrap pays in the fracción of the state it is in
// (LA 109), another than its lots have: then the scrap of its unit.
func (r *resolver) goodsOf(f *Fact, n Named, pieces []piece) []*piece {
	type goods struct {
		parte string
		scrap bool
	}
	pick := func(fits func(p *piece) bool) (of []*piece) {
		seen := map[goods]bool{}
		for i := range pieces {
			p := &pieces[i]
			if k := (goods{p.Parte, r.scrap(f, p)}); p.CantidadUMT > 0 && p.UMT == n.Unidad && fits(p) && !seen[k] {
				seen[k] = true
				of = append(of, p)
			}
		}
		return of
	}
	if of := pick(func(p *piece) bool { return p.Fraccion == n.Fraccion }); len(of) > 0 {
		return of
	}
	return pick(func(p *piece) bool { return r.scrap(f, p) && !r.suspended(p.Sec) })
}

// identified books what a record 512 names, in the material its lots are in.
// Its quantity is in UMT; how many of the part that is by the partida's own
// ratio stands until the book knows the lots.
func (r *resolver) identified(f *Fact, x Exit, n Named, of []*piece) {
	if len(of) > 0 {
		x.Desperdicio = r.scrap(f, of[0])
	}
	if r.t.Policy.InventoryKey != KindPart || len(of) != 1 || of[0].Parte == "" {
		if r.t.Policy.InventoryKey == KindPart {
			x.Causa = CauseNoPart
		}
		m := r.in(Fraccion(r.fraccion(n.Fraccion), n.Unidad))
		m.Exits = append(m.Exits, x)
		return
	}
	p := of[0]
	k := r.measure(p)
	x.Parte, x.UMC, x.OtraUnidad, x.ParteSupuesta = p.Parte, p.UMC, k.clash, p.assumed
	if k.Unit != n.Unidad {
		x.Cantidad = proportion(k.qty, x.CantidadUMT, p.CantidadUMT)
	}
	if x.Cantidad == 0 {
		return
	}
	m := r.in(k.Material)
	m.Exits = append(m.Exits, x)
}

// severalParts makes the exits of goods whose records 512 may be of several
// parts: each piece by its own quantity, with the pedimentos it may be of.
// They leave nothing of the goods unnamed when they add up to them; else how
// much of each part goes by PEPS cannot be told, and none is guessed.
func (r *resolver) severalParts(f *Fact, pieces []piece, several map[Material][]Named, named map[Material]quantity.Micros) {
	for _, mat := range slices.SortedFunc(maps.Keys(several), materialOrder) {
		var all, declared quantity.Micros
		of := identifiedBy(several[mat])
		for _, n := range of {
			all += n.CantidadUMT
		}
		var goods []piece
		for i := range pieces {
			if p := &pieces[i]; Fraccion(p.Fraccion, p.UMT) == mat {
				declared += p.CantidadUMT
				goods = append(goods, *p)
			}
		}
		if all != declared {
			r.find("descargo_several_parts", document.Warning, "512 "+mat.Key, document.Textf(
				"Sus registros 512 nombran %s de la fracción %s (UMT %s) y sus partidas, de varias partes, declaran %s: no se sabe cuánto de cada parte sale de cada pedimento y no se descarga ninguna. Diríjalas a sus lotes en la tabla decisiones.",
				"Its 512 records name %s of fracción %s (UMT %s) and its partidas, of several parts, declare %s: how much of each part is of each pedimento cannot be told and none is discharged. Direct them to their lots in table decisiones.",
				all, mat.Key, mat.Unit, declared))
		}
		r.exitsOf(f, goods, nil, func(x *Exit) {
			x.Identifica = of
			if all != declared || x.Parte == "" {
				x.Causa = CauseNoPart
			}
		})
		for i := range goods {
			if !r.suspended(goods[i].Sec) {
				named[mat] += goods[i].CantidadUMT // so that it leaves once
			}
		}
	}
}

// identifiedBy adds up records 512 by the pedimento they name, in their order.
func identifiedBy(ns []Named) (out []Identified) {
	for _, n := range ns {
		i := slices.IndexFunc(out, func(o Identified) bool { return samePedimento(o.Pedimento, n.Key) })
		if i < 0 {
			i = len(out)
			out = append(out, Identified{Pedimento: n.Key})
		}
		out[i].CantidadUMT += n.Cantidad
	}
	return out
}

func materialOrder(a, b Material) int {
	return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Unit, b.Unit))
}

// scrapTipo is what the table of effects calls it.
const scrapTipo = "desperdicio"

// scrap reports goods declared as desperdicio (identifier DE): they end the
// desperdicio of lots and never good stock.
func (r *resolver) scrap(f *Fact, p *piece) bool {
	_, ok := r.scrapRow(f, p)
	return ok
}

// asScrap says of an exit whether it is desperdicio; what is not, on a
// pedimento with partidas that are, leaves as its clave says without them.
func (r *resolver) asScrap(f *Fact, p *piece, m Material, x *Exit) {
	row, scrap := r.scrapRow(f, p)
	switch {
	case scrap:
		x.Desperdicio = true
	case r.effect.Tipo == scrapTipo:
		x.Tipo, x.SameState = row.Tipo, row.SameState || m.Kind != KindFraccion
	}
}

// scrapRow is the effect of the clave on a piece that is desperdicio.
func (r *resolver) scrapRow(f *Fact, p *piece) (row catalog.EffectRow, ok bool) {
	if r.effect.Tipo != scrapTipo {
		return row, false
	}
	row, ok = r.t.Catalog.Effect(r.e.clave, f.Operacion, append(claves(f.Casos), claves(p.Casos)...), f.Pago)
	return row, ok && row.Tipo == scrapTipo
}

// beyond: the records 512 name more of a fracción than its partidas declare.
func (r *resolver) beyond(named map[Material]quantity.Micros) {
	var over []Material
	for m, q := range named {
		if q > 0 {
			over = append(over, m)
		}
	}
	slices.SortFunc(over, materialOrder)
	for _, m := range over {
		r.find("descargo_over_partida", document.Warning, "512 "+m.Key, document.Textf(
			"Sus registros 512 nombran %s más de la fracción %s (UMT %s) que lo que declaran sus partidas; se descarga lo nombrado. Revíselo con el agente aduanal.",
			"Its 512 records name %s more of fracción %s (UMT %s) than its partidas declare; what they name is discharged. Check it with the broker.",
			named[m], m.Key, m.Unit))
	}
}

// otherFraction: a record 512 names goods of another fracción or unit than
// any partida (scrap sold, fracción changes). The lots it names are what
// leaves; the partidas of its own unit must add up to it, or a finding says
// so, and nothing is discharged twice.
func (r *resolver) otherFraction(f *Fact, foreign []Named, named map[Material]quantity.Micros) {
	byUnit := map[string]quantity.Micros{}
	for _, n := range foreign {
		byUnit[n.Unidad] += n.Cantidad
	}
	for i := range f.Lineas {
		l := &f.Lineas[i]
		own := Fraccion(l.Fraccion, l.UMT)
		less := min(l.CantidadUMT, named[own])
		named[own] -= less
		if rest := l.CantidadUMT - less; byUnit[l.UMT] >= rest {
			byUnit[l.UMT] -= rest
			continue
		}
		r.find("descargo_other_fraction", document.Warning, "partida "+strconv.Itoa(l.Sec), document.Textf(
			"La partida (%s %s) no corresponde a lo que nombran sus registros 512; sólo se descarga lo nombrado. Confirme la equivalencia.",
			"The partida (%s %s) does not correspond to what its 512 records name; only what they name is discharged. Confirm the equivalence.",
			l.CantidadUMT, l.Fraccion))
	}
}

// lineFor is the partida a record 512 corresponds to by fracción and unit.
func lineFor(f *Fact, n Named) *Line {
	for i := range f.Lineas {
		if f.Lineas[i].Fraccion == n.Fraccion && f.Lineas[i].UMT == n.Unidad {
			return &f.Lineas[i]
		}
	}
	return nil
}
