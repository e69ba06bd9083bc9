package report

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"

	"example.com/immex/shared/document"
)

// JSON writes the table as one object, a row per line. A cell is the text its
// CSV has before it is made inert; one that nobody gave is null.
func (t *Table) JSON(w io.Writer) error {
	type column struct {
		Key  string        `json:"clave"`
		Text document.Text `json:"titulo"`
		Kind Kind          `json:"tipo"`
	}
	head := struct {
		Name  string        `json:"reporte"`
		Title document.Text `json:"titulo"`
		Head
		Columns []column `json:"columnas"`
	}{t.Name, t.Title, t.Head, make([]column, len(t.Columns))}
	for i, c := range t.Columns {
		head.Columns[i] = column{c.Key, c.Title, c.Kind}
	}
	raw, err := json.Marshal(&head)
	if err != nil {
		return fmt.Errorf("write %s.json: %w", t.Name, err)
	}
	b := bufio.NewWriter(w)
	_, _ = b.Write(raw[:len(raw)-1]) // its last brace closes after the rows
	_, _ = b.WriteString(`,"filas":[`)
	first := true
	line := make([]byte, 0, 1024)
	err = t.Each(0, t.Len(), func(row []string) error {
		if !first {
			_ = b.WriteByte(',')
		}
		first = false
		if line, err = appendCells(append(line[:0], '\n'), row); err == nil {
			_, _ = b.Write(line)
		}
		return err
	})
	_, _ = b.WriteString("\n]}\n")
	if err = cmp.Or(err, b.Flush()); err != nil {
		return fmt.Errorf("write %s.json: %w", t.Name, err)
	}
	return nil
}

// appendCells adds a row as encoding/json would write it, blank cells as null.
func appendCells(to []byte, row []string) ([]byte, error) {
	to = append(to, '[')
	for i, s := range row {
		if i > 0 {
			to = append(to, ',')
		}
		switch {
		case s == "":
			to = append(to, "null"...)
		case plain(s):
			to = append(append(append(to, '"'), s...), '"')
		default:
			raw, err := json.Marshal(s)
			if err != nil {
				return nil, fmt.Errorf("cell %d: %w", i+1, err)
			}
			to = append(to, raw...)
		}
	}
	return append(to, ']'), nil
}

// plain reports a text that JSON writes as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}
