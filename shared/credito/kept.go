package credito

import (
	"cmp"
	"iter"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// discharges are what a ledger was given: as it is, or as places in books that
// are kept, where each is read when it is wanted.
type discharges struct {
	given []Discharge
	books []*ledger.Kept
	from  []int // of each book, how many descargos stand before its own
	all   int
}

// OfBooks is the credit that kept books make, the same in whatever order they
// come. It reads them as long as it is asked.
func OfBooks(books []*ledger.Kept, cat *catalog.Catalog) *Ledger {
	g := NewBooks()
	in := discharges{books: books}
	for _, k := range books {
		in.from = append(in.from, in.all)
		_, n := k.Len()
		in.all += n
		for i := range k.Lots {
			g.grant(&k.Book, &k.Lots[i])
		}
	}
	in.given = g.discharges
	return build(g.sorted(), in, cat)
}

// len is how many there are, those that were given first.
func (s *discharges) len() int { return len(s.given) + s.all }

// place is where a discharge stands: a descargo of a book, or, where book is -1, one
// that was given.
type place struct{ book, at int }

func (s *discharges) place(i int) place {
	if i < len(s.given) {
		return place{-1, i}
	}
	i -= len(s.given)
	n, found := slices.BinarySearch(s.from, i)
	if !found {
		n--
	}
	for n+1 < len(s.from) && s.from[n+1] == i { // books without any
		n++
	}
	return place{n, i - s.from[n]}
}

// read gives the i-th, and its exit where x is not nil.
func (s *discharges) read(i int, d *Discharge, x *ledger.ExitBrief) {
	s.place(i).read(s, d, x, true)
}

// unnamed is read without the identity of a descargo, which is made of two others; of
// one that is less than a millionth, and goes with the next one, ok is false.
func (s *discharges) unnamed(i int, d *Discharge, x *ledger.ExitBrief) (ok bool) {
	return s.place(i).read(s, d, x, false)
}

// read reads a discharge where it stands.
func (p place) read(s *discharges, d *Discharge, x *ledger.ExitBrief, named bool) (ok bool) {
	if p.book < 0 {
		*d = s.given[p.at]
		return true
	}
	k := s.books[p.book]
	var m ledger.Descargo
	lot, exit := k.Descargo(p.at, &m)
	if m.CantidadUMT == 0 {
		return false
	}
	if x != nil {
		k.Brief(exit, x)
	}
	if *d = dischargeOf(&m, &k.Lots[lot], kindOf(m.Rol, k.Tipo(p.at))); named { // a descargo has the role of its exit
		d.ID = nameOf(k.ExitID(exit), k.Lots[lot].ID, m.Basis)
	}
	return true
}

// dischargeOf is what a descargo takes of the credit of its lot, without its
// identity.
func dischargeOf(d *ledger.Descargo, l *ledger.Lot, kind string) Discharge {
	return Discharge{
		Pedimento: l.Pedimento, Partida: l.Partida, Fraccion: l.Fraccion, UMT: l.UMT,
		Date: d.MovedAt, Cantidad: d.CantidadUMT, Kind: kind, Proved: d.Status == ledger.Proved,
	}
}

// nameOf is the identity of the discharge of a descargo.
func nameOf(exit, lot, basis string) string { return exit + " ← " + lot + " " + basis }

// Ref is where an Abono stands in its ledger. Accounts are numbered in the
// order of their keys.
type Ref struct{ lot, cuenta, move uint32 }

// Compare orders accounts by pedimento, fracción, contribution and form of
// payment, without the unit.
func (l *Ledger) Compare(a Ref, of *Ledger, b Ref) int {
	x, y := &l.lots[a.lot], &of.lots[b.lot]
	if x == y {
		return cmp.Compare(a.cuenta, b.cuenta)
	}
	c, d := &x.cuentas[a.cuenta], &y.cuentas[b.cuenta]
	return cmp.Or(cmp.Compare(x.key.Pedimento, y.key.Pedimento), cmp.Compare(x.key.Fraccion, y.key.Fraccion),
		cmp.Compare(c.contribucion, d.contribucion), cmp.Compare(c.forma, d.forma))
}

// SameEntry reports accounts of one pedimento and fracción. They stand together.
func (l *Ledger) SameEntry(a, b Ref) bool {
	x, y := &l.lots[a.lot].key, &l.lots[b.lot].key
	return a.lot == b.lot || x.Pedimento == y.Pedimento && x.Fraccion == y.Fraccion
}

// On is the day of an Abono.
func (l *Ledger) On(r Ref) document.Date { return l.lots[r.lot].moves[r.move].on }

// Abono reads one, its discharge into d and the exit of its descargo into x; left
// is false of an opening balance and of a ledger that no kept books made, which
// have no exit.
func (l *Ledger) Abono(r Ref, d *Discharge, x *ledger.ExitBrief) (a Abono, left bool) {
	l.input.read(l.lots[r.lot].moves[r.move].discharge(), d, x)
	return l.abono(r, d)
}

// Unnamed is Abono without the identity of a descargo.
func (l *Ledger) Unnamed(r Ref, d *Discharge, x *ledger.ExitBrief) (a Abono, left bool) {
	l.input.unnamed(l.lots[r.lot].moves[r.move].discharge(), d, x)
	return l.abono(r, d)
}

// abono is what a discharge that was read is of its account.
func (l *Ledger) abono(r Ref, d *Discharge) (a Abono, left bool) {
	b := &l.lots[r.lot]
	m, c := &b.moves[r.move], &b.cuentas[r.cuenta]
	done := int64(0)
	if r.move > 0 {
		done = pesosAt(c.pesos, b.moves[r.move-1].cum, b.qty)
	}
	return Abono{
		Cuenta: Cuenta{b.key, c.contribucion, c.forma}, Discharge: d, On: m.on, Cantidad: b.take(r.move),
		Importe: pesosAt(c.pesos, m.cum, b.qty) - done, Late: b.late(m.on), Over: b.over[r.move],
	}, m.discharge() >= len(l.input.given)
}

// Refs visits where the Abonos after from up to and with to stand, in the order
// of accounts and days.
func (l *Ledger) Refs(from, to document.Date) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for i := range l.lots {
			b := &l.lots[i]
			for c := range b.cuentas {
				for j := range b.moves {
					if m := &b.moves[j]; m.on > from && m.on <= to && !yield(Ref{uint32(i), uint32(c), uint32(j)}) {
						return
					}
				}
			}
		}
	}
}

