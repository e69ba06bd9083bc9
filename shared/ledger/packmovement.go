package ledger

import "example.com/immex/shared/document"

// The kinds of packed value.
const (
	packMovements = 'm'
	packBook      = 'b'
)

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
	for _, s := range []string{
		l.Pedimento, l.Clave, l.Tipo, l.Fraccion, l.NICO, l.Descripcion, l.Parte, l.Serie, l.Origen, l.UMT, l.UMC,
		l.AvailableBasis, l.StayBasis, l.DueSource,
	} {
		p.text(s)
	}
	p.strings(l.Numeros)
	p.uint(uint64(l.Partida)) //nolint:gosec // partida numbers are positive
	p.micros(l.Cantidad)
	p.micros(l.CantidadUMC)
	p.amount(l.Aduana)
	p.amount(l.Dolares)
	for _, d := range []document.Date{l.Pago, l.AvailableFrom, l.StayStart, l.Due} {
		p.date(d)
	}
	p.bool(l.NamedOnly)
	p.bool(l.Provisional)
	p.tributos(l.Tributos)
	p.hashes(l.Facts)
}

func (u *unpacker) lot() Lot {
	l := Lot{
		Pedimento: u.text(), Clave: u.text(), Tipo: u.text(), Fraccion: u.text(), NICO: u.text(), Descripcion: u.text(),
		Parte: u.text(), Serie: u.text(), Origen: u.text(), UMT: u.text(), UMC: u.text(),
		AvailableBasis: u.text(), StayBasis: u.text(), DueSource: u.text(),
	}
	l.Numeros, l.Partida = u.strings(), u.small()
	l.ID = lineID(l.Pedimento, l.Partida)
	l.Cantidad, l.CantidadUMC = u.micros(), u.micros()
	l.Aduana, l.Dolares = u.amount(), u.amount()
	l.Pago, l.AvailableFrom, l.StayStart, l.Due = u.date(), u.date(), u.date(), u.date()
	l.NamedOnly, l.Provisional = u.bool(), u.bool()
	l.Tributos = u.tributos()
	l.Facts = u.hashes()
	return l
}

func (p *packer) exit(x *Exit) {
	for _, s := range []string{
		x.ID, x.Pedimento, x.Clave, x.Tipo, x.Fraccion, x.Descripcion, x.Parte, x.UMT, x.UMC, x.Destino, x.MovedBasis, x.Named,
	} {
		p.text(s)
	}
	p.strings(x.Numeros)
	p.uint(uint64(x.Partida)) //nolint:gosec // partida numbers are positive
	p.micros(x.Cantidad)
	p.micros(x.CantidadUMC)
	p.amount(x.Comercial)
	p.amount(x.Dolares)
	for _, d := range []document.Date{x.MovedAt, x.PaidAt, x.NamedFecha} {
		p.date(d)
	}
	p.bool(x.SameState)
	p.bool(x.Regularises)
	p.hashes(x.Facts)
}

func (u *unpacker) exit() Exit {
	x := Exit{
		ID: u.text(), Pedimento: u.text(), Clave: u.text(), Tipo: u.text(), Fraccion: u.text(), Descripcion: u.text(),
		Parte: u.text(), UMT: u.text(), UMC: u.text(), Destino: u.text(), MovedBasis: u.text(), Named: u.text(),
	}
	x.Numeros, x.Partida = u.strings(), u.small()
	x.Cantidad, x.CantidadUMC = u.micros(), u.micros()
	x.Comercial, x.Dolares = u.amount(), u.amount()
	x.MovedAt, x.PaidAt, x.NamedFecha = u.date(), u.date(), u.date()
	x.SameState, x.Regularises = u.bool(), u.bool()
	x.Facts = u.hashes()
	return x
}
