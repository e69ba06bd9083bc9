package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// maxSheetRows is what a worksheet can hold; a longer report stays whole in
// its CSV, and the sheet says so.
const maxSheetRows = 1_048_576 - headRows - 1

// headRows stand above the column titles of every sheet: title, company,
// programme and period.
const headRows = 3

// XLSX writes every report as a sheet behind a summary. A value is a number
// cell only when a spreadsheet can hold it exactly; else it stays the text it
// is. The same set gives the same bytes.
func (s *Set) XLSX(w io.Writer, lang document.Lang) error {
	f := excelize.NewFile()
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{z: zip.NewWriter(w)} })
	err := s.workbook(f, lang)
	if err == nil {
		_, err = f.WriteTo(w)
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
		return err
	}
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	first := document.Text{ES: "Resumen", EN: "Summary"}.In(lang)
	if err := f.SetSheetName("Sheet1", first); err != nil {
		return err
	}
	if err := s.summarySheet(f, first, st, lang); err != nil {
		return err
	}
	for i := range s.Tables {
		if _, err := f.NewSheet(s.Tables[i].Name); err != nil {
			return err
		}
		if err := s.Tables[i].sheet(f, st, lang); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Tables[i].Name, err)
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

// sheet writes one report: head, frozen titles with a filter, rows.
func (t *Table) sheet(f *excelize.File, st styles, lang document.Lang) error {
	top := headRows + 1
	end, err := excelize.CoordinatesToCellName(len(t.Columns), top+min(len(t.Rows), maxSheetRows))
	if err != nil {
		return err
	}
	if err := f.AutoFilter(t.Name, "A"+strconv.Itoa(top)+":"+end, nil); err != nil { // a stream keeps what was set before it
		return err
	}
	sw, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	for i := len(t.Columns) - 1; i >= 0; i-- { // excelize puts the last one set first, and the format wants them in order
		if err := sw.SetColWidth(i+1, i+1, t.width(i, lang)); err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: top, TopLeftCell: "A" + strconv.Itoa(top+1), ActivePane: "bottomLeft",
	}); err != nil {
		return err
	}
	if err := t.Head.rows(sw, t.Title.In(lang), st, lang); err != nil {
		return err
	}
	titles := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = excelize.Cell{StyleID: st.header, Value: c.Title.In(lang)}
	}
	if err := sw.SetRow("A"+strconv.Itoa(top), titles); err != nil {
		return err
	}
	values := make([]any, len(t.Columns))
	for r, row := range t.Rows[:min(len(t.Rows), maxSheetRows)] {
		for i, text := range row {
			values[i] = st.cell(t.Columns[i].Kind, text)
		}
		if err := sw.SetRow("A"+strconv.Itoa(top+1+r), values); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// rows writes whose report it is above the table.
func (h *Head) rows(sw *excelize.StreamWriter, title string, st styles, lang document.Lang) error {
	about := document.Textf("Programa IMMEX %s · periodo %s (%s a %s) · %s", "IMMEX programme %s · period %s (%s to %s) · %s",
		h.Programa, h.Period, h.From, h.To, h.State)
	for i, v := range []any{excelize.Cell{StyleID: st.title, Value: title}, h.RFC + " · " + h.Nombre, about.In(lang)} {
		if err := sw.SetRow("A"+strconv.Itoa(i+1), []any{v}); err != nil {
			return err
		}
	}
	return nil
}

// width fits a column to its title and its first rows.
func (t *Table) width(c int, lang document.Lang) float64 {
	const least, most, sample = 9, 48, 200
	n := max(least, utf8.RuneCountInString(t.Columns[c].Title.In(lang))/2+4)
	for _, row := range t.Rows[:min(len(t.Rows), sample)] {
		n = max(n, utf8.RuneCountInString(row[c])+2)
	}
	return float64(min(n, most))
}

// exactDigits is how many significant digits every spreadsheet keeps.
const exactDigits = 15

// cell is a number or a date when that loses nothing, else the text.
func (st styles) cell(k Kind, text string) any {
	if text == "" {
		return nil
	}
	switch k {
	case Integer:
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	case Quantity:
		if n, ok := exact(text); ok {
			return n
		}
	case Money:
		if n, ok := exact(text); ok {
			return excelize.Cell{StyleID: st.money, Value: n}
		}
	case Date:
		if d, err := document.ParseDate(text); err == nil && d.Known() {
			return excelize.Cell{StyleID: st.date, Value: document.NewDate(1899, 12, 30).DaysUntil(d)}
		}
	case Text:
	}
	return text
}

// exact turns a decimal of at most 15 digits into the nearest double, whose
// shortest decimal is the same text again.
func exact(text string) (any, bool) {
	a, err := money.Parse(text)
	if err != nil {
		return nil, false
	}
	n, ok := a.Micros()
	if !ok {
		return nil, false
	}
	const micro, limit = 1_000_000, 1_000_000_000_000_000 // 10^exactDigits
	if n%micro == 0 {
		whole := n / micro
		return whole, whole < limit && whole > -limit
	}
	return float64(n) / micro, n < limit && n > -limit
}

// orderedZip writes the parts of a workbook by name, since excelize hands its
// sheets over in map order.
type orderedZip struct {
	z     *zip.Writer
	parts []zipPart
}

type zipPart struct {
	name string
	body *bytes.Buffer
}

// Create takes one part.
func (o *orderedZip) Create(name string) (io.Writer, error) {
	o.parts = append(o.parts, zipPart{name, &bytes.Buffer{}})
	return o.parts[len(o.parts)-1].body, nil
}

// AddFS is not used by a workbook.
func (o *orderedZip) AddFS(fs.FS) error {
	return fmt.Errorf("zip of a workbook: %w", errors.ErrUnsupported)
}

// Close writes all parts.
func (o *orderedZip) Close() error {
	slices.SortFunc(o.parts, func(a, b zipPart) int { return cmp.Compare(a.name, b.name) })
	for _, p := range o.parts {
		w, err := o.z.Create(p.name)
		if err == nil {
			_, err = p.body.WriteTo(w)
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", p.name, err)
		}
	}
	if err := o.z.Close(); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}
