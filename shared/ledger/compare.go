package ledger

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// What a Delta is about.
const (
	DeltaLote     = "lote"
	DeltaSalida   = "salida"
	DeltaDescargo = "descargo"
	DeltaCambio   = "cambio"
	DeltaFaltante = "faltante"
	DeltaRetenido = "retenido"
	DeltaSaldo    = "saldo"
)

// Delta is one thing that two books of a material say differently: a lot, an
// exit, a posting, a saldo. What one of them does not have is zero there. It is
// about figures: the cause of a shortage is none, and not the book's to tell
// (decision 0010, views over all books).
type Delta struct {
	Material Material        `json:"material"`
	Que      string          `json:"que"`
	Exit     string          `json:"salida,omitempty"`
	Lot      string          `json:"lote,omitempty"`
	Fecha    document.Date   `json:"fecha,omitzero"`
	Antes    quantity.Micros `json:"antes"`
	Despues  quantity.Micros `json:"despues"`
	Detalle  string          `json:"detalle,omitempty"` // what else differs
}

// inUMT begins the detail of a figure of the legal balance.
const inUMT = "UMT "

// deltaKey is what a thing is told by.
type deltaKey struct{ que, exit, lot, detalle string }

// Compare says what a second book of a material says otherwise than a first;
// either may be nil. The order is its own.
func Compare(before, after *Book) []Delta { return compare(before, after, false) }

// CompareCauses is Compare that tells a shortage of one cause from that of
// another: for whole books under two policies.
func CompareCauses(before, after *Book) []Delta { return compare(before, after, true) }

func compare(before, after *Book, causes bool) []Delta {
	var m Material
	for _, b := range []*Book{after, before} {
		if b != nil {
			m = b.Material
		}
	}
	f := figures{at: make(map[deltaKey]int32, size(before)+size(after)/2)} //nolint:mnd // most are in both
	f.books(before, after, causes)
	out := make([]Delta, 0, len(f.list)) // most of them differ
	for i := range f.list {
		k, x, y := &f.list[i].key, f.list[i].said[0], f.list[i].said[1]
		switch {
		case f.list[i].first && (x.Cantidad != y.Cantidad || x.fecha != y.fecha && y.fecha != 0):
			out = append(out, Delta{m, k.que, k.exit, k.lot, max(x.fecha, y.fecha), x.Cantidad, y.Cantidad, k.detalle})
		case !f.list[i].first && y.Cantidad != 0:
			out = append(out, Delta{m, k.que, k.exit, k.lot, y.fecha, 0, y.Cantidad, k.detalle})
		}
	}
	if len(out) == 0 {
		return nil
	}
	slices.SortFunc(out, deltaOrder)
	return out
}

// size is about how many figures a book says.
func size(b *Book) int {
	if b == nil {
		return 0
	}
	return len(b.Lots) + len(b.Exits) + len(b.Descargos)
}

// deltaOrder compares one thing after the other: there are thousands.
func deltaOrder(x, y Delta) int {
	switch {
	case x.Que != y.Que:
		return strings.Compare(x.Que, y.Que)
	case x.Fecha != y.Fecha:
		return cmp.Compare(x.Fecha, y.Fecha)
	case x.Exit != y.Exit:
		return strings.Compare(x.Exit, y.Exit)
	case x.Lot != y.Lot:
		return strings.Compare(x.Lot, y.Lot)
	}
	return strings.Compare(x.Detalle, y.Detalle)
}

// figure is a quantity on a date.
type figure struct {
	Cantidad quantity.Micros
	fecha    document.Date
}

// told is everything tell says of one lot.
type told struct {
	due, from           document.Date
	umt                 string
	cantidad, enUMT     quantity.Micros
	saldo, waste        quantity.Micros
	missing, saldoEnUMT quantity.Micros
}

func (b *Book) told(i int) told {
	l, s := &b.Lots[i], &b.Saldos[i]
	return told{l.Due, l.AvailableFrom, l.UMT, l.Cantidad, l.CantidadUMT, s.Cantidad, s.Desperdicio, s.Faltante, s.CantidadUMT}
}

// sameLots are the lots of which both books say the same: most of them, and
// nothing of them has to be spread out.
func sameLots(before, after *Book) map[string]bool {
	if before == nil || after == nil {
		return nil
	}
	was, same := make(map[string]told, len(before.Lots)), make(map[string]bool, len(before.Lots))
	for i := range before.Lots {
		was[before.Lots[i].ID] = before.told(i)
	}
	for i := range after.Lots {
		if x, ok := was[after.Lots[i].ID]; ok && x == after.told(i) {
			same[after.Lots[i].ID] = true
		}
	}
	return same
}

