package ledger

import (
	"slices"

	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// read turns takes into descargos, changes of state, held quantities and
// saldos.
func (b *Book) read(in match.Input, out *match.Output, policy Policy) {
	gone := make([]quantity.Micros, len(b.Lots)) // what left each lot for good
	umt := make([]quantity.Micros, len(b.Lots))  // the same in UMT
	b.Descargos, b.Saldos = slices.Grow(b.Descargos, len(out.Takes)), slices.Grow(b.Saldos, len(b.Lots))
	for _, t := range out.Takes {
		x, l := &b.Exits[t.Exit], &b.Lots[t.Lot]
		if t.Basis == match.Freed {
			continue // whose it was explain says
		}
		if t.Basis == match.Held {
			b.Held = append(b.Held, Held{Exit: x.ID, Lot: l.ID, Cantidad: t.Qty, MovedAt: x.MovedAt})
			continue
		}
		status, basis := x.status(l, t.Basis, policy), "peps"
		if status == Proved && l.beforeAll(x, t.Basis) {
			status = Assumed
		}
		if t.Basis == match.Named {
			basis = "named"
		}
		if to := x.becomes(t.Basis); to != "" {
			b.change(Change{x.ID, l.ID, t.Qty, x.MovedAt, to, status, basis})
			continue
		}
		gone[t.Lot] += t.Qty
		total := proportion(l.CantidadUMT, gone[t.Lot], l.Cantidad)
		b.descargo(Descargo{
			Exit: x.ID, Lot: l.ID, Cantidad: t.Qty, CantidadUMT: total - umt[t.Lot], MovedAt: x.MovedAt, Rol: x.Rol, Status: status, Basis: basis,
			Vencido: expired(l, x.MovedAt),
		})
		umt[t.Lot] = total
	}
	b.Saldos = slices.Grow(b.Saldos, len(b.Lots))
	for i := range b.Lots {
		b.Saldos = append(b.Saldos, Saldo{
			Lot: b.Lots[i].ID, Cantidad: out.Left[i], Desperdicio: out.Waste[i], Faltante: out.Missing[i],
			CantidadUMT: b.Lots[i].CantidadUMT - umt[i], Held: out.Held[i],
		})
	}
	b.shortages(in, out)
}

// descargo posts one; an exit that reaches a lot twice (a person directed it to
// the lot its record 512 names) takes it once.
func (b *Book) descargo(d Descargo) {
	for i := len(b.Descargos) - 1; d.Basis == "named" && i >= 0 && b.Descargos[i].Exit == d.Exit; i-- {
		if p := &b.Descargos[i]; p.Lot == d.Lot && p.Basis == d.Basis {
			p.Cantidad += d.Cantidad
			p.CantidadUMT += d.CantidadUMT
			return
		}
	}
	b.Descargos = append(b.Descargos, d)
}

// change is descargo for what stays under its lot.
func (b *Book) change(c Change) {
	for i := len(b.Cambios) - 1; c.Basis == "named" && i >= 0 && b.Cambios[i].Exit == c.Exit; i-- {
		if p := &b.Cambios[i]; p.Lot == c.Lot && p.Basis == c.Basis && p.A == c.A {
			p.Cantidad += c.Cantidad
			return
		}
	}
	b.Cambios = append(b.Cambios, c)
}

// becomes is the state a quantity goes to when it stays under its lot.
func (x *Exit) becomes(basis match.Basis) string {
	switch {
	case basis == match.Back:
		return ToBueno
	case x.Rol == RoleDesperdicio:
		return ToDesperdicio
	case x.Rol == RoleFaltante || x.Rol == RoleConteo:
		return ToFaltante
	}
	return ""
}

// status says how well a take is founded: undocumented production, goods
// assumed to be of the same fracción or of a part that no document gives,
// else proved.
func (x *Exit) status(l *Lot, basis match.Basis, policy Policy) Status {
	switch {
	case x.Undocumented:
		return Undocumented
	case x.ParteSupuesta || l.ParteSupuesta:
		return Assumed
	case x.Rol == RoleSalida && basis != match.Named && !x.SameState && policy.SinBOM == SinBOMDirecto:
		return Assumed
	}
	return Proved
}

// beforeAll reports PEPS reaching a lot of a consolidado before its last remesa
// had crossed: that so much was there already is assumed.
func (l *Lot) beforeAll(x *Exit, basis match.Basis) bool {
	return basis == match.PEPS && x.MovedAt < l.Completo
}

// shortages keeps what found no lot; of a count, what it found too much.
func (b *Book) shortages(in match.Input, out *match.Output) {
	for e, short := range out.Short {
		if short == 0 {
			continue
		}
		x := &b.Exits[e]
		if x.Rol == RoleConteo {
			b.Sobrantes = append(b.Sobrantes, Surplus{x.ID, short, x.MovedAt})
			continue
		}
		s := Shortage{Exit: x.ID, Cantidad: short, MovedAt: x.MovedAt, Cause: CauseOverDischarge, Named: x.Named}
		switch {
		case x.Causa != "":
			s.Cause = x.Causa
		case in.Exits[e].Hold, x.unexplained(b.Policy) && x.Serie == "":
			s.Cause = CauseNoBOM
		}
		b.Shortages = append(b.Shortages, s)
	}
}
