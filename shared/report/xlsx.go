package report

import (
	"cmp"
	"errors"
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

// Workbook writes every report as a sheet behind a summary. A value is a number
// cell only when a spreadsheet can hold it exactly; else it stays the text it
// is. The same set gives the same bytes. Like PDF it is no method of the set.
func Workbook(w io.Writer, s *Set, lang document.Lang) error {
	if err := writeWorkbook(w, lang, func(k *workbook) error { return s.workbook(k) }); err != nil {
		return fmt.Errorf("workbook of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	return nil
}

// workbook is a workbook that is being made: its frame by excelize, the rows of
// its tables when it is written.
type workbook struct {
	f      *excelize.File
	st     styles
	lang   document.Lang
	bodies map[string]*sheetRows // by part
}

// writeWorkbook writes what fill makes of a new workbook.
func writeWorkbook(w io.Writer, lang document.Lang, fill func(*workbook) error) error {
	k := &workbook{f: excelize.NewFile(), lang: lang, bodies: map[string]*sheetRows{}}
	z, err := newOrderedZip(w, k.bodies)
	if err == nil {
		k.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return z }) // past the buffer of excelize
		k.st, err = newStyles(k.f)
	}
	if err == nil {
		err = fill(k)
	}
	if err == nil {
		_, err = k.f.WriteTo(io.Discard)
	}
	return errors.Join(err, k.f.Close())
}

// stamp says whose the workbook is and of when.
func (k *workbook) stamp(h *Head, title string) error {
	day := noon(h.To).Format(time.RFC3339)
	if err := k.f.SetDocProps(&excelize.DocProperties{
		Creator: h.RFC, LastModifiedBy: h.RFC, Title: title, Created: day, Modified: day,
	}); err != nil {
		return fmt.Errorf("properties: %w", err)
	}
	return nil
}

// call names the sheet that a new workbook has.
func (k *workbook) call(name string) error {
	if err := k.f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("sheet %s: %w", name, err)
	}
	return nil
}

// workbook fills the sheets; without a summary the first table takes the sheet a
// new workbook has.
func (s *Set) workbook(k *workbook) error {
	if err := k.stamp(&s.Head, s.Head.RFC+" "+s.Head.Period); err != nil {
		return err
	}
	first := document.Text{ES: "Resumen", EN: "Summary"}.In(k.lang)
	if s.cost != nil {
		first = s.Tables[0].Name
	}
	if err := k.call(first); err != nil {
		return err
	}
	if s.cost == nil {
		if err := s.summarySheet(k, first); err != nil {
			return err
		}
	}
	for i := range s.Tables {
		if err := k.sheets(&s.Tables[i], cmp.Or(s.perSheet, maxSheetRows)); err != nil {
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
