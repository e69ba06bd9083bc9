package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
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
	Brief  int             // how many runes of it a page shows; 0 for all, as files have
}

// Table is a table of a screen: all of its rows, of which the page shows some.
// A row is made when it is shown or downloaded, so that a page costs what it
// shows and not what there is.
type Table struct {
	report.Table
	// Order says in which order the rows are and what they are of.
	Order document.Text
	// Empty is said instead of a table without rows.
	Empty document.Text
	// Caveat is what the rows miss, in few words: every row of a file says it, and a
	// file without rows is refused.
	Caveat document.Text
	Pager  Pager
	link   func(r, c int) string // nil when no cell leads anywhere
	whole  []bool
	brief  []int
	from   int
	held   [][]string // see texts
}

// Rows is how many rows there are.
func (t *Table) Rows() int { return t.Len() }

// Tabulate makes a table of rows by its fields. A cell is an exact text; blank
// is a value nobody gave. Rows must stay as they are for as long as the table is
// used.
func Tabulate[T any](name string, title document.Text, head report.Head, fields []Field[T], rows []T) *Table {
	return TabulateOf(name, title, head, fields, len(rows), func(i int) *T { return &rows[i] })
}

// TabulateOf makes a table of so many rows, each taken from where it is when it is
// shown.
func TabulateOf[T any](name string, title document.Text, head report.Head, fields []Field[T], n int, at func(int) *T) *Table {
	t := &Table{}
	columns := make([]report.Column, len(fields))
	linked := false
	for i, f := range fields {
		columns[i] = report.Column{Key: f.Key, Title: document.Text{ES: f.ES, EN: f.EN}, Kind: f.Kind}
		t.whole, t.brief = append(t.whole, f.Whole), append(t.brief, f.Brief)
		linked = linked || f.Link != nil
	}
	if linked {
		t.link = func(r, c int) string {
			if fields[c].Link == nil {
				return ""
			}
			return fields[c].Link(at(r))
		}
	}
	t.hold(report.Made(name, title, head, columns, n, func(r int, row []string) {
		x := at(r)
		for c := range fields {
			row[c] = fields[c].Of(x)
		}
	}))
	return t
}

// Of makes a screen's table of one of the reports.
func Of(r *report.Table) *Table {
	t := &Table{whole: make([]bool, len(r.Columns)), brief: make([]int, len(r.Columns))}
	t.hold(*r)
	return t
}

// Say puts the cells of some columns, by their key, into other words when a row
// is made.
func (t *Table) Say(words map[string]func(string) string) {
	told := t.Table
	made := report.Made(told.Name, told.Title, told.Head, told.Columns, told.Len(), func(r int, row []string) {
		_ = told.Each(r, r+1, func(cells []string) error { // the visitor never fails
			copy(row, cells)
			return nil
		})
		for c := range row {
			if say, ok := words[told.Columns[c].Key]; ok {
				row[c] = say(row[c])
			}
		}
	})
	made.Close = told.Close
	t.Table, t.held = made, nil
}

// Move puts a column, by its key, at a place; before its cells lead anywhere.
func (t *Table) Move(key string, to int) {
	from := slices.IndexFunc(t.Columns, func(c report.Column) bool { return c.Key == key })
	if from < 0 {
		return
	}
	order := make([]int, len(t.Columns))
	for i := range order {
		order[i] = i
	}
	order = slices.Insert(slices.Delete(order, from, from+1), to, from)
	told := t.Table
	columns, whole, brief := make([]report.Column, len(order)), make([]bool, len(order)), make([]int, len(order))
	for c, was := range order {
		columns[c], whole[c], brief[c] = told.Columns[was], t.whole[was], t.brief[was]
	}
	made := report.Made(told.Name, told.Title, told.Head, columns, told.Len(), func(r int, row []string) {
		_ = told.Each(r, r+1, func(cells []string) error { // the visitor never fails
			for c, was := range order {
				row[c] = cells[was]
			}
			return nil
		})
	})
	made.Close = told.Close
	t.Table, t.whole, t.brief, t.held = made, whole, brief, nil
}

