package ledger

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// An item of a list says what differs from the one before it: the lines of a
// pedimento say the same but for their numbers and quantities. What items share
// is their head; a new one says which of its fields changed. The first byte of an
// item tells what it leaves out.
const (
	sameHead   = 1 << iota // all of the head
	lineNamed              // the id: that of the number and the partida
	sameUMT                // the quantity in UMT: that of the material's unit
	sameUMC                // same in UMC
	noProducto             // of an exit, units of product; of a lot, what its opening balance says otherwise
	sameDays               // of an exit, that it was paid when it moved and names no day; of a lot, all days
	noMoney                // both values
	more                   // not left out: what few items have
)

// noExit and noLot stand before the first of a list.
func noExit() Exit { return Exit{Facts: []document.Hash{}} }
func noLot() Lot   { return Lot{Facts: []document.Hash{}} }

// flag is a bit when it holds.
func flag(bit byte, holds bool) byte {
	if holds {
		return bit
	}
	return 0
}

// sharesHead reports an exit with all texts but the id, and the facts, of
// another: what headTexts and lineTexts name.
func (x *Exit) sharesHead(y *Exit) bool {
	return x.Pedimento == y.Pedimento && x.Parte == y.Parte && x.Fraccion == y.Fraccion && x.Descripcion == y.Descripcion && x.Residuo == y.Residuo &&
		x.Producto == y.Producto && x.Orden == y.Orden && x.Named == y.Named && x.Serie == y.Serie && x.Rol == y.Rol && x.Clave == y.Clave &&
		x.Tipo == y.Tipo && x.UMT == y.UMT && x.UMC == y.UMC && x.Destino == y.Destino && x.MovedBasis == y.MovedBasis && x.Version == y.Version &&
		x.Causa == y.Causa && x.Motivo == y.Motivo && x.Pareja == y.Pareja && slices.Equal(x.Facts, y.Facts)
}

// few reports an exit with what few have.
func (x *Exit) few() bool {
	return x.SameState || x.Regularises || x.Undocumented || x.Desperdicio || x.TakesExpired || x.LeaveExpired || x.OtraUnidad || x.ParteSupuesta ||
		len(x.Numeros)+len(x.Dirigido)+len(x.Identifica)+len(x.Vencidos) > 0
}

// exit writes the next exit of a list.
func (p *packer) exit(x *Exit) {
	if p.before.exit == nil {
		none := noExit()
		p.before.exit = &none
	}
	same, noValue, few := x.sharesHead(p.before.exit), !x.Comercial.Known() && !x.Dolares.Known(), x.few()
	named, oneDay := isLineID(x.ID, x.Pedimento, x.Partida), x.PaidAt == x.MovedAt && x.NamedFecha == 0
	p.b = append(p.b, flag(sameHead, same)|flag(lineNamed, named)|flag(sameUMT, x.CantidadUMT == x.Cantidad)|flag(sameUMC, x.CantidadUMC == x.Cantidad)|
		flag(noProducto, x.Cantidades == 0)|flag(sameDays, oneDay)|flag(noMoney, noValue)|flag(more, few))
	if !same {
		p.head(p.before.exit.texts(), x.texts(), p.before.exit.Facts, x.Facts, 0)
		p.int(int64(x.MovedAt) - int64(p.before.moved))
		p.before.moved = x.MovedAt
	}
	p.before.exit = x
	p.uint(uint64(x.Partida)) //nolint:gosec // partida numbers are positive
	if !named {
		p.itemID(x.ID, x.Pedimento)
	}
	p.quantities(x.Cantidad, x.CantidadUMT, x.CantidadUMC)
	if x.Cantidades != 0 {
		p.micros(x.Cantidades)
	}
	p.int(int64(x.MovedAt) - int64(p.before.moved))
	if !oneDay {
		p.date(x.PaidAt)
		p.date(x.NamedFecha)
	}
	if !noValue {
		p.inline(x.Comercial.String())
		p.inline(x.Dolares.String())
	}
	if few {
		p.strings(x.Numeros)
		p.exitMarks(x)
		p.exitLists(x)
	}
}

// head writes which texts but the id, and whether the facts, are not those of the
// item before, then these; also are marks of the caller's beside them.
func (p *packer) head(before, texts []*string, wereFacts, facts []document.Hash, also uint64) {
	changed := also << len(texts)
	for k := range texts[1:] {
		if *before[k+1] != *texts[k+1] {
			changed |= 1 << k
		}
	}
	other := !slices.Equal(wereFacts, facts)
	if other {
		changed |= 1 << (len(texts) - 1)
	}
	p.uint(changed)
	for k := range texts[1:] {
		if changed&(1<<k) != 0 {
			p.text(*texts[k+1])
		}
	}
	if other {
		p.hashes(facts)
	}
}

