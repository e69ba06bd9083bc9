package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/document"
)

const (
	// maxDepth is deeper than any element of a worksheet.
	maxDepth = 24
	// maxTexts bounds the shared texts of a workbook.
	maxTexts = MaxCells
	// maxMerges bounds the merged ranges of a sheet.
	maxMerges = 50_000
	// lastRow and lastColumn are the ends of a worksheet.
	lastRow    = 1_048_576
	lastColumn = 16_384
)

var (
	errDepth     = errors.New("elements nested too deep")
	errDirective = errors.New("DOCTYPE or entity declaration")
	errOrder     = errors.New("cells out of order")
)

// sharedStrings reads the texts that cells point to.
func (w *workbook) sharedStrings(fs *document.Findings) bool {
	part := w.part(sharedStrings)
	if len(part) == 0 {
		return true
	}
	s := scan(part)
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if e, ok := t.(xml.StartElement); err == nil && ok && e.Name.Local == "si" {
			var text string
			if text, err = s.rich(); err == nil {
				w.texts = append(w.texts, text)
			}
		}
		if err == nil && len(w.texts) > maxTexts {
			w.limit.over(document.Spot{Part: sharedStrings}, "textos", "texts", maxTexts)
			return false
		}
		if err != nil {
			damaged(fs, document.Spot{Part: sharedStrings}, err)
			return false
		}
	}
}

func damaged(fs *document.Findings, at document.Spot, err error) {
	fs.At("sheet_xlsx", document.Unreadable, at, because(
		"El libro está dañado (%s); guárdelo de nuevo como XLSX.",
		"The workbook is damaged (%s); save it again as XLSX.", err))
}

// sheetReader reads the rows of one worksheet.
type sheetReader struct {
	*scanner
	w    *workbook
	s    *Sheet
	last int // number of the last row, with content or not

	covered int          // cells that merged ranges cover
	hidden  map[int]bool // columns that are not seen
}

