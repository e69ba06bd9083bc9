package ledger

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// regime makes the exits of F4, F5 and A3: each record 512 is a specific
// identification; what the partidas of the same fracción and unit hold beyond
// it goes by PEPS. A record knows no parts: in books by part its quantity is
// divided among the parts of its partida.
func (r *resolver) regime(f *Fact, pieces []piece) {
	moved, basis := movedAt(r.e.first, r.effect)
	named, values := map[Material]quantity.Micros{}, r.pools(pieces)
	var foreign []Named
	for i, n := range f.Nombrados {
		mat := Fraccion(n.Fraccion, n.Unidad)
		line := lineFor(f, n)
		if line == nil {
			foreign = append(foreign, n)
		}
		if r.suspended(-1) || line != nil && r.suspended(line.Sec) || n.Cantidad == 0 {
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
		r.identified(x, n, line, pieces)
	}
	if len(foreign) == 0 {
		r.exits(f, pieces, named)
	} else {
		r.otherFraction(f, foreign, named)
	}
	r.beyond(named)
}

// identified books what a record 512 names, in the materials its lots are in.
func (r *resolver) identified(x Exit, n Named, line *Line, pieces []piece) {
	var of []*piece
	for i := range pieces {
		if p := &pieces[i]; line != nil && p.Sec == line.Sec && p.Parte != "" && p.CantidadUMT > 0 {
			of = append(of, p)
		}
	}
	if r.t.Policy.InventoryKey != KindPart || len(of) == 0 {
		if r.t.Policy.InventoryKey == KindPart {
			x.Causa = CauseNoPart
		}
		m := r.in(Fraccion(r.fraccion(n.Fraccion), n.Unidad))
		m.Exits = append(m.Exits, x)
		return
	}
	var total quantity.Micros
	for _, p := range of {
		total += p.CantidadUMT
	}
	var done, given quantity.Micros
	for _, p := range of {
		done += p.CantidadUMT
		upTo := proportion(n.Cantidad, done, total)
		k := r.measure(p)
		y := x
		y.Parte, y.UMC = p.Parte, p.UMC
		y.CantidadUMT, y.OtraUnidad = upTo-given, k.clash
		s := share{of: n.Cantidad, done: given}
		y.Comercial, y.Dolares = s.amount(x.Comercial, y.CantidadUMT, pesos), s.amount(x.Dolares, y.CantidadUMT, cents)
		y.Cantidad = proportion(k.qty, y.CantidadUMT, p.CantidadUMT)
		given = upTo
		if y.Cantidad == 0 {
			continue
		}
		if len(of) > 1 {
			y.ID += "/" + p.Parte
		}
		m := r.in(k.Material)
		m.Exits = append(m.Exits, y)
	}
}

// beyond: the records 512 name more of a fracción than its partidas declare.
func (r *resolver) beyond(named map[Material]quantity.Micros) {
	var over []Material
	for m, q := range named {
		if q > 0 {
			over = append(over, m)
		}
	}
	slices.SortFunc(over, func(a, b Material) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Unit, b.Unit)) })
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
