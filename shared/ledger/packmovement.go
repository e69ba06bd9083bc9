package ledger

import (
	"slices"

	"example.com/immex/shared/document"
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
	p.before.lot = nil
	p.uint(uint64(len(m.Openings)))
	for i := range m.Openings {
		o := &m.Openings[i]
		p.lot(&o.Lot)
		p.date(o.Fecha)
		p.micros(o.Cantidad)
		p.micros(o.CantidadUMT)
		p.micros(o.Desperdicio)
		p.bool(o.Anula)
	}
	return p.done()
}

// UnpackMovements reads what Pack wrote.
func UnpackMovements(b []byte) (Movements, error) {
	var m Movements
	u := newItemUnpacker(packMovements, b)
	u.movements(&m)
	return m, u.end()
}

// movements appends the lots, the exits and the openings of a group.
func (u *unpacker) movements(m *Movements) {
	m.Material = u.material()
	if n := u.count(minLot); n > 0 {
		from := len(m.Lots)
		m.Lots = slices.Grow(m.Lots, n)[:from+n]
		u.lots(m.Lots[from:])
	}
	if n := u.count(minExit); n > 0 {
		from := len(m.Exits)
		m.Exits = slices.Grow(m.Exits, n)[:from+n]
		u.exits(m.Exits[from:])
	}
	before := noLot()
	for range u.count(minOpen) {
		o := Opening{Lot: before}
		u.lot(&o.Lot)
		o.Fecha, o.Cantidad, o.CantidadUMT, o.Desperdicio, o.Anula = u.date(), u.micros(), u.micros(), u.micros(), u.bool()
		m.Openings, before = append(m.Openings, o), o.Lot
	}
}

func (p *packer) material(m Material) {
	p.text(m.Kind)
	p.text(m.Key)
	p.text(m.Unit)
}

func (u *unpacker) material() Material {
	return Material{Kind: u.text(), Key: u.text(), Unit: u.text()}
}

// texts are the texts of a lot, in the order they are packed.
func (l *Lot) texts() []*string {
	return []*string{
		&l.ID, &l.Pedimento, &l.Clave, &l.Tipo, &l.Fraccion, &l.NICO, &l.Descripcion, &l.Parte, &l.Serie, &l.Origen, &l.UMT, &l.UMC,
		&l.AvailableBasis, &l.StayBasis, &l.DueSource, &l.Procedencia, &l.Pareja,
	}
}

// texts are the texts of an exit, in the order they are packed.
func (x *Exit) texts() []*string {
	return []*string{
		&x.ID, (*string)(&x.Rol), &x.Pedimento, &x.Clave, &x.Tipo, &x.Fraccion, &x.Descripcion, &x.Parte, &x.UMT, &x.UMC, &x.Destino, &x.MovedBasis, &x.Named,
		&x.Producto, &x.Version, &x.Orden, &x.Residuo, (*string)(&x.Causa), &x.Motivo, &x.Pareja, &x.Serie,
	}
}

// exitDays are the days of an exit.
func (p *packer) exitDays(x *Exit) {
	for _, d := range []document.Date{x.MovedAt, x.PaidAt, x.NamedFecha} {
		p.date(d)
	}
}

func (u *unpacker) exitDays(x *Exit) {
	x.MovedAt, x.PaidAt, x.NamedFecha = u.date(), u.date(), u.date()
}

// exitMarks are those of an exit, and whether its lists say which pedimentos it
// is of.
func (p *packer) exitMarks(x *Exit) {
	p.flags(x.SameState, x.Regularises, x.Undocumented, x.Desperdicio, x.TakesExpired, x.LeaveExpired, x.OtraUnidad, len(x.Identifica) > 0 || x.ParteSupuesta)
}

func (u *unpacker) exitMarks(x *Exit) (identified bool) {
	u.flags(&x.SameState, &x.Regularises, &x.Undocumented, &x.Desperdicio, &x.TakesExpired, &x.LeaveExpired, &x.OtraUnidad, &identified)
	return identified
}

// exitLists are what few exits have.
func (p *packer) exitLists(x *Exit) {
	p.uint(uint64(len(x.Dirigido)))
	for _, d := range x.Dirigido {
		p.text(d.Lot)
		p.micros(d.Cantidad)
	}
	if x.ParteSupuesta {
		p.uint(0) // no list is empty: one may follow
	}
	if len(x.Identifica) > 0 || x.ParteSupuesta {
		p.uint(uint64(len(x.Identifica)))
		for _, n := range x.Identifica {
			p.text(n.Pedimento)
			p.micros(n.CantidadUMT)
			p.micros(n.Cantidad)
		}
	}
	p.uint(uint64(len(x.Vencidos)))
	for _, v := range x.Vencidos {
		p.text(v.Lot)
		p.bool(v.Toma)
	}
}

func (u *unpacker) exitLists(x *Exit, identified bool) {
	x.Dirigido, x.Identifica, x.Vencidos = nil, nil, nil
	for range u.count(minByte) {
		x.Dirigido = append(x.Dirigido, Directed{u.text(), u.micros()})
	}
	if x.ParteSupuesta = false; identified {
		n := u.count(minByte)
		if n == 0 {
			x.ParteSupuesta = true
			n = u.count(minByte)
		}
		for range n {
			x.Identifica = append(x.Identifica, Identified{u.text(), u.micros(), u.micros()})
		}
	}
	for range u.count(minByte) {
		x.Vencidos = append(x.Vencidos, AboutExpired{u.text(), u.bool()})
	}
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
