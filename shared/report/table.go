package report

import "example.com/immex/shared/document"

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

// Table is one report: exact texts in rows of fixed order.
type Table struct {
	Name    string
	Title   document.Text
	Head    Head
	Columns []Column
	Rows    [][]string
	Close   bool // of the close, and not of the books alone: also as JSON
}

// field is a column with where its cell comes from, so that the two can never
// be out of step.
type field[T any] struct {
	key, es, en string
	kind        Kind
	of          func(*T) string
}

// tabulate makes a table of rows by its fields.
func tabulate[T any](name string, title document.Text, head Head, fields []field[T], rows []T) Table {
	t := Table{Name: name, Title: title, Head: head, Rows: make([][]string, len(rows))}
	for _, f := range fields {
		t.Columns = append(t.Columns, Column{Key: f.key, Title: document.Text{ES: f.es, EN: f.en}, Kind: f.kind})
	}
	cells := make([]string, len(rows)*len(fields))
	for r := range rows {
		row := cells[r*len(fields) : (r+1)*len(fields) : (r+1)*len(fields)]
		for c := range fields {
			row[c] = fields[c].of(&rows[r])
		}
		t.Rows[r] = row
	}
	return t
}
