package bomcompany

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// lot is an entry of the simulation.
type lot struct {
	LotTruth
	numbers []string // of its chain
	held    Micros   // what exits reached after it expired
}

// exit is a departure of the simulation.
type exit struct {
	ExitTruth
	names    []naming
	directed []directed
}

// material is what the balance of a part is kept under.
func (g *goods) material(p *part) Material {
	if f := g.family(p.numero); f != "" {
		return Material{"familia", f, p.umc}
	}
	return Material{"part", p.numero, p.umc}
}

// content is a partida by part: in the part's own unit and in UMT. The UMT is
// divided by running totals in the order of the parts.
type content struct {
	part     *part
	own, umt Micros
}

func (l *line) contents() []content {
	shares := slices.Clone(l.shares)
	slices.SortStableFunc(shares, func(a, b partShare) int { return strings.Compare(a.part.numero, b.part.numero) })
	var out []content
	var run, told Micros
	for _, s := range shares {
		run += s.qUMC
		now := share(l.qUMT, run, l.qUMC)
		if n := len(out); n > 0 && out[n-1].part == s.part {
			out[n-1].own += s.part.own(s.qUMC)
			out[n-1].umt += now - told
		} else {
			out = append(out, content{s.part, s.part.own(s.qUMC), now - told})
		}
		told = now
	}
	return out
}

// chain are the numbers a pedimento is known by.
func (w *world) chain(p *ped) []string {
	out := []string{p.number}
	for last := w.last(p); last != p; last = last.rectifica {
		out = append(out, last.number)
	}
	return out
}

// lots are the entries, as their rectifications leave them.
func (w *world) lots() []*lot {
	var out []*lot
	for _, first := range w.peds {
		if first.tipo != 1 || first.op != 1 || first.clave != "IN" && first.clave != "V1" && first.clave != "AF" {
			continue
		}
		months, start := 18, first.entrada
		switch {
		case first.clave == "V1":
			months = 6
		case first.clave == "AF":
			months = 0
		case first.consolidado:
			start = first.pago
		}
		due := document.Date(0)
		if months > 0 {
			due = start.AddMonths(months)
		}
		last := w.last(first)
		for i := range last.lines {
			for _, l := range w.entered(&last.lines[i]) {
				l.Pedimento, l.Partida, l.Disponible, l.Vence = first.number, i+1, first.entrada, due
				l.numbers, l.SoloNombrado = w.chain(first), first.clave == "AF"
				l.Saldo, l.SaldoUMT = l.Cantidad, l.CantidadUMT
				out = append(out, l)
			}
		}
	}
	out = w.opened(out)
	w.block(out)
	slices.SortFunc(out, func(a, b *lot) int {
		return cmp.Or(cmp.Compare(a.Disponible, b.Disponible), strings.Compare(a.Pedimento, b.Pedimento),
			cmp.Compare(a.Partida, b.Partida), strings.Compare(a.Parte, b.Parte))
	})
	return out
}

// entered are the lots of a partida: one per part, or one of its fracción when
// no invoice tells.
func (w *world) entered(l *line) []*lot {
	if len(l.shares) == 0 {
		return []*lot{{LotTruth: LotTruth{
			Material: Material{"fraccion", l.fraccion, l.umt}, Fraccion: l.fraccion, UMT: l.umt, Cantidad: l.qUMT, CantidadUMT: l.qUMT,
		}}}
	}
	var out []*lot
	for _, c := range l.contents() {
		out = append(out, &lot{LotTruth: LotTruth{
			LotRef: LotRef{Parte: c.part.numero}, Material: w.material(c.part), Fraccion: l.fraccion, UMT: l.umt,
			Cantidad: c.own, CantidadUMT: c.umt,
		}})
	}
	return out
}

// exits are the departures in the order they are discharged: by date, what
// counts a day at its close.
func (w *world) exits() []*exit {
	var out []*exit
	for _, first := range w.peds {
		if first.tipo == 1 {
			out = append(out, w.departures(first)...)
		}
	}
	out = w.window(append(out, w.internal()...))
	w.decided(out)
	slices.SortStableFunc(out, func(a, b *exit) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), last(a.Rol == rolConteo, b.Rol == rolConteo), strings.Compare(a.Pedimento, b.Pedimento),
			last(!a.identifies(), !b.identifies()), cmp.Compare(a.Partida, b.Partida), cmp.Compare(roleOrder(a.Rol), roleOrder(b.Rol)),
			strings.Compare(a.Producto, b.Producto), strings.Compare(a.Parte, b.Parte), strings.Compare(a.Orden, b.Orden), strings.Compare(a.Acta, b.Acta))
	})
	for i, x := range out {
		x.ID = i + 1
	}
	return out
}

// identifies reports an exit that says itself which lots it takes.
func (x *exit) identifies() bool { return len(x.names)+len(x.directed) > 0 }

// last puts what is true behind what is not.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// departures are the exits of one pedimento.
func (w *world) departures(first *ped) []*exit {
	moved := first.pago
	if first.clave == "RT" || first.clave == "A1" {
		moved = first.sel[len(first.sel)-1]
	}
	regime := first.clave == "F4" || first.clave == "A3"
	if first.op != 2 && !regime {
		return nil
	}
	last := w.last(first)
	var out []*exit
	for i := range last.lines {
		l := &last.lines[i]
		if first.clave == "A1" && !l.eb {
			continue
		}
		for _, c := range l.contents() {
			base := exit{ExitTruth: ExitTruth{Pedimento: first.number, Partida: i + 1}}
			if c.part.tipo == producto {
				out = append(out, w.exploded(base, c, moved)...)
				continue
			}
			base.Parte, base.Material, base.Rol, base.Fecha, base.Cantidad = c.part.numero, w.material(c.part), rolSalida, moved, c.own
			base.TomaVencido, base.DeDesperdicio = first.clave == "A3", l.de
			if regime {
				base.names, base.SoloNombrado = last.names, len(last.names) > 0
			}
			out = append(out, &base)
		}
	}
	return out
}

// exploded are the exits of a product: what it is made of, by role.
func (w *world) exploded(base exit, c content, moved document.Date) []*exit {
	base.Producto, base.Unidades = c.part.numero, c.own
	takings, cause := w.takings(c.part.numero, c.own, moved, w.ordersFor(base.Pedimento, base.Partida, c.part.numero))
	if cause != "" {
		base.Parte, base.Material, base.Rol, base.Fecha, base.Cantidad = c.part.numero, w.material(c.part), rolSalida, moved, c.own
		base.Apartada = cause
		return []*exit{&base}
	}
	var out []*exit
	for _, t := range takings {
		x := base
		x.Parte, x.Material, x.Rol, x.Version, x.Orden = t.parte, w.material(w.part(t.parte)), t.rol, t.version, t.orden
		x.Fecha, x.Cantidad, x.Exacta = t.fecha, t.q, t.exact.RatString()
		out = append(out, &x)
	}
	return out
}

// ordersFor are the production orders that name a partida and make a product.
func (w *world) ordersFor(pedimento string, partida int, producto string) []*order {
	var out []*order
	for i := range w.orders {
		o := &w.orders[i]
		if o.pedimento == pedimento && o.partida == partida && o.producto == producto {
			out = append(out, o)
		}
	}
	return out
}
