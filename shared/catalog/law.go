package catalog

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// LawKind is what the cells of a column of dated law are.
type LawKind string

// The kinds of column.
const (
	LawText   LawKind = "text"   // as written
	LawKey    LawKind = "key"    // names what the row is about
	LawAmount LawKind = "amount" // a decimal in its minimal form
	LawWhole  LawKind = "whole"  // a whole number in its minimal form
	LawEnum   LawKind = "enum"   // one of Values
	LawMonth  LawKind = "month"  // YYYY-MM
	LawDay    LawKind = "day"    // YYYY-MM-DD
	LawPrefix LawKind = "prefix" // leading digits of a fracción

	LawFraccion LawKind = "fraccion" // its 8 digits
)

// LawColumn is one column of a table of dated law, besides its validity,
// source and confidence, which every table has.
type LawColumn struct {
	Name, English string
	Kind          LawKind
	Required      bool
	Value         bool     // what the row is there to say: blank means nobody knows
	Values        []string // of LawEnum
	Meaning       document.Text
	Example       string
}

// LawTable is one table of dated law.
type LawTable struct {
	Name    string
	Title   document.Text
	Columns []LawColumn
	// Key are the columns that name what a row is about: no two rows of one key
	// hold on one day.
	Key []string
	// Period is the column that is the validity itself (a month or a day), for
	// tables of figures; "" for tables whose rows hold from a day to a day.
	Period string
	// Continuous tables leave no day out between the first and the last row of
	// a key: what nobody knows is a row without value that says so.
	Continuous bool
	// Droppable tables take rows from a file that a person delivers.
	Droppable bool
}

// LawRow is one row of a table of dated law.
type LawRow struct {
	Line  int // of the file it was written in
	Cells map[string]string
	// Fact is the delivered file that says so, "" for the embedded table.
	Fact document.Hash
	Validity
}

// Amount is the figure of a column, unknown where the cell is blank.
func (r *LawRow) Amount(column string) money.Amount {
	if r.Cells[column] == "" {
		return money.Amount{}
	}
	a, err := money.Parse(r.Cells[column])
	if err != nil {
		return money.Amount{} // lint refused what is no figure
	}
	return a
}

// title is the pair of columns titulo and title.
func (r *LawRow) title() document.Text {
	return document.Text{ES: r.Cells["titulo"], EN: r.Cells["title"]}
}

// silent reports a row that says that nobody knows: every column of value is
// blank.
func (t *LawTable) silent(r *LawRow) bool {
	silent := false
	for _, c := range t.Columns {
		if c.Value {
			if r.Cells[c.Name] != "" {
				return false
			}
			silent = true
		}
	}
	return silent
}

// key joins the values that name what a row is about.
func (t *LawTable) key(cells map[string]string) string {
	parts := make([]string, len(t.Key))
	for i, name := range t.Key {
		parts[i] = cells[name]
	}
	return strings.Join(parts, "\x00")
}

// period gives a row of figures the validity that its period is.
func (t *LawTable) period(r *LawRow) error {
	if t.Period == "" {
		return nil
	}
	text := r.Cells[t.Period]
	day := text
	if len(text) == len("2026-10") {
		day += "-01"
	}
	from, err := document.ParseDate(day)
	if err != nil || !from.Known() {
		return fmt.Errorf("%s %q is no period", t.Period, text)
	}
	r.From, r.To = from, from
	if day != text {
		r.To = from.MonthEnd()
	}
	return nil
}

// law is the rows of one table by what they are about.
type law struct {
	table  *LawTable
	rows   []LawRow
	reason []func() document.Text // by row: why nobody knows, worked out once; nil of one that says something
	byKey  map[string][]int
	hash   document.Hash
}

func newLaw(t *LawTable, rows []LawRow, hash document.Hash) *law {
	l := &law{table: t, rows: rows, reason: make([]func() document.Text, len(rows)), byKey: map[string][]int{}, hash: hash}
	for i := range rows {
		k := t.key(rows[i].Cells)
		l.byKey[k] = append(l.byKey[k], i)
		if t.silent(&rows[i]) {
			l.reason[i] = sync.OnceValue(rows[i].Reason)
		}
	}
	return l
}

// readLaw reads an embedded table; lint judges what it says.
func readLaw(t *LawTable, b []byte) (*law, error) {
	records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	if want := t.header(); len(records) == 0 || !slices.Equal(records[0], want) {
		return nil, fmt.Errorf("the headings are not %v", want)
	}
	var rows []LawRow
	for i, rec := range records[1:] {
		r := LawRow{Line: i + 2, Cells: map[string]string{}}
		for j, c := range t.Columns {
			r.Cells[c.Name] = rec[j]
		}
		end := rec[len(t.Columns):]
		r.Source, r.Confidence = end[2], end[3]
		if r.From, err = document.ParseDate(end[0]); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.Line, err)
		}
		if r.To, err = document.ParseDate(end[1]); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.Line, err)
		}
		if err := t.period(&r); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.Line, err)
		}
		rows = append(rows, r)
	}
	return newLaw(t, rows, document.HashOf(b)), nil
}

// header is the first line of the embedded table.
func (t *LawTable) header() []string {
	out := make([]string, 0, len(t.Columns)+4)
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	return append(out, "valid_from", "valid_to", "source", "confidence")
}

// find is the row of a key that holds on a day. One that says that nobody
// knows comes with an error too: it has its title and its reason.
func (c *Catalog) find(table string, on document.Date, when string, key ...string) (*LawRow, error) {
	l := c.law[table]
	i := l.row(on, key)
	if i >= 0 && l.reason[i] == nil {
		return &l.rows[i], nil
	}
	missing := &Missing{Table: table, Key: strings.Join(key, " "), When: when}
	if l != nil && l.table.Period != "" { // the last of the key, which says when
		missing.Key = strings.Join(key[:len(key)-1], " ")
	}
	if i < 0 {
		return &LawRow{}, missing
	}
	missing.Reason = l.reason[i]()
	return &l.rows[i], missing
}

// row is the place of the first row of a key that holds on a day; -1 when none does,
// or the table is not there. Rules ask it of every partida: it makes nothing.
func (l *law) row(on document.Date, key []string) int {
	if l == nil {
		return -1
	}
	var room [64]byte
	joined := room[:0]
	for i, k := range key {
		if i > 0 {
			joined = append(joined, 0)
		}
		joined = append(joined, k...)
	}
	for _, i := range l.byKey[string(joined)] {
		if l.rows[i].Holds(on) {
			return i
		}
	}
	return -1
}

// LawRows are the rows of a table in its order; the caller does not change
// them.
func (c *Catalog) LawRows(table string) []LawRow {
	if l := c.law[table]; l != nil {
		return l.rows
	}
	return nil
}

// VersionOf is the version of some tables of dated law by name: what follows
// from them alone changes with them alone.
func (c *Catalog) VersionOf(tables ...string) document.Hash {
	names := slices.Clone(tables)
	slices.Sort(names)
	var b strings.Builder
	for _, name := range slices.Compact(names) {
		b.WriteString(name)
		b.WriteByte('\n')
		if l := c.law[name]; l != nil {
			b.WriteString(string(l.hash))
		}
		b.WriteByte('\n')
	}
	return document.HashOf([]byte(b.String()))
}

// lawHash is the version of everything.
func (c *Catalog) lawHash() document.Hash {
	names := make([]string, 0, len(c.law))
	for name := range c.law {
		names = append(names, name)
	}
	return document.HashOf([]byte(string(c.Version) + "\n" + string(c.ruleTables) + "\n" + string(c.VersionOf(names...))))
}
