package report

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/raoce"
)

// Year is what the reports of a year are computed from besides those of a
// close: sales, and the sealed packages of its months.
type Year struct {
	Sales *raoce.Report
	Seals []SealedMonth
	Basis *programme.Basis
	// Staged are the months of which a Data Stage was delivered.
	Staged [13]bool
}

// year is what the pages of a year show.
type year struct {
	sales   *raoce.Report
	balance []cuadre
	seals   []sello
	differ  []selloDifiere
}

// Annual adds the reports of a year to those of its close. It fails when one
// does not add up.
func (s *Set) Annual(more *More, y *Year) error {
	s.year = &year{sales: y.Sales}
	for _, add := range []func(*More, *Year) ([]Table, error){
		s.salesTables, s.annualBalance, s.sealTables, s.ctmTable, s.countTable, s.assetTable, s.extracts, s.certificationTable, s.retentionTable, s.deadlineTable,
	} {
		tables, err := add(more, y)
		if err != nil {
			return fmt.Errorf("annual reports of %s %s: %w", s.Head.RFC, s.Head.Period, err)
		}
		for i := range tables {
			tables[i].Close = true
		}
		s.Tables = append(s.Tables, tables...)
	}
	return nil
}

// texts are the two columns of a sentence: a reader of a CSV has both
// languages.
func texts[T any](key, other, es, en string, of func(*T) document.Text) []field[T] {
	return []field[T]{
		{key, es, en + " (Spanish)", Text, func(r *T) string { return of(r).ES }},
		{other, es + " (inglés)", en, Text, func(r *T) string { return of(r).EN }},
	}
}

// cell is a text column.
func cell[T any](key, es, en string, of func(*T) string) field[T] {
	return field[T]{key, es, en, Text, of}
}

// extractNote is what every extract says of itself.
func extractNote() document.Text {
	return document.Text{
		ES: "EXTRACTO, no presentación: cifras de los libros para quien prepara el formato. Ninguna fuente a la mano da sus campos, su cálculo ni su fecha.",
		EN: "EXTRACT, not a filing: figures of the books for whoever prepares the form. No source at hand gives its fields, its computation or its date.",
	}
}