// head reads into what the item before says; it gives the marks beside them.
func (u *unpacker) head(texts []*string, facts *[]document.Hash) (also uint64) {
	changed := u.uint()
	for left := changed & (1<<(len(texts)-1) - 1); left != 0; left &= left - 1 {
		*texts[bits.TrailingZeros64(left)+1] = u.text()
	}
	if changed&(1<<(len(texts)-1)) != 0 {
		*facts = u.hashes()
	}
	return changed >> len(texts)
}

// itemID writes an id that its number and partida do not tell.
func (p *packer) itemID(id, pedimento string) {
	rest, of := strings.CutPrefix(id, pedimento)
	p.uint(uint64(len(rest))<<1 | uint64(flag(1, of)))
	p.b = append(p.b, rest...)
}

// itemID reads an id, or makes that of a line.
func (u *unpacker) itemID(named bool, pedimento string, partida int) string {
	if named {
		return u.lineID(pedimento, partida)
	}
	n := u.uint()
	rest := u.take(n >> 1)
	if n&1 != 0 {
		return pedimento + string(rest)
	}
	return string(rest)
}

// lineID is lineID in memory that the ids of a list share.
func (u *unpacker) lineID(pedimento string, partida int) string {
	const digits = 11
	need := len(pedimento) + 1 + digits
	if u.ids.Cap()-u.ids.Len() < need {
		const most = 4 << 10
		u.ids = strings.Builder{}
		u.ids.Grow(max(need, min(most, need*(u.left()/minExit+1))))
	}
	from := u.ids.Len()
	u.ids.WriteString(pedimento)
	u.ids.WriteByte('-')
	var number [2 * digits]byte
	u.ids.Write(strconv.AppendInt(number[:0], int64(partida), 10)) //nolint:mnd // as LineNumber
	return u.ids.String()[from:]
}

// quantities writes a quantity in the unit of its material, and the same in UMT
// and UMC where they are others.
func (p *packer) quantities(q, umt, umc quantity.Micros) {
	p.micros(q)
	if umt != q {
		p.micros(umt)
	}
	if umc != q {
		p.micros(umc)
	}
}

func (u *unpacker) quantities(told byte, q, umt, umc *quantity.Micros) {
	*q = u.micros()
	if *umt = *q; told&sameUMT == 0 {
		*umt = u.micros()
	}
	if *umc = *q; told&sameUMC == 0 {
		*umc = u.micros()
	}
}

func (u *unpacker) values(told byte, one, other *money.Amount) {
	if *one, *other = (money.Amount{}), (money.Amount{}); told&noMoney == 0 {
		*one, *other = u.inlinedAmount(), u.inlinedAmount()
	}
}

