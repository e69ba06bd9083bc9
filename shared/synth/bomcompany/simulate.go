package bomcompany

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// simulation is the naive computation: every exit walks every lot.
type simulation struct {
	w     *world
	lots  []*lot
	truth *Truth
}

// simulate computes the truth of a world, day by day.
func simulate(w *world) *Truth {
	s := &simulation{w: w, lots: w.lots(), truth: &Truth{Schema: 1, Seed: w.opt.Seed, RFC: theCompany().rfc}}
	exits := w.exits()
	s.truth.Hasta = w.opt.Start.AddMonths(w.opt.Months - 1).MonthEnd()
	for on := w.opt.Start.AddMonths(-24); on <= s.truth.Hasta; on = on.AddDays(1) {
		for _, x := range exits {
			if x.Fecha == on {
				s.discharge(x)
			}
		}
	}
	for _, x := range exits {
		x.Nombra = s.names(x)
		s.truth.Exits = append(s.truth.Exits, x.ExitTruth)
	}
	for _, l := range s.lots {
		s.truth.Lots = append(s.truth.Lots, l.LotTruth)
	}
	for _, p := range w.peds {
		if p.rectifica != nil {
			s.truth.Chains = append(s.truth.Chains, ChainTruth{p.number, p.rectifica.number})
		}
	}
	s.pairs()
	s.versions()
	s.balances(exits)
	return s.truth
}

// pairs says of every V1 what it cites.
func (s *simulation) pairs() {
	for _, p := range s.w.peds {
		if p.clave != "V1" {
			continue
		}
		pair := PairTruth{Pedimento: p.number, Operacion: "IMP", Estado: "sin_referencia"}
		if p.op == 2 {
			pair.Operacion = "EXP"
		}
		if len(p.names) > 0 {
			pair.Contraparte, pair.Estado = p.names[0].of.number, "referenciada"
		}
		s.truth.Pairs = append(s.truth.Pairs, pair)
	}
}

// names are the lots that an exit names, as the books put it.
func (s *simulation) names(x *exit) []NamedTruth {
	var out []NamedTruth
	for _, d := range x.directed {
		for _, l := range s.lots {
			if l.called(d.lot) {
				out = append(out, NamedTruth{l.LotRef, d.q, false})
			}
		}
	}
	for _, n := range x.names {
		first := true
		for _, l := range s.lots {
			if l.is(n) && l.Material == x.Material {
				out = append(out, NamedTruth{l.LotRef, share(l.Cantidad, n.q, l.CantidadUMT), !first})
				first = false
			}
		}
	}
	return out
}

// discharge takes an exit from the lots: first what it names, then the oldest
// of the part it asks for, then the oldest of its substitutes.
func (s *simulation) discharge(x *exit) {
	short := x.Cantidad
	switch {
	case x.Apartada != "":
		s.short(x, short, x.Apartada)
		return
	case x.Rol == rolConteo:
		s.count(x)
		return
	case x.Rol == rolHallado:
		s.short(x, s.giveBack(x, short), "no_faltante")
		return
	}
	short = s.named(x, s.dirigido(x, short))
	if x.Rol == rolActa && !x.DeMaterial || x.DeDesperdicio {
		s.short(x, s.fromWaste(x, short), "sin_desperdicio")
		return
	}
	if !x.SoloNombrado {
		short = s.peps(x, short)
	}
	s.short(x, short, s.cause(x))
}

// there reports a lot that an exit may look at: of its material, already in,
// and not kept back by a person.
func (l *lot) there(x *exit) bool {
	return l.Material == x.Material && l.Disponible <= x.Fecha && !l.blocked(x.Fecha)
}

// dirigido takes the lots that a person named.
func (s *simulation) dirigido(x *exit, short Micros) Micros {
	for _, d := range x.directed {
		for _, l := range s.lots {
			if l.called(d.lot) && l.there(x) {
				q := min(d.q, short, l.Saldo)
				short -= q
				s.take(x, l, q, "named")
			}
		}
	}
	return short
}

// named takes what records 512 identify, as far as it is there.
func (s *simulation) named(x *exit, short Micros) Micros {
	for _, n := range x.names {
		rest := n.q // in UMT
		for _, l := range s.lots {
			if rest == 0 || short == 0 || !l.is(n) || !l.there(x) {
				continue
			}
			q := min(share(l.Cantidad, rest, l.CantidadUMT), short, l.Saldo)
			rest -= min(rest, share(l.CantidadUMT, q, l.Cantidad))
			short -= q
			s.take(x, l, q, "named")
		}
	}
	return short
}

