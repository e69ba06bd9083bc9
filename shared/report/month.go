package report

import (
	"errors"
	"fmt"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/ledger"
)

// ErrUnbalanced reports a roll-forward that does not close: it is refused and
// never printed.
var ErrUnbalanced = errors.New("a roll-forward does not close")

// More is what the reports of a closed period are computed from besides its
// books.
type More struct {
	Catalog *catalog.Catalog // with the dated law the plant delivered
	Credit  *credito.Ledger
	Books   []*ledger.Book
	// Declared is what returns and complementary pedimentos say of the deferred
	// duty, in any order.
	Declared []*Declared
	Papers   *Papers
}

// month is what a close adds to the reports of the books.
type month struct {
	credit, creditTotals []rolled
	bands                []edad
	returned             []devuelto
	papers               []papersOf
	latency              []plazo48
}

// Close makes the reports of the books and those of a close: the layout of
// packages since the third schema. It fails when one does not add up.
func Close(head Head, cat *catalog.Catalog, books []*ledger.Book, found []Found, pairs *Pairs, more *More) (*Set, error) {
	s, err := (&builder{head: head, cat: cat, pairs: pairs, split: true}).set(books, found)
	if err != nil {
		return nil, err
	}
	s.month = &month{}
	for _, add := range []func(*More) (Table, error){s.creditRoll, s.antiguedad, s.tmec, s.completeness, s.latency} {
		t, err := add(more)
		if err != nil {
			return nil, fmt.Errorf("reports of %s %s: %w", head.RFC, head.Period, err)
		}
		t.Close = true
		s.Tables = append(s.Tables, t)
	}
	return s, nil
}

// monthParts are the short pages of a close.
func (s *Set) monthParts() []part {
	return []part{
		{creditTitle(), s.creditPage}, {tmecTitle(), s.tmecPage}, {papersTitle(), s.completenessPage}, {latencyTitle(), s.latencyPage},
	}
}
