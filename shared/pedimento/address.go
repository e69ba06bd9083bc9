package pedimento

import "strings"

// Address joins the parts of an address as the tables and answers give them:
// street with its numbers, postal code with the town, state, country. Empty
// parts leave no trace.
func Address(calle, exterior, interior, cp, municipio, entidad, pais string) string {
	return joined(", ", joined(" ", calle, exterior, interior), joined(" ", cp, municipio), entidad, pais)
}

func joined(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

// AddSerie adds a serial number or VIN (record 552) and the kilometres beside
// it, keeping the two lists in step.
func (q *Partida) AddSerie(serie, km string) {
	if km != "" || len(q.Kilometrajes) > 0 {
		for len(q.Kilometrajes) < len(q.Series) {
			q.Kilometrajes = append(q.Kilometrajes, "")
		}
		q.Kilometrajes = append(q.Kilometrajes, km)
	}
	q.Series = append(q.Series, serie)
}
