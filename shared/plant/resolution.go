package plant

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// Resolution is what a person decided about a finding.
type Resolution struct {
	Huella, Estado, Causa  string
	Fecha, Hasta           document.Date
	Quien, Nota, Evidencia string
	Asignado               string // to whom it is given, "" when this one gives it to nobody
	Orden                  int    // of one day the higher counts later
	// Ausente is the first day on which its finding, with that cause, was seen
	// to be gone; zero while it never was. No file says it: the journal does.
	Ausente document.Date
	Source
}

// readResolutions reads them in the order they were decided.
func (x *Index) readResolutions(m merged) {
	for i := range m["resoluciones"] {
		r := &m["resoluciones"][i]
		x.resolutions = append(x.resolutions, Resolution{
			Huella: r.text("huella"), Estado: r.text("estado"), Causa: r.text("causa"), Fecha: r.get("fecha").Date, Hasta: r.get("hasta").Date,
			Quien: r.text("quien"), Nota: r.text("nota"), Evidencia: r.text("evidencia"),
			Asignado: r.text("asignado"), Orden: whole32(r, "orden"), Source: r.source(),
		})
	}
	// of one day and order: to open again counts last, to take note first
	rank := map[string]int{"reconocido": 0, "suprimido": 1, "resuelto": 2, "abierto": 3}
	slices.SortFunc(x.resolutions, func(a, b Resolution) int {
		return cmp.Or(cmp.Compare(a.Huella, b.Huella), cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Orden, b.Orden), cmp.Compare(rank[a.Estado], rank[b.Estado]))
	})
}

// Resolutions are what persons decided about findings, by fingerprint and day.
func (x *Index) Resolutions() []Resolution { return x.resolutions }
