package ledger

import "example.com/immex/shared/document"

// packFact is the kind of a packed fact.
const packFact = 'f'

// Pack is the compact form of a fact, as stores keep it. Its identity stays
// the hash of its canonical JSON.
func (f *Fact) Pack() []byte {
	p := newPacker(packFact, 256+64*len(f.Lineas))
	for _, s := range []string{f.Key, string(f.Doc), string(f.Source), f.Clave, f.Operacion, f.Tipo} {
		p.text(s)
	}
	p.date(f.AsOf)
	p.date(f.Pago)
	p.date(f.Entrada)
	p.date(f.Remesa)
	p.date(f.Seleccion)
	p.bool(f.Consolidado)
	p.bool(f.EsRectif)
	p.bool(f.Desistido)
	p.bool(f.Rectifica != nil)
	if r := f.Rectifica; r != nil {
		p.text(r.Key)
		p.text(r.Clave)
		p.date(r.Fecha)
	}
	p.strings(f.Casos)
	p.strings(f.Proveedores)
	p.amount(f.TipoCambio)
	p.deferred(f.Diferidos)
	p.uint(uint64(len(f.Nombrados)))
	for i := range f.Nombrados {
		n := &f.Nombrados[i]
		p.text(n.Key)
		p.text(n.Clave)
		p.date(n.Fecha)
		p.text(n.Fraccion)
		p.text(n.Unidad)
		p.micros(n.Cantidad)
	}
	p.uint(uint64(len(f.Lineas)))
	for i := range f.Lineas {
		p.line(&f.Lineas[i])
	}
	return p.done()
}

func (p *packer) deferred(ds []Diferido) {
	p.uint(uint64(len(ds)))
	for i := range ds {
		d := &ds[i]
		p.uint(uint64(d.Partida)) //nolint:gosec // 0 or a partida's number
		p.text(d.Destino)
		p.text(d.Moneda)
		p.amount(d.NoOriginaria)
		p.amount(d.IGI)
		p.amount(d.Arancel)
		p.amount(d.Exento)
		p.tributos(d.Tributos)
	}
}

func (u *unpacker) deferred() (out []Diferido) {
	if u.version < 4 { //nolint:mnd // the version that has them
		return nil
	}
	for range u.count(minPair) {
		out = append(out, Diferido{
			Partida: u.small(), Destino: u.text(), Moneda: u.text(), NoOriginaria: u.amount(), IGI: u.amount(), Arancel: u.amount(), Exento: u.amount(),
			Tributos: u.tributos(),
		})
	}
	return out
}

func (p *packer) strings(ss []string) {
	p.uint(uint64(len(ss)))
	for _, s := range ss {
		p.text(s)
	}
}

func (u *unpacker) strings() []string {
	var out []string
	for range u.count(minByte) {
		out = append(out, u.text())
	}
	return out
}

func (p *packer) line(l *Line) {
	p.uint(uint64(l.Sec)) //nolint:gosec // partida numbers are positive
	for _, s := range []string{l.Fraccion, l.NICO, l.Descripcion, l.UMC, l.UMT, l.Origen, l.Serie, l.Parte} {
		p.text(s)
	}
	p.micros(l.CantidadUMC)
	p.micros(l.CantidadUMT)
	p.amount(l.Aduana)
	p.amount(l.Comercial)
	p.amount(l.Dolares)
	p.tributos(l.Tributos)
	p.strings(l.Casos)
}

func (p *packer) tributos(ts []Tributo) {
	p.uint(uint64(len(ts)))
	for _, t := range ts {
		p.text(t.Clave)
		p.text(t.Forma)
		p.amount(t.Importe)
	}
}

func (u *unpacker) tributos() []Tributo {
	var out []Tributo
	for range u.count(minPair) {
		out = append(out, Tributo{Clave: u.text(), Forma: u.text(), Importe: u.amount()})
	}
	return out
}

// UnpackFact reads what Pack wrote.
func UnpackFact(b []byte) (*Fact, error) {
	u := newUnpacker(packFact, b)
	f := &Fact{
		Key: u.text(), Doc: document.Hash(u.text()), Source: document.Source(u.text()),
		Clave: u.text(), Operacion: u.text(), Tipo: u.text(),
		AsOf: u.date(), Pago: u.date(), Entrada: u.date(), Remesa: u.date(), Seleccion: u.date(),
		Consolidado: u.bool(), EsRectif: u.bool(),
	}
	if u.version > 1 {
		f.Desistido = u.bool()
	}
	if u.bool() {
		f.Rectifica = &Prior{Key: u.text(), Clave: u.text(), Fecha: u.date()}
	}
	f.Casos = u.strings()
	if u.version > 2 { //nolint:mnd // the version that has them
		f.Proveedores = u.strings()
	}
	f.TipoCambio = u.amount()
	f.Diferidos = u.deferred()
	for range u.count(minPair) {
		f.Nombrados = append(f.Nombrados, Named{
			Key: u.text(), Clave: u.text(), Fecha: u.date(), Fraccion: u.text(), Unidad: u.text(), Cantidad: u.micros(),
		})
	}
	lines := u.count(minLine)
	if lines > 0 {
		f.Lineas = make([]Line, 0, min(lines, 1+u.left()/usualLine))
	}
	for range lines {
		f.Lineas = append(f.Lineas, Line{
			Sec: u.small(), Fraccion: u.text(), NICO: u.text(), Descripcion: u.text(), UMC: u.text(), UMT: u.text(),
			Origen: u.text(), Serie: u.text(), Parte: u.text(), CantidadUMC: u.micros(), CantidadUMT: u.micros(),
			Aduana: u.amount(), Comercial: u.amount(), Dolares: u.amount(), Tributos: u.tributos(), Casos: u.strings(),
		})
	}
	return f, u.end()
}
