package ledger

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// Parts is the plant's catalogue of parts, asked the other way round.
type Parts interface {
	// PartsOf are the parts that have a fracción and its tariff unit on a date,
	// in their order.
	PartsOf(fraccion, umt string, on document.Date) []PartOf
}

// PartOf is a part that a fracción may mean.
type PartOf struct {
	Parte string
	NICO  string // "" when the catalogue does not say
}

// catalogued is the part of a partida: its own, else, when the programme says
// so, the only one that the catalogue has for it on its day.
//
// Of several parts none is chosen, not by the description either: a partida of
// several parts bears that of one of them. A partida stays without a part while
// an invoice of its pedimento has a line of its fracción that found no partida:
// then a document speaks, though nobody knows of what.
func (r *resolver) catalogued(l *Line) (parte string, assumed bool) {
	if l.Parte != "" || r.t.Policy.PartBy != PartByCatalog || r.t.Policy.InventoryKey != KindPart || r.t.Parts == nil {
		return l.Parte, false
	}
	told := func(name string) bool { return r.loose[name] }
	if told("") || slices.ContainsFunc(r.names(&r.e.last.fact, l), told) || r.suspended(l.Sec) || l.CantidadUMT == 0 {
		return "", false
	}
	names := r.candidates(l)
	where := "partida " + LineNumber(l.Sec)
	switch {
	case len(names) == 0:
		return "", false
	case len(names) > 1:
		r.find("part_ambiguous", document.Notice, where, document.Textf(
			"Ningún documento da la parte y el catálogo tiene varias de la fracción %s en UMT %s: %s. Queda sin número de parte; agregue la factura.",
			"No document gives the part and the catalogue has several of fracción %s in UMT %s: %s. It stays without a part number; add the invoice.",
			l.Fraccion, l.UMT, several(names)))
		return "", false
	}
	r.find("part_by_catalogue", document.Notice, where, document.Textf(
		"Ningún documento da la parte: se supone %s, la única del catálogo con la fracción %s en UMT %s. Lo que se descargue de ella o con ella es supuesto hasta que llegue la factura.",
		"No document gives the part: %s is assumed, the only one of the catalogue with fracción %s in UMT %s. What is discharged from it or by it is assumed until the invoice comes.",
		names[0], l.Fraccion, l.UMT))
	return names[0], true
}

// candidates are the parts a partida may be of, by their names of that day.
func (r *resolver) candidates(l *Line) (names []string) {
	for _, p := range r.t.Parts.PartsOf(l.Fraccion, l.UMT, r.e.first.Pago) {
		if p.NICO != "" && l.NICO != "" && p.NICO != l.NICO {
			continue
		}
		name := r.rename(p.Parte)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// several names some of many.
func several(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " …"
}
