package report

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
)

// maxSheetRows is what a worksheet can hold.
const maxSheetRows = 1_048_576 - headRows - 1

// headRows stand above the column titles of every sheet: title, company,
// programme and period.
const headRows = 3

// XLSX writes every report as a sheet behind a summary. A value is a number
// cell only when a spreadsheet can hold it exactly; else it stays the text it
// is. The same set gives the same bytes.
func (s *Set) XLSX(w io.Writer, lang document.Lang) error {
	f := excelize.NewFile()
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &orderedZip{z: zip.NewWriter(w)} }) // past the buffer of excelize
	err := s.workbook(f, lang)
	if err == nil {
		_, err = f.WriteTo(io.Discard)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("workbook of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	return nil
}

// workbook fills the sheets.
func (s *Set) workbook(f *excelize.File, lang document.Lang) error {
	stamp := noon(s.Head.To).Format(time.RFC3339)
	if err := f.SetDocProps(&excelize.DocProperties{
		Creator: s.Head.RFC, LastModifiedBy: s.Head.RFC, Title: s.Head.RFC + " " + s.Head.Period, Created: stamp, Modified: stamp,
	}); err != nil {
		return fmt.Errorf("properties: %w", err)
	}
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	if s.cost != nil {
		return s.sheets(f, st, lang)
	}
	first := document.Text{ES: "Resumen", EN: "Summary"}.In(lang)
	if err := f.SetSheetName("Sheet1", first); err != nil {
		return fmt.Errorf("sheet %s: %w", first, err)
	}
	if err := s.summarySheet(f, first, st, lang); err != nil {
		return err
	}
	return s.sheets(f, st, lang)
}

// sheets writes every table; without a summary the first one takes the sheet a
// new workbook has.
func (s *Set) sheets(f *excelize.File, st styles, lang document.Lang) error {
	for i := range s.Tables {
		if i == 0 && s.cost != nil {
			if err := f.SetSheetName("Sheet1", s.Tables[0].Name); err != nil {
				return fmt.Errorf("sheet %s: %w", s.Tables[0].Name, err)
			}
		}
		if err := s.Tables[i].sheets(f, st, lang, cmp.Or(s.perSheet, maxSheetRows)); err != nil {
			return err
		}
	}
	return nil
}

// noon is the one instant a paper of a day carries.
func noon(d document.Date) time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 12, 0, 0, 0, time.UTC)
}

// styles are the cell styles of the workbook.
type styles struct{ title, header, date, money int }

func newStyles(f *excelize.File) (st styles, err error) {
	iso, pesos := "yyyy-mm-dd", "#,##0.00"
	for _, x := range []struct {
		to *int
		of excelize.Style
	}{
		{&st.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}}},
		{&st.header, excelize.Style{
			Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E1E8"}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		}},
		{&st.date, excelize.Style{CustomNumFmt: &iso}},
		{&st.money, excelize.Style{CustomNumFmt: &pesos}},
	} {
		if *x.to, err = f.NewStyle(&x.of); err != nil {
			return st, fmt.Errorf("style: %w", err)
		}
	}
	return st, nil
}
