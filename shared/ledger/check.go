package ledger

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Check holds a book against what must always be true and names the first
// breach: conservation per lot and per exit, nothing below zero, nothing
// discharged before it was there, no posting twice, PEPS order. It recomputes
// from the descargos alone and shares no code with the matcher.
func (b *Book) Check() error {
	lots := make(map[string]int, len(b.Lots))
	left := make([]quantity.Micros, len(b.Lots))
	for i := range b.Lots {
		if _, twice := lots[b.Lots[i].ID]; twice {
			return fmt.Errorf("material %s: lot %s stands twice", b.Material.Key, b.Lots[i].ID)
		}
		lots[b.Lots[i].ID] = i
		left[i] = b.Lots[i].Cantidad
	}
	exits := make(map[string]int, len(b.Exits))
	open := make([]quantity.Micros, len(b.Exits))
	for e := range b.Exits {
		if _, twice := exits[b.Exits[e].ID]; twice {
			return fmt.Errorf("material %s: exit %s stands twice", b.Material.Key, b.Exits[e].ID)
		}
		exits[b.Exits[e].ID] = e
		open[e] = b.Exits[e].Cantidad
	}
	seen := map[[2]string]bool{}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		l, okL := lots[d.Lot]
		e, okE := exits[d.Exit]
		pair := [2]string{d.Exit, d.Lot + d.Basis}
		switch {
		case !okL || !okE:
			return fmt.Errorf("descargo %s × %s names what is not in the book", d.Exit, d.Lot)
		case seen[pair]:
			return fmt.Errorf("descargo %s × %s is posted twice", d.Exit, d.Lot)
		case b.Lots[l].AvailableFrom > b.Exits[e].MovedAt:
			return fmt.Errorf("descargo %s × %s: the lot is available %s, after the exit of %s", d.Exit, d.Lot, b.Lots[l].AvailableFrom, b.Exits[e].MovedAt)
		case d.Cantidad <= 0:
			return fmt.Errorf("descargo %s × %s of %s", d.Exit, d.Lot, d.Cantidad)
		}
		seen[pair] = true
		left[l] -= d.Cantidad
		open[e] -= d.Cantidad
		if left[l] < 0 || open[e] < 0 {
			return fmt.Errorf("descargo %s × %s takes more than there is", d.Exit, d.Lot)
		}
	}
	return b.checkRest(lots, exits, left, open)
}

// checkRest accounts for what was not discharged: held against an expired
// lot, or short.
func (b *Book) checkRest(lots, exits map[string]int, left, open []quantity.Micros) error {
	held := make([]quantity.Micros, len(b.Lots))
	for i := range b.Held {
		h := &b.Held[i]
		l, okL := lots[h.Lot]
		e, okE := exits[h.Exit]
		switch {
		case !okL || !okE || h.Cantidad <= 0:
			return fmt.Errorf("held %s × %s of %s", h.Exit, h.Lot, h.Cantidad)
		case b.Lots[l].AvailableFrom > b.Exits[e].MovedAt || !expired(&b.Lots[l], b.Exits[e].MovedAt):
			return fmt.Errorf("held %s × %s: the lot was not there or had not expired", h.Exit, h.Lot)
		}
		open[e] -= h.Cantidad
		held[l] += h.Cantidad
	}
	for i := range b.Shortages {
		e, ok := exits[b.Shortages[i].Exit]
		if !ok || b.Shortages[i].Cantidad <= 0 {
			return fmt.Errorf("shortage of %s in exit %s", b.Shortages[i].Cantidad, b.Shortages[i].Exit)
		}
		open[e] -= b.Shortages[i].Cantidad
	}
	for e := range open {
		if open[e] != 0 {
			return fmt.Errorf("exit %s: %s of %s is neither discharged nor held nor short", b.Exits[e].ID, open[e], b.Exits[e].Cantidad)
		}
	}
	return b.checkSaldos(left, held)
}

func (b *Book) checkSaldos(left, held []quantity.Micros) error {
	if len(b.Saldos) != len(b.Lots) {
		return fmt.Errorf("material %s: %d saldos of %d lots", b.Material.Key, len(b.Saldos), len(b.Lots))
	}
	for i := range b.Saldos {
		if b.Saldos[i].Lot != b.Lots[i].ID || b.Saldos[i].Cantidad != left[i] || b.Saldos[i].Held != held[i] {
			return fmt.Errorf("lot %s: saldo %s, its descargos leave %s", b.Lots[i].ID, b.Saldos[i].Cantidad, left[i])
		}
	}
	return b.checkPEPS()
}

// checkPEPS walks the descargos again: when one is taken by PEPS, no earlier
// lot that was there, not a fixed asset and not expired has anything left.
func (b *Book) checkPEPS() error {
	index := make(map[string]int, len(b.Lots))
	left := make([]quantity.Micros, len(b.Lots))
	free := 0 // lots before it are empty
	for i := range b.Lots {
		index[b.Lots[i].ID] = i
		left[i] = b.Lots[i].Cantidad
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		l := index[d.Lot]
		if d.Basis == "peps" {
			for free < len(left) && left[free] == 0 {
				free++
			}
			for j := free; j < l; j++ {
				if left[j] > 0 && !b.Lots[j].NamedOnly && !expired(&b.Lots[j], d.MovedAt) {
					return fmt.Errorf("descargo %s × %s passes over lot %s, which is older and has %s", d.Exit, d.Lot, b.Lots[j].ID, left[j])
				}
			}
		}
		left[l] -= d.Cantidad
	}
	return nil
}

func expired(l *Lot, on document.Date) bool { return l.Due != 0 && l.Due < on }
