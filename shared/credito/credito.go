// Package credito is the second ledger of a certified company: the IVA and
// IEPS it did not pay when goods came in, since it has the credit (form of
// payment 21) or a guarantee (22), per pedimento and fracción (LIVA art. 28-A;
// Anexo 30 RGCE, SCCCyG). What leaves in time closes the credit; what does not
// is owed.
//
// Example: 1,000 kg came in with an IVA of 16,000 by credit; 250 kg return:
// 4,000 are discharged and 12,000 stay open until their due date.
//
// It knows no parts and no PEPS: what it is given as discharges is
// proportional by UMT. It may differ from the ledger of parts, and every
// difference is a finding with its own code. No balance falls below zero: what
// goes beyond a grant is an over-discharge. It computes no surcharges.
package credito

import (
	"math"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// MaxImporte is the largest contribution Anexo 22 can write: twelve digits of
// whole pesos. Sums over nine million of them fit in 64 bits.
const MaxImporte = 999_999_999_999

// Entry is one accepted pedimento of entry, or a rectification of one.
type Entry struct {
	Pedimento string        // 15 digits
	Date      document.Date // payment: the credit is granted
	// Rectifica is the number this one rectifies, "" when none, with the date
	// its record 701 gives: the grant keeps the date of the first.
	Rectifica      string
	RectificaFecha document.Date
	Partidas       []Partida
}

// Partida is a line of an entry.
type Partida struct {
	Numero   int
	Fraccion string
	UMT      string
	Cantidad quantity.Micros // UMT
	Due      document.Date   // unknown: the life of the programme
	Doubt    bool            // start or period of the stay is in doubt
	Cargos   []Cargo
	// Unknown: an opening balance states it and its entry is not in the books, so
	// nobody tells its contributions.
	Unknown bool
}

// Cargo is a contribution of a partida by form of payment, whole pesos.
type Cargo struct {
	Contribucion string // Anexo 22 abbreviation: IVA, IEPS …
	Forma        string // Apéndice 13
	Importe      int64
}

// Discharge is what left of a pedimento and fracción: an exit line × lot.
type Discharge struct {
	ID        string // unique within its pedimento and fracción
	Pedimento string // of entry, or any number of its chain
	Partida   int    // 0: not known
	Fraccion  string
	UMT       string
	Date      document.Date
	Cantidad  quantity.Micros // UMT
	Kind      string          // as the table credito.csv names it
	Proved    bool            // else assumed
}

// Key is what the credit is kept by.
type Key struct{ Pedimento, Fraccion, UMT string }

// Cuenta is one account: a contribution of a key by form of payment.
type Cuenta struct {
	Key
	Contribucion, Forma string
}

// Finding is a finding with the key it is about.
type Finding struct {
	Key Key
	document.Finding
}

// Ledger is the credit as of every date: pure, independent of the order of
// its input.
type Ledger struct {
	lots     []lot             // in the order of their keys
	index    map[Key]int       // while it is built
	room     []taken           // same
	root     map[string]string // every number of a chain to its first
	findings []Finding
	input    discharges
	all      int // partidas
	unknown  int // of which nobody tells the contributions
}

// lot is the grant of one key.
type lot struct {
	key      Key
	date     document.Date
	due      document.Date
	doubt    bool
	qty      quantity.Micros
	partidas []int
	cuentas  []importe
	moves    []move                     // in the order of their dates
	over     map[uint32]quantity.Micros // of few moves: what goes beyond the grant
}

type importe struct {
	contribucion, forma string
	pesos               int64
}

// move is a discharge of a lot: cum is all that left up to it.
// There are a million of them.
type move struct {
	cum quantity.Micros
	on  document.Date // never before the grant
	of  uint32        // the discharge; its highest bit: proved
}

const provedBit = math.MaxInt32 + 1

func (m *move) proved() bool { return m.of&provedBit != 0 }

// discharge is the number of what moved it.
func (m *move) discharge() int { return int(m.of &^ provedBit) }

// take is what the i-th move took.
func (b *lot) take(i uint32) quantity.Micros {
	if i == 0 {
		return b.moves[0].cum
	}
	return b.moves[i].cum - b.moves[i-1].cum
}

// Findings are those of building the ledger, in the order of their keys.
func (l *Ledger) Findings() []Finding { return l.findings }

// Root is the first number of the chain a number belongs to.
func (l *Ledger) Root(number string) string {
	if r, ok := l.root[number]; ok {
		return r
	}
	return number
}

// Pesos is a written amount as whole pesos; ok is false when it is unknown,
// negative, has cents, or is larger than a pedimento can say.
func Pesos(a money.Amount) (n int64, ok bool) {
	micros, fits := a.Micros()
	if !fits || micros < 0 || micros%1_000_000 != 0 || micros/1_000_000 > MaxImporte {
		return 0, false
	}
	return micros / 1_000_000, true
}

// pesosAt is what of an amount is discharged when cum of qty has left: the
// running total, rounded once, so that the last unit closes the last peso.
func pesosAt(pesos int64, cum, qty quantity.Micros) int64 {
	if cum <= 0 || qty <= 0 {
		return 0
	}
	n, err := quantity.Micros(pesos).MulDiv(min(cum, qty), qty)
	if err != nil {
		return 0 // cannot be: pesos is from 0 to MaxImporte and the ratio at most 1
	}
	return int64(n)
}
