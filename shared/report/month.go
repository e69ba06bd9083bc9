package report

import (
	"errors"
	"fmt"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/reconciliation"
)

// ErrUnbalanced reports a roll-forward that does not close: it is refused and
// never printed.
var ErrUnbalanced = errors.New("a roll-forward does not close")

// More is what the reports of a closed period are computed from besides its
// books.
type More struct {
	Catalog *catalog.Catalog // with the dated law the plant delivered
	Credit  *credito.Ledger
	Books   []*ledger.Kept
	// Declared is what returns and complementary pedimentos say of the deferred
	// duty, in any order.
	Declared []*Declared
	Papers   *Papers
	// Evidence are the documents of the cut, nil in the layouts without an index.
	Evidence []Evidence
	// Of a month since the fourth schema, else nil: what stood before it, what the
	// months before tell as they were sealed, and the books against what others
	// say.
	Before     *Before
	Earlier    []Earlier
	Reconciled []*reconciliation.Result
	// Times are nil in the layouts before the eighth.
	Times *Times
	// Plant are the tables of the plant, nil where there are none.
	Plant *plant.Index
	// Old is of a layout before the ninth; of the later ones the present alone is written.
	Old bool
	// Unlinked is of a layout before the eleventh: its page has no links from totals to
	// what they sum, and no subtotals.
	Unlinked bool

	opened []*ledger.Book
}

// whole are the books of a year, opened once for all that asks of them.
func (m *More) whole() []*ledger.Book {
	if m.opened == nil {
		m.opened = slices.Collect(ledger.Opened(m.Books))
	}
	return m.opened
}

// month is what a close adds to the reports of the books.
type month struct {
	creditTotals []rolled
	bands        []edad
	returned     []devuelto
	papers       []papersOf
	waste        []desecho
	latency      []plazo48
	timed        []hora48
	evidence     []Evidence

	stood                     []stood // while its bridges are made
	creditBridge, stockBridge []puente
	before                    *Before
	changes                   []cambiado
	trend                     []tendencia
	reconciled                []*reconciliation.Result
}

// Close makes the reports of the books and those of a close: the layout of
// packages since the third schema. It fails when one does not add up.
func Close(head Head, cat *catalog.Catalog, books []*ledger.Kept, found []Found, pairs *Pairs, more *More) (*Set, error) {
	check := func() Table { return Table{} }
	if more.Before != nil {
		check = Beside(func() Table { return Precheck(head, more.Credit, more.Before, more.Books) })
	}
	defer check() // nothing goes on behind an error
	s, err := (&builder{head: head, cat: cat, pairs: pairs, split: true, old: more.Old, machines: machineryOf(more)}).set(books, found)
	if err != nil {
		return nil, err
	}
	s.month, s.unlinked = &month{}, more.Unlinked
	tables := []func(*More) (Table, error){s.creditRoll, s.antiguedad, s.tmec, s.completeness, s.latency}
	if !more.Old {
		tables = append(tables, s.wasteTable)
	}
	if more.Evidence != nil {
		tables = append(tables, s.evidenceTable)
	}
	if more.Before != nil {
		s.month.before, s.month.reconciled = more.Before, more.Reconciled
		s.month.stood = more.Before.compareStock(books, head.From.AddDays(-1))
		tables = append(tables, s.creditBridge, s.stockBridge, s.changesTable, s.trendTable, func(*More) (Table, error) { return check(), nil }, s.reconciledTable, s.differencesTable)
	}
	for _, add := range tables {
		t, err := add(more)
		if err != nil {
			return nil, fmt.Errorf("reports of %s %s: %w", head.RFC, head.Period, err)
		}
		t.Close = true
		s.Tables = append(s.Tables, t)
	}
	if len(s.month.timed) > 0 {
		t := s.latencyRecords()
		t.Close = true
		s.Tables = append(s.Tables, t)
	}
	if b := s.month.before; b != nil { // what its books were asked is told
		s.month.before, s.month.stood = &Before{Package: b.Package, SHA256: b.SHA256, Same: b.Same, SealedCredit: b.SealedCredit, SealedStock: b.SealedStock}, nil
	}
	return s, nil
}

// monthParts are the short pages of a close.
func (s *Set) monthParts() []part {
	parts := []part{{creditTitle(), s.creditPage}}
	if s.month.before != nil {
		parts = append(parts, part{bridgeTitle(), s.bridgePage}, part{changesTitle(), s.changesPage}, part{reconciledTitle(), s.reconciledPage})
	}
	return append(parts, part{tmecTitle(), s.tmecPage}, part{wasteTitle(), s.wastePage}, part{papersTitle(), s.completenessPage}, part{latencyTitle(), s.latencyPage})
}
