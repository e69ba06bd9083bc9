package catalog

import (
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// Unknown reports a row that says that nobody knows: it has no figure, or no
// source listed what it is about. Its reason stands beside it.
func (t *LawTable) Unknown(r *LawRow) bool {
	return t.silent(r) || r.Cells["alcance"] == "desconocido"
}

// Reason is what a row says about what is not known of it, "" for nothing.
func (r *LawRow) Reason() document.Text {
	return document.Text{ES: r.Cells["motivo"], EN: SourceIn(r.Cells["reason"], document.English)} // it names the source that closes it
}

// LawOn are the rows of a table in force on a day, in its order, and what should
// be there and is not: the figure of a period nobody delivered, and the keys of
// a table without gaps that it says nothing of on that day.
func (c *Catalog) LawOn(table string, on document.Date) (rows []LawRow, missing []*Missing) {
	l := c.law[table]
	if l == nil || !on.Known() {
		return nil, nil
	}
	held := map[string]bool{} // by key, in force or not
	for i := range l.rows {
		k, holds := l.table.key(l.rows[i].Cells), l.rows[i].Holds(on)
		held[k] = held[k] || holds
		if holds {
			rows = append(rows, l.rows[i])
		}
	}
	switch {
	case l.table.Period != "" && len(rows) == 0:
		missing = append(missing, &Missing{Table: table, When: l.table.when(on)})
	case l.table.Continuous:
		for _, k := range slices.Sorted(maps.Keys(held)) {
			if !held[k] {
				missing = append(missing, &Missing{Table: table, Key: strings.ReplaceAll(k, "\x00", " "), When: on.String()})
			}
		}
	}
	return rows, missing
}

// when is a day in the form of the periods of a table.
func (t *LawTable) when(on document.Date) string {
	for _, c := range t.Columns {
		if c.Name == t.Period && c.Kind == LawMonth {
			return on.String()[:7]
		}
	}
	return on.String()
}