// peps takes from the oldest lots: first those of the part it asks for. What
// reaches an expired lot stands against it and takes nothing.
func (s *simulation) peps(x *exit, short Micros) Micros {
	for _, asked := range []bool{true, false} {
		for _, l := range s.lots {
			if !l.there(x) || l.SoloNombrado || (l.Parte == x.Parte) != asked {
				continue
			}
			q := min(short, max(0, l.Saldo-l.held))
			expired := l.Vence != 0 && l.Vence < x.Fecha && !x.TomaVencido
			switch {
			case q == 0 || expired && x.DejaVencido:
			case expired:
				short -= q
				l.held += q
				s.truth.Held = append(s.truth.Held, HeldTruth{x.ID, l.LotRef, q})
			default:
				short -= q
				s.take(x, l, q, "peps")
			}
		}
	}
	return short
}

// called reports whether a person who wrote this means the lot: by any number
// of its chain.
func (l *lot) called(r LotRef) bool {
	return slices.Contains(l.numbers, r.Pedimento) && l.Partida == r.Partida && l.Parte == r.Parte
}

// is reports whether a record 512 names the lot.
func (l *lot) is(n naming) bool {
	return slices.Contains(l.numbers, n.of.number) && l.Fraccion == n.fraccion && l.UMT == n.umt
}

// take moves a quantity out of the good stock of a lot, as the role says.
func (s *simulation) take(x *exit, l *lot, q Micros, base string) {
	if q == 0 {
		return
	}
	l.Saldo -= q
	l.held = min(l.held, l.Saldo) // what another exit stood against is not there any more
	t := TakeTruth{Exit: x.ID, Lot: l.LotRef, Cantidad: q, Base: base}
	switch x.Rol {
	case rolDesperdicio:
		l.Desperdicio += q
	case rolFaltante, rolConteo:
		l.Missing += q
	default:
		t.UMT = l.discharged(q)
	}
	s.truth.Takes = append(s.truth.Takes, t)
}

// discharged adds a descargo to a lot and gives its UMT: the difference of the
// rounded running totals.
func (l *lot) discharged(q Micros) Micros {
	was := share(l.CantidadUMT, l.Descargado, l.Cantidad)
	l.Descargado += q
	umt := share(l.CantidadUMT, l.Descargado, l.Cantidad) - was
	l.SaldoUMT = l.CantidadUMT - was - umt
	return umt
}

func (s *simulation) short(x *exit, q Micros, causa string) {
	if q > 0 {
		s.truth.Shortages = append(s.truth.Shortages, ShortTruth{x.ID, q, causa})
	}
}

// cause says why a material had no lot left: none ever, one too late, one that
// a person kept back, or all taken.
func (s *simulation) cause(x *exit) string {
	if x.SoloNombrado {
		return s.absent(x)
	}
	newest, kept := document.Date(0), false
	for _, l := range s.lots {
		if l.Material == x.Material {
			newest = max(newest, l.Disponible)
			kept = kept || l.Disponible <= x.Fecha && l.blocked(x.Fecha)
		}
	}
	switch {
	case newest == 0 && x.Rol == rolSalida:
		return "no_bom"
	case newest == 0:
		return "before_window"
	case newest > x.Fecha:
		return "late_import"
	case kept:
		return "blocked"
	default:
		return "over_discharge"
	}
}

// absent says why what records 512 name is not there: no such lot, one that
// came later, or it is taken.
func (s *simulation) absent(x *exit) string {
	cause := "before_window"
	for _, l := range s.lots {
		if l.Material != x.Material || !slices.ContainsFunc(x.names, l.is) {
			continue
		}
		switch {
		case l.blocked(x.Fecha):
			return "blocked"
		case l.Disponible > x.Fecha:
			return "late_import"
		}
		cause = "over_discharge"
	}
	return cause
}

// balances adds up the lots and shortages of each material.
func (s *simulation) balances(exits []*exit) {
	at := func(m Material) *BalanceTruth {
		for i := range s.truth.Materials {
			if s.truth.Materials[i].Material == m {
				return &s.truth.Materials[i]
			}
		}
		s.truth.Materials = append(s.truth.Materials, BalanceTruth{Material: m})
		return &s.truth.Materials[len(s.truth.Materials)-1]
	}
	for _, l := range s.lots {
		b := at(l.Material)
		b.Entradas += l.Cantidad
		b.Descargado += l.Descargado
		b.Saldo += l.Saldo
		b.Desperdicio += l.Desperdicio
		b.Missing += l.Missing
	}
	for _, h := range s.truth.Shortages {
		at(exits[h.Exit-1].Material).Faltante += h.Cantidad
	}
	slices.SortFunc(s.truth.Materials, func(a, b BalanceTruth) int {
		return cmp.Or(cmp.Compare(a.Material.Kind, b.Material.Kind), cmp.Compare(a.Material.Key, b.Material.Key))
	})
}
