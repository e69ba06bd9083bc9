package ledger

import (
	"reflect"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// ExitBrief is what sums and checks over all books ask of an exit: reading it makes
// nothing, and a month has a million of them.
type ExitBrief struct {
	Rol                    Role
	Pedimento, Clave, Tipo string
	Partida                int
	Cantidad               quantity.Micros // in the unit of its material
	MovedAt, PaidAt        document.Date
}

// Brief reads what is asked of the i-th exit by itself.
func (k *Kept) Brief(i int, x *ExitBrief) {
	u := unpacker{b: k.exits, at: int(k.at[i]), texts: k.rack.texts}
	u.bool()
	u.take(u.uint())                                                       // its identity
	h := unpacker{b: k.rack.heads, at: int(u.uint()), texts: k.rack.texts} //nolint:gosec // where headAt put it
	x.Rol, x.Pedimento, x.Clave, x.Tipo = Role(h.text()), h.text(), h.text(), h.text()
	h.pass(headTexts - 4) //nolint:mnd // those just read
	h.pass(h.count(minByte))
	x.MovedAt, x.PaidAt = h.date(), h.date()
	u.pass(lineTexts)
	x.Partida, x.Cantidad = u.small(), u.micros()
	if u.err != nil || h.err != nil {
		panic(ErrPacked) // nobody else writes a rack
	}
}

// Near reads the first of what a row of an exit and one of its descargos is made of,
// and gives what only keeps that from being left out. Rows of a day stand in many
// books: asked of some rows before the first of them is made, a processor waits for
// their memory once and not for one after the other. A negative descargo is none.
func (k *Kept) Near(exit, descargo int) (some byte) {
	some = k.exits[k.at[exit]]
	if descargo < 0 {
		return some
	}
	if l := &k.Lots[k.takes[descargo].lot]; l.ID != "" {
		some += l.ID[0]
	}
	return some
}

// Moved is how many exits moved from one day up to and with another, and how many
// descargos did.
func (k *Kept) Moved(from, to document.Date) (exits, descargos int) {
	var x ExitBrief
	for i := range k.at {
		if k.Brief(i, &x); x.MovedAt >= from && x.MovedAt <= to {
			exits++
		}
	}
	for i := range k.takes {
		if d := k.takes[i].day; d >= from && d <= to {
			descargos++
		}
	}
	return exits, descargos
}

// How many texts a head and a line have.
const (
	headTexts = 11
	lineTexts = 9
)

// pass goes over numbers of texts.
func (u *unpacker) pass(n int) {
	for range n {
		u.uint()
	}
}

// Tipo is the kind of the exit of the i-th descargo.
func (k *Kept) Tipo(i int) string { return k.rack.words[k.takes[i].tipo] }

// ExitID is the identity of the i-th exit.
func (k *Kept) ExitID(i int) string {
	u := unpacker{b: k.exits, at: int(k.at[i]), texts: k.rack.texts}
	of := u.bool()
	id := u.take(u.uint())
	if !of {
		return string(id)
	}
	h := unpacker{b: k.rack.heads, at: int(u.uint()), texts: k.rack.texts} //nolint:gosec // where headAt put it
	h.pass(1)
	return h.text() + string(id)
}

// ExitsByID tells where exits stand, by their identity.
func (k *Kept) ExitsByID() map[string]int {
	out := make(map[string]int, len(k.at))
	for i := range k.at {
		out[k.ExitID(i)] = i
	}
	return out
}

// LotsByID tells where lots stand, by their identity.
func (b *Book) LotsByID() map[string]int {
	out := make(map[string]int, len(b.Lots))
	for i := range b.Lots {
		out[b.Lots[i].ID] = i
	}
	return out
}

// ShareLots has the lots of a book be those of a later one where they are the same:
// what came since mostly stands behind them.
func (k *Kept) ShareLots(later *Kept) {
	if n := len(k.Lots); n <= len(later.Lots) && reflect.DeepEqual(k.Lots, later.Lots[:n]) {
		k.Lots = later.Lots[:n:n]
	}
}

// Has reports a book with an exit of a role.
func (k *Kept) Has(r Role) bool { return k.roles&(1<<slices.Index(Roles(), r)) != 0 }

// Makes reports a book with an exit of a product.
func (k *Kept) Makes() bool { return k.makes }
