// Package material reads the plant's own files: parts and their aliases, bills
// of materials, production orders, opening balances, physical counts, fixed
// assets, scrap and destruction acts, customers and suppliers, and places.
// Anexo 24 (RGCE) asks for these catalogues and no authority delivers them.
//
// Each kind of file is one declarative Table: its columns with their Spanish
// and English headings, types, meanings and an example, which is also the
// template a person downloads.
//
// Example of a bill of materials as CSV:
//
//	producto,componente,cantidad,unidad,version,vigente_desde
//	PT-900,CON-10,2,PZA,1,2026-01-01
//
// A file is known by its headings, never by its name. Every error of a file is
// listed with sheet, row, column and value, and nothing of a file with errors
// is used. The package decides nothing about inventories.
package material

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Schema is the version of the JSON contract and of the stored form.
const Schema = 1

// Value is one cell of a known column: its canonical text, and the amount or
// date where the column has one. The zero Value is an absent one.
type Value struct {
	Text   string // key, unit key, minimal decimal, YYYY-MM-DD …; "" when absent
	Amount money.Amount
	Date   document.Date
}

// Row is one line of a file, its values in the order of the table's columns.
type Row struct {
	Fila   int // as the program that shows the file numbers it
	Values []Value
}

// File is one accepted table of the plant.
type File struct {
	Table *Table
	Sheet string // name of the worksheet, "" for a CSV
	Rows  []Row
}

// Get is the value of a column in a row, by the column's name.
func (f *File) Get(row *Row, column string) Value {
	i := f.Table.index(column)
	if i < 0 || i >= len(row.Values) {
		return Value{}
	}
	return row.Values[i]
}

// Key is the business key: the table and what it says, whatever the format,
// the file name and the order of the rows.
func (f *File) Key() string {
	lines := make([]string, 0, len(f.Rows))
	kept := f.kept()
	for i := range f.Rows {
		b, err := json.Marshal(texts(f.Rows[i].Values, kept))
		if err != nil {
			return "" // strings always encode
		}
		lines = append(lines, string(b))
	}
	slices.Sort(lines)
	return f.Table.Name + ":" + string(document.HashOf([]byte(strings.Join(lines, "\n"))))
}

// kept are the columns that are written down: not those that came later, unless some
// row says one.
func (f *File) kept() (columns []int) {
	for i, c := range f.Table.Columns {
		if !c.Later || slices.ContainsFunc(f.Rows, func(r Row) bool { return r.Values[i].Text != "" }) {
			columns = append(columns, i)
		}
	}
	return columns
}

func texts(values []Value, columns []int) []string {
	out := make([]string, len(columns))
	for i, at := range columns {
		out[i] = values[at].Text
	}
	return out
}

// stored is the canonical form of a file among the facts. Its columns are
// written out, so that a later version with more of them reads it still.
type stored struct {
	Schema  int           `json:"schema"`
	Table   string        `json:"table"`
	Doc     document.Hash `json:"doc"`
	Sheet   string        `json:"sheet,omitempty"`
	Columns []string      `json:"columns"`
	Rows    []storedRow   `json:"rows"`
}

type storedRow struct {
	Fila   int      `json:"fila"`
	Values []string `json:"v"`
}

// Encode is the canonical form of what a document says.
func (f *File) Encode(doc document.Hash) ([]byte, error) {
	s := stored{Schema: Schema, Table: f.Table.Name, Doc: doc, Sheet: f.Sheet}
	kept := f.kept()
	for _, i := range kept {
		s.Columns = append(s.Columns, f.Table.Columns[i].Name)
	}
	for i := range f.Rows {
		s.Rows = append(s.Rows, storedRow{f.Rows[i].Fila, texts(f.Rows[i].Values, kept)})
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", f.Table.Name, err)
	}
	return b, nil
}

// Decode reads the canonical form; doc is the document it came in.
func Decode(b []byte) (f *File, doc document.Hash, err error) {
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, "", fmt.Errorf("decode plant file: %w", err)
	}
	t, ok := ByName(s.Table)
	if !ok || s.Schema != Schema {
		return nil, "", fmt.Errorf("decode plant file: table %q of schema %d is unknown", s.Table, s.Schema)
	}
	f = &File{Table: t, Sheet: s.Sheet}
	for _, r := range s.Rows {
		if len(r.Values) != len(s.Columns) {
			return nil, "", fmt.Errorf("decode %s: row %d has %d values for %d columns", s.Table, r.Fila, len(r.Values), len(s.Columns))
		}
		row := Row{Fila: r.Fila, Values: make([]Value, len(t.Columns))}
		for i, name := range s.Columns {
			at := t.index(name)
			if at < 0 {
				return nil, "", fmt.Errorf("decode %s: column %q is unknown", s.Table, name)
			}
			if row.Values[at], err = t.Columns[at].restore(r.Values[i]); err != nil {
				return nil, "", fmt.Errorf("decode %s row %d: %w", s.Table, r.Fila, err)
			}
		}
		f.Rows = append(f.Rows, row)
	}
	return f, s.Doc, nil
}

// restore reads a canonical text back.
func (c *Column) restore(text string) (v Value, err error) {
	v.Text = text
	switch {
	case text == "":
	case c.Type.numeric():
		v.Amount, err = money.Parse(text)
	case c.Type == TypeDate:
		v.Date, err = document.ParseDate(text)
	case c.Type == TypeMoment:
		if m, expected := ParseMoment(text); m.Text != text {
			err = fmt.Errorf("%q: expected %s", text, expected.EN)
		}
	case c.Type == TypeMonth:
		v.Date, err = document.ParseDate(text + "-01")
	}
	if err != nil {
		return v, fmt.Errorf("%s: %w", c.Name, err)
	}
	return v, nil
}

// View is the JSON contract of a plant file.
type View struct {
	Schema int              `json:"schema"`
	Tabla  string           `json:"tabla"`
	Titulo string           `json:"titulo"`
	Hoja   *string          `json:"hoja"`
	Cotejo document.Cotejo  `json:"cotejo"`
	Filas  []map[string]any `json:"filas"` // "fila" and one member per column; absent is null
}

// View is the file as JSON: amounts as minimal decimal strings, dates
// YYYY-MM-DD, keys as text with their zeros.
func (f *File) View(lang document.Lang) any {
	v := View{Schema: Schema, Tabla: f.Table.Name, Titulo: f.Table.Title.In(lang), Cotejo: document.CotejoParcial, Filas: make([]map[string]any, 0, len(f.Rows))}
	if f.Sheet != "" {
		v.Hoja = &f.Sheet
	}
	for i := range f.Rows {
		m := map[string]any{"fila": f.Rows[i].Fila}
		for j, c := range f.Table.Columns {
			if text := f.Rows[i].Values[j].Text; text != "" {
				m[c.Name] = text
			} else {
				m[c.Name] = nil
			}
		}
		v.Filas = append(v.Filas, m)
	}
	return v
}

// Summary is one line for a person.
func (f *File) Summary() document.Text {
	return document.Text{
		ES: fmt.Sprintf("%s (%s): %d filas", f.Table.Title.ES, f.Table.Name, len(f.Rows)),
		EN: fmt.Sprintf("%s (%s): %d rows", f.Table.Title.EN, f.Table.Name, len(f.Rows)),
	}
}