// figures are what two books say, one by one.
type figures struct {
	at   map[deltaKey]int32
	list []said
	side int // of whom the next ones are
}

// said is a figure of either book.
type said struct {
	key   deltaKey
	said  [2]figure
	first bool // the first book has it
}

// of is what the book says of something.
func (f *figures) of(k deltaKey) *figure {
	i, ok := f.at[k]
	if !ok {
		i = int32(len(f.list)) //nolint:gosec // figures of one material
		f.at[k], f.list = i, append(f.list, said{key: k})
	}
	s := &f.list[i]
	s.first = s.first || f.side == 0
	return &s.said[f.side]
}

// books spreads both out into single figures, but for what both say alike: some
// lots, and exits that stand across from each other.
func (f *figures) books(before, after *Book, causes bool) {
	lots := sameLots(before, after)
	var exits [2][]bool
	if before != nil && after != nil {
		exits = sameExits(before.Exits, after.Exits)
	}
	for side, b := range []*Book{before, after} {
		if f.side = side; b != nil {
			f.tell(b, lots, exits[side], causes)
		}
	}
}

// sameExits walks along two lists in one order and finds exits of which both say
// the same; it need not find all.
func sameExits(before, after []Exit) (same [2][]bool) {
	same = [2][]bool{make([]bool, len(before)), make([]bool, len(after))}
	for i, k := 0, 0; i < len(before) && k < len(after); {
		x, y := &before[i], &after[k]
		switch c := exitOrder(x, y); {
		case c < 0:
			i++
		case c > 0:
			k++
		default:
			if x.ID == y.ID && x.Rol == y.Rol && x.Cantidad == y.Cantidad && x.MovedAt == y.MovedAt {
				same[0][i], same[1][k] = true, true
			}
			i, k = i+1, k+1
		}
	}
	return same
}

// tell spreads a book out, without some of its lots and exits.
func (f *figures) tell(b *Book, lots map[string]bool, exits []bool, causes bool) {
	for i := range b.Lots {
		if !lots[b.Lots[i].ID] {
			f.lot(b, i)
		}
	}
	for i := range b.Exits {
		if x := &b.Exits[i]; i >= len(exits) || !exits[i] {
			*f.of(deltaKey{DeltaSalida, x.ID, "", string(x.Rol)}) = figure{x.Cantidad, x.MovedAt}
		}
	}
	for _, d := range b.Descargos {
		of := f.of(deltaKey{DeltaDescargo, d.Exit, d.Lot, string(d.Status)})
		*of = figure{of.Cantidad + d.Cantidad, d.MovedAt}
	}
	for _, c := range b.Cambios {
		of := f.of(deltaKey{DeltaCambio, c.Exit, c.Lot, c.A})
		*of = figure{of.Cantidad + c.Cantidad, c.MovedAt}
	}
	for _, h := range b.Held {
		*f.of(deltaKey{DeltaRetenido, h.Exit, h.Lot, ""}) = figure{h.Cantidad, h.MovedAt}
	}
	for _, s := range b.Shortages {
		cause := ""
		if causes {
			cause = string(s.Cause)
		}
		*f.of(deltaKey{DeltaFaltante, s.Exit, "", cause}) = figure{s.Cantidad, s.MovedAt}
	}
}

// lot adds what a lot brought and what is left of it. In a book of a fracción
// the unit of the material and the UMT are one.
func (f *figures) lot(b *Book, i int) {
	l, s := &b.Lots[i], &b.Saldos[i]
	*f.of(deltaKey{DeltaLote, "", l.ID, "vence " + l.Due.String()}) = figure{l.Cantidad, l.AvailableFrom}
	*f.of(deltaKey{DeltaSaldo, "", s.Lot, ""}) = figure{s.Cantidad, 0}
	if b.Material.Kind != KindFraccion {
		*f.of(deltaKey{DeltaLote, "", l.ID, inUMT + l.UMT}) = figure{l.CantidadUMT, l.AvailableFrom}
		*f.of(deltaKey{DeltaSaldo, "", s.Lot, inUMT + l.UMT}) = figure{s.CantidadUMT, 0}
	}
	if s.Desperdicio != 0 {
		*f.of(deltaKey{DeltaSaldo, "", s.Lot, ToDesperdicio}) = figure{s.Desperdicio, 0}
	}
	if s.Faltante != 0 {
		*f.of(deltaKey{DeltaSaldo, "", s.Lot, ToFaltante}) = figure{s.Faltante, 0}
	}
}
