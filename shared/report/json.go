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
	j, err := t.jsonTo(w)
	if err != nil {
		return err
	}
	return j.end(t.Each(0, t.Len(), j.row))
}

// CSVAndJSON writes both files, each row made once for the two.
func (t *Table) CSVAndJSON(one, other io.Writer) error {
	c := t.csvTo(one)
	j, err := t.jsonTo(other)
	if err != nil {
		return err
	}
	err = t.Each(0, t.Len(), func(row []string) error { return cmp.Or(c.row(row), j.row(row)) })
	return cmp.Or(c.end(err), j.end(err)) //nolint:wrapcheck // names the file
}

// jsonFile is a table as it is written.
type jsonFile struct {
	t    *Table
	b    *bufio.Writer
	line []byte
	some bool
}

func (t *Table) jsonTo(w io.Writer) (*jsonFile, error) {
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
		return nil, fmt.Errorf("write %s.json: %w", t.Name, err)
	}
	j := &jsonFile{t: t, b: bufio.NewWriterSize(w, fileBuffer)}
	_, _ = j.b.Write(raw[:len(raw)-1]) // its last brace closes after the rows
	_, _ = j.b.WriteString(`,"filas":[`)
	return j, nil
}

func (j *jsonFile) row(row []string) error {
	line := j.line[:0]
	if j.some {
		line = append(line, ',')
	}
	j.some = true
	j.line = appendCells(append(line, '\n'), row)
	_, err := j.b.Write(j.line)
	return err //nolint:wrapcheck // end names the file
}

func (j *jsonFile) end(err error) error {
	_, _ = j.b.WriteString("\n]}\n")
	if err = cmp.Or(err, j.b.Flush()); err != nil {
		return fmt.Errorf("write %s.json: %w", j.t.Name, err)
	}
	return nil
}

// appendCells adds a row as encoding/json would write it, blank cells as null.
func appendCells(to []byte, row []string) []byte {
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
			to = document.AppendQuoted(to, s)
		}
	}
	return append(to, ']')
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
