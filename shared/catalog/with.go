package catalog

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"example.com/immex/shared/document"
)

// With is the catalogue with rows that a person delivered, by table: on the
// days that such a row holds it counts, and those of the catalogue that speak
// of the same hold on the others. The catalogue itself does not change. Tables
// that take no delivered rows stay as they are.
//
// Version stays too: what a delivered row changes in the books it changes in
// the movements, so that the runs it does not touch keep their ids. Law and
// VersionOf follow the rows. A row that does not read is an error.
func (c *Catalog) With(rows map[string][]LawRow) (*Catalog, error) {
	if !slices.ContainsFunc(LawTables(), func(t LawTable) bool { return t.Droppable && len(rows[t.Name]) > 0 }) {
		return c, nil
	}
	out := *c
	out.law = maps.Clone(c.law)
	for i := range LawTables() {
		t := &LawTables()[i]
		if !t.Droppable || len(rows[t.Name]) == 0 {
			continue
		}
		added, err := t.sorted(rows[t.Name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		base := c.law[t.Name]
		out.law[t.Name] = newLaw(t, t.override(base.rows, added), document.HashOf(append([]byte(base.hash), t.canonical(added)...)))
	}
	if err := out.rebuild(); err != nil {
		return nil, err
	}
	out.Law = out.lawHash()
	return &out, nil
}

// sorted orders rows by what they say, whatever order they came in.
func (t *LawTable) sorted(rows []LawRow) ([]LawRow, error) {
	rows = slices.Clone(rows)
	for i := range rows {
		if err := t.period(&rows[i]); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(rows, func(a, b LawRow) int {
		return cmp.Or(cmp.Compare(t.key(a.Cells), t.key(b.Cells)), cmp.Compare(a.From, b.From), cmp.Compare(a.Fact, b.Fact), cmp.Compare(a.Line, b.Line))
	})
	return rows, nil
}

// override cuts the days of the added rows out of the rows of the same key.
func (t *LawTable) override(base, added []LawRow) []LawRow {
	byKey := map[string][]*LawRow{}
	for i := range added {
		k := t.key(added[i].Cells)
		byKey[k] = append(byKey[k], &added[i])
	}
	out := make([]LawRow, 0, len(base)+len(added))
	for i := range base {
		pieces := []LawRow{base[i]}
		for _, a := range byKey[t.key(base[i].Cells)] {
			var left []LawRow
			for j := range pieces {
				left = append(left, pieces[j].without(a.From, a.To)...)
			}
			pieces = left
		}
		out = append(out, pieces...)
	}
	return append(out, added...)
}

// without is what is left of a row without some days: nothing, one row or two.
func (r *LawRow) without(from, to document.Date) (out []LawRow) {
	if to.Known() && to < r.From || r.To.Known() && from > r.To {
		return []LawRow{*r}
	}
	if r.From < from {
		before := *r
		before.To = from.AddDays(-1)
		out = append(out, before)
	}
	if to.Known() && (!r.To.Known() || r.To > to) {
		after := *r
		after.From = to.AddDays(1)
		out = append(out, after)
	}
	return out
}

// canonical is what rows say, without where they were written.
func (t *LawTable) canonical(rows []LawRow) []byte {
	var b bytes.Buffer
	for i := range rows {
		r := &rows[i]
		texts := []string{r.From.String(), r.To.String(), r.Source, r.Confidence}
		for _, c := range t.Columns {
			texts = append(texts, r.Cells[c.Name])
		}
		line, err := json.Marshal(texts)
		if err != nil {
			continue // strings always encode
		}
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// rebuild reads the tables of dated law that have a form of their own.
func (c *Catalog) rebuild() error {
	c.stays, c.closed, c.restricted = nil, nil, nil
	c.regimeRows, c.lengths = map[string][]RegimeRow{}, map[string][]Length{}
	for _, x := range []struct {
		table string
		read  func(*Catalog, map[string]string, Validity) error
	}{
		{"plazos", addStay}, {"dias_inhabiles", addClosed}, {"regimen_clave", addRegime}, {"restricciones", addRestriction}, {"longitudes_pedimento", addLength},
	} {
		rows := c.LawRows(x.table)
		for i := range rows {
			if err := x.read(c, rows[i].Cells, rows[i].Validity); err != nil {
				return fmt.Errorf("%s line %d: %w", x.table, rows[i].Line, err)
			}
		}
	}
	return nil
}
