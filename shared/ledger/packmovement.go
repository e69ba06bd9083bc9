package ledger

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// The kinds of packed value.
const packMovements = 'm'

// Pack is the compact form of a group's movements in one material.
func (m *Movements) Pack() []byte {
	p := newPacker(packMovements, 256)
	p.material(m.Material)
	p.uint(uint64(len(m.Lots)))
	for i := range m.Lots {
		p.lot(&m.Lots[i])
	}
	p.uint(uint64(len(m.Exits)))
	for i := range m.Exits {
		p.exit(&m.Exits[i])
	}
	p.uint(uint64(len(m.Openings)))
	for i := range m.Openings {
		o := &m.Openings[i]
		p.lot(&o.Lot)
		p.date(o.Fecha)
		p.micros(o.Cantidad)
		p.micros(o.CantidadUMT)
	}
	return p.done()
}

// UnpackMovements reads what Pack wrote.
func UnpackMovements(b []byte) (Movements, error) {
	u := newUnpacker(packMovements, b)
	m := Movements{Material: u.material()}
	if n := u.count(minLot); n > 0 {
		m.Lots = make([]Lot, n)
		for i := range m.Lots {
			m.Lots[i] = u.lot()
		}
	}
	if n := u.count(minExit); n > 0 {
		m.Exits = make([]Exit, n)
		for i := range m.Exits {
			m.Exits[i] = u.exit()
		}
	}
	for range u.count(minOpen) {
		m.Openings = append(m.Openings, Opening{Lot: u.lot(), Fecha: u.date(), Cantidad: u.micros(), CantidadUMT: u.micros()})
	}
	return m, u.end()
}

func (p *packer) material(m Material) {
	p.text(m.Kind)
	p.text(m.Key)
	p.text(m.Unit)
}

func (u *unpacker) material() Material {
	return Material{Kind: u.text(), Key: u.text(), Unit: u.text()}
}

func (p *packer) lot(l *Lot) {
	id := l.ID // mostly what the number and the partida say
	if id == lineID(l.Pedimento, l.Partida) {
		id = ""
	}
	for _, s := range []string{
		id, l.Pedimento, l.Clave, l.Tipo, l.Fraccion, l.NICO, l.Descripcion, l.Parte, l.Serie, l.Origen, l.UMT, l.UMC,
		l.AvailableBasis, l.StayBasis, l.DueSource, l.Procedencia, l.Pareja,
	} {
		p.text(s)
	}
	p.strings(l.Numeros)
	p.uint(uint64(l.Partida)) //nolint:gosec // partida numbers are positive
	for _, q := range []quantity.Micros{l.Cantidad, l.CantidadUMT, l.CantidadUMC, l.Entrada, l.EntradaUMT} {
		p.micros(q)
	}
	p.amount(l.Aduana)
	p.amount(l.Dolares)
	for _, d := range []document.Date{l.Pago, l.AvailableFrom, l.StayStart, l.Due, l.DueExtended, l.DueLast, l.BlockedFrom, l.BlockedTo} {
		p.date(d)
	}
	p.uint(uint64(len(l.DueReasons)))
	for _, t := range l.DueReasons {
		p.text(t.ES)
		p.text(t.EN)
	}
	p.bool(l.NamedOnly)
	p.bool(l.Provisional)
	p.tributos(l.Tributos)
	p.hashes(l.Facts)
}

