package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
)

// headKeys open every row of a CSV: the name and RFC go in each report, and a
// row copied out of one still says whose it is.
func headKeys() []string { return []string{"rfc", "denominacion", "programa", "periodo"} }

// CSV writes the table by RFC 4180: CRLF, a header of Spanish keys, quotes
// where needed. A text that a spreadsheet would run as a formula gets a
// leading apostrophe; numbers and dates stay as they are.
func (t *Table) CSV(w io.Writer) error {
	c := t.csvTo(w)
	return c.end(t.Each(0, t.Len(), c.row))
}

// csvFile is a table as it is written.
type csvFile struct {
	t    *Table
	m    *marking
	head []byte // of every row
	pouring
}

func (t *Table) csvTo(w io.Writer) *csvFile {
	c := &csvFile{t: t, m: newMarking(), pouring: pour(w)}
	keys := headKeys()
	for _, x := range t.Columns {
		keys = append(keys, x.Key)
	}
	for i, k := range keys {
		c.line = c.cell(c.line, i, k, c.m.of(k))
	}
	c.line = append(c.line, "\r\n"...)
	for i, s := range []string{t.Head.RFC, t.Head.Nombre, t.Head.Programa, t.Head.Period} {
		s = inert(s)
		c.head = c.cell(c.head, i, s, c.m.of(s))
	}
	return c
}

func (c *csvFile) row(row []string) error {
	c.begin()
	for i, cell := range row {
		c.add(i, cell, c.m.of(cell))
	}
	return c.done()
}

// begin begins a row.
func (c *csvFile) begin() { c.line = append(c.line, c.head...) }

// add adds the i-th cell of a row. An apostrophe before it changes none of its marks
// but where it begins.
func (c *csvFile) add(i int, cell string, has marks) {
	if c.t.Columns[i].Kind == Text {
		cell = inert(cell)
	}
	c.line = c.cell(c.line, len(c.head)+i, cell, has)
}

func (c *csvFile) done() error {
	c.line = append(c.line, "\r\n"...)
	return c.full()
}

func (c *csvFile) end(err error) error {
	if err = cmp.Or(err, c.flush()); err != nil {
		return fmt.Errorf("write %s.csv: %w", c.t.Name, err)
	}
	return nil
}

// inert keeps a text from being a formula when a spreadsheet opens the file.
func inert(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return "'" + s
	}
	return s
}

// cell adds the i-th cell of a record, in quotes where it needs them: for what is in
// it, or for the space around it, which programs drop.
func (c *csvFile) cell(to []byte, i int, s string, has marks) []byte {
	if i > 0 {
		to = append(to, ',')
	}
	if has&(inCSV|atEdge) == 0 || has&inCSV == 0 && !spaced(s) {
		return append(to, s...)
	}
	return append(append(append(to, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}

// spaced reports a text with space around it.
func spaced(s string) bool { return (edge(s[0]) || edge(s[len(s)-1])) && s != strings.TrimSpace(s) }

// edge reports a byte that may be of a space.
func edge(c byte) bool { return c <= ' ' || c >= 0x80 }
