package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Out is one cell to write. A figure is written as the number its text says,
// digit by digit; anything else as text, so that no program changes it.
type Out struct {
	Text   string
	Figure bool
	Bold   bool
}

// Page is one sheet to write.
type Page struct {
	Name string
	Wide int // width of its columns, in characters
	Rows [][]Out
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
	for _, row := range p.Rows {
		rec := make([]string, len(row))
		for i, c := range row {
			if !c.Figure && strings.ContainsAny(firstSign(c.Text), "=+-@\t\r") {
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
	plainText, err := f.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return nil, fmt.Errorf("write XLSX: %w", err)
	}
	bold, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}})
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
			err = writePage(f, p, plainText, bold)
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

func writePage(f *excelize.File, p Page, plainText, bold int) error {
	for _, c := range p.Keys { // before the cells, whose own style comes after
		if err := f.SetColStyle(p.Name, Column(c), plainText); err != nil {
			return err //nolint:wrapcheck // the caller names the sheet
		}
	}
	for r, row := range p.Rows {
		for c, out := range row {
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err == nil {
				err = writeCell(f, p.Name, at, out, plainText, bold)
			}
			if err != nil {
				return err //nolint:wrapcheck // same
			}
		}
	}
	if p.Wide > 0 {
		return f.SetColWidth(p.Name, "A", "L", float64(p.Wide)) //nolint:wrapcheck // same
	}
	return nil
}

func writeCell(f *excelize.File, page, at string, out Out, plainText, bold int) (err error) {
	style := plainText
	if out.Figure && out.Text != "" {
		err, style = f.SetCellDefault(page, at, out.Text), 0
	} else {
		err = f.SetCellStr(page, at, out.Text)
	}
	if err != nil {
		return err //nolint:wrapcheck // the caller names the sheet
	}
	if out.Bold {
		style = bold
	}
	return f.SetCellStyle(page, at, at, style) //nolint:wrapcheck // same
}