func (u *unpacker) lot() Lot {
	l := Lot{
		ID: u.text(), Pedimento: u.text(), Clave: u.text(), Tipo: u.text(), Fraccion: u.text(), NICO: u.text(), Descripcion: u.text(),
		Parte: u.text(), Serie: u.text(), Origen: u.text(), UMT: u.text(), UMC: u.text(),
		AvailableBasis: u.text(), StayBasis: u.text(), DueSource: u.text(), Procedencia: u.text(), Pareja: u.text(),
	}
	l.Numeros, l.Partida = u.strings(), u.small()
	if l.ID == "" {
		l.ID = lineID(l.Pedimento, l.Partida)
	}
	l.Cantidad, l.CantidadUMT, l.CantidadUMC, l.Entrada, l.EntradaUMT = u.micros(), u.micros(), u.micros(), u.micros(), u.micros()
	l.Aduana, l.Dolares = u.amount(), u.amount()
	l.Pago, l.AvailableFrom, l.StayStart, l.Due = u.date(), u.date(), u.date(), u.date()
	l.DueExtended, l.DueLast, l.BlockedFrom, l.BlockedTo = u.date(), u.date(), u.date(), u.date()
	for range u.count(minByte) {
		l.DueReasons = append(l.DueReasons, document.Text{ES: u.text(), EN: u.text()})
	}
	l.NamedOnly, l.Provisional = u.bool(), u.bool()
	l.Tributos = u.tributos()
	l.Facts = u.hashes()
	return l
}

func (p *packer) exit(x *Exit) {
	for _, s := range []string{
		x.ID, string(x.Rol), x.Pedimento, x.Clave, x.Tipo, x.Fraccion, x.Descripcion, x.Parte, x.UMT, x.UMC, x.Destino, x.MovedBasis, x.Named,
		x.Producto, x.Version, x.Orden, x.Residuo, string(x.Causa), x.Motivo, x.Pareja, x.Serie,
	} {
		p.text(s)
	}
	p.strings(x.Numeros)
	p.uint(uint64(x.Partida)) //nolint:gosec // partida numbers are positive
	for _, q := range []quantity.Micros{x.Cantidad, x.CantidadUMT, x.CantidadUMC, x.Cantidades} {
		p.micros(q)
	}
	p.amount(x.Comercial)
	p.amount(x.Dolares)
	for _, d := range []document.Date{x.MovedAt, x.PaidAt, x.NamedFecha} {
		p.date(d)
	}
	p.flags(x.SameState, x.Regularises, x.Undocumented, x.Desperdicio, x.TakesExpired, x.LeaveExpired)
	p.uint(uint64(len(x.Dirigido)))
	for _, d := range x.Dirigido {
		p.text(d.Lot)
		p.micros(d.Cantidad)
	}
	p.hashes(x.Facts)
}

func (u *unpacker) exit() Exit {
	x := Exit{
		ID: u.text(), Rol: Role(u.text()), Pedimento: u.text(), Clave: u.text(), Tipo: u.text(), Fraccion: u.text(), Descripcion: u.text(),
		Parte: u.text(), UMT: u.text(), UMC: u.text(), Destino: u.text(), MovedBasis: u.text(), Named: u.text(),
		Producto: u.text(), Version: u.text(), Orden: u.text(), Residuo: u.text(), Causa: Cause(u.text()), Motivo: u.text(), Pareja: u.text(), Serie: u.text(),
	}
	x.Numeros, x.Partida = u.strings(), u.small()
	x.Cantidad, x.CantidadUMT, x.CantidadUMC, x.Cantidades = u.micros(), u.micros(), u.micros(), u.micros()
	x.Comercial, x.Dolares = u.amount(), u.amount()
	x.MovedAt, x.PaidAt, x.NamedFecha = u.date(), u.date(), u.date()
	u.flags(&x.SameState, &x.Regularises, &x.Undocumented, &x.Desperdicio, &x.TakesExpired, &x.LeaveExpired)
	for range u.count(minByte) {
		x.Dirigido = append(x.Dirigido, Directed{u.text(), u.micros()})
	}
	x.Facts = u.hashes()
	return x
}

// flags are up to eight booleans in a byte.
func (p *packer) flags(vs ...bool) {
	var b byte
	for i, v := range vs {
		if v {
			b |= 1 << i
		}
	}
	p.b = append(p.b, b)
}

func (u *unpacker) flags(vs ...*bool) {
	b := u.take(1)
	if len(b) == 0 {
		return
	}
	for i, v := range vs {
		*v = b[0]&(1<<i) != 0
	}
}
