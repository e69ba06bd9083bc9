package stay

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Entry is what books keep of the stay of one entry: not the row that gave it,
// which they do not name, but the text that row rests on.
type Entry struct {
	Tipo, Clave string
	Source      string
	Start, Due  document.Date // Due unknown: the life of the programme
}

// RowOf finds the row of plazos.csv that gave an entry its due date; ok is
// false for a due date that a person recorded, or that no row gives. Of rows
// that cannot be told apart the first is it: they say the same.
func RowOf(e *Entry, cat *catalog.Catalog) (row catalog.StayRow, ok bool) {
	if e.Source == "" || !e.Start.Known() {
		return row, false
	}
	rows := cat.Stays()
	for i := range rows {
		r := &rows[i]
		if r.Tipo != e.Tipo || r.Source != e.Source || r.Clave != "" && r.Clave != e.Clave || !r.Holds(e.Start) {
			continue
		}
		if r.Months == 0 && !e.Due.Known() {
			return *r, true
		}
		if last, _ := due(e.Start, r.Months, cat); r.Months != 0 && last == e.Due {
			return *r, true
		}
	}
	return row, false
}

// Recorded is what Stay.Rule says of a due date that a person recorded.
const Recorded = "manual"

// Asked reports an identifier that may decide how long goods stay: one that a
// row of plazos.csv names, or the extension.
func Asked(clave string, cat *catalog.Catalog) bool {
	if clave == extension {
		return true
	}
	rows := cat.Stays()
	for i := range rows {
		if clave != "" && rows[i].Identificador == clave {
			return true
		}
	}
	return false
}

// extension is the identifier of a period that was extended.
const extension = "PZ"
