package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// exitColumn groups what exits are in law (ledger.EffectOf) into the columns of
// saldos (Anexo 24: retornos, transferencias, cambios de régimen, otras). Merma is
// one of the others: it left with no pedimento.
func exitColumn(effect string) string {
	switch effect {
	case "retorno", "empaque":
		return "retorno"
	case "transferencia", "enajenacion", "ctm", "virtual":
		return "transferencia"
	case "insumo", "activo_fijo", "regularizacion":
		return "cambio_regimen"
	}
	return "otras"
}

// outs are quantities by column of exit, in the order of exitColumns.
type outs [4]quantity.Micros

func exitColumns() [len(outs{})]string {
	return [...]string{"cambio_regimen", "otras", "retorno", "transferencia"}
}

// at is the place of a column.
func (o *outs) at(column string) *quantity.Micros {
	columns := exitColumns()
	return &o[slices.Index(columns[:], column)]
}

func (o *outs) of(column string) quantity.Micros { return *o.at(column) }

// gone is an exit of a book with what became of it.
type gone struct {
	ledger.ExitBrief
	parts
	changed map[ledger.Status]quantity.Micros // stays under its lot in another state; nil when nothing does
	causes  []string
	loose   []loose
}

// onceMore is memory that one book after the other is taken apart in.
type onceMore struct {
	left  []quantity.Micros
	rows  []lote
	outs  []gone
	rowOf []uint32
}

// again are n blank items in memory that others had.
func again[T any](room *[]T, n int) []T {
	*room = slices.Grow((*room)[:0], n)[:n]
	clear(*room)
	return *room
}

// read takes one book apart.
func (b *builder) read(n uint32, k *ledger.Kept) {
	left, rows := again(&b.again.left, len(k.Lots)), again(&b.again.rows, len(k.Lots))
	for i := range k.Lots {
		l := &k.Lots[i]
		left[i] = l.CantidadUMT
		rows[i] = lote{Lot: l, material: k.ID, unidad: k.Material.Unit, closing: l.CantidadUMT}
		if l.AvailableFrom < b.head.From {
			rows[i].opening = l.CantidadUMT
		} else {
			rows[i].entered = l.CantidadUMT
		}
		b.entered(&rows[i])
	}
	exits, descargos := k.Len()
	outs, rowOf := again(&b.again.outs, exits), again(&b.again.rowOf, exits)
	next := uint32(len(b.exits)) //nolint:gosec // rows of a report
	for i := range outs {
		k.Brief(i, &outs[i].ExitBrief)
		if rowOf[i] = next; b.inPeriod(outs[i].MovedAt) {
			next++
		}
	}
	var d ledger.Descargo
	for i := range descargos {
		l, e := k.Descargo(i, &d)
		left[l] = b.add(left[l], -d.CantidadUMT)
		outs[e].take(b, &d)
		rows[l].take(b, &d, b.effect(outs[e].Rol, outs[e].Tipo))
		b.left(k.Lots[l].UMT, &d)
		if b.inPeriod(d.MovedAt) {
			b.uses = append(b.uses, use{rowOf[e], uint32(i), left[l]})
		}
	}
	b.few(k, rows, outs)
	for i := range rows {
		if rows[i].AvailableFrom <= b.head.To {
			b.lots = append(b.lots, rows[i])
		}
	}
	for i := range outs {
		if b.inPeriod(outs[i].MovedAt) {
			b.leave(n, uint32(i), &outs[i])
		}
	}
}

// few reads what few books have: changes, and quantities without a descargo.
func (b *builder) few(k *ledger.Kept, rows []lote, outs []gone) {
	if len(k.Cambios)+len(k.Held)+len(k.Shortages) > 0 {
		lots, exits := k.LotsByID(), k.ExitsByID()
		b.changes(k, lots, exits)
		for i := range k.Cambios {
			outs[exits[k.Cambios[i].Exit]].change(b, &k.Cambios[i])
		}
		b.loosen(&k.Book, lots, exits, rows, outs)
	}
	b.states(k, rows)
}

// loosen reads what found no descargo: held and short quantities.
func (b *builder) loosen(book *ledger.Book, lots, exits map[string]int, rows []lote, outs []gone) {
	for i := range book.Held {
		h := &book.Held[i]
		x := &outs[exits[h.Exit]]
		x.held = b.add(x.held, h.Cantidad)
		open := h.On(max(b.head.To, h.MovedAt))
		if open > 0 {
			x.because("expired_in_sequence", loose{cantidad: open, lot: h.Lot, of: rows[lots[h.Lot]].Lot})
		}
		if open < h.Cantidad { // another exit took the lot meanwhile
			l := loose{cantidad: h.Cantidad - open, lot: h.Lot, of: rows[lots[h.Lot]].Lot}
			for _, t := range h.Tomado {
				l.takenBy = append(l.takenBy, t.Exit)
			}
			x.because("expired_taken", l)
		}
		if l := &rows[lots[h.Lot]]; h.MovedAt <= b.head.To {
			l.held = b.add(l.held, inUMT(l.Lot, h.On(b.head.To)))
		}
	}
	for i := range book.Shortages {
		s := &book.Shortages[i]
		x := &outs[exits[s.Exit]]
		x.short = b.add(x.short, s.Cantidad)
		x.because(string(s.Cause), loose{cantidad: s.Cantidad, named: s.Named, takenBy: s.TakenBy})
	}
}

