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
	same := sameLots(before, after)
	a, m := tell(before, same, causes)
	b, n := tell(after, same, causes)
	if before == nil {
		m = n
	}
	out := make([]Delta, 0, len(a)) // most of them differ
	for k, x := range a {
		y := b[k]
		if x.Cantidad != y.Cantidad || x.fecha != y.fecha && y.fecha != 0 {
			out = append(out, Delta{m, k.que, k.exit, k.lot, max(x.fecha, y.fecha), x.Cantidad, y.Cantidad, k.detalle})
		}
	}
	for k, y := range b {
		if _, ok := a[k]; !ok && y.Cantidad != 0 {
			out = append(out, Delta{m, k.que, k.exit, k.lot, y.fecha, 0, y.Cantidad, k.detalle})
		}
	}
	if len(out) == 0 {
		return nil
	}
	slices.SortFunc(out, deltaOrder)
	return out
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

// figures are what a book says, one by one.
type figures map[deltaKey]figure

// tell spreads a book out into single figures, without some of its lots.
func tell(b *Book, without map[string]bool, causes bool) (figures, Material) {
	if b == nil {
		return figures{}, Material{}
	}
	out := make(figures, len(b.Exits)+len(b.Descargos))
	for i := range b.Lots {
		if !without[b.Lots[i].ID] {
			out.lot(b, i)
		}
	}
	for i := range b.Exits {
		x := &b.Exits[i]
		out[deltaKey{DeltaSalida, x.ID, "", string(x.Rol)}] = figure{x.Cantidad, x.MovedAt}
	}
	for _, d := range b.Descargos {
		k := deltaKey{DeltaDescargo, d.Exit, d.Lot, string(d.Status)}
		out[k] = figure{out[k].Cantidad + d.Cantidad, d.MovedAt}
	}
	for _, c := range b.Cambios {
		k := deltaKey{DeltaCambio, c.Exit, c.Lot, c.A}
		out[k] = figure{out[k].Cantidad + c.Cantidad, c.MovedAt}
	}
	for _, h := range b.Held {
		out[deltaKey{DeltaRetenido, h.Exit, h.Lot, ""}] = figure{h.Cantidad, h.MovedAt}
	}
	for _, s := range b.Shortages {
		cause := ""
		if causes {
			cause = string(s.Cause)
		}
		out[deltaKey{DeltaFaltante, s.Exit, "", cause}] = figure{s.Cantidad, s.MovedAt}
	}
	return out, b.Material
}

// lot adds what a lot brought and what is left of it. In a book of a fracción
// the unit of the material and the UMT are one.
func (out figures) lot(b *Book, i int) {
	l, s := &b.Lots[i], &b.Saldos[i]
	out[deltaKey{DeltaLote, "", l.ID, "vence " + l.Due.String()}] = figure{l.Cantidad, l.AvailableFrom}
	out[deltaKey{DeltaSaldo, "", s.Lot, ""}] = figure{s.Cantidad, 0}
	if b.Material.Kind != KindFraccion {
		out[deltaKey{DeltaLote, "", l.ID, inUMT + l.UMT}] = figure{l.CantidadUMT, l.AvailableFrom}
		out[deltaKey{DeltaSaldo, "", s.Lot, inUMT + l.UMT}] = figure{s.CantidadUMT, 0}
	}
	if s.Desperdicio != 0 {
		out[deltaKey{DeltaSaldo, "", s.Lot, ToDesperdicio}] = figure{s.Desperdicio, 0}
	}
	if s.Faltante != 0 {
		out[deltaKey{DeltaSaldo, "", s.Lot, ToFaltante}] = figure{s.Faltante, 0}
	}
}
