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
	Orden                  int    // of one day the higher counts later; 1 where none is written
	Ordenada               bool   // it is written
	// Cede is the state of another decision of its day that counts after this one,
	// though no two orders that are written say which was later: this one counts for
	// nothing. "" of all others. Sobre is the order by which it would count last.
	Cede  string
	Sobre int
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
			Asignado: r.text("asignado"), Orden: max(1, whole32(r, "orden")), Ordenada: r.text("orden") != "", Source: r.source(),
		})
	}
	// of one day and order: to open again counts last, to take note first
	rank := map[string]int{"reconocido": 0, "suprimido": 1, "resuelto": 2, "abierto": 3}
	slices.SortFunc(x.resolutions, func(a, b Resolution) int {
		return cmp.Or(cmp.Compare(a.Huella, b.Huella), cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Orden, b.Orden), cmp.Compare(rank[a.Estado], rank[b.Estado]), cmp.Compare(written(a), written(b)))
	})
	yield(x.resolutions)
}

// yield marks the decisions that another of their day, about the same, is counted
// after and says otherwise, where their orders do not say so.
func yield(sorted []Resolution) {
	for i := range sorted {
		r, over := &sorted[i], 0
		for k := i + 1; k < len(sorted) && sorted[k].Huella == r.Huella && sorted[k].Fecha == r.Fecha; k++ {
			o := &sorted[k]
			over = o.Orden + 1
			told := r.Ordenada && r.Orden < o.Orden
			same := o.Estado == r.Estado && o.Hasta == r.Hasta && o.Asignado == r.Asignado
			if !told && !same && (o.Causa == r.Causa || o.Causa == "" || r.Causa == "") {
				r.Cede = o.Estado
			}
		}
		if r.Cede != "" {
			r.Sobre = over
		}
	}
}

// written is 1 of a decision whose order is written.
func written(r Resolution) int {
	if r.Ordenada {
		return 1
	}
	return 0
}

// Resolutions are what persons decided about findings, by fingerprint and day.
func (x *Index) Resolutions() []Resolution { return x.resolutions }
