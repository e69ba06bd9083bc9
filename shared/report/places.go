package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// place is where an exit of the period stands, and what orders it: a month has a
// million of them, so that they are read from their books when their row is made.
type place struct {
	day       document.Date
	pedimento uint32 // by builder.numbers
	partida   int32
	book      uint32
	exit      uint32 // of the book
}

// left is an exit with what became of it, in the unit of its material.
type left struct {
	place
	more                          uint32 // in builder.loose, from 1 on; 0: nothing
	proved, assumed, undocumented quantity.Micros
	held, short                   quantity.Micros
}

// straggler is what few exits have.
type straggler struct {
	changed map[ledger.Status]quantity.Micros
	causes  []string
	loose   []loose
}

// use is a descargo, by its exit.
type use struct {
	place
	descargo uint32
	after    quantity.Micros // saldo of the lot after it, in UMT
}

// place is that of an exit of a book.
func (b *builder) place(book, at uint32, x *ledger.Exit) place {
	n, ok := b.numbers[x.Pedimento]
	if !ok {
		n = uint32(len(b.numbers)) //nolint:gosec // pedimentos of a programme
		b.numbers[strings.Clone(x.Pedimento)] = n
	}
	return place{x.MovedAt, n, int32(x.Partida), book, at} //nolint:gosec // four digits
}

// leave keeps what a row of an exit is made of.
func (b *builder) leave(book, at uint32, x *salida) {
	row := left{
		place: b.place(book, at, x.Exit), proved: x.proved, assumed: x.assumed, undocumented: x.undocumented, held: x.held, short: x.short,
	}
	if x.changed != nil || len(x.loose) > 0 {
		b.loose = append(b.loose, straggler{x.changed, x.causes, x.loose})
		row.more = uint32(len(b.loose)) //nolint:gosec // one of each exit at most
	}
	b.exits = append(b.exits, row)
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

// compare orders exits by day, pedimento, partida, then by their identity, which
// is unique within a material.
func (b *builder) compare(x, y *place) int {
	if c := cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(b.ranks[x.pedimento], b.ranks[y.pedimento]), cmp.Compare(x.partida, y.partida)); c != 0 {
		return c
	}
	if x.book == y.book && x.exit == y.exit {
		return 0
	}
	var s, t ledger.Exit
	b.books[x.book].Exit(int(x.exit), &s)
	b.books[y.book].Exit(int(y.exit), &t)
	return cmp.Or(strings.Compare(s.ID, t.ID), strings.Compare(b.books[x.book].ID, b.books[y.book].ID))
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
	row := &b.exits[i]
	k := b.books[row.book]
	if x.Exit == nil {
		x.Exit = &ledger.Exit{}
	}
	k.Exit(int(row.exit), x.Exit)
	more := b.stragglers(row)
	*x = salida{
		Exit: x.Exit, material: k.ID, unidad: k.Material.Unit, undocumented: row.undocumented, proved: row.proved, assumed: row.assumed,
		held: row.held, short: row.short, changed: more.changed, causes: more.causes, loose: more.loose,
	}
}

// uso reads the i-th descargo of the period.
func (b *builder) uso(i int, u *uso) {
	row := &b.uses[i]
	k := b.books[row.book]
	if u.held == nil {
		u.held = &heldUse{}
	}
	h := u.held
	k.Exit(int(row.exit), &h.exit)
	lot, _ := k.Descargo(int(row.descargo), &h.Descargo)
	l := &k.Lots[lot]
	h.Exit, h.Lot = h.exit.ID, l.ID
	*u = uso{Descargo: &h.Descargo, material: k.ID, unidad: k.Material.Unit, exit: &h.exit, lot: l, after: row.after, held: h}
}

// heldUse is memory a row is read into.
type heldUse struct {
	ledger.Descargo
	exit ledger.Exit
}
