package step

import (
	"cmp"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/stay"
)

// complete adds the pairs to the books at the close of a day, and puts lots and
// exits in an order of their own.
func complete(out *rule.Books, pairs []ledger.Pair) {
	for _, p := range pairs {
		if p.Pago <= out.AsOf {
			out.Pairs = append(out.Pairs, rule.Pair{Pedimento: p.Pedimento, Operacion: p.Operacion, Pago: p.Pago, State: p.State, Others: p.Others, RFC: p.RFC})
		}
	}
	slices.SortFunc(out.Lots, func(a, b rule.Lot) int {
		return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(out.Exits, func(a, b rule.Exit) int {
		return cmp.Or(cmp.Compare(a.Sale, b.Sale), cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Material, b.Material))
	})
}

// addBook adds the lots of a book that still hold something at the close of a
// day, and its exits from one day on.
func addBook(out *rule.Books, b *ledger.Book, from, to document.Date) {
	for i := range b.Lots {
		out.Hasta = max(out.Hasta, min(b.Lots[i].AvailableFrom, to))
	}
	for i := range b.Exits {
		out.Hasta = max(out.Hasta, min(b.Exits[i].MovedAt, to))
	}
	key, law := b.Material.Key, out.Catalog
	for _, s := range b.AsOf(to) {
		if s.Saldo+s.Desperdicio+s.Faltante > 0 {
			out.Lots = append(out.Lots, lotOf(&s, key, b.Material.Unit, law))
		}
	}
	index := make(map[string]int, len(b.Exits))
	first := len(out.Exits)
	for i := range b.Exits {
		if x := &b.Exits[i]; x.MovedAt >= from && x.MovedAt <= to {
			index[x.ID] = len(out.Exits)
			out.Exits = append(out.Exits, exitOf(x, key))
		}
	}
	if len(out.Exits) == first {
		return
	}
	discharge(out.Exits, index, b, law)
}

// discharge tells how far each exit of a book is covered.
func discharge(exits []rule.Exit, index map[string]int, b *ledger.Book, law *catalog.Catalog) {
	lots := make(map[string]*ledger.Lot, len(b.Lots))
	for i := range b.Lots {
		lots[b.Lots[i].ID] = &b.Lots[i]
	}
	took := func(exit, lot string, q quantity.Micros, status ledger.Status) {
		i, ok := index[exit]
		if !ok {
			return
		}
		x := &exits[i]
		if status == ledger.Proved {
			x.Probado += q
		} else {
			x.Supuesto += q
		}
		if l := lots[lot]; l != nil {
			x.UltimaEntrada = max(x.UltimaEntrada, l.AvailableFrom)
		}
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		took(d.Exit, d.Lot, d.Cantidad, d.Status)
		if k, ok := index[d.Exit]; ok && d.Vencido {
			late(&exits[k], d, lots[d.Lot], law)
		}
	}
	for i := range b.Cambios {
		c := &b.Cambios[i]
		took(c.Exit, c.Lot, c.Cantidad, c.Status)
	}
	for i := range b.Held {
		if k, ok := index[b.Held[i].Exit]; ok {
			exits[k].Retenido += b.Held[i].Cantidad
		}
	}
	for i := range b.Shortages {
		if k, ok := index[b.Shortages[i].Exit]; ok {
			exits[k].Faltante += b.Shortages[i].Cantidad
			exits[k].Causa = string(b.Shortages[i].Cause)
		}
	}
}

// late adds what an exit took from a lot past its due date: what names its lot
// apart, and what no reading of the law lets leave, nor the day that the last
// one is put off to.
func late(x *rule.Exit, d *ledger.Descargo, l *ledger.Lot, law *catalog.Catalog) {
	x.Vencido += d.Cantidad
	switch {
	case d.Basis == "named":
		x.VencidoNombrado += d.Cantidad
	case l != nil && l.DueLast.Known() && d.MovedAt > law.BusinessDay(l.DueLast):
		x.VencidoCierto += d.Cantidad
	}
}

// plazo names the row of the law that gave a lot its due date.
func plazo(l *ledger.Lot, law *catalog.Catalog) string {
	row, ok := stay.RowOf(&stay.Entry{Tipo: l.Tipo, Clave: l.Clave, Source: l.DueSource, Start: l.StayStart, Due: l.Due}, law)
	switch {
	case ok:
		return row.Regla
	case l.Due.Known():
		return stay.Recorded
	}
	return ""
}

func lotOf(s *ledger.LotSaldo, key, unit string, law *catalog.Catalog) rule.Lot {
	l := s.Lot
	return rule.Lot{
		ID: l.ID, Pedimento: l.Pedimento, Partida: l.Partida, Material: key, Parte: l.Parte, Fraccion: l.Fraccion, Clave: l.Clave, Tipo: l.Tipo,
		Origen: l.Origen, Unidad: unit, Cantidad: l.Cantidad, Saldo: s.Saldo, Desperdicio: s.Desperdicio, Faltante: s.Faltante,
		Entrada: l.AvailableFrom, Inicio: l.StayStart, InicioBase: l.StayBasis, Vence: l.Due, VenceUltimo: l.DueLast, Plazo: plazo(l, law),
		Aduana: l.Aduana, Serie: l.Serie, Pareja: l.Pareja, SuspendidoAbierto: s.Owed(),
	}
}

func exitOf(x *ledger.Exit, key string) rule.Exit {
	return rule.Exit{
		ID: x.ID, Pedimento: x.Pedimento, Partida: x.Partida, Clave: x.Clave, Rol: string(x.Rol), Material: key, Parte: x.Parte, Fraccion: x.Fraccion,
		Destino: x.Destino, Cantidad: x.Cantidad, Sale: x.MovedAt, Paga: x.PaidAt, Producto: x.Producto, Version: x.Version, Orden: x.Orden,
		SinDocumento: x.Undocumented, Comercial: x.Comercial, Causa: string(x.Causa),
	}
}
