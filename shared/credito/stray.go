package credito

import (
	"slices"
	"sort"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// strays finds the lot of a discharge, and says once per key and reason why
// one has none.
type strays struct {
	l    *Ledger
	seen map[strayKey]bool
}

type strayKey struct {
	key    Key
	reason string
}

// lotOf is the lot a discharge takes from.
func (w *strays) lotOf(d *Discharge, cat *catalog.Catalog) (at int, ok bool) {
	key := Key{w.l.Root(d.Pedimento), d.Fraccion, d.UMT}
	at, ok = w.l.index[key]
	if !ok {
		w.without(key)
		return 0, false
	}
	row, known := cat.CreditExit(d.Kind, d.Date)
	switch {
	case d.void():
		if w.first(key, d.ID+"|"+d.Date.String()+"|"+d.Cantidad.String()) {
			w.l.note(key, "credit_discharge_void", document.Error, document.Textf(
				"El descargo %s no tiene cantidad o fecha (%s, %q); no cuenta.",
				"Discharge %s has no quantity or date (%s, %q); it does not count.", d.ID, d.Cantidad, d.Date))
		}
		return 0, false
	case !known:
		if w.first(key, "kind "+d.Kind) {
			w.l.note(key, "credit_kind_unknown", document.Warning, document.Textf(
				"La tabla no dice si una salida %q cierra el crédito; no cuenta.",
				"The table does not say whether an exit %q closes the credit; it does not count.", d.Kind))
		}
		return 0, false
	case !row.Counts:
		return 0, false // what is missing stays under its lot
	case d.Partida != 0 && !slices.Contains(w.l.lots[at].partidas, d.Partida):
		if w.first(key, "partida "+strconv.Itoa(d.Partida)) {
			w.l.note(key, "credit_other_partida", document.Notice, document.Textf(
				"Salen mercancías de la partida %d, que no lleva crédito; el de las demás de su fracción no cambia.",
				"Goods of partida %d leave, which carries no credit; that of the others of its fracción does not change.", d.Partida))
		}
		return 0, false
	}
	return at, true
}

// void reports a discharge of nothing, or of no day.
func (d *Discharge) void() bool { return d.Cantidad <= 0 || !d.Date.Known() }

// without: nothing was granted for what leaves, or it was in another unit.
func (w *strays) without(key Key) {
	if !w.first(key, "none") {
		return
	}
	near := sort.Search(len(w.l.lots), func(i int) bool {
		return compareKeys(w.l.lots[i].key, Key{Pedimento: key.Pedimento, Fraccion: key.Fraccion}) >= 0
	})
	if near < len(w.l.lots) {
		if o := w.l.lots[near].key; o.Pedimento == key.Pedimento && o.Fraccion == key.Fraccion {
			w.l.note(key, "credit_unit_differs", document.Warning, document.Textf(
				"Lo que sale está en UMT %s y el crédito en UMT %s: no se descarga. Revise la unidad.",
				"What leaves is in UMT %s and the credit in UMT %s: it is not discharged. Check the unit.", key.UMT, o.UMT))
			return
		}
	}
	w.l.note(key, "credit_none", document.Notice, document.Textf(
		"Salen mercancías sin crédito en esta cuenta: se pagó, no se causó o falta el pedimento.",
		"Goods leave that have no credit in this account: it was paid, not due, or the pedimento is missing."))
}

// first reports whether a reason is new for its key.
func (w *strays) first(key Key, reason string) bool {
	k := strayKey{key, reason}
	if w.seen[k] {
		return false
	}
	w.seen[k] = true
	return true
}