// byte is the next one.
func (u *unpacker) byte() byte {
	if b := u.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// exits reads into a list, whatever it held.
func (u *unpacker) exits(list []Exit) {
	head := noExit()
	for i := range list {
		told := u.byte()
		if told&sameHead == 0 {
			u.exitHead(&head)
		}
		list[i] = head
		u.exitRest(&list[i], told)
	}
}

// exitHead reads what an exit shares with those after it into what it shares with
// those before it. The day of a head is that the days of its exits count from.
func (u *unpacker) exitHead(head *Exit) {
	u.head(head.texts(), &head.Facts)
	head.MovedAt = u.from(head.MovedAt)
}

// from is a day told by how far it is from another, as numbers.
func (u *unpacker) from(d document.Date) document.Date {
	to := int64(d) + u.int()
	if to < 0 || to > 1<<31-1 {
		u.fail()
		return 0
	}
	return document.Date(to)
}

// exitRest reads what an exit has for itself into a copy of its head.
func (u *unpacker) exitRest(x *Exit, told byte) {
	x.Partida = u.small()
	x.ID = u.itemID(told&lineNamed != 0, x.Pedimento, x.Partida)
	u.quantities(told, &x.Cantidad, &x.CantidadUMT, &x.CantidadUMC)
	if told&noProducto == 0 {
		x.Cantidades = u.micros()
	}
	x.MovedAt = u.from(x.MovedAt)
	if x.PaidAt = x.MovedAt; told&sameDays == 0 {
		x.PaidAt, x.NamedFecha = u.date(), u.date()
	}
	u.values(told, &x.Comercial, &x.Dolares)
	if told&more != 0 {
		x.Numeros = u.strings()
		u.exitLists(x, u.exitMarks(x))
	}
}

// days are those of a lot, in the order they are packed.
func (l *Lot) days() []*document.Date {
	return []*document.Date{&l.Pago, &l.AvailableFrom, &l.StayStart, &l.Due, &l.DueExtended, &l.DueLast, &l.Completo}
}

// few reports a lot with what few have.
func (l *Lot) few() bool {
	return l.NamedOnly || l.Provisional || l.ParteSupuesta || len(l.Numeros)+len(l.Bloqueos) > 0
}

// lot writes the next lot of a list.
func (p *packer) lot(l *Lot) {
	if p.before.lot == nil {
		none := noLot()
		p.before.lot = &none
	}
	before := p.before.lot
	reasons, days := slices.Equal(l.DueReasons, before.DueReasons), uint64(0)
	was, is := before.texts(), l.texts()
	same := reasons && slices.Equal(l.Facts, before.Facts)
	for k := 1; same && k < len(is); k++ {
		same = *is[k] == *was[k]
	}
	for k, d := range before.days() {
		days |= uint64(flag(1, *l.days()[k] != *d)) << k
	}
	named, opening := isLineID(l.ID, l.Pedimento, l.Partida), l.Entrada == 0 && l.EntradaUMT == 0 && l.Desperdicio == 0
	noValue, few := !l.Aduana.Known() && !l.Dolares.Known(), l.few()
	p.b = append(p.b, flag(sameHead, same)|flag(lineNamed, named)|flag(sameUMT, l.CantidadUMT == l.Cantidad)|flag(sameUMC, l.CantidadUMC == l.Cantidad)|
		flag(noProducto, opening)|flag(sameDays, days == 0)|flag(noMoney, noValue)|flag(more, few))
	if !same {
		p.head(was, is, before.Facts, l.Facts, uint64(flag(1, !reasons)))
		if !reasons {
			p.reasons(l.DueReasons)
		}
	}
	p.before.lot = l
	p.uint(uint64(l.Partida)) //nolint:gosec // partida numbers are positive
	if !named {
		p.itemID(l.ID, l.Pedimento)
	}
	p.quantities(l.Cantidad, l.CantidadUMT, l.CantidadUMC)
	if !opening {
		p.micros(l.Entrada)
		p.micros(l.EntradaUMT)
		p.micros(l.Desperdicio)
	}
	if days != 0 {
		p.uint(days)
		for k, d := range l.days() {
			if days&(1<<k) != 0 {
				p.int(int64(*d) - int64(*before.days()[k]))
			}
		}
	}
	if !noValue {
		p.inline(l.Aduana.String())
		p.inline(l.Dolares.String())
	}
	p.tributos(l.Tributos)
	if few {
		p.strings(l.Numeros)
		p.flags(l.NamedOnly, l.Provisional, l.ParteSupuesta)
		p.bloqueos(l.Bloqueos)
	}
}

// lots reads into a list, whatever it held.
func (u *unpacker) lots(list []Lot) {
	before := noLot()
	for i := range list {
		if list[i] = before; i > 0 {
			list[i] = list[i-1]
		}
		u.lot(&list[i])
	}
}

// lot reads the next lot of a list into a copy of the one before it.
func (u *unpacker) lot(l *Lot) {
	told := u.byte()
	if told&sameHead == 0 && u.head(l.texts(), &l.Facts) != 0 {
		l.DueReasons = u.reasons()
	}
	l.Partida = u.small()
	l.ID = u.itemID(told&lineNamed != 0, l.Pedimento, l.Partida)
	u.quantities(told, &l.Cantidad, &l.CantidadUMT, &l.CantidadUMC)
	if l.Entrada, l.EntradaUMT, l.Desperdicio = 0, 0, 0; told&noProducto == 0 {
		l.Entrada, l.EntradaUMT, l.Desperdicio = u.micros(), u.micros(), u.micros()
	}
	if told&sameDays == 0 {
		days := l.days()
		for changed := u.uint() & (1<<len(days) - 1); changed != 0; changed &= changed - 1 {
			d := days[bits.TrailingZeros64(changed)]
			*d = u.from(*d)
		}
	}
	u.values(told, &l.Aduana, &l.Dolares)
	l.Tributos = u.tributos()
	l.Numeros, l.Bloqueos = nil, nil
	l.NamedOnly, l.Provisional, l.ParteSupuesta = false, false, false
	if told&more != 0 {
		l.Numeros = u.strings()
		u.flags(&l.NamedOnly, &l.Provisional, &l.ParteSupuesta)
		l.Bloqueos = u.bloqueos()
	}
}

func (p *packer) reasons(list []document.Text) {
	p.uint(uint64(len(list)))
	for _, t := range list {
		p.text(t.ES)
		p.text(t.EN)
	}
}

func (u *unpacker) reasons() (out []document.Text) {
	if n := u.count(2); n > 0 { //nolint:mnd // a byte for each text
		out = make([]document.Text, n) // without room: lots share it
		for i := range out {
			out[i] = document.Text{ES: u.text(), EN: u.text()}
		}
	}
	return out
}

func (p *packer) bloqueos(list []Bloqueo) {
	p.uint(uint64(len(list)))
	for _, b := range list {
		p.date(b.Desde)
		p.date(b.Hasta)
	}
}

func (u *unpacker) bloqueos() (out []Bloqueo) {
	for range u.count(2) { //nolint:mnd // a byte for each day
		out = append(out, Bloqueo{u.date(), u.date()})
	}
	return out
}
