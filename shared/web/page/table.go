package page

import (
	"net/url"
	"strconv"
	"unicode/utf8"

	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
)

// Field is a column of a screen's table with where its cell comes from.
type Field[T any] struct {
	Key    string // its name in a CSV, Spanish in every language
	ES, EN string
	Kind   report.Kind
	Of     func(*T) string
	Link   func(*T) string // where the cell leads; nil or "" for nowhere
	Whole  bool            // a key, never broken over two lines
}

// Table is a table of a screen: all of its rows, of which the page shows some.
type Table struct {
	report.Table
	// Order says in which order the rows are and what they are of.
	Order document.Text
	// Empty is said instead of a table without rows.
	Empty document.Text
	Pager Pager
	links [][]string
	whole []bool
	from  int
}

// Tabulate makes a table of rows by its fields. A cell is an exact text; blank
// is a value nobody gave.
func Tabulate[T any](name string, title document.Text, head report.Head, fields []Field[T], rows []T) *Table {
	t := &Table{Table: report.Table{Name: name, Title: title, Head: head, Rows: make([][]string, len(rows))}}
	t.Empty = document.Text{ES: "No hay ninguno.", EN: "There are none."}
	linked := false
	for _, f := range fields {
		t.Columns = append(t.Columns, report.Column{Key: f.Key, Title: document.Text{ES: f.ES, EN: f.EN}, Kind: f.Kind})
		t.whole = append(t.whole, f.Whole)
		linked = linked || f.Link != nil
	}
	if linked {
		t.links = make([][]string, len(rows))
	}
	for r := range rows {
		row := make([]string, len(fields))
		for c := range fields {
			row[c] = fields[c].Of(&rows[r])
		}
		t.Rows[r] = row
		if !linked {
			continue
		}
		t.links[r] = make([]string, len(fields))
		for c := range fields {
			if fields[c].Link != nil {
				t.links[r][c] = fields[c].Link(&rows[r])
			}
		}
	}
	t.Pager = Pager{Page: 1, Pages: 1, Total: len(rows), First: min(1, len(rows)), Last: len(rows)}
	return t
}

// Of makes a screen's table of one of the reports.
func Of(r *report.Table) *Table {
	held := report.Table{Name: r.Name, Title: r.Title, Head: r.Head, Columns: r.Columns, Rows: r.All(), Close: r.Close}
	t := &Table{Table: held, whole: make([]bool, len(r.Columns)), Empty: document.Text{ES: "No hay ninguno.", EN: "There are none."}}
	t.Pager = Pager{Page: 1, Pages: 1, Total: len(t.Rows), First: min(1, len(t.Rows)), Last: len(t.Rows)}
	return t
}

// PerPage is how many rows of a list a page shows.
const PerPage = 50

// Cut makes the page show only the part of the rows that its address asks for,
// with the way to the others. Downloads keep them all.
func (t *Table) Cut(at *url.URL) {
	t.Pager = pagerOf(at, "pagina", len(t.Rows), PerPage)
	t.from = max(0, t.Pager.First-1)
}

// Top makes the page show only the first rows, with where the others are.
func (t *Table) Top(n int, more string) {
	if len(t.Rows) > n {
		t.Pager.Last, t.Pager.More = n, more
	}
}

// Cell is one cell as a page shows it.
type Cell struct {
	Text, Link string
	Class      string // n of figures, d of days and keys, l of sentences, "" of other texts
	Head       bool   // names its row
}

// Shown are the rows of this page.
func (t *Table) Shown() [][]Cell {
	out := make([][]Cell, 0, t.Pager.Last-t.from)
	classes := make([]string, len(t.Columns))
	for c := range classes {
		classes[c] = t.class(c)
	}
	for r := t.from; r < t.Pager.Last; r++ {
		row := make([]Cell, len(t.Columns))
		for c, s := range t.Rows[r] {
			row[c] = Cell{Text: shown(s, t.Columns[c].Kind), Class: classes[c], Head: c == 0}
			if t.links != nil {
				row[c].Link = t.links[r][c]
			}
		}
		out = append(out, row)
	}
	return out
}

// class is how a column is set.
func (t *Table) class(c int) string {
	if t.whole[c] {
		return "d"
	}
	switch t.Columns[c].Kind {
	case report.Quantity, report.Money, report.Integer:
		return "n"
	case report.Date:
		return "d"
	case report.Text:
		for r := t.from; r < t.Pager.Last; r++ {
			if utf8.RuneCountInString(t.Rows[r][c]) > longText {
				return "l"
			}
		}
	}
	return ""
}

// longText is the length in runes from which a text is a sentence, and its
// column is set wider.
const longText = 36

// Titles are the columns with their class.
func (t *Table) Titles() []Title {
	out := make([]Title, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = Title{c.Title, t.class(i)}
	}
	return out
}

// Title is the head of a column.
type Title struct {
	Name  document.Text
	Class string
}

// shown is a cell for people: figures with their thousands apart, and a dash
// for a value that nobody gave.
func shown(s string, k report.Kind) string {
	switch {
	case s == "":
		return "—"
	case k == report.Quantity || k == report.Money || k == report.Integer:
		return Group(s)
	}
	return s
}

// Pager is the part of a list that a page shows.
type Pager struct {
	Page, Pages int
	First, Last int // rows, from 1
	Total       int
	Prev, Next  string // addresses, "" at the ends
	More        string // address of the whole list, "" when this is it
}

// pagerOf cuts a list of so many rows by a parameter of the address; what is no
// page of it is the nearest one.
func pagerOf(at *url.URL, parameter string, total, per int) Pager {
	p := Pager{Page: 1, Pages: max(1, (total+per-1)/per), Total: total}
	if n, err := strconv.Atoi(at.Query().Get(parameter)); err == nil {
		p.Page = min(max(1, n), p.Pages)
	}
	p.First, p.Last = min((p.Page-1)*per+1, total), min(p.Page*per, total)
	link := func(n int) string { return With(at, parameter, strconv.Itoa(n)) }
	if p.Page > 1 {
		p.Prev = link(p.Page - 1)
	}
	if p.Page < p.Pages {
		p.Next = link(p.Page + 1)
	}
	return p
}

// With is an address with one parameter set, "" to drop it.
func With(at *url.URL, key, value string) string {
	q := at.Query()
	q.Set(key, value)
	if value == "" {
		q.Del(key)
	}
	if len(q) == 0 {
		return at.EscapedPath()
	}
	return at.EscapedPath() + "?" + q.Encode()
}
