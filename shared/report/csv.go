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
	b := bufio.NewWriter(w)
	keys := headKeys()
	for _, c := range t.Columns {
		keys = append(keys, c.Key)
	}
	writeRecord(b, keys)
	head := []string{inert(t.Head.RFC), inert(t.Head.Nombre), inert(t.Head.Programa), inert(t.Head.Period)}
	record := make([]string, len(keys))
	copy(record, head)
	err := t.Each(0, t.Len(), func(row []string) error {
		for i, cell := range row {
			if t.Columns[i].Kind == Text {
				cell = inert(cell)
			}
			record[len(head)+i] = cell
		}
		writeRecord(b, record)
		return nil
	})
	if err = cmp.Or(err, b.Flush()); err != nil {
		return fmt.Errorf("write %s.csv: %w", t.Name, err)
	}
	return nil
}

// inert keeps a text from being a formula when a spreadsheet opens the file.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// writeRecord leaves errors to the Flush of its writer, which keeps the first.
func writeRecord(b *bufio.Writer, cells []string) {
	for i, s := range cells {
		if i > 0 {
			_ = b.WriteByte(',')
		}
		if !strings.ContainsAny(s, ",\"\r\n") && s == strings.TrimSpace(s) {
			_, _ = b.WriteString(s)
			continue
		}
		_ = b.WriteByte('"')
		_, _ = b.WriteString(strings.ReplaceAll(s, `"`, `""`))
		_ = b.WriteByte('"')
	}
	_, _ = b.WriteString("\r\n")
}
