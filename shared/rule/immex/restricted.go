package immex

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// The lists of the table restricciones.
const (
	listAnexoI       = "anexo_I"
	listAnexoII      = "anexo_II"
	listPetroliferos = "petroliferos"
	listRegla8       = "regla_8a"
)

// listed are the rows of a list in force on a day that name their fracciones.
func listed(c *rule.Case, list string, on document.Date) (rows []catalog.RestrictionRow) {
	for _, r := range c.Catalog.Restrictions(on) {
		if r.List == list && r.Prefix != "" {
			rows = append(rows, r)
		}
	}
	return rows
}

// noList answers that nobody delivered a list of a day, or not all of it.
func noList(c *rule.Case, list string, on document.Date) rule.Outcome {
	c.Lacks(rule.Lack{Data: rule.DataRestricted, Table: "restricciones", Key: list, When: on.String()})
	return c.NoData(rule.DataRestricted)
}

// unlisted reports a list of which a day's law says that nobody knows all of its
// fracciones: what is under none of its rows may still be on it.
func unlisted(c *rule.Case, list string, on document.Date) bool {
	for _, r := range c.Catalog.RestrictedUnlisted(on) {
		if r.List == list {
			return true
		}
	}
	return false
}

// under is the row a fracción falls under: one that lists the whole prefix
// before one that lists a part of it; nil when it is under none.
func under(rows []catalog.RestrictionRow, fraccion string) (best *catalog.RestrictionRow) {
	for i := range rows {
		r := &rows[i]
		if strings.HasPrefix(fraccion, r.Prefix) && (best == nil || r.Whole && !best.Whole) {
			best = r
		}
	}
	return best
}

// certain reports a row that lists the fracción beyond doubt and is confirmed.
func certain(r *catalog.RestrictionRow) bool { return r.Whole && r.Confirmed() }

// doubt says why a row may only warn, blank when it is certain.
func doubt(r *catalog.RestrictionRow) document.Text {
	var t document.Text
	if !r.Whole {
		t = document.Text{ES: " La lista no nombra toda la partida arancelaria: confirme la fracción.", EN: " The list does not name the whole heading: confirm the fracción."}
	}
	if !r.Confirmed() {
		t.ES += " (No confirmado.)"
		t.EN += " (Not confirmed.)"
	}
	return t
}

// literal keeps a text of a delivered table from being read as a format.
func literal(s string) string { return strings.ReplaceAll(s, "%", "%%") }
