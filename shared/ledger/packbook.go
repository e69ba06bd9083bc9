package ledger

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Pack is the compact form of a book, as stores keep its generations.
func (b *Book) Pack() []byte {
	p := newPacker(packBook, 512+128*(len(b.Lots)+len(b.Exits)))
	for _, s := range []string{b.RFC, b.ID, b.Engine, string(b.Policy.SinBOM), b.Policy.InventoryKey, b.Catalog} {
		p.text(s)
	}
	p.uint(uint64(b.Policy.BOMLeadDays)) //nolint:gosec // whole days, never negative
	p.date(b.Policy.KeyDate)
	p.material(b.Material)
	lots, exits := make(map[string]uint64, len(b.Lots)), make(map[string]uint64, len(b.Exits))
	p.uint(uint64(len(b.Lots)))
	for i := range b.Lots {
		lots[b.Lots[i].ID] = uint64(i)
		p.lot(&b.Lots[i])
	}
	p.uint(uint64(len(b.Exits)))
	for i := range b.Exits {
		exits[b.Exits[i].ID] = uint64(i)
		p.exit(&b.Exits[i])
	}
	p.uint(uint64(len(b.Descargos)))
	for i := range b.Descargos {
		d := &b.Descargos[i]
		p.uint(exits[d.Exit])
		p.uint(lots[d.Lot])
		p.micros(d.Cantidad)
		p.micros(d.CantidadUMT)
		p.text(string(d.Status))
		p.text(d.Basis)
	}
	p.uint(uint64(len(b.Cambios)))
	for i := range b.Cambios {
		c := &b.Cambios[i]
		p.uint(exits[c.Exit])
		p.uint(lots[c.Lot])
		p.micros(c.Cantidad)
		p.text(c.A)
		p.text(string(c.Status))
		p.text(c.Basis)
	}
	p.uint(uint64(len(b.Held)))
	for i := range b.Held {
		p.uint(exits[b.Held[i].Exit])
		p.uint(lots[b.Held[i].Lot])
		p.micros(b.Held[i].Cantidad)
	}
	p.uint(uint64(len(b.Shortages)))
	for i := range b.Shortages {
		p.shortage(&b.Shortages[i], exits)
	}
	p.uint(uint64(len(b.Sobrantes)))
	for i := range b.Sobrantes {
		p.uint(exits[b.Sobrantes[i].Exit])
		p.micros(b.Sobrantes[i].Cantidad)
	}
	for i := range b.Saldos {
		s := &b.Saldos[i]
		for _, q := range []quantity.Micros{s.Cantidad, s.Desperdicio, s.Faltante, s.CantidadUMT, s.Held} {
			p.micros(q)
		}
	}
	p.uint(uint64(len(b.Avisos)))
	for i := range b.Avisos {
		a := &b.Avisos[i]
		for _, t := range []string{a.Pedimento, a.Code, string(a.Severity), a.Where, a.Message.ES, a.Message.EN} {
			p.text(t)
		}
	}
	return p.done()
}

func (p *packer) shortage(s *Shortage, exits map[string]uint64) {
	p.uint(exits[s.Exit])
	p.micros(s.Cantidad)
	p.text(string(s.Cause))
	p.uint(uint64(len(s.TakenBy)))
	for _, t := range s.TakenBy {
		p.text(t)
	}
}

// UnpackBook reads what Pack wrote.
func UnpackBook(data []byte) (*Book, error) {
	u := newUnpacker(packBook, data)
	b := &Book{
		RFC: u.text(), ID: u.text(), Engine: u.text(),
		Policy:  Policy{SinBOM: SinBOM(u.text()), InventoryKey: u.text()},
		Catalog: u.text(),
	}
	b.Policy.BOMLeadDays, b.Policy.KeyDate, b.Material = u.small(), u.date(), u.material()
	b.Lots = make([]Lot, u.count(minLot))
	for i := range b.Lots {
		b.Lots[i] = u.lot()
	}
	b.Exits = make([]Exit, u.count(minExit))
	for i := range b.Exits {
		b.Exits[i] = u.exit()
	}
	b.Descargos = make([]Descargo, u.count(minPair))
	for i := range b.Descargos {
		x, l := u.pair(b)
		b.Descargos[i] = Descargo{
			Exit: x.ID, Lot: l.ID, MovedAt: x.MovedAt, Rol: x.Rol, Vencido: expired(l, x.MovedAt),
			Cantidad: u.micros(), CantidadUMT: u.micros(), Status: Status(u.text()), Basis: u.text(),
		}
	}
	for range u.count(minPair) {
		x, l := u.pair(b)
		b.Cambios = append(b.Cambios, Change{Exit: x.ID, Lot: l.ID, MovedAt: x.MovedAt, Cantidad: u.micros(), A: u.text(), Status: Status(u.text()), Basis: u.text()})
	}
	b.Held = make([]Held, u.count(minPair))
	for i := range b.Held {
		x, l := u.pair(b)
		b.Held[i] = Held{Exit: x.ID, Lot: l.ID, MovedAt: x.MovedAt, Cantidad: u.micros()}
	}
	b.Shortages = make([]Shortage, u.count(minPair))
	for i := range b.Shortages {
		b.Shortages[i] = u.shortage(b)
	}
	for range u.count(minByte) {
		x := u.exitAt(b)
		b.Sobrantes = append(b.Sobrantes, Surplus{Exit: x.ID, Fecha: x.MovedAt, Cantidad: u.micros()})
	}
	b.Saldos = make([]Saldo, len(b.Lots))
	for i := range b.Saldos {
		b.Saldos[i] = Saldo{
			Lot: b.Lots[i].ID, Cantidad: u.micros(), Desperdicio: u.micros(), Faltante: u.micros(), CantidadUMT: u.micros(), Held: u.micros(),
		}
	}
	for range u.count(minAviso) {
		a := Finding{Pedimento: u.text()}
		a.Code, a.Severity, a.Where = u.text(), document.Severity(u.text()), u.text()
		a.Message = document.Text{ES: u.text(), EN: u.text()}
		b.Avisos = append(b.Avisos, a)
	}
	return b, u.end()
}

// pair reads the positions of an exit and a lot.
func (u *unpacker) pair(b *Book) (*Exit, *Lot) {
	e, l := u.uint(), u.uint()
	if e >= uint64(len(b.Exits)) || l >= uint64(len(b.Lots)) {
		u.fail()
		return &Exit{}, &Lot{}
	}
	return &b.Exits[e], &b.Lots[l]
}

// exitAt reads the position of an exit.
func (u *unpacker) exitAt(b *Book) *Exit {
	e := u.uint()
	if e >= uint64(len(b.Exits)) {
		u.fail()
		return &Exit{}
	}
	return &b.Exits[e]
}

func (u *unpacker) shortage(b *Book) Shortage {
	x := u.exitAt(b)
	s := Shortage{Exit: x.ID, MovedAt: x.MovedAt, Named: x.Named, Cantidad: u.micros(), Cause: Cause(u.text())}
	for range u.count(minByte) {
		s.TakenBy = append(s.TakenBy, u.text())
	}
	return s
}
