package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
)

// As is how a cell is stored in a workbook; a CSV has its text alone.
type As uint8

// The ways to store a cell.
const (
	AsText    As = iota // so that no program changes it
	AsFigure            // the number its text says, digit by digit
	AsDate              // the day its text says, YYYY-MM-DD
	AsPercent           // the percentage its text says, as 2.5%
)

// Out is one cell to write.
type Out struct {
	Text string
	As   As
	Bold bool
}

// Page is one sheet to write.
type Page struct {
	Name string
	Wide int // width of its columns, in characters; 0 for the usual one
	// Comma is the delimiter of a CSV, 0 for a comma.
	Comma rune
	Rows  [][]Out
	// Keys are the columns, from 0, whose empty cells are formatted as text
	// too, so that what a person types into them keeps its zeros.
	Keys []int
}

// WriteCSV writes one page with a byte order mark, without which a spreadsheet
// program reads accents wrong. A text that a spreadsheet would take for a
// formula is refused: it would not come back as it was.
func WriteCSV(p Page) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\xEF\xBB\xBF")
	w := csv.NewWriter(&b)
	if p.Comma != 0 {
		w.Comma = p.Comma
	}
	for _, row := range p.Rows {
		rec := make([]string, len(row))
		for i, c := range row {
			if c.As == AsText && strings.ContainsAny(firstSign(c.Text), "=+-@\t\r") {
				return nil, fmt.Errorf("write %q: a spreadsheet would take it for a formula", c.Text)
			}
			rec[i] = c.Text
		}
		if err := w.Write(rec); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	return b.Bytes(), nil
}

func firstSign(s string) string {
	if s == "" {
		return ""
	}
	return s[:1]
}

// WriteXLSX writes a workbook; the first page is the one shown on opening.
func WriteXLSX(pages ...Page) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // in memory, nothing to flush
	st, err := newStyles(f)
	if err != nil {
		return nil, fmt.Errorf("write XLSX: %w", err)
	}
	for i, p := range pages {
		if i == 0 {
			err = f.SetSheetName("Sheet1", p.Name)
		} else {
			_, err = f.NewSheet(p.Name)
		}
		if err == nil {
			err = writePage(f, p, st)
		}
		if err != nil {
			return nil, fmt.Errorf("write sheet %s: %w", p.Name, err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("write XLSX: %w", err)
	}
	return b.Bytes(), nil
}

func writePage(f *excelize.File, p Page, st styles) error {
	for _, c := range p.Keys { // before the cells, whose own style comes after
		if err := f.SetColStyle(p.Name, Column(c), st.text); err != nil {
			return err //nolint:wrapcheck // the caller names the sheet
		}
	}
	for r, row := range p.Rows {
		for c, out := range row {
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err == nil {
				err = writeCell(f, p.Name, at, out, st)
			}
			if err != nil {
				return err
			}
		}
	}
	if p.Wide > 0 {
		return f.SetColWidth(p.Name, "A", "L", float64(p.Wide)) //nolint:wrapcheck // same
	}
	return nil
}

func writeCell(f *excelize.File, page, at string, out Out, st styles) (err error) {
	style := st.text
	switch {
	case out.Text == "":
		err = f.SetCellStr(page, at, "")
	case out.As == AsFigure:
		err, style = f.SetCellDefault(page, at, out.Text), 0
	case out.As == AsDate:
		d, ok := Day(out.Text)
		if !ok {
			return fmt.Errorf("%q is no date", out.Text)
		}
		err, style = f.SetCellInt(page, at, int64(document.NewDate(1899, 12, 30).DaysUntil(d))), st.date
	case out.As == AsPercent:
		text, _, ok := plain(strings.TrimSuffix(out.Text, "%") + "e-2")
		if !ok {
			return fmt.Errorf("%q is no percentage", out.Text)
		}
		err, style = f.SetCellDefault(page, at, text), st.percent
	default:
		err = f.SetCellStr(page, at, out.Text)
	}
	if err != nil {
		return err //nolint:wrapcheck // the caller names the sheet
	}
	if out.Bold {
		style = st.bold
	}
	return f.SetCellStyle(page, at, at, style) //nolint:wrapcheck // same
}

// styles are the formats of a workbook that is written.
type styles struct{ text, bold, date, percent int }

func newStyles(f *excelize.File) (st styles, err error) {
	for _, x := range []struct {
		to    *int
		style excelize.Style
	}{
		{&st.text, excelize.Style{NumFmt: 49}},
		{&st.bold, excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}}},
		{&st.date, excelize.Style{NumFmt: 14}},
		{&st.percent, excelize.Style{NumFmt: 10}},
	} {
		if *x.to, err = f.NewStyle(&x.style); err != nil {
			return st, err //nolint:wrapcheck // the caller says what was being written
		}
	}
	return st, nil
}
