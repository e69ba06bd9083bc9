package ledger

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// LotSaldo is a lot with its balance on a date.
type LotSaldo struct {
	Lot         *Lot
	Saldo       quantity.Micros // good stock
	Desperdicio quantity.Micros
	Faltante    quantity.Micros
	SaldoUMT    quantity.Micros // of the three together
	Held        quantity.Micros
}

// AsOf gives the lots that were available on d with what was left of them at
// the end of that day. Because PEPS reserves nothing for later exits, it is
// what the books would have said with only the facts dated up to d.
func (b *Book) AsOf(d document.Date) []LotSaldo {
	index := make(map[string]int, len(b.Lots))
	out := make([]LotSaldo, 0, len(b.Lots))
	for i := range b.Lots {
		if b.Lots[i].AvailableFrom > d {
			continue
		}
		index[b.Lots[i].ID] = len(out)
		out = append(out, LotSaldo{Lot: &b.Lots[i], Saldo: b.Lots[i].Bueno(), Desperdicio: b.Lots[i].Desperdicio, SaldoUMT: b.Lots[i].CantidadUMT})
	}
	wasted := b.wasteActs()
	for i := range b.Descargos {
		if k := &b.Descargos[i]; k.MovedAt <= d {
			s := &out[index[k.Lot]]
			s.SaldoUMT -= k.CantidadUMT
			if wasted[k.Exit] {
				s.Desperdicio -= k.Cantidad
			} else {
				s.Saldo -= k.Cantidad
			}
		}
	}
	for i := range b.Cambios {
		if c := &b.Cambios[i]; c.MovedAt <= d {
			out[index[c.Lot]].change(c)
		}
	}
	for i := range b.Held {
		if h := &b.Held[i]; h.MovedAt <= d {
			out[index[h.Lot]].Held += h.On(d)
		}
	}
	return out
}

func (s *LotSaldo) change(c *Change) {
	switch c.A {
	case ToDesperdicio:
		s.Saldo, s.Desperdicio = s.Saldo-c.Cantidad, s.Desperdicio+c.Cantidad
	case ToFaltante:
		s.Saldo, s.Faltante = s.Saldo-c.Cantidad, s.Faltante+c.Cantidad
	case ToBueno:
		s.Saldo, s.Faltante = s.Saldo+c.Cantidad, s.Faltante-c.Cantidad
	}
}

// wasteActs are the exits that end desperdicio and not good stock.
func (b *Book) wasteActs() map[string]bool {
	var out map[string]bool
	for e := range b.Exits {
		if x := &b.Exits[e]; x.EndsWaste() {
			if out == nil {
				out = map[string]bool{}
			}
			out[x.ID] = true
		}
	}
	return out
}

// Between gives the positions in Exits that moved from one date to another,
// both included.
func (b *Book) Between(from, to document.Date) []int {
	var out []int
	for i := range b.Exits {
		if m := b.Exits[i].MovedAt; m >= from && m <= to {
			out = append(out, i)
		}
	}
	return out
}
