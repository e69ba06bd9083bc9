package report

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// ErrRange reports a total that does not fit in millionths of an int64.
var ErrRange = errors.New("a total does not fit in millionths of an int64")

// Found is a finding with what it is about: a pedimento of the books, a
// document at the door, or both.
type Found struct {
	Pedimento string        `json:"pedimento,omitempty"`
	Document  document.Hash `json:"documento,omitempty"`
	// Standing is of what stands at the close and is asked in every month; else it
	// is of papers and movements of its month.
	Standing bool `json:"al_cierre,omitempty"`
	document.Finding
}

// Set is every report of one programme and period.
type Set struct {
	Head    Head
	Tables  []Table // in the order they are read
	Summary Summary

	saldos []saldo // per fracción, for the page
	aging  []lote
	found  []Found
	month  *month        // nil in the layouts without it
	cost   *cost         // of the contingency alone
	flows  []flow        // by unit, the last twelve months
	opens  document.Date // the day whose close opening balances state; unknown without
	year   *year         // nil of a month

	old      bool // of a layout before the ninth
	unlinked bool // of a layout before the eleventh
	perSheet int  // rows of a worksheet; 0 is what one can hold
}

// Table finds a report by name, nil when there is none.
func (s *Set) Table(name string) *Table {
	for i := range s.Tables {
		if s.Tables[i].Name == name {
			return &s.Tables[i]
		}
	}
	return nil
}

// Build makes the reports of a period from books that hold no fact after it.
// The books may come in any order; pairs are those of their V1, nil for the
// layout without them. It fails only when a total does not fit.
func Build(head Head, cat *catalog.Catalog, books []*ledger.Kept, found []Found, pairs *Pairs) (*Set, error) {
	return (&builder{head: head, cat: cat, pairs: pairs}).set(books, found)
}

// BuildBefore is Build of the layouts before the ninth.
func BuildBefore(head Head, cat *catalog.Catalog, books []*ledger.Kept, found []Found, pairs *Pairs) (*Set, error) {
	return (&builder{head: head, cat: cat, pairs: pairs, old: true}).set(books, found)
}

// set makes the reports of the books.
func (b *builder) set(books []*ledger.Kept, found []Found) (*Set, error) {
	books, head := slices.Clone(books), b.head
	if b.machines == nil {
		b.machines = &machinery{cat: b.cat, old: true}
	}
	slices.SortFunc(books, func(a, b *ledger.Kept) int { return cmp.Compare(a.ID, b.ID) })
	b.books, b.numbers = books, map[string]uint32{}
	b.room()
	for n, book := range books {
		b.read(uint32(n), book)
	}
	b.again = onceMore{}
	b.sort()
	s := &Set{Head: head, old: b.plain(), saldos: b.saldos(), aging: b.open(), found: Sorted(found)}
	s.Tables = []Table{
		b.entradas(), b.salidas(), b.saldosTable(s.saldos), b.materiales(), b.descargos(), b.ajustes(), b.faltantes(),
		b.vencimientos(s.aging), b.activoFijo(), hallazgos(head, s.found),
	}
	s.Summary, s.flows = b.summary(s.saldos, s.found), b.flowList()
	for _, k := range books {
		s.opens = max(s.opens, k.Policy.KeyDate)
	}
	b.measure()
	if b.over {
		return nil, fmt.Errorf("reports of %s %s: %w", head.RFC, head.Period, ErrRange)
	}
	return s, nil
}

// plain reports charts that do not say how what left is known.
func (b *builder) plain() bool { return b.old || !b.split }

// room makes room for the rows of all books once: lists that grow are twice there
// while they do.
func (b *builder) room() {
	lots, exits, uses := 0, 0, 0
	for _, k := range b.books {
		for i := range k.Lots {
			if k.Lots[i].AvailableFrom <= b.head.To {
				lots++
			}
		}
		e, u := k.Moved(b.head.From, b.head.To)
		exits, uses = exits+e, uses+u
	}
	b.lots, b.exits, b.places, b.uses = make([]lote, 0, lots), make([]left, 0, exits), make([]place, 0, exits), make([]use, 0, uses)
}

// builder gathers the rows of all books.
type builder struct {
	head    Head
	cat     *catalog.Catalog
	pairs   *Pairs
	split   bool // materials show what is proved, assumed and unresolved
	lots    []lote
	exits   []left
	places  []place     // of the exits, until they are in order
	loose   []straggler // what exits have that few have
	uses    []use
	cambios []cambio
	books   []*ledger.Kept
	numbers map[string]uint32 // of pedimentos of exits, in the order they are met
	ranks   []uint32          // of those numbers in their order
	flows   map[string]*flow  // by UMT
	over    bool
	old     bool // of a layout before the ninth
	// machines tells fixed assets, nil goes by the clave alone.
	machines *machinery
	again    onceMore
}

// lote is a lot with what the period did to it, in UMT.
type lote struct {
	*ledger.Lot
	material string
	unidad   string // of the material, in which Lot.Cantidad is
	opening  quantity.Micros
	entered  quantity.Micros
	out      outs
	proved   quantity.Micros
	assumed  quantity.Micros
	closing  quantity.Micros
	held     quantity.Micros // of the closing, what waits for a decision
	waste    quantity.Micros // of the closing, desperdicio
	missing  quantity.Micros // of the closing, theft, loss, counted less

	undocumented quantity.Micros // discharged without a production record
}

// salida is an exit with what became of it, in the unit of its material.
type salida struct {
	*ledger.Exit
	material        string
	unidad          string
	undocumented    quantity.Micros
	proved, assumed quantity.Micros
	held, short     quantity.Micros
	changed         map[ledger.Status]quantity.Micros // stays under its lot in another state; nil when nothing does
	causes          []string
	loose           []loose
	told            bool               // another row tells what its product was sold for
	reader          *ledger.ExitReader // what a row is read into
	days            *days              // as they are written
	near            *near              // what comes next
}

// loose is a quantity of an exit without a descargo.
type loose struct {
	cause    string
	cantidad quantity.Micros
	lot      string
	of       *ledger.Lot // that lot; nil without one
	named    string
	takenBy  []string
}

// uso is a descargo with both its ends.
type uso struct {
	*ledger.Descargo
	material string
	unidad   string // of Cantidad
	exit     *ledger.Exit
	lot      *ledger.Lot
	after    quantity.Micros // saldo of the lot after it, in UMT
	cause    string          // of what found no lot
	held     *heldUse        // what a row is read into
}

// add sums within int64 and remembers when a sum did not fit.
func (b *builder) add(a, c quantity.Micros) quantity.Micros {
	s := a + c
	if (c > 0 && s < a) || (c < 0 && s > a) {
		b.over = true
	}
	return s
}

// measure adds what the cells of the tables add, which are made when nobody asks
// any more whether a sum fits.
func (b *builder) measure() {
	for i := range b.loose {
		b.add(b.loose[i].held, b.loose[i].short)
	}
	for i := range b.lots {
		b.add(b.lots[i].proved, b.lots[i].assumed)
	}
}

// inPeriod reports whether d lies in the period of the reports.
func (b *builder) inPeriod(d document.Date) bool { return d >= b.head.From && d <= b.head.To }
