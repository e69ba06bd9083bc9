package ledger

import (
	"bytes"
	"fmt"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Status of a descargo: how well it is founded.
type Status string

// The statuses; every report totals them apart. Undocumented is merma or
// desperdicio that no production record proves.
const (
	Proved       Status = "proved"
	Assumed      Status = "assumed"
	Undocumented Status = "undocumented"
)

// Descargo is exit × lot × quantity, in the unit of the material and in UMT.
// It is never edited.
type Descargo struct {
	Exit     string          `json:"exit"`
	Lot      string          `json:"lot"`
	Cantidad quantity.Micros `json:"cantidad"`
	// CantidadUMT is the step of the rounded running total of the lot: the last
	// one leaves exactly nothing.
	CantidadUMT quantity.Micros `json:"cantidad_umt"`
	MovedAt     document.Date   `json:"moved_at"`
	Rol         Role            `json:"rol"`
	Status      Status          `json:"status"`
	Basis       string          `json:"basis"`             // named | peps
	Vencido     bool            `json:"vencido,omitempty"` // the lot had expired
}

// Change is quantity of a lot that went from one state to another and stays
// under the lot and its due date.
type Change struct {
	Exit     string          `json:"exit"`
	Lot      string          `json:"lot"`
	Cantidad quantity.Micros `json:"cantidad"`
	MovedAt  document.Date   `json:"moved_at"`
	A        string          `json:"a"` // desperdicio, faltante, bueno
	Status   Status          `json:"status"`
	Basis    string          `json:"basis"`
}

// Where a Change goes.
const (
	ToDesperdicio = "desperdicio"
	ToFaltante    = "faltante"
	ToBueno       = "bueno"
)

// Held is quantity of an exit that PEPS would take from an expired lot; a
// person decides: late return, or A3 (exception expired_in_sequence). What a
// later exit that identifies the lot took of it is held no more.
type Held struct {
	Exit     string          `json:"exit"`
	Lot      string          `json:"lot"`
	Cantidad quantity.Micros `json:"cantidad"` // when the exit came
	MovedAt  document.Date   `json:"moved_at"`
	Tomado   []TakenHeld     `json:"tomado,omitempty"`
}

// TakenHeld is what one exit took of what was held for another.
type TakenHeld struct {
	Exit     string          `json:"exit"`
	Cantidad quantity.Micros `json:"cantidad"`
	MovedAt  document.Date   `json:"moved_at"`
}

// On is what is still held at the end of a day.
func (h *Held) On(d document.Date) quantity.Micros {
	if h.MovedAt > d {
		return 0
	}
	q := h.Cantidad
	for _, t := range h.Tomado {
		if t.MovedAt <= d {
			q -= t.Cantidad
		}
	}
	return q
}

// Pendiente is what is still held after everything that is known.
func (h *Held) Pendiente() quantity.Micros { return h.On(never) }

// Cause ranks why an exit found no lot.
type Cause string

// The causes, in the order they are tried.
const (
	CauseNoBOM         Cause = "no_bom"
	CauseBOMVersion    Cause = "bom_version"
	CauseBOM           Cause = "bom"
	CauseNoPart        Cause = "sin_parte"
	CauseBlocked       Cause = "blocked"
	CauseNoWaste       Cause = "sin_desperdicio"
	CauseNotMissing    Cause = "no_faltante"
	CauseLateImport    Cause = "late_import"
	CauseBeforeWindow  Cause = "before_window"
	CauseUnit          Cause = "unit"
	CauseOverDischarge Cause = "over_discharge"
	// CauseAlias is a part that has lots under another name: no book knows it
	// by itself (Stock).
	CauseAlias Cause = "alias"
)

// Shortage is quantity that found no lot: there are no negative saldos.
type Shortage struct {
	Exit     string          `json:"exit"`
	Cantidad quantity.Micros `json:"cantidad"`
	MovedAt  document.Date   `json:"moved_at"`
	Cause    Cause           `json:"cause"`
	// Named and TakenBy: a named lot that is absent, or who took it.
	Named   string   `json:"named,omitempty"`
	TakenBy []string `json:"taken_by,omitempty"`
}

// Saldo is what is left of a lot: good stock, desperdicio and what is missing,
// all of it under the lot's due date.
type Saldo struct {
	Lot         string          `json:"lot"`
	Cantidad    quantity.Micros `json:"cantidad"` // good stock
	Desperdicio quantity.Micros `json:"desperdicio,omitempty"`
	Faltante    quantity.Micros `json:"faltante,omitempty"`
	CantidadUMT quantity.Micros `json:"cantidad_umt"` // of the three together
	Held        quantity.Micros `json:"held,omitempty"`
}

// Pendiente is everything a lot still answers for.
func (s *Saldo) Pendiente() quantity.Micros { return s.Cantidad + s.Desperdicio + s.Faltante }

// Surplus is what a count found beyond the books: no lot, a finding.
type Surplus struct {
	Exit     string          `json:"exit"`
	Cantidad quantity.Micros `json:"cantidad"`
	Fecha    document.Date   `json:"fecha"`
}

// Book is one material, fully evaluated: a function of its movements, the
// policy, the catalogue and the engine. Nothing in it comes from arrival.
type Book struct {
	RFC       string     `json:"rfc"`
	ID        string     `json:"id"`
	Material  Material   `json:"material"`
	Engine    string     `json:"engine"`
	Policy    Policy     `json:"policy"`
	Catalog   string     `json:"catalog"`
	Lots      []Lot      `json:"lots"`
	Exits     []Exit     `json:"exits"`
	Descargos []Descargo `json:"descargos"`
	Cambios   []Change   `json:"cambios,omitempty"`
	Held      []Held     `json:"held"`
	Shortages []Shortage `json:"shortages"`
	Sobrantes []Surplus  `json:"sobrantes,omitempty"`
	Saldos    []Saldo    `json:"saldos"`
	Avisos    []Finding  `json:"avisos,omitempty"` // openings and decisions that do not fit
}

// Encode is the canonical form of the book: what encoding/json gives.
func (b *Book) Encode() ([]byte, error) {
	w := writer{b: make([]byte, 0, 1024+1200*len(b.Lots)+800*len(b.Exits)+250*len(b.Descargos))}
	w.book(b)
	if w.err != nil {
		return nil, fmt.Errorf("encode book %s: %w", b.ID, w.err)
	}
	return w.b, nil
}

// writers lend the memory books are written in to be counted: a large month has
// gigabytes of them.
//
//nolint:gochecknoglobals // a pool keeps memory, no state
var writers = sync.Pool{New: func() any { return &writer{} }}

// lend gives a writer that nothing was written with, and takes it back.
func lend(write func(*writer)) {
	const roomiest = 16 << 20    // what is larger is not worth keeping
	w := writers.Get().(*writer) //nolint:forcetypeassert // the pool holds nothing else
	w.b, w.first, w.err = w.b[:0], false, nil
	write(w)
	if cap(w.b) <= roomiest {
		writers.Put(w)
	}
}

// Sum is the hash of the canonical form.
func (b *Book) Sum() (sum document.Hash, err error) {
	lend(func(w *writer) {
		if w.book(b); w.err != nil {
			err = fmt.Errorf("encode book %s: %w", b.ID, w.err)
			return
		}
		sum = document.HashOf(w.b)
	})
	return sum, err
}

// Encodes reports that some bytes are the canonical form.
func (f *Fact) Encodes(raw []byte) (same bool) {
	lend(func(w *writer) {
		w.fact(f)
		same = bytes.Equal(w.b, raw)
	})
	return same
}
