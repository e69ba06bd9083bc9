package ledger

import (
	"bytes"
	"slices"

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
		for i := range n {
			u.lot(&m.Lots[from+i])
		}
	}
	if n := u.count(minExit); n > 0 {
		from := len(m.Exits)
		m.Exits = slices.Grow(m.Exits, n)[:from+n]
		u.exits(m.Exits[from:])
	}
	for range u.count(minOpen) {
		var o Opening
		u.lot(&o.Lot)
		o.Fecha, o.Cantidad, o.CantidadUMT, o.Desperdicio, o.Anula = u.date(), u.micros(), u.micros(), u.micros(), u.bool()
		m.Openings = append(m.Openings, o)
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

func (p *packer) lot(l *Lot) {
	texts, id := l.texts(), "" // mostly what the number and the partida say
	if !isLineID(l.ID, l.Pedimento, l.Partida) {
		id = l.ID
	}
	texts[0] = &id
	p.texts(texts)
	p.strings(l.Numeros)
	p.uint(uint64(l.Partida)) //nolint:gosec // partida numbers are positive
	for _, q := range []quantity.Micros{l.Cantidad, l.CantidadUMT, l.CantidadUMC, l.Entrada, l.EntradaUMT, l.Desperdicio} {
		p.micros(q)
	}
	p.amount(l.Aduana)
	p.amount(l.Dolares)
	for _, d := range []document.Date{l.Pago, l.AvailableFrom, l.StayStart, l.Due, l.DueExtended, l.DueLast, l.Completo} {
		p.date(d)
	}
	more := p.bloqueo(l.Bloqueos)
	p.uint(uint64(len(l.DueReasons)))
	for _, t := range l.DueReasons {
		p.text(t.ES)
		p.text(t.EN)
	}
	p.bool(l.NamedOnly)
	p.flags(l.Provisional, l.ParteSupuesta)
	p.tributos(l.Tributos)
	p.hashes(l.Facts)
	for _, b := range more {
		p.date(b.Desde)
		p.date(b.Hasta)
	}
}

// manyBlocks stands where the first day of the one block would: how many there
// are follows, and they stand at the end of the lot. It is no date.
const manyBlocks = 1

// bloqueo writes the days of the one block nearly every blocked lot has, or how
// many there are; it gives what is still to be written.
func (p *packer) bloqueo(list []Bloqueo) (more []Bloqueo) {
	switch {
	case len(list) == 0:
		p.date(0)
		p.date(0)
	case len(list) == 1 && list[0].Desde > manyBlocks:
		p.date(list[0].Desde)
		p.date(list[0].Hasta)
	default:
		p.uint(manyBlocks)
		p.uint(uint64(len(list)))
		return list
	}
	return nil
}

// lot reads into l, whatever it held.
func (u *unpacker) lot(l *Lot) {
	u.fields(l.texts())
	l.Numeros, l.Partida = u.strings(), u.small()
	if l.ID == "" {
		l.ID = lineID(l.Pedimento, l.Partida)
	}
	l.Cantidad, l.CantidadUMT, l.CantidadUMC = u.micros(), u.micros(), u.micros()
	l.Entrada, l.EntradaUMT, l.Desperdicio = u.micros(), u.micros(), u.micros()
	l.Aduana, l.Dolares = u.amount(), u.amount()
	l.Pago, l.AvailableFrom, l.StayStart, l.Due = u.date(), u.date(), u.date(), u.date()
	l.DueExtended, l.DueLast, l.Completo = u.date(), u.date(), u.date()
	from, to := u.small(), u.small()
	l.DueReasons, l.Bloqueos = nil, nil
	for range u.count(minByte) {
		l.DueReasons = append(l.DueReasons, document.Text{ES: u.text(), EN: u.text()})
	}
	l.NamedOnly = u.bool()
	u.flags(&l.Provisional, &l.ParteSupuesta)
	l.Tributos = u.tributos()
	l.Facts = u.hashes()
	switch {
	case from == manyBlocks:
		l.Bloqueos = u.bloqueos(to)
	case from != 0:
		l.Bloqueos = []Bloqueo{{document.Date(from), document.Date(to)}} //nolint:gosec // bounded by small
	}
}

// texts are the texts of an exit, in the order they are packed.
func (x *Exit) texts() []*string {
	return []*string{
		&x.ID, (*string)(&x.Rol), &x.Pedimento, &x.Clave, &x.Tipo, &x.Fraccion, &x.Descripcion, &x.Parte, &x.UMT, &x.UMC, &x.Destino, &x.MovedBasis, &x.Named,
		&x.Producto, &x.Version, &x.Orden, &x.Residuo, (*string)(&x.Causa), &x.Motivo, &x.Pareja, &x.Serie,
	}
}

func (u *unpacker) bloqueos(n int) []Bloqueo {
	if n > len(u.b)/2 {
		u.fail()
		return nil
	}
	out := make([]Bloqueo, n)
	for i := range out {
		out[i] = Bloqueo{u.date(), u.date()}
	}
	return out
}

func (p *packer) exit(x *Exit) {
	p.texts(x.texts())
	p.exitRest(x)
}

// exitRest is exit after its texts.
func (p *packer) exitRest(x *Exit) {
	p.strings(x.Numeros)
	p.uint(uint64(x.Partida)) //nolint:gosec // partida numbers are positive
	for _, q := range []quantity.Micros{x.Cantidad, x.CantidadUMT, x.CantidadUMC, x.Cantidades} {
		p.micros(q)
	}
	p.amount(x.Comercial)
	p.amount(x.Dolares)
	p.exitDays(x)
	p.exitLists(x)
	p.hashes(x.Facts)
}

// exitDays are the days and the marks of an exit.
func (p *packer) exitDays(x *Exit) {
	for _, d := range []document.Date{x.MovedAt, x.PaidAt, x.NamedFecha} {
		p.date(d)
	}
	p.flags(x.SameState, x.Regularises, x.Undocumented, x.Desperdicio, x.TakesExpired, x.LeaveExpired, x.OtraUnidad, len(x.Identifica) > 0 || x.ParteSupuesta)
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

// exits reads into a list, whatever it held. Those of a pedimento say mostly the
// same but for their ids: what the bytes repeat is not looked up again.
func (u *unpacker) exits(list []Exit) {
	var said []byte // the texts of the exit before but its id, when each is a number of one byte
	for i := range list {
		x := &list[i]
		id := u.text()
		if k := len(said); k > 0 && bytes.HasPrefix(u.b[u.at:], said) {
			*x = list[i-1]
			u.at += k
		} else {
			from, texts := u.at, x.texts()[1:]
			u.fields(texts)
			said = nil
			if u.err == nil && u.at-from == len(texts) {
				said = u.b[from:u.at]
			}
		}
		x.ID = id
		u.exitRest(x)
	}
}

// exitRest is exit after its texts.
func (u *unpacker) exitRest(x *Exit) {
	x.Numeros, x.Partida = u.strings(), u.small()
	x.Cantidad, x.CantidadUMT, x.CantidadUMC, x.Cantidades = u.micros(), u.micros(), u.micros(), u.micros()
	x.Comercial, x.Dolares = u.amount(), u.amount()
	u.exitLists(x, u.exitDays(x))
	x.Facts = u.hashes()
}

// exitDays gives whether the lists say which pedimentos an exit is of.
func (u *unpacker) exitDays(x *Exit) (more bool) {
	x.MovedAt, x.PaidAt, x.NamedFecha = u.date(), u.date(), u.date()
	u.flags(&x.SameState, &x.Regularises, &x.Undocumented, &x.Desperdicio, &x.TakesExpired, &x.LeaveExpired, &x.OtraUnidad, &more)
	return more
}

func (u *unpacker) exitLists(x *Exit, more bool) {
	x.Dirigido, x.Identifica, x.Vencidos = nil, nil, nil
	for range u.count(minByte) {
		x.Dirigido = append(x.Dirigido, Directed{u.text(), u.micros()})
	}
	if x.ParteSupuesta = false; more {
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
