package report

import (
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
	err = t.Each(0, t.Len(), func(row []string) error {
		c.begin()
		j.begin()
		for i, cell := range row {
			has := c.m.of(cell)
			c.add(i, cell, has)
			j.add(i, cell, has)
		}
		return cmp.Or(c.done(), j.done())
	})
	return cmp.Or(c.end(err), j.end(err)) //nolint:wrapcheck // names the file
}

// jsonFile is a table as it is written.
type jsonFile struct {
	t    *Table
	m    *marking
	some bool
	pouring
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
	j := &jsonFile{t: t, m: newMarking(), pouring: pour(w)}
	j.line = append(append(j.line, raw[:len(raw)-1]...), `,"filas":[`...) // its last brace closes after the rows
	return j, nil
}

func (j *jsonFile) row(row []string) error {
	j.begin()
	for i, cell := range row {
		j.add(i, cell, j.m.of(cell))
	}
	return j.done()
}

// begin begins a row.
func (j *jsonFile) begin() {
	if j.some {
		j.line = append(j.line, ',')
	}
	j.line, j.some = append(j.line, "\n["...), true
}

// add adds the i-th cell of a row as encoding/json would write it, a blank one as
// null.
func (j *jsonFile) add(i int, s string, has marks) {
	to := j.line
	if i > 0 {
		to = append(to, ',')
	}
	switch {
	case s == "":
		to = append(to, "null"...)
	case has&inJSON == 0:
		to = append(append(append(to, '"'), s...), '"')
	default:
		to = document.AppendQuoted(to, s)
	}
	j.line = to
}

func (j *jsonFile) done() error {
	j.line = append(j.line, ']')
	return j.full()
}

func (j *jsonFile) end(err error) error {
	j.line = append(j.line, "\n]}\n"...)
	if err = cmp.Or(err, j.flush()); err != nil {
		return fmt.Errorf("write %s.json: %w", j.t.Name, err)
	}
	return nil
}
