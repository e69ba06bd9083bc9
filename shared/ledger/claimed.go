package ledger

import (
	"slices"

	"example.com/immex/shared/document"
)

// claim is a paper of lower rank than the Data Stage that says of a pedimento
// another source tells as paid that it was withdrawn. The sources contradict
// each other: neither is believed until the Data Stage says it was withdrawn, or
// a person frees its partidas.
type claim struct {
	key          string
	paid, source document.Source
}

// says takes the word of one source that the pedimento was withdrawn: that of
// the Data Stage decides, that of a paper is held against the others.
func (v *pedimentoView) says(s document.Source) {
	switch {
	case s.Rank() <= document.SourceDataStage.Rank():
		v.withdrawn = true
	case !slices.Contains(v.claims, s):
		v.claims = append(v.claims, s)
	}
}

// claimed keeps what papers say of one pedimento of the chain: whichever of them
// no longer holds, the values of the chain are in doubt.
func (e *effective) claimed(v *pedimentoView) {
	for _, s := range v.claims {
		e.claims = append(e.claims, claim{v.fact.Key, v.fact.Source, s})
	}
}

// claimed says what is out of the books because a paper calls it withdrawn.
func (r *resolver) claimed() {
	for _, c := range r.e.claims {
		sev, what := document.Error, document.Textf(
			"la fuente %s dice que se desistió y %s que se pagó. Sus partidas quedan fuera de los libros hasta que el Data Stage diga cuál vale (tipo 7) o una decisión liberar, de cada partida, diga que no se desistió.",
			"source %s says it was withdrawn and %s that it was paid. Its partidas stay out of the books until the Data Stage says which holds (type 7) or a decision liberar, of each partida, says it was not withdrawn.",
			c.source, c.paid)
		if r.allFreed() {
			sev, what = document.Warning, document.Textf(
				"la fuente %s dice que se desistió y %s que se pagó; por decisión de una persona no se desistió.",
				"source %s says it was withdrawn and %s that it was paid; by the decision of a person it was not withdrawn.", c.source, c.paid)
		}
		r.findings = append(r.findings, Finding{c.key, document.Finding{
			Code: "sources_contradict", Severity: sev, Where: "encabezado",
			Message: document.Text{ES: "Pedimento " + c.key + ": " + what.ES, EN: "Pedimento " + c.key + ": " + what.EN},
		}})
	}
}

// freed reports a partida of which a person said that it was not withdrawn; -1
// is the heading: all of them.
func (r *resolver) freed(sec int) bool {
	if sec < 0 {
		return r.allFreed()
	}
	for _, n := range append([]string{r.e.root}, r.e.numbers...) {
		all := r.t.Records.Decided[Suffix(n)]
		for i := range all {
			if d := &all[i]; r.frees(d) && sameLine(d.Lot, lineID(n, sec)) && !slices.ContainsFunc(all, func(o Decided) bool {
				return o.Fecha == d.Fecha && o.opposes(d) && !ordered(&o, d)
			}) {
				return true
			}
		}
	}
	return false
}

// frees reports a decision that takes back a withdrawal a paper claims. One of a
// single part does not: what was withdrawn is the pedimento.
func (r *resolver) frees(d *Decided) bool {
	return len(r.e.claims) > 0 && d.Tipo == "liberar" && d.Parte == ""
}

func (r *resolver) allFreed() bool {
	lines := r.e.last.fact.Lineas
	return len(lines) > 0 && !slices.ContainsFunc(lines, func(l Line) bool { return !r.freed(l.Sec) })
}
