package report

import (
	"errors"
	"fmt"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
)

// ErrUnbalanced reports a roll-forward that does not close: it is refused and
// never printed.
var ErrUnbalanced = errors.New("a roll-forward does not close")

// More is what the reports of a closed period are computed from besides its
// books.
type More struct {
	Catalog *catalog.Catalog // with the dated law the plant delivered
	Credit  *credito.Ledger
}

// month is what a close adds to the reports of the books.
type month struct {
	credit, creditTotals []rolled
	bands                []edad
}

// Extend adds the reports of a close to those of the books: the layout of
// packages since the third schema. It fails when one does not add up.
func (s *Set) Extend(more *More) error {
	s.month = &month{}
	for _, add := range []func(*More) (Table, error){s.creditRoll, s.antiguedad} {
		t, err := add(more)
		if err != nil {
			return fmt.Errorf("reports of %s %s: %w", s.Head.RFC, s.Head.Period, err)
		}
		t.Close = true
		s.Tables = append(s.Tables, t)
	}
	return nil
}

// monthPages are the short pages of a close.
func (s *Set) monthPages(p *pen) {
	s.creditPage(p)
}
