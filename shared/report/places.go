package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// place is what orders an exit of the period, until it is in order.
type place struct {
	day       document.Date
	pedimento uint32 // by builder.numbers
	partida   int32
}

// left is where an exit of the period stands with what became of it: a month has a
// million of them, so that they are read from their books when their row is made.
type left struct {
	book uint32
	exit uint32 // of the book
	more uint32 // in builder.loose, from 1 on; 0: all of it is discharged as one thing
	as   one
	told bool // its piece is valued in another row
}

// one is as what all of an exit is discharged.
type one uint8

// What all of an exit is discharged as.
const (
	asProved one = iota
	asAssumed
	asUndocumented
)

// parts are what became of an exit, in the unit of its material.
type parts struct {
	proved, assumed, undocumented quantity.Micros
	held, short                   quantity.Micros
}

// straggler is what few exits have.
type straggler struct {
	parts
	changed map[ledger.Status]quantity.Micros
	causes  []string
	loose   []loose
}

// use is a descargo, by its exit: both are of one day, which a book is checked for.
type use struct {
	exit     uint32 // of builder.exits
	descargo uint32
	after    quantity.Micros // saldo of the lot after it, in UMT
}

// place is that of an exit of a book.
func (b *builder) place(x *ledger.ExitBrief) place {
	n, ok := b.numbers[x.Pedimento]
	if !ok {
		n = uint32(len(b.numbers)) //nolint:gosec // pedimentos of a programme
		b.numbers[x.Pedimento] = n // a text of the rack
	}
	return place{x.MovedAt, n, int32(x.Partida)} //nolint:gosec // four digits
}

// leave keeps what a row of an exit is made of.
func (b *builder) leave(book, at uint32, x *gone) {
	row := left{book: book, exit: at}
	p := x.parts
	switch all := x.Cantidad; {
	case x.changed != nil || len(x.loose) > 0:
		row.more = 1
	case p == parts{proved: all}:
		row.as = asProved
	case p == parts{assumed: all}:
		row.as = asAssumed
	case p == parts{undocumented: all}:
		row.as = asUndocumented
	default:
		row.more = 1
	}
	if row.more > 0 {
		b.loose = append(b.loose, straggler{p, x.changed, x.causes, x.loose})
		row.more = uint32(len(b.loose)) //nolint:gosec // one of each exit at most
	}
	b.exits, b.places = append(b.exits, row), append(b.places, b.place(&x.ExitBrief))
}

// of is what became of an exit of a quantity.
func (l *left) of(all quantity.Micros, more *straggler) parts {
	switch {
	case l.more > 0:
		return more.parts
	case l.as == asProved:
		return parts{proved: all}
	case l.as == asAssumed:
		return parts{assumed: all}
	}
	return parts{undocumented: all}
}

// rank puts the numbers of pedimentos in order.
func (b *builder) rank() {
	names := make([]string, len(b.numbers))
	for s, n := range b.numbers {
		names[n] = s
	}
	b.ranks, b.numbers = rankOf(names), nil
}

// rankOf tells where each of some names stands in their order.
func rankOf(names []string) []uint32 {
	at := make([]uint32, len(names))
	for i := range at {
		at[i] = uint32(i)
	}
	slices.SortFunc(at, func(x, y uint32) int { return strings.Compare(names[x], names[y]) })
	ranks := make([]uint32, len(at))
	for r, n := range at {
		ranks[n] = uint32(r)
	}
	return ranks
}

// dayThen are days in their order, and numbers of each. The year 0 is that of no day.
func dayThen(day document.Date, number uint32) uint64 {
	return uint64(uint32(day))<<32 | uint64(number) //nolint:gosec,mnd // a day is not negative; half of it
}

// compare orders exits of one day, pedimento and partida by their identity, which is
// unique within a material.
func (b *builder) compare(i, j int32) int {
	s, t := &b.exits[i], &b.exits[j]
	return cmp.Or(strings.Compare(b.books[s.book].ExitID(int(s.exit)), b.books[t.book].ExitID(int(t.exit))),
		strings.Compare(b.books[s.book].ID, b.books[t.book].ID))
}