func (x *gone) because(cause string, l loose) {
	l.cause = cause
	x.loose = append(x.loose, l)
	if !slices.Contains(x.causes, cause) {
		x.causes = append(x.causes, cause)
	}
}

func (x *gone) take(b *builder, d *ledger.Descargo) {
	switch d.Status {
	case ledger.Proved:
		x.proved = b.add(x.proved, d.Cantidad)
	case ledger.Assumed:
		x.assumed = b.add(x.assumed, d.Cantidad)
	case ledger.Undocumented:
		x.undocumented = b.add(x.undocumented, d.Cantidad)
	}
}

// effect is what an exit is in law. The layouts before the ninth told it by its
// pedimento alone.
func (b *builder) effect(rol ledger.Role, tipo string) string {
	if b.old {
		return tipo
	}
	return ledger.EffectOf(rol, tipo)
}

// take applies a descargo to the lot's opening, exits and closing.
func (l *lote) take(b *builder, d *ledger.Descargo, effect string) {
	if d.MovedAt > b.head.To {
		return
	}
	l.closing = b.add(l.closing, -d.CantidadUMT)
	if d.MovedAt < b.head.From {
		l.opening = b.add(l.opening, -d.CantidadUMT)
		return
	}
	q := l.out.at(exitColumn(effect))
	*q = b.add(*q, d.CantidadUMT)
	switch d.Status {
	case ledger.Proved:
		l.proved = b.add(l.proved, d.CantidadUMT)
	case ledger.Assumed:
		l.assumed = b.add(l.assumed, d.CantidadUMT)
	case ledger.Undocumented:
		l.undocumented = b.add(l.undocumented, d.CantidadUMT)
	}
}

// sort puts rows in the order of the movement, then of the pedimento; ties
// end at identities, which are unique within a material.
func (b *builder) sort() {
	arrange(b.lots, func(x, y *lote) int {
		return cmp.Or(cmp.Compare(x.AvailableFrom, y.AvailableFrom), cmp.Compare(x.Pedimento, y.Pedimento),
			cmp.Compare(x.Partida, y.Partida), cmp.Compare(x.ID, y.ID), cmp.Compare(x.material, y.material))
	})
	b.rank()
	to := arrangeBy(b.exits, func(i int) (uint64, int32) {
		p := &b.places[i]
		return dayThen(p.day, b.ranks[p.pedimento]), p.partida
	}, b.compare)
	b.places = nil
	b.tell()
	for i := range b.uses {
		b.uses[i].exit = uint32(to[b.uses[i].exit]) //nolint:gosec // rows of a report
	}
	arrangeIn(b.uses, len(b.exits), func(x *use) uint32 { return x.exit })
	arrange(b.cambios, func(x, y *cambio) int {
		return cmp.Or(cmp.Compare(x.MovedAt, y.MovedAt), cmp.Compare(x.Exit, y.Exit), cmp.Compare(x.material, y.material))
	})
}

// inUMT is a quantity of a lot in UMT, by the ratio of its own partida.
func inUMT(l *ledger.Lot, q quantity.Micros) quantity.Micros {
	if l.Cantidad == l.CantidadUMT || l.Cantidad <= 0 {
		return q
	}
	out, err := q.MulDiv(l.CantidadUMT, l.Cantidad)
	if err != nil {
		return 0 // q is a part of the lot, so that its UMT is a part of the lot's
	}
	return out
}

// states are what of each lot's closing is desperdicio or missing.
func (b *builder) states(k *ledger.Kept, rows []lote) {
	if len(k.Cambios) == 0 && !slices.ContainsFunc(k.Lots, func(l ledger.Lot) bool { return l.Desperdicio > 0 }) {
		return
	}
	lots := k.LotsByID()
	for _, s := range k.Open().AsOf(b.head.To) {
		r := &rows[lots[s.Lot.ID]]
		r.waste, r.missing = inUMT(s.Lot, s.Desperdicio), inUMT(s.Lot, s.Faltante)
	}
}

// cambio is a quantity that changed its state and stays under its lot.
type cambio struct {
	*ledger.Change
	material, unidad string
	exit             *ledger.Exit
	lot              *ledger.Lot
}

// changes gathers those of the period, and what counts found too much.
func (b *builder) changes(k *ledger.Kept, lots, exits map[string]int) {
	for i := range k.Cambios {
		if c := &k.Cambios[i]; b.inPeriod(c.MovedAt) {
			x := &ledger.Exit{}
			k.Exit(exits[c.Exit], x)
			b.cambios = append(b.cambios, cambio{c, k.ID, k.Material.Unit, x, &k.Lots[lots[c.Lot]]})
		}
	}
}
