package ledger

import (
	"slices"

	"example.com/immex/shared/document"
)

// claim is a paper of lower rank than the Data Stage that says of a pedimento
// another source tells as paid that it was withdrawn. The sources contradict
// each other: neither is believed until the Data Stage says it was withdrawn or
// dispatched, or a person frees its partidas.
type claim struct {
	key          string
	paid, source document.Source
	passed       document.Date // the selection its goods passed: it was not withdrawn
}

// killed adds what archivos M say whose movement kills a pedimento of the group:
// of which one, the acuse they were validated under tells. It is a claim like
// that of a print.
func (w *walker) killed(obs []Observation) error {
	for _, o := range obs {
		if o.Said == nil || o.Said.Dice != Declara || !o.Said.A.ofAcuse() {
			continue
		}
		said, err := w.about(o.Said.A)
		if err != nil {
			return err
		}
		for i := range said {
			once := func(x Observation) bool { return x.Hash == said[i].Hash && x.Fact.Key == o.Said.De }
			if said[i].Dice == Retira && !slices.ContainsFunc(w.out, once) {
				w.out = append(w.out, Observation{Hash: said[i].Hash, Fact: &Fact{
					Key: o.Said.De, Doc: said[i].Doc, Source: document.SourceArchivoM, Pago: o.Said.Fecha, AsOf: o.Said.Fecha, Desistido: true,
				}})
			}
		}
	}
	return nil
}

// dispatched reports that the Data Stage tells an import as paid, not withdrawn,
// and its goods as having passed the selection: after it no import can be
// withdrawn (Ley Aduanera 93; of exports some can).
func dispatched(f *Fact) bool {
	return f.Source == document.SourceDataStage && !f.Desistido && f.Operacion == "IMP" && f.Seleccion.Known()
}

// undone are the pedimentos, without the year of their number, that somebody
// says were withdrawn and no higher source says were not.
func undone(obs []Observation) map[string]bool {
	var out map[string]bool
	for _, o := range obs {
		f := o.Fact
		if f == nil || !f.Desistido {
			continue
		}
		holds := f.Source.Rank() > document.SourceDataStage.Rank() && slices.ContainsFunc(obs, func(x Observation) bool {
			return x.Fact != nil && dispatched(x.Fact) && samePedimento(x.Fact.Key, f.Key)
		})
		if !holds {
			if out == nil {
				out = map[string]bool{}
			}
			out[Suffix(f.Key)] = true
		}
	}
	return out
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
		e.claims = append(e.claims, claim{v.fact.Key, v.fact.Source, s, v.passed})
	}
}

// claimed says what is out of the books because a paper calls it withdrawn.
func (r *resolver) claimed() {
	for _, c := range r.e.claims {
		sev, what := c.verdict(r.allFreed())
		r.findings = append(r.findings, Finding{c.key, document.Finding{
			Code: "sources_contradict", Severity: sev, Where: "encabezado",
			Message: document.Text{ES: "Pedimento " + c.key + ": " + what.ES, EN: "Pedimento " + c.key + ": " + what.EN},
		}})
	}
}

// verdict is what a claim does: a higher source or a person ends it, else it
// keeps the pedimento out of the books.
func (c *claim) verdict(freed bool) (document.Severity, document.Text) {
	switch {
	case c.passed.Known():
		return document.Warning, document.Textf(
			"la fuente %s dice que se desistió; el Data Stage, que es superior, lo da por pagado y su mercancía pasó la selección el %s, y después de ella una importación ya no se desiste: vale el Data Stage y sus partidas siguen en los libros. Pregunte al agente por ese documento.",
			"source %s says it was withdrawn; the Data Stage, which is higher, tells it as paid and its goods as having passed the selection on %s, after which no import is withdrawn: the Data Stage holds and its partidas stay in the books. Ask the broker about that document.",
			c.source, c.passed)
	case freed:
		return document.Warning, document.Textf(
			"la fuente %s dice que se desistió y %s que se pagó; por decisión de una persona no se desistió.",
			"source %s says it was withdrawn and %s that it was paid; by the decision of a person it was not withdrawn.", c.source, c.paid)
	}
	return document.Error, document.Textf(
		"la fuente %s dice que se desistió y %s que se pagó. Sus partidas quedan fuera de los libros hasta que el Data Stage diga cuál vale (tipo 7; o, de una importación, otro tipo con su selección) o una decisión liberar, de cada partida, diga que no se desistió.",
		"source %s says it was withdrawn and %s that it was paid. Its partidas stay out of the books until the Data Stage says which holds (type 7; or, of an import, another type with its selection) or a decision liberar, of each partida, says it was not withdrawn.",
		c.source, c.paid)
}

// open reports a claim that no higher source ended.
func (e *effective) open() bool {
	return slices.ContainsFunc(e.claims, func(c claim) bool { return !c.passed.Known() })
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

// Freed reports that a person decided of every partida of a pedimento, by these
// sequences, that it was not withdrawn although a paper says so. Numbers are its own
// and those of its chain.
func (t *Terms) Freed(numbers []string, partidas []int) bool {
	if len(numbers) == 0 {
		return false
	}
	r := &resolver{t: *t, e: effective{root: numbers[0], numbers: numbers[1:], claims: make([]claim, 1)}}
	return len(partidas) > 0 && !slices.ContainsFunc(partidas, func(sec int) bool { return !r.freed(sec) })
}

func (r *resolver) allFreed() bool {
	lines := r.e.last.fact.Lineas
	return len(lines) > 0 && !slices.ContainsFunc(lines, func(l Line) bool { return !r.freed(l.Sec) })
}