// stragglers is what a row has that few have.
func (b *builder) stragglers(row *left) straggler {
	if row.more == 0 {
		return straggler{}
	}
	return b.loose[row.more-1]
}

// salida reads the i-th exit of the period.
func (b *builder) salida(i int, x *salida) {
	if x.reader == nil {
		x.reader, x.days, x.near = &ledger.ExitReader{}, &days{}, &near{}
	}
	x.near.row(i, len(b.exits), func(i int) byte { return b.books[b.exits[i].book].Near(int(b.exits[i].exit), -1) })
	row := &b.exits[i]
	k := b.books[row.book]
	x.reader.Read(k, int(row.exit))
	x.Exit = &x.reader.Exit
	more := b.stragglers(row)
	p := row.of(x.Cantidad, &more)
	*x = salida{
		Exit: x.Exit, reader: x.reader, days: x.days, near: x.near, material: k.ID, unidad: k.Material.Unit, undocumented: p.undocumented, proved: p.proved, assumed: p.assumed,
		held: p.held, short: p.short, changed: more.changed, causes: more.causes, loose: more.loose, told: row.told,
	}
}

// tell leaves the value and the quantities of a product to one row of it, the first
// of what was built into it: they are those of all its parts together. Its rows
// stand together, since all of it left on one day.
func (b *builder) tell() {
	var brief ledger.ExitBrief
	var x ledger.ExitReader
	last := ""
	for i := range b.exits {
		row := &b.exits[i]
		k := b.books[row.book]
		switch k.Brief(int(row.exit), &brief); brief.Rol {
		case ledger.RoleIncorporado:
			x.Read(k, int(row.exit))
			piece := x.Exit.Piece()
			row.told, last = piece == last, piece
		case ledger.RoleMerma, ledger.RoleDesperdicio:
			row.told = true
		case ledger.RoleSalida, ledger.RoleActa, ledger.RoleFaltante, ledger.RoleHallado, ledger.RoleConteo:
		}
	}
}

// once is a cell that one row of a product has.
func once(of func(*salida) string) func(*salida) string {
	return func(x *salida) string {
		if x.told {
			return ""
		}
		return of(x)
	}
}

// went is what an exit moved: of a count what it found missing, or found again, and
// not what was counted.
func (x *salida) went(b *builder) quantity.Micros {
	if x.Rol != ledger.RoleConteo {
		return x.Cantidad
	}
	q := x.short
	for _, moved := range x.changed {
		q = b.add(q, moved)
	}
	return q
}

// uso reads the i-th descargo of the period.
func (b *builder) uso(i int, u *uso) {
	if u.held == nil {
		u.held = &heldUse{}
	}
	h := u.held
	h.near.row(i, len(b.uses), func(i int) byte {
		row := &b.uses[i]
		left := &b.exits[row.exit]
		return b.books[left.book].Near(int(left.exit), int(row.descargo))
	})
	row := &b.uses[i]
	left := &b.exits[row.exit]
	k := b.books[left.book]
	h.exit.Read(k, int(left.exit))
	lot, _ := k.Descargo(int(row.descargo), &h.Descargo)
	l := &k.Lots[lot]
	h.Exit, h.Lot = h.exit.Exit.ID, l.ID
	*u = uso{Descargo: &h.Descargo, material: k.ID, unidad: k.Material.Unit, exit: &h.exit.Exit, lot: l, after: row.after, held: h}
}

// heldUse is memory a row is read into.
type heldUse struct {
	ledger.Descargo
	exit ledger.ExitReader
	days days
	near near
}

// day is a day as it is written.
func (u *uso) day(d document.Date) string {
	if u.held == nil {
		return d.String()
	}
	return u.held.days.say(d)
}
