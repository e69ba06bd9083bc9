package ledger

import (
	"slices"

	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// byTariff reports an exit whose records 512 say how much leaves in UMT: in
// books by part, how many of the part that is follows from the ratio of the
// lots it takes, which only their book knows.
func (x *Exit) byTariff(m *Material) bool {
	return m.Kind != KindFraccion && (x.Named != "" && x.UMT != m.Unit || len(x.Identifica) > 0)
}

// run is match.Run, where what records 512 name is put in the unit of the
// material just before it is taken: by then it is known what is left of the
// lots, each of which has its own ratio.
func (b *Book) run(in *match.Input, out *match.Output) {
	if !slices.ContainsFunc(b.Exits, func(x Exit) bool { return x.byTariff(&b.Material) }) {
		match.Run(*in, out)
		return
	}
	out.Takes, out.Short = out.Takes[:0], make([]quantity.Micros, len(in.Exits))
	out.Reset(in.Lots)
	for e := range in.Exits {
		if b.Exits[e].byTariff(&b.Material) {
			b.fit(in, e, &out.State)
		}
		out.Takes, out.Short[e] = out.Step(in, int32(e), out.Takes)
	}
}

// fit states an exit and what it names in the unit of the material.
func (b *Book) fit(in *match.Input, e int, s *match.State) {
	x, k := &b.Exits[e], &in.Exits[e]
	if x.OtraUnidad || x.Causa != "" && x.Causa != CauseNoPart {
		return
	}
	if len(x.Dirigido) > 0 {
		x.directed()
		k.Hold = x.holds(b.Policy)
		return
	}
	names := in.Names[k.NamedFrom:k.NamedTo]
	if x.Named != "" {
		if q, ok := b.inLots(in, x, names, x.CantidadUMT, s); ok {
			x.Cantidad = q
			for i := range names {
				names[i].Qty = q
			}
		}
		k.Qty = x.Cantidad
		return
	}
	b.choose(in, e, s)
}

// directed: a person told the lots, in the unit of the part; when that covers
// the exit nothing is left to choose.
func (x *Exit) directed() {
	if len(x.Identifica) == 0 {
		return
	}
	var told quantity.Micros
	for _, d := range x.Dirigido {
		told += d.Cantidad
	}
	if x.Causa = CauseNoPart; told >= x.Cantidad {
		x.Causa = ""
	}
}

// choose settles which of the pedimentos that records 512 name an exit is of:
// those of which this part has lots. It leaves none of its quantity unnamed,
// so that when they name no more than it, all of it is theirs, and when only
// one of them has the part, all of it is of that one. Else it cannot be told.
func (b *Book) choose(in *match.Input, e int, s *match.State) {
	x, k := &b.Exits[e], &in.Exits[e]
	names := in.Names[k.NamedFrom:k.NamedTo]
	x.Identifica = slices.Clone(x.Identifica) // the movements keep theirs
	var named quantity.Micros
	var of []int
	for i := range x.Identifica {
		n := &x.Identifica[i]
		n.Cantidad = 0
		if len(b.lotsOf(x, n.Pedimento, names)) > 0 {
			named += n.CantidadUMT
			of = append(of, i)
		}
	}
	if x.Causa != "" || len(of) == 0 || len(of) > 1 && named > x.CantidadUMT {
		x.Causa, k.Hold = CauseNoPart, true
		return
	}
	own, ownUMT := x.Cantidad, x.CantidadUMT
	rest := x.CantidadUMT
	x.Cantidad = 0
	for _, i := range of {
		n := &x.Identifica[i]
		mine := b.lotsOf(x, n.Pedimento, names)
		umt := min(rest, n.CantidadUMT)
		n.Cantidad, _ = b.inLots(in, x, mine, umt, s)
		rest -= umt
		x.Cantidad += n.Cantidad
		for j := range names {
			if b.Lots[names[j].Lot].named(n.Pedimento) {
				names[j].Qty = n.Cantidad
			}
		}
	}
	x.Cantidad += proportion(own, rest, ownUMT) // what no record covers: by the partida's own ratio
	k.Qty = x.Cantidad
}

// lotsOf are the names of the lots of a pedimento that were there and whose
// quantity in UMT can be told from.
func (b *Book) lotsOf(x *Exit, number string, names []match.Name) []match.Name {
	var out []match.Name
	for _, n := range names {
		if l := &b.Lots[n.Lot]; l.named(number) && l.AvailableFrom <= x.MovedAt && l.UMT == x.UMT {
			out = append(out, n)
		}
	}
	return out
}

// inLots is a quantity in UMT in the unit of the material, by the ratio of the
// lots it will be taken from, in their order; what they no longer have goes by
// the ratio of the last of them. ok is false when none has a ratio.
func (b *Book) inLots(in *match.Input, x *Exit, names []match.Name, umt quantity.Micros, s *match.State) (q quantity.Micros, ok bool) {
	left := s.Left
	if x.EndsWaste() {
		left = s.Waste
	}
	last := -1
	for _, n := range names {
		l := &b.Lots[n.Lot]
		if l.UMT != x.UMT || l.Cantidad == 0 || l.CantidadUMT == 0 || l.AvailableFrom > x.MovedAt {
			continue
		}
		last = int(n.Lot)
		if match.Blocked(in.Lots[n.Lot:n.Lot+1], x.MovedAt) {
			continue
		}
		there := proportion(l.CantidadUMT, left[n.Lot], l.Cantidad)
		if there >= umt {
			return q + min(left[n.Lot], proportion(l.Cantidad, umt, l.CantidadUMT)), true
		}
		q, umt = q+left[n.Lot], umt-there
	}
	if last < 0 {
		return 0, false
	}
	return q + proportion(b.Lots[last].Cantidad, umt, b.Lots[last].CantidadUMT), true
}
