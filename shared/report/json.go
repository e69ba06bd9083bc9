package report

import (
	"bufio"
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
	cells := make([]*string, len(t.Columns))
	for i, row := range t.Rows {
		for c := range row {
			cells[c] = nil
			if row[c] != "" {
				cells[c] = &row[c]
			}
		}
		if raw, err = json.Marshal(cells); err != nil {
			return fmt.Errorf("write %s.json: %w", t.Name, err)
		}
		if i > 0 {
			_ = b.WriteByte(',')
		}
		_ = b.WriteByte('\n')
		_, _ = b.Write(raw)
	}
	_, _ = b.WriteString("\n]}\n")
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write %s.json: %w", t.Name, err)
	}
	return nil
}
