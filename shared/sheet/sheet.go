package sheet

import (
	"bytes"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
)

// The bounds of one file. A table beyond them is refused whole, with the limit
// in the finding: cutting it would lose rows in silence.
const (
	// MaxBytes bounds a file as delivered: 100,000 rows of 300 characters.
	MaxBytes = 32 << 20
	// MaxRows bounds the rows with content of a file, over all its sheets.
	MaxRows = 100_000
	// MaxColumns bounds the columns of a row: the widest table of the trade,
	// an Anexo 24 entry report, has 76.
	MaxColumns = 300
	// MaxCell bounds one cell: Excel's own limit of 32,767 characters.
	MaxCell = 32_767
	// MaxCells bounds the cells with content of a file: with MaxRows it keeps
	// a file under 300 MB of memory.
	MaxCells = 2_000_000
	// MaxSheets bounds the sheets of a workbook.
	MaxSheets = 64
)

// Kind is how a cell is stored, as far as a reader must know.
type Kind uint8

// The kinds of cell.
const (
	Text   Kind = iota // text, and every cell of a CSV
	Number             // a stored number: leading zeros may be gone
	Date               // a stored date: its text is YYYY-MM-DD
	Bool               // TRUE or FALSE
)

// Cell is one value as text. Numbers are written as plain decimals, exactly
// as they were typed; dates as YYYY-MM-DD; a percentage as it is shown, with
// its sign.
type Cell struct {
	Text string
	Kind Kind
	// Padded marks a number whose format shows leading zeros: Text has them.
	Padded bool
	// Formula marks the last value a formula had; nothing is computed here.
	Formula bool
	// Problem says why the cell has no usable value; nil when it has one.
	Problem *document.Text
}

// Row is a line of a table with its place.
type Row struct {
	Number int // as the program that shows the file numbers it, from 1
	Cells  []Cell
	Hidden bool
}

// Blank reports a row without anything in it.
func (r *Row) Blank() bool {
	for i := range r.Cells {
		if strings.TrimSpace(r.Cells[i].Text) != "" || r.Cells[i].Problem != nil {
			return false
		}
	}
	return true
}

// At is the cell of a column counted from 0; one past the end is empty.
func (r *Row) At(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[i]
}

// Sheet is one table: the only one of a CSV, or a worksheet.
type Sheet struct {
	Name   string // "" for a CSV
	Hidden bool
	Rows   []Row // those with content, in order

	hidden map[int]bool // columns that are not seen
}

// Text is everything the sheet says, one row a line: what a mapping is
// recognised by.
func (s *Sheet) Text() string {
	var b strings.Builder
	for i := range s.Rows {
		for _, c := range s.Rows[i].Cells {
			b.WriteString(c.Text)
			b.WriteByte('\t')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Format is the kind of file the table came in.
type Format string

// The formats that are read.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Book is a file of one or more tables.
type Book struct {
	Format Format
	Sheets []Sheet
}

// Visible are the sheets a person sees that have something in them.
func (b *Book) Visible() []*Sheet {
	var out []*Sheet
	for i := range b.Sheets {
		if s := &b.Sheets[i]; !s.Hidden && len(s.Rows) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// IsWorkbook reports the signature of a zip, which every XLSX is.
func IsWorkbook(b []byte) bool { return bytes.HasPrefix(b, []byte("PK\x03\x04")) }

// Read reads a CSV or an XLSX; book is nil when findings block. A cell without
// a usable value does not: whether it matters depends on its column.
func Read(b []byte) (*Book, document.Findings) {
	var fs document.Findings
	if len(b) > MaxBytes {
		fs.At("sheet_limit", document.Error, document.Spot{}, document.Textf(
			"El archivo tiene %d bytes y el máximo es %d; divídalo.",
			"The file has %d bytes and the maximum is %d; split it.", len(b), MaxBytes))
		return nil, fs
	}
	var book *Book
	if IsWorkbook(b) {
		book = readXLSX(b, &fs)
	} else {
		book = readCSV(b, &fs)
	}
	if fs.Blocking() {
		return nil, fs
	}
	return book, fs
}

// Column is the letters of a column counted from 0, as spreadsheets show them.
func Column(i int) string {
	if i < 0 {
		return ""
	}
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// At is a place in a table: sheet, row and column counted from 0, each if
// there is one.
func At(sheet string, row, column int) document.Spot {
	return document.Spot{Sheet: sheet, Row: row, Column: Column(column)}
}

// budget counts what a file may hold.
type budget struct {
	rows, cells int
	fs          *document.Findings
	spent       bool
}

// row takes one more row; false when the file holds too much.
func (b *budget) row(at document.Spot, cells int) bool {
	b.rows++
	b.cells += cells
	switch {
	case b.spent:
	case b.rows > MaxRows:
		b.over(at, "filas con datos", "rows with data", MaxRows)
	case cells > MaxColumns:
		b.over(at, "columnas en una fila", "columns in one row", MaxColumns)
	case b.cells > MaxCells:
		b.over(at, "celdas con datos", "cells with data", MaxCells)
	}
	return !b.spent
}

func (b *budget) over(at document.Spot, es, en string, limit int) {
	b.spent = true
	b.fs.At("sheet_limit", document.Error, at, document.Text{
		ES: fmt.Sprintf("El archivo pasa de %d %s; divídalo.", limit, es),
		EN: fmt.Sprintf("The file has more than %d %s; split it.", limit, en),
	})
}

func sprint(format, what string) string { return fmt.Sprintf(format, what) }

func problem(es, en string, args ...any) *document.Text {
	t := document.Textf(es, en, args...)
	return &t
}
