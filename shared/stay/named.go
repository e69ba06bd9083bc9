package stay

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// FixedAsset is the identifier that marks fixed assets, whatever the clave (Apéndice
// 8, third-party transcription).
const FixedAsset = "AF"

// Declared reports that the stay of an entry was weighed by a row of plazos.csv which
// asks for an identifier, by what its books keep: the source of its due date or the
// reasons for it. False is no proof that the pedimento does not declare it: a due date
// that a person recorded has no reasons, and not every source carries identifiers.
func Declared(e *Entry, reasons []document.Text, identifier string, cat *catalog.Catalog) bool {
	if row, ok := RowOf(e, cat); ok && row.Identificador == identifier {
		return true
	}
	rows := cat.Stays()
	for i := range rows {
		r := &rows[i]
		if r.Identificador != identifier || r.Tipo != e.Tipo || r.Clave != "" && r.Clave != e.Clave || !r.Holds(e.Start) {
			continue
		}
		if slices.Contains(reasons, lifelong(r)) || slices.Contains(reasons, mayNotEnd(r)) {
			return true
		}
	}
	return false
}

// lifelong says that a row gives no due date.
func lifelong(r *catalog.StayRow) document.Text {
	return document.Text{
		ES: "Sin vencimiento, por la vida del programa: " + r.Title.ES + " (" + r.Source + ").",
		EN: "No due date, for the life of the programme: " + r.Title.EN + " (" + r.Source + ").",
	}
}

// mayNotEnd says that a row which gives none may hold beside the due date.
func mayNotEnd(r *catalog.StayRow) document.Text {
	return document.Textf("Puede no vencer: "+percent(r.Title.ES)+" (%s).", "It may not end: "+percent(r.Title.EN)+" (%s).", r.Source)
}
