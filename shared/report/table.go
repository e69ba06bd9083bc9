package report

import (
	"slices"

	"example.com/immex/shared/document"
)

// Head is what every report carries: who, under which programme, of when.
// Anexo 24 wants the name and the RFC in each and every report.
type Head struct {
	RFC      string        `json:"rfc"`
	Nombre   string        `json:"nombre"`   // denominación o razón social
	Programa string        `json:"programa"` // number given by the Secretaría de Economía
	Period   string        `json:"periodo"`  // YYYY-MM or YYYY
	From     document.Date `json:"desde"`
	To       document.Date `json:"hasta"` // every saldo is as of the end of this day
	State    string        `json:"estado"`
}

// Kind is what the cells of a column hold.
type Kind string

// The kinds of column. A blank cell of any of them is a value nobody gave.
const (
	Text     Kind = "text"
	Quantity Kind = "quantity" // decimal, in the unit of the row
	Money    Kind = "money"    // decimal, in the currency the column names
	Date     Kind = "date"     // YYYY-MM-DD
	Integer  Kind = "integer"
)

// Column is one column of a report. Key is its name in the CSV, which is
// Spanish in every language; Title is for people.
type Column struct {
	Key   string
	Title document.Text
	Kind  Kind
}

// Table is one report: exact texts in rows of fixed order. Its rows are held, or
// made when they are visited: a report of a large month is never in memory as
// texts.
type Table struct {
	Name    string
	Title   document.Text
	Head    Head
	Columns []Column
	Rows    [][]string // held; blank where they are made, see All
	Close   bool       // of the close, and not of the books alone: also as JSON

	made int                              // how many rows fill makes, after those that are held
	fill func() func(r int, row []string) // of one visit
}

// Len is how many rows the table has.
func (t *Table) Len() int { return len(t.Rows) + t.made }

// Each visits the rows from one to before another. A row is good until the next.
func (t *Table) Each(from, to int, visit func(row []string) error) error {
	var row []string
	var fill func(r int, row []string)
	for r := from; r < to; r++ {
		if r < len(t.Rows) {
			row = t.Rows[r]
		} else {
			if fill == nil {
				row, fill = make([]string, len(t.Columns)), t.fill()
			}
			fill(r-len(t.Rows), row)
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return nil
}

// All are all rows in memory.
func (t *Table) All() [][]string {
	out := make([][]string, 0, t.Len())
	_ = t.Each(0, t.Len(), func(row []string) error { // the visitor never fails
		out = append(out, slices.Clone(row))
		return nil
	})
	return out
}

// Made is a table of n rows that are made when they are visited: fill puts the
// cells of one into a row that is used again.
func Made(name string, title document.Text, head Head, columns []Column, n int, fill func(r int, row []string)) Table {
	return Table{Name: name, Title: title, Head: head, Columns: columns, made: n, fill: func() func(int, []string) { return fill }}
}

// field is a column with where its cell comes from, so that the two can never
// be out of step.
type field[T any] struct {
	key, es, en string
	kind        Kind
	of          func(*T) string
}

// tabulate makes a table of rows by its fields. Cells are read from the rows when
// they are visited, so that rows must stay as they are.
func tabulate[T any](name string, title document.Text, head Head, fields []field[T], rows []T) Table {
	return tabulated(name, title, head, fields, len(rows), func(r int, _ *T) *T { return &rows[r] })
}

// tabulated makes a table of n rows that are read when they are visited: each
// visit gives memory of its own to read them into.
func tabulated[T any](name string, title document.Text, head Head, fields []field[T], n int, read func(r int, into *T) *T) Table {
	t := Table{Name: name, Title: title, Head: head, made: n}
	for _, f := range fields {
		t.Columns = append(t.Columns, Column{Key: f.key, Title: document.Text{ES: f.es, EN: f.en}, Kind: f.kind})
	}
	t.fill = func() func(int, []string) {
		var into T
		return func(r int, row []string) {
			x := read(r, &into)
			for c := range fields {
				row[c] = fields[c].of(x)
			}
		}
	}
	return t
}
