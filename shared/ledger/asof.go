package ledger

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// LotSaldo is a lot with its balance on a date.
type LotSaldo struct {
	Lot   *Lot
	Saldo quantity.Micros
	Held  quantity.Micros
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
		out = append(out, LotSaldo{Lot: &b.Lots[i], Saldo: b.Lots[i].Cantidad})
	}
	for i := range b.Descargos {
		if k := &b.Descargos[i]; k.MovedAt <= d {
			out[index[k.Lot]].Saldo -= k.Cantidad
		}
	}
	for i := range b.Held {
		if h := &b.Held[i]; h.MovedAt <= d {
			out[index[h.Lot]].Held += h.Cantidad
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
