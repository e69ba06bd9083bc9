package report

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
)

// sheet is one worksheet written from the top down; the first error stays and
// makes the rest idle.
type sheet struct {
	name string
	book *workbook
	sw   *excelize.StreamWriter
	next int // row, from 1
	err  error
}

// newSheet opens a sheet; columns have their widths in order.
func (k *workbook) newSheet(name string, widths []int) *sheet {
	x := &sheet{name: name, book: k, next: 1}
	if x.sw, x.err = k.f.NewStreamWriter(name); x.err != nil {
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
	x.row(excelize.Cell{StyleID: x.book.st.title, Value: title})
	x.row(h.RFC + " · " + h.Nombre)
	x.row(document.Textf("Programa IMMEX %s · periodo %s (%s a %s) · %s", "IMMEX programme %s · period %s (%s to %s) · %s",
		h.Programa, h.Period, h.From, h.To, stateName(h.State)).In(x.book.lang))
}

// table writes titles; the rows come below them, and nothing below the rows,
// when the zip is written.
func (x *sheet) table(t *Table, from, to int) {
	cells := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = excelize.Cell{StyleID: x.book.st.header, Value: c.Title.In(x.book.lang)}
	}
	x.row(cells...)
	at, err := x.book.f.GetSheetIndex(x.name)
	x.keep(err)
	x.book.bodies["xl/worksheets/sheet"+strconv.Itoa(at+1)+".xml"] = &sheetRows{table: t, from: from, to: to, first: x.next, st: x.book.st, words: sheetWords(t, x.book.lang)}
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
func (k *workbook) sheets(t *Table, most int) error {
	for n, from := 1, 0; n == 1 || from < t.Len(); n, from = n+1, from+most {
		part := *t
		if n > 1 {
			part.Name += "_" + strconv.Itoa(n)
			part.Title = document.Text{ES: t.Title.ES + " (" + strconv.Itoa(n) + ")", EN: t.Title.EN + " (" + strconv.Itoa(n) + ")"}
		}
		if err := k.sheet(&part, from, min(t.Len(), from+most)); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes one sheet: head, frozen titles with a filter, some of the rows.
func (k *workbook) sheet(t *Table, from, to int) error {
	const top = headRows + 1
	_, err := k.f.NewSheet(t.Name)
	end, e := excelize.CoordinatesToCellName(len(t.Columns), top+to-from)
	if err == nil {
		err = e
	}
	if err == nil {
		err = k.f.AutoFilter(t.Name, "A"+strconv.Itoa(top)+":"+end, nil) // a stream keeps what was set before it
	}
	if err != nil {
		return fmt.Errorf("sheet %s: %w", t.Name, err)
	}
	x := k.newSheet(t.Name, t.widths(k.lang, from, to))
	if x.err == nil {
		x.keep(x.sw.SetPanes(&excelize.Panes{
			Freeze: true, YSplit: top, TopLeftCell: "A" + strconv.Itoa(top+1), ActivePane: "bottomLeft",
		}))
	}
	x.head(&t.Head, t.Title.In(k.lang))
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
	words := sheetWords(t, lang)
	_ = t.Each(from, min(to, from+sample), func(row []string) error { // the visitor never fails
		for c, text := range row {
			if words[c] != nil {
				text = words[c](text)
			}
			out[c] = max(out[c], utf8.RuneCountInString(text)+2)
		}
		return nil
	})
	for c := range out {
		out[c] = min(out[c], most)
	}
	return out
}

// cell is a figure as excelize takes it.
func (st styles) cell(k Kind, text string) any {
	if text == "" {
		return nil
	}
	n, ok := exact(text)
	if k == Text || !ok {
		return text
	}
	number, err := strconv.ParseFloat(n, 64) //nolint:forbidigo // its shortest decimal is the same text again, as exact asks, and excelize takes no other
	if err != nil {
		return text
	}
	if k == Money {
		return excelize.Cell{StyleID: st.money, Value: number}
	}
	return number
}
