package bomcompany

import (
	"slices"

	"example.com/immex/shared/document"
)

// internal are the movements that the plant's own tables make: acts, thefts,
// what is found again, counts.
func (w *world) internal() []*exit {
	var out []*exit
	one := func(rol, id, parte string, on document.Date, q Micros) *exit {
		x := &exit{ExitTruth: ExitTruth{Acta: id, Parte: parte, Material: w.material(w.part(parte)), Rol: rol, Fecha: on, Cantidad: q}}
		out = append(out, x)
		return x
	}
	for _, a := range w.acts {
		x := one(rolActa, a.acta, a.parte, a.fecha, a.cantidad)
		x.Partida, x.DeMaterial = a.renglon, a.good
	}
	for _, d := range w.decisions {
		switch d.tipo {
		case rolFaltante:
			one(rolFaltante, d.numero, d.parte, d.fecha, d.cantidad).TomaVencido = true
		case rolHallado:
			one(rolHallado, d.numero, d.parte, d.fecha, d.cantidad)
		}
	}
	for i, c := range w.counts {
		same := func(o count) bool { return o.fecha == c.fecha && o.parte == c.parte }
		if slices.ContainsFunc(w.counts[:i], same) {
			continue
		}
		var all Micros
		for _, o := range w.counts {
			if same(o) {
				all += o.contado
			}
		}
		one(rolConteo, "", c.parte, c.fecha, all)
	}
	return out
}

// window is what the key date makes of the exits: what left until then is in
// the opening already, and the plant's own movements leave no trace.
func (w *world) window(exits []*exit) []*exit {
	if w.keyDate == 0 {
		return exits
	}
	own := []string{rolActa, rolFaltante, rolHallado, rolConteo}
	exits = slices.DeleteFunc(exits, func(x *exit) bool { return x.Fecha <= w.keyDate && slices.Contains(own, x.Rol) })
	for _, x := range exits {
		if x.Fecha <= w.keyDate {
			x.Apartada = "before_window"
		}
	}
	return exits
}

// opened is what the opening balances make of the lots: those of the key date
// or before have what a row says, or nothing; a row without an entry is a lot
// of its own.
func (w *world) opened(lots []*lot) []*lot {
	if w.keyDate == 0 {
		return lots
	}
	for _, l := range lots {
		if l.Disponible > w.keyDate {
			continue
		}
		l.Cantidad, l.CantidadUMT = 0, 0
		for _, o := range w.openings {
			if o.LotRef == l.LotRef {
				l.Cantidad, l.CantidadUMT = o.Cantidad, o.CantidadUMT
			}
		}
		l.Saldo, l.SaldoUMT = l.Cantidad, l.CantidadUMT
	}
	for _, o := range w.openings {
		if o.alone {
			l := &lot{LotTruth: o.LotTruth, numbers: []string{o.Pedimento}}
			l.Saldo, l.SaldoUMT = l.Cantidad, l.CantidadUMT
			lots = append(lots, l)
		}
	}
	return lots
}

// block keeps lots from being taken between two decisions.
func (w *world) block(lots []*lot) {
	for _, d := range w.decisions {
		for _, l := range lots {
			if d.lote == nil || !l.called(*d.lote) {
				continue
			}
			switch d.tipo {
			case "bloquear":
				l.BloqueadoDesde = d.fecha
			case "liberar":
				l.BloqueadoHasta = d.fecha
			}
		}
	}
}

// blocked reports that a person keeps the lot on a day.
func (l *lot) blocked(on document.Date) bool {
	return l.BloqueadoDesde != 0 && on >= l.BloqueadoDesde && (l.BloqueadoHasta == 0 || on < l.BloqueadoHasta)
}

// decided marks the exits that decisions are about.
func (w *world) decided(exits []*exit) {
	for _, d := range w.decisions {
		for _, x := range exits {
			if d.salida == "" || x.Pedimento != d.salida || x.Partida != d.partida {
				continue
			}
			switch d.tipo {
			case "dirigir":
				x.directed = append(x.directed, directed{*d.lote, d.cantidad})
			case "tomar_vencido":
				x.TomaVencido = true
			case "dejar_vencido":
				x.DejaVencido = true
			}
		}
	}
}