// Lead makes cells of some columns lead on, by their key: to where their text is
// seen, or nowhere.
func (t *Table) Lead(to map[string]func(string) string) {
	before := t.link
	t.link = func(r, c int) string {
		if of, ok := to[t.Columns[c].Key]; ok {
			return of(t.texts()[r-t.from][c])
		}
		if before == nil {
			return ""
		}
		return before(r, c)
	}
}

func (t *Table) hold(rows report.Table) {
	t.Table = rows
	n := rows.Len()
	t.Empty = document.Text{ES: "No hay ninguno.", EN: "There are none."}
	t.Pager = Pager{Page: 1, Pages: 1, Total: n, First: min(1, n), Last: n}
}

// PerPage is how many rows of a list a page shows.
const PerPage = 50

// Cut makes the page show only the part of the rows that its address asks for,
// with the way to the others. Downloads keep them all.
func (t *Table) Cut(at *url.URL) {
	t.Pager = pagerOf(at, "pagina", t.Len(), PerPage)
	t.from, t.held = max(0, t.Pager.First-1), nil
}

// Top makes the page show only the first rows, with where the others are.
func (t *Table) Top(n int, more string) {
	if t.Len() > n {
		t.Pager.Last, t.Pager.More, t.held = n, more, nil
	}
}

// Cell is one cell as a page shows it.
type Cell struct {
	Text, Link string
	Title      document.Text // of its column, beside it where the table is laid out as cards
	Class      string        // n of figures, d of days and keys, l of sentences, c and m of short words, "" of other texts
	Head       bool          // names its row
}

// Parts are the text of a cell between which a narrow column may break: after what
// joins the words of a code, of an address or of the name of a file. A column whose
// words all fit breaks none.
func (c *Cell) Parts() []string {
	if c.Class != "" {
		return []string{c.Text}
	}
	var out []string
	from := 0
	for i, r := range c.Text {
		if (r == '_' || r == '/') && i > from {
			out, from = append(out, c.Text[from:i+1]), i+1
		}
	}
	return append(out, c.Text[from:])
}

// texts are the cells of the rows of this page, made once.
func (t *Table) texts() [][]string {
	if t.held == nil {
		t.held = make([][]string, 0, max(0, t.Pager.Last-t.from))
		_ = t.Each(t.from, t.Pager.Last, func(row []string) error { // the visitor never fails
			t.held = append(t.held, slices.Clone(row))
			return nil
		})
	}
	return t.held
}

// Shown are the rows of this page.
func (t *Table) Shown() [][]Cell {
	texts := t.texts()
	out := make([][]Cell, len(texts))
	classes := make([]string, len(t.Columns))
	for c := range classes {
		classes[c] = t.class(c)
	}
	for i := range texts {
		row := make([]Cell, len(t.Columns))
		for c, s := range texts[i] {
			row[c] = Cell{Text: shortened(shown(s, t.Columns[c].Kind), t.brief[c]), Title: t.Columns[c].Title, Class: classes[c], Head: c == 0}
			if t.link != nil {
				row[c].Link = t.link(t.from+i, c)
			}
		}
		out[i] = row
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
		return t.worded(c)
	}
	return ""
}

// worded is how a column of texts is set: by its longest text, else by its
// longest word, which is not to be broken where there is room.
func (t *Table) worded(c int) string {
	long := 0
	for _, row := range t.texts() {
		if utf8.RuneCountInString(row[c]) > longText {
			return "l"
		}
		for _, word := range strings.FieldsFunc(row[c], func(r rune) bool { return r == ' ' || r == '-' }) {
			long = max(long, utf8.RuneCountInString(word))
		}
	}
	switch {
	case long <= shortWord:
		return "c"
	case long <= middleWord:
		return "m"
	}
	return ""
}

// longText is the length in runes from which a text is a sentence, and its
// column is set wider; a column of short or middle words is set narrower.
const (
	longText   = 36
	shortWord  = 7
	middleWord = 13
)

// Broad reports a table with more columns than a sheet of paper has room for,
// which is printed as cards.
func (t *Table) Broad() bool { return len(t.Columns) > 20 }

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

// shortened is the beginning of a text; all of it for 0.
func shortened(s string, runes int) string {
	if all := []rune(s); runes > 0 && len(all) > runes {
		return string(all[:runes]) + "…"
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
