package material

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// headingWithin is how many rows with content may stand above the headings:
// a title, a date, the name of the company.
const headingWithin = 10

// match is how well the headings of one row are those of one table.
type match struct {
	table    *Table
	row      int         // place among the rows of the sheet
	columns  map[int]int // column of the sheet to column of the table
	missing  []string    // required columns without a heading
	unknown  []string    // headings that are of no column
	repeated []string    // headings of a column already named
}

// whole reports headings that leave no doubt.
func (m *match) whole() bool {
	return m.table != nil && len(m.missing)+len(m.unknown)+len(m.repeated) == 0
}

// near reports headings that were meant as the table's: most of them are its
// columns, and half of what it requires is there.
func (m *match) near() bool {
	if m.table == nil || len(m.columns) < 2 || len(m.columns) < len(m.unknown) {
		return false
	}
	required := 0
	for _, c := range m.table.Columns {
		if c.Required {
			required++
		}
	}
	return 2*len(m.missing) <= required
}

// score orders matches: more columns known, fewer missing, fewer unknown.
func (m *match) score() int {
	if m.table == nil {
		return -1 << 30
	}
	return 4*len(m.columns) - 5*len(m.missing) - 3*len(m.unknown) - 3*len(m.repeated)
}

func matchRow(t *Table, row *sheet.Row, at int) match {
	m := match{table: t, row: at, columns: map[int]int{}}
	taken := map[string]bool{}
	for i, cell := range row.Cells {
		if sheet.Fold(cell.Text) == "" && cell.Text == "" {
			continue
		}
		c, ok := t.Column(cell.Text)
		switch {
		case !ok:
			m.unknown = append(m.unknown, cell.Text)
		case taken[c.Name]:
			m.repeated = append(m.repeated, cell.Text)
		default:
			taken[c.Name] = true
			m.columns[i] = t.index(c.Name)
		}
	}
	for _, c := range t.Columns {
		if c.Required && !taken[c.Name] {
			m.missing = append(m.missing, c.Name)
		}
	}
	return m
}

// recognise finds the table whose headings a sheet has; rivals are other
// tables that its headings would be just as whole for.
func recognise(s *sheet.Sheet) (best match, rivals []string) {
	tables := Tables()
	for at := range s.Rows[:min(len(s.Rows), headingWithin)] {
		for i := range tables {
			m := matchRow(&tables[i], &s.Rows[at], at)
			switch {
			case m.whole() && best.whole() && m.row == best.row:
				rivals = append(rivals, m.table.Name)
			case m.whole() && !best.whole(), m.whole() == best.whole() && m.score() > best.score():
				best, rivals = m, nil
			}
		}
		if best.whole() {
			break
		}
	}
	return best, rivals
}

// Sniff reports that the headings of a sheet are those of one of the tables,
// or were meant to be.
func Sniff(s *sheet.Sheet) bool {
	if s == nil {
		return false
	}
	m, _ := recognise(s)
	return m.whole() || m.near()
}

// Recognised reports that a visible sheet of a book has the headings of one of
// the tables beyond doubt.
func Recognised(book *sheet.Book) bool {
	for _, s := range book.Visible() {
		if m, rivals := recognise(s); m.whole() && len(rivals) == 0 {
			return true
		}
	}
	return false
}

// Nearest names the table whose headings are closest to those of a sheet, for
// telling a person which template to use; ok is false when none is.
func Nearest(s *sheet.Sheet) (name string, ok bool) {
	if m, _ := recognise(s); m.table != nil && len(m.columns) > 0 {
		return m.table.Name, true
	}
	return "", false
}

// The advice for a table that may be a supplier's.
const (
	adviceES = " Si es una factura o lista de empaque de un proveedor, entréguela con su mapeo: immex template mapeo lo escribe y --mapping lo da."
	adviceEN = " If it is an invoice or packing list of a supplier, deliver it with its mapping: immex template mapeo writes one and --mapping gives it."
)

// doubt says what keeps the headings from being those of a table.
func (m *match) doubt(s *sheet.Sheet, rivals []string, fs *document.Findings) {
	where := sheet.At(s.Name, 0, -1)
	if m.table == nil || len(m.columns) < 2 && !m.near() { // one word in common is chance
		fs.At("plant_unknown", document.Error, where, document.Text{
			ES: "Los encabezados no son de ninguna plantilla; vea las que hay con immex template." + adviceES,
			EN: "The headings are those of no template; see which there are with immex template." + adviceEN,
		})
		return
	}
	where = sheet.At(s.Name, s.Rows[m.row].Number, -1)
	if len(rivals) > 0 {
		fs.At("plant_ambiguous", document.Error, where, document.Textf(
			"Los encabezados valen igual para %s y %s; agregue las columnas que los distinguen (immex template).",
			"The headings fit %s and %s alike; add the columns that tell them apart (immex template).", m.table.Name, strings.Join(rivals, ", ")))
		return
	}
	es, en := "", ""
	if !m.near() {
		es, en = adviceES, adviceEN
	}
	fs.At("plant_headings", document.Error, where, document.Text{
		ES: fmt.Sprintf("Los encabezados se parecen a los de %s: faltan %s; sobran %s; repetidos %s. Use immex template %s.%s",
			m.table.Name, quoted(m.missing, "ninguno"), quoted(m.unknown, "ninguno"), quoted(m.repeated, "ninguno"), m.table.Name, es),
		EN: fmt.Sprintf("The headings look like those of %s: missing %s; unknown %s; repeated %s. Use immex template %s.%s",
			m.table.Name, quoted(m.missing, "none"), quoted(m.unknown, "none"), quoted(m.repeated, "none"), m.table.Name, en),
	})
}

func quoted(names []string, none string) string {
	if len(names) == 0 {
		return none
	}
	const shown = 20
	more := ""
	if len(names) > shown {
		names, more = names[:shown], " …"
	}
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strconv.Quote(n)
	}
	return strings.Join(out, ", ") + more
}
