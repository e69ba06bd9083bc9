package credito

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// PartSaldo is what the ledger of parts holds open of a pedimento and fracción
// on a date: good stock, scrap and what is missing, all of it in UMT. Partida
// tells goods with credit from those without; 0 counts as with.
type PartSaldo struct {
	Key
	Partida int
	Abierta quantity.Micros
}

// Differences compares the credit with the ledger of parts as of a date, key
// by key. Each difference has its own code: one of them is wrong, or a
// discharge is in one and not yet in the other.
func (l *Ledger) Differences(on document.Date, parts []PartSaldo) []Finding {
	open := map[Key]quantity.Micros{}
	var keys []Key
	for i := range parts {
		p := &parts[i]
		key := Key{l.Root(p.Pedimento), p.Fraccion, p.UMT}
		at, ok := l.lotAt(key)
		if ok && p.Partida != 0 && !slices.Contains(l.lots[at].partidas, p.Partida) {
			continue // a partida without credit
		}
		if _, ok := open[key]; !ok {
			keys = append(keys, key)
		}
		open[key] = saturate(open[key], p.Abierta)
	}
	w := &Ledger{}
	for i := range l.lots {
		b := &l.lots[i]
		if b.date > on || b.qty == 0 {
			continue
		}
		q, ok := open[b.key]
		w.differs(b, b.qty-b.cum(on), q, ok, on)
	}
	for _, key := range keys {
		if at, ok := l.lotAt(key); open[key] > 0 && (!ok || l.lots[at].date > on) {
			w.note(key, "lot_without_credit", document.Notice, document.Textf(
				"Hay %s en existencia (UMT %s) sin crédito al %s: se pagó, no se causó o falta su pedimento.",
				"%s is in stock (UMT %s) without credit on %s: it was paid, not due, or its pedimento is missing.", open[key], key.UMT, on))
		}
	}
	w.sort()
	return w.findings
}

// lotAt is the lot of a key.
func (l *Ledger) lotAt(key Key) (at int, ok bool) {
	return slices.BinarySearchFunc(l.lots, key, func(b lot, key Key) int { return compareKeys(b.key, key) })
}

// differs names one difference.
func (l *Ledger) differs(b *lot, credit, parts quantity.Micros, known bool, on document.Date) {
	switch {
	case credit == parts:
	case !known:
		l.note(b.key, "credit_without_lot", document.Warning, document.Textf(
			"El crédito tiene abierto %s (UMT %s) al %s y el control por parte no conoce la entrada.",
			"The credit has %s open (UMT %s) on %s and the ledger of parts does not know the entry.", credit, b.key.UMT, on))
	case parts == 0:
		l.note(b.key, "credit_open_lot_closed", document.Warning, document.Textf(
			"El control por parte ya cerró la entrada y el crédito tiene abierto %s (UMT %s) al %s: falta un descargo del crédito.",
			"The ledger of parts closed the entry and the credit has %s open (UMT %s) on %s: a discharge of the credit is missing.", credit, b.key.UMT, on))
	case credit == 0:
		l.note(b.key, "credit_closed_lot_open", document.Warning, document.Textf(
			"El crédito está cerrado y el control por parte tiene abierto %s (UMT %s) al %s: se descargó de más en el crédito.",
			"The credit is closed and the ledger of parts has %s open (UMT %s) on %s: the credit was discharged too much.", parts, b.key.UMT, on))
	case credit > parts:
		l.note(b.key, "credit_open_above_lot", document.Warning, document.Textf(
			"El crédito tiene abierto %s (UMT %s) y el control por parte %s al %s: faltan descargos del crédito.",
			"The credit has %s open (UMT %s) and the ledger of parts %s on %s: discharges of the credit are missing.", credit, b.key.UMT, parts, on))
	default:
		l.note(b.key, "credit_open_below_lot", document.Warning, document.Textf(
			"El crédito tiene abierto %s (UMT %s) y el control por parte %s al %s: el crédito se descargó de más.",
			"The credit has %s open (UMT %s) and the ledger of parts %s on %s: the credit was discharged too much.", credit, b.key.UMT, parts, on))
	}
}
