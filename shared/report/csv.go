package report

import (
	"bufio"
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
	b    *bufio.Writer
	head []byte // of every row
	line []byte
}

// fileBuffer is how much of a file is gathered before it is written.
const fileBuffer = 1 << 15

func (t *Table) csvTo(w io.Writer) *csvFile {
	c := &csvFile{t: t, b: bufio.NewWriterSize(w, fileBuffer)}
	keys := headKeys()
	for _, x := range t.Columns {
		keys = append(keys, x.Key)
	}
	for i, k := range keys {
		c.line = appendCell(c.line, i, k)
	}
	_, _ = c.b.Write(append(c.line, "\r\n"...))
	for i, s := range []string{t.Head.RFC, t.Head.Nombre, t.Head.Programa, t.Head.Period} {
		c.head = appendCell(c.head, i, inert(s))
	}
	return c
}

// row leaves errors to the Flush of its writer, which keeps the first.
func (c *csvFile) row(row []string) error {
	line := append(c.line[:0], c.head...)
	for i, cell := range row {
		if c.t.Columns[i].Kind == Text {
			cell = inert(cell)
		}
		line = appendCell(line, len(c.head)+i, cell)
	}
	c.line = append(line, "\r\n"...)
	_, err := c.b.Write(c.line)
	return err //nolint:wrapcheck // end names the file
}

func (c *csvFile) end(err error) error {
	if err = cmp.Or(err, c.b.Flush()); err != nil {
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

// appendCell adds the i-th cell of a record.
func appendCell(to []byte, i int, s string) []byte {
	if i > 0 {
		to = append(to, ',')
	}
	if !quoted(s) {
		return append(to, s...)
	}
	return append(append(append(to, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}

// quoted reports a cell that needs quotes: for what is in it, or for the space
// around it, which programs drop.
func quoted(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		switch s[i] {
		case ',', '"', '\r', '\n':
			return true
		}
	}
	return (edge(s[0]) || edge(s[len(s)-1])) && s != strings.TrimSpace(s)
}

// edge reports a byte that may be of a space.
func edge(c byte) bool { return c <= ' ' || c >= 0x80 }
