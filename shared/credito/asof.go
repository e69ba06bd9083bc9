package credito

import (
	"cmp"
	"iter"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Saldo is an account as of a date, in whole pesos. Granted = Proved +
// Assumed + Open; Open is still running or past due.
type Saldo struct {
	Cuenta
	Date document.Date // of the grant
	Due  document.Date // unknown: the life of the programme
	// Doubt: the due date may be later, or the original is missing; what is
	// past due warns and does not fail.
	Doubt bool

	Granted, Proved, Assumed, Open int64
	Expired                        int64 // of Open, past due on the date

	Cantidad, Abierta quantity.Micros // UMT granted and open
	Over              quantity.Micros // UMT beyond the grant, discharged for nothing
}

// AsOf is every account granted on or before a date, in the order of keys:
// it depends on nothing dated later.
func (l *Ledger) AsOf(on document.Date) []Saldo { return slices.Collect(l.Saldos(on)) }

// Saldos visits what AsOf gives, one account after the other: a large company has
// them by the hundred thousand.
func (l *Ledger) Saldos(on document.Date) iter.Seq[Saldo] {
	return func(yield func(Saldo) bool) {
		for i := range l.lots {
			b := &l.lots[i]
			if b.date > on {
				continue
			}
			n, over := b.until(on)
			for c := range b.cuentas {
				s := l.saldo(b, &b.cuentas[c], n)
				s.Over = over
				if b.late(on) {
					s.Expired = s.Open
				}
				if !yield(s) {
					return
				}
			}
		}
	}
}

// until is how many moves there were up to a day, and what of them went beyond the
// grant.
func (b *lot) until(on document.Date) (n int, over quantity.Micros) {
	for n < len(b.moves) && b.moves[n].on <= on {
		over = saturate(over, b.over[uint32(n)])
		n++
	}
	return n, over
}

// late reports whether a day is after the due date.
func (b *lot) late(on document.Date) bool { return b.due.Known() && on > b.due }

// saldo is an account after its first n moves.
func (l *Ledger) saldo(b *lot, a *importe, n int) Saldo {
	s := Saldo{
		Cuenta: Cuenta{b.key, a.contribucion, a.forma}, Date: b.date, Due: b.due, Doubt: b.doubt,
		Granted: a.pesos, Open: a.pesos, Cantidad: b.qty, Abierta: b.qty,
	}
	done := int64(0)
	for i := range n {
		m := &b.moves[i]
		next := pesosAt(a.pesos, m.cum, b.qty)
		if m.proved() {
			s.Proved += next - done
		} else {
			s.Assumed += next - done
		}
		done = next
		s.Abierta = b.qty - m.cum
	}
	s.Open -= done
	return s
}

func saturate(a, b quantity.Micros) quantity.Micros {
	if sum := a + b; sum >= a {
		return sum
	}
	return 1<<63 - 1
}

// Total is a sum of accounts of one contribution and form of payment.
type Total struct {
	Contribucion, Forma                               string
	Cuentas                                           int
	Granted, Proved, Assumed, Open, Expired, Doubtful int64 // Doubtful: of Expired, where the due date is in doubt
}

// Totals adds accounts by contribution and form of payment, in their order.
func Totals(saldos []Saldo) []Total {
	by := map[[2]string]*Total{}
	for i := range saldos {
		s := &saldos[i]
		k := [2]string{s.Contribucion, s.Forma}
		t := by[k]
		if t == nil {
			t = &Total{Contribucion: s.Contribucion, Forma: s.Forma}
			by[k] = t
		}
		t.Cuentas++
		t.Granted += s.Granted
		t.Proved += s.Proved
		t.Assumed += s.Assumed
		t.Open += s.Open
		t.Expired += s.Expired
		if s.Doubt {
			t.Doubtful += s.Expired
		}
	}
	out := make([]Total, 0, len(by))
	for _, t := range by {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Total) int {
		return cmp.Or(cmp.Compare(a.Contribucion, b.Contribucion), cmp.Compare(a.Forma, b.Forma))
	})
	return out
}
