package bomcompany

import "slices"

// count makes the good stock of a part what was counted: less is missing from
// the oldest lots, more gives back what is missing, the rest is a surplus.
func (s *simulation) count(x *exit) {
	var books Micros
	for _, l := range s.lots {
		if l.Parte == x.Parte && l.Material == x.Material && l.Disponible <= x.Fecha {
			books += l.Saldo
		}
	}
	if books < x.Cantidad {
		if q := s.giveBack(x, x.Cantidad-books); q > 0 {
			s.truth.Surplus = append(s.truth.Surplus, ShortTruth{x.ID, q, ""})
		}
		return
	}
	over := books - x.Cantidad
	for _, l := range s.lots {
		if l.Parte == x.Parte && l.Material == x.Material && l.Disponible <= x.Fecha {
			q := min(over, l.Saldo)
			over -= q
			s.take(x, l, q, "peps")
		}
	}
}

// giveBack returns what is missing, newest lot first, and says what it did not
// find.
func (s *simulation) giveBack(x *exit, short Micros) Micros {
	for _, l := range slices.Backward(s.lots) {
		if l.Parte != x.Parte || l.Material != x.Material || l.Disponible > x.Fecha {
			continue
		}
		q := min(short, l.Missing)
		if q == 0 {
			continue
		}
		short -= q
		l.Missing -= q
		l.Saldo += q
		s.truth.Takes = append(s.truth.Takes, TakeTruth{Exit: x.ID, Lot: l.LotRef, Cantidad: q, Base: "back"})
	}
	return short
}

// fromWaste takes an act from the waste of the lots and gives what is missing.
func (s *simulation) fromWaste(x *exit, short Micros) Micros {
	for _, asked := range []bool{true, false} {
		for _, l := range s.lots {
			q := min(short, l.Desperdicio)
			if q == 0 || !l.there(x) || (l.Parte == x.Parte) != asked {
				continue
			}
			short -= q
			l.Desperdicio -= q
			s.truth.Takes = append(s.truth.Takes, TakeTruth{x.ID, l.LotRef, q, l.discharged(q), "peps"})
		}
	}
	return short
}