func (w *workbook) read(part string, s *Sheet, fs *document.Findings) bool {
	r := &sheetReader{scanner: scan(w.part(part)), w: w, s: s, hidden: s.hidden}
	merges := 0
	for {
		t, err := r.next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if e, ok := t.(xml.StartElement); err == nil && ok {
			switch e.Name.Local {
			case "col":
				r.columns(e)
			case "row":
				err = r.row(e)
			case "mergeCell":
				if merges++; merges > maxMerges {
					w.limit.over(At(s.Name, 0, -1), "celdas combinadas", "merged ranges", maxMerges)
				}
				err = r.merge(attr(e, "ref"))
			}
		}
		if w.limit.spent {
			return false
		}
		if err != nil {
			damaged(fs, At(s.Name, r.last, -1), err)
			return false
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

func (r *sheetReader) row(e xml.StartElement) error {
	number := r.last + 1
	if v := attr(e, "r"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n > lastRow || n <= r.last {
			return fmt.Errorf("row %q after %d: %w", v, r.last, errOrder)
		}
		number = n
	}
	r.last = number
	row := Row{Number: number, Hidden: flag(attr(e, "hidden")) || nothing(attr(e, "ht"))}
	column := -1
	for inside := r.depth; r.depth >= inside; {
		t, err := r.next()
		if err != nil {
			return err
		}
		c, ok := t.(xml.StartElement)
		if !ok || c.Name.Local != "c" {
			continue
		}
		if column, err = place(attr(c, "r"), column, number); err != nil {
			return err
		}
		cell, err := r.cell(c)
		if err != nil {
			return err
		}
		if !r.put(&row, column, cell) {
			return nil
		}
	}
	if len(row.Cells) > 0 && r.w.limit.row(At(r.s.Name, number, -1), len(row.Cells)) {
		r.s.Rows = append(r.s.Rows, row)
	}
	return nil
}

// place is the column of a cell: what its reference says, or the next one.
func place(ref string, last, row int) (int, error) {
	if ref == "" {
		return last + 1, nil
	}
	column, line, ok := reference(ref)
	if !ok || line != row || column <= last {
		return 0, fmt.Errorf("cell %q in row %d: %w", ref, row, errOrder)
	}
	return column, nil
}

// put adds a cell that says something; false when the row is too wide.
func (r *sheetReader) put(row *Row, column int, cell Cell) bool {
	if cell.Text == "" && cell.Problem == nil {
		return true
	}
	if column >= MaxColumns {
		r.w.limit.over(At(r.s.Name, row.Number, column), "columnas en una fila", "columns in one row", MaxColumns)
		return false
	}
	for len(row.Cells) < column {
		row.Cells = append(row.Cells, Cell{})
	}
	row.Cells = append(row.Cells, cell)
	return true
}

// cell reads one cell, its element just opened.
func (r *sheetReader) cell(e xml.StartElement) (Cell, error) {
	kind, style := attr(e, "t"), 0
	if v := attr(e, "s"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			return Cell{}, fmt.Errorf("style %q: %w", v, errOrder)
		}
		style = n
	}
	var value, inline string
	formula := false
	for inside := r.depth; r.depth >= inside; {
		t, err := r.next()
		if err != nil {
			return Cell{}, err
		}
		child, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch child.Name.Local {
		case "v":
			value, err = r.text()
		case "is":
			inline, err = r.rich()
		case "f":
			formula = true
			_, err = r.text()
		}
		if err != nil {
			return Cell{}, err
		}
	}
	c := r.value(kind, style, value, inline, formula)
	if why := r.w.unseen[style]; why != nil && c.Text != "" && c.Problem == nil {
		c.Problem = why
	}
	if c.Problem == nil {
		c.Problem = shapeless(c.Text)
	}
	if formula && value == "" && c.Problem == nil {
		c.Problem = problem("es una fórmula sin resultado guardado; abra y guarde el libro", "it is a formula without a stored result; open and save the workbook")
	}
	if utf8.RuneCountInString(c.Text) > MaxCell {
		r.w.limit.over(At(r.s.Name, r.last, -1), "caracteres en una celda", "characters in one cell", MaxCell)
	}
	return c, nil
}

func (r *sheetReader) value(kind string, style int, value, inline string, formula bool) Cell {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(r.w.texts) {
			return Cell{Text: value, Problem: problem("apunta a un texto que el libro no trae", "it points to a text the workbook has not")}
		}
		return Cell{Text: tidy(r.w.texts[n])}
	case "inlineStr":
		return Cell{Text: tidy(inline), Formula: formula}
	case "str":
		return Cell{Text: tidy(value), Formula: formula}
	case "b":
		return Cell{Text: map[string]string{"1": "TRUE", "0": "FALSE"}[value], Kind: Bool, Formula: formula}
	case "e":
		return Cell{Text: value, Formula: formula, Problem: problem("es el error %s de la hoja; corríjalo", "it is the sheet's error %s; correct it", value)}
	case "d":
		return Cell{Text: strings.Split(value, "T")[0], Kind: Date, Formula: formula}
	case "", "n":
		if value == "" {
			return Cell{Formula: formula}
		}
		return numeric(strings.TrimSpace(value), r.w.format(style), r.w.from1904, formula)
	}
	return Cell{Text: value, Problem: problem("es de un tipo desconocido, %q", "it is of an unknown type, %q", kind)}
}

// reference splits A1 into column and row, the column from 0.
func reference(ref string) (column, row int, ok bool) {
	i := 0
	for i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z' {
		column = column*26 + int(ref[i]-'A') + 1
		i++
	}
	if i == 0 || i > 3 || column > lastColumn {
		return 0, 0, false
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil || row < 1 || row > lastRow || ref[i] == '+' {
		return 0, 0, false
	}
	return column - 1, row, true
}
