package report

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// sheet is one worksheet written from the top down; the first error stays and
// makes the rest idle.
type sheet struct {
	name string
	sw   *excelize.StreamWriter
	st   styles
	lang document.Lang
	next int // row, from 1
	err  error
}

// newSheet opens a sheet; columns have their widths in order.
func newSheet(f *excelize.File, name string, st styles, lang document.Lang, widths []int) *sheet {
	x := &sheet{name: name, st: st, lang: lang, next: 1}
	if x.sw, x.err = f.NewStreamWriter(name); x.err != nil {
		return x
	}
	for i, w := range slices.Backward(widths) { // excelize puts the last one set first, and the format wants them in order
		x.keep(x.sw.SetColWidth(i+1, i+1, float64(w)))
	}
	return x
}

func (x *sheet) keep(err error) {
	if x.err == nil {
		x.err = err
	}
}

// row writes the next row.
func (x *sheet) row(cells ...any) {
	if x.err == nil {
		x.keep(x.sw.SetRow("A"+strconv.Itoa(x.next), cells))
	}
	x.next++
}

// head writes whose report it is above the table.
func (x *sheet) head(h *Head, title string) {
	x.row(excelize.Cell{StyleID: x.st.title, Value: title})
	x.row(h.RFC + " · " + h.Nombre)
	x.row(document.Textf("Programa IMMEX %s · periodo %s (%s a %s) · %s", "IMMEX programme %s · period %s (%s to %s) · %s",
		h.Programa, h.Period, h.From, h.To, h.State).In(x.lang))
}

// table writes titles and rows.
func (x *sheet) table(t *Table, from, to int) {
	cells := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = excelize.Cell{StyleID: x.st.header, Value: c.Title.In(x.lang)}
	}
	x.row(cells...)
	x.keep(t.Each(from, to, func(row []string) error {
		for i, text := range row {
			cells[i] = x.st.cell(t.Columns[i].Kind, text)
		}
		x.row(cells...)
		return x.err
	}))
}

// close ends the sheet and tells what went wrong in it.
func (x *sheet) close() error {
	if x.err == nil {
		x.keep(x.sw.Flush())
	}
	if x.err != nil {
		return fmt.Errorf("sheet %s: %w", x.name, x.err)
	}
	return nil
}

// sheets writes one report: what a sheet cannot hold goes on in further ones.
func (t *Table) sheets(f *excelize.File, st styles, lang document.Lang, most int) error {
	for n, from := 1, 0; n == 1 || from < t.Len(); n, from = n+1, from+most {
		part := *t
		if n > 1 {
			part.Name += "_" + strconv.Itoa(n)
			part.Title = document.Text{ES: t.Title.ES + " (" + strconv.Itoa(n) + ")", EN: t.Title.EN + " (" + strconv.Itoa(n) + ")"}
		}
		if err := part.sheet(f, st, lang, from, min(t.Len(), from+most)); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes one sheet: head, frozen titles with a filter, some of the rows.
func (t *Table) sheet(f *excelize.File, st styles, lang document.Lang, from, to int) error {
	const top = headRows + 1
	_, err := f.NewSheet(t.Name)
	end, e := excelize.CoordinatesToCellName(len(t.Columns), top+to-from)
	if err == nil {
		err = e
	}
	if err == nil {
		err = f.AutoFilter(t.Name, "A"+strconv.Itoa(top)+":"+end, nil) // a stream keeps what was set before it
	}
	if err != nil {
		return fmt.Errorf("sheet %s: %w", t.Name, err)
	}
	x := newSheet(f, t.Name, st, lang, t.widths(lang, from, to))
	if x.err == nil {
		x.keep(x.sw.SetPanes(&excelize.Panes{
			Freeze: true, YSplit: top, TopLeftCell: "A" + strconv.Itoa(top+1), ActivePane: "bottomLeft",
		}))
	}
	x.head(&t.Head, t.Title.In(lang))
	x.table(t, from, to)
	return x.close()
}

// widths fit columns to their titles and to the first of some rows.
func (t *Table) widths(lang document.Lang, from, to int) []int {
	const least, most, sample = 9, 48, 200
	out := make([]int, len(t.Columns))
	for c := range out {
		out[c] = max(least, utf8.RuneCountInString(t.Columns[c].Title.In(lang))/2+4)
	}
	_ = t.Each(from, min(to, from+sample), func(row []string) error { // the visitor never fails
		for c := range row {
			out[c] = max(out[c], utf8.RuneCountInString(row[c])+2)
		}
		return nil
	})
	for c := range out {
		out[c] = min(out[c], most)
	}
	return out
}

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
	const micro, limit = 1_000_000, 1_000_000_000_000_000 // 15 digits: what every spreadsheet keeps
	if n%micro == 0 {
		whole := n / micro
		return whole, whole < limit && whole > -limit
	}
	return float64(n) / micro, n < limit && n > -limit
}
