package plant

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// change is a fracción that became another on a day.
type change struct {
	from  document.Date
	to    string
	row   *row
	wrong bool // it leads back
}

// readFracciones orders the changes by date and takes out those that lead back
// to where they began.
func (x *Index) readFracciones(m merged) {
	x.changes = map[string][]change{}
	for i := range m["fracciones"] {
		r := &m["fracciones"][i]
		old := r.text("fraccion_anterior")
		x.changes[old] = append(x.changes[old], change{from: r.get("vigente_desde").Date, to: r.text("fraccion_nueva"), row: r})
	}
	for _, list := range x.changes {
		slices.SortFunc(list, func(a, b change) int { return cmp.Compare(a.from, b.from) })
	}
	for old, list := range x.changes {
		for i := range list {
			list[i].wrong = x.leadsBack(list[i].to, old)
		}
	}
	for old, list := range x.changes {
		for _, c := range list {
			if c.wrong {
				x.problem(c.row, "plant_fraccion_circle", document.Error, document.Textf(
					"La fracción %s pasa a %s y de ahí otra vez a %s; el cambio no se usa. Corrija la tabla.",
					"Fracción %s becomes %s and from there %s again; the change is not used. Correct the table.", old, c.to, old))
			}
		}
	}
}

// leadsBack reports that one fracción becomes another by way of any changes,
// whatever their dates: the table is to be read without knowing them.
func (x *Index) leadsBack(from, to string) bool {
	seen := map[string]bool{}
	next := []string{from}
	for len(next) > 0 {
		f := next[len(next)-1]
		next = next[:len(next)-1]
		if f == to {
			return true
		}
		if seen[f] {
			continue
		}
		seen[f] = true
		for _, c := range x.changes[f] {
			next = append(next, c.to)
		}
	}
	return false
}

// Fraccion is what a fracción is called on a date: itself, or what the changes
// up to then made of it.
func (x *Index) Fraccion(fraccion string, on document.Date) string {
	for {
		next := ""
		for _, c := range x.changes[fraccion] {
			if c.from <= on {
				next = c.to
				if c.wrong {
					next = ""
				}
			}
		}
		if next == "" {
			return fraccion
		}
		fraccion = next
	}
}