// Account is an account with its movements up to a day, by discharge.
type Account struct {
	Cuenta
	Moved map[Moved]int64 // whole pesos
	Refs  []Ref
}

// Moved tells the discharges of an account apart.
type Moved struct {
	ID string
	On document.Date
}

// Accounts visits the accounts with what moved up to a day, in the order of
// their keys.
func (l *Ledger) Accounts(to document.Date) iter.Seq[*Account] {
	return func(yield func(*Account) bool) {
		var d Discharge
		var exit ledger.ExitBrief
		for i := range l.lots {
			b := &l.lots[i]
			for c := range b.cuentas {
				a := &Account{Cuenta: Cuenta{b.key, b.cuentas[c].contribucion, b.cuentas[c].forma}, Moved: map[Moved]int64{}}
				for j := range b.moves {
					if b.moves[j].on > to {
						break
					}
					r := Ref{uint32(i), uint32(c), uint32(j)}
					x, _ := l.Abono(r, &d, &exit)
					a.Moved[Moved{x.Discharge.ID, x.On}] += x.Importe
					a.Refs = append(a.Refs, r)
				}
				if len(a.Refs) > 0 && !yield(a) {
					return
				}
			}
		}
	}
}

// CompareAccounts orders accounts by their keys, as Accounts visits them.
func CompareAccounts(a, b Cuenta) int {
	return cmp.Or(compareKeys(a.Key, b.Key), cmp.Compare(a.Contribucion, b.Contribucion), cmp.Compare(a.Forma, b.Forma))
}
