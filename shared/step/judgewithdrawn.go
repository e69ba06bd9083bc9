package step

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule/glosa"
)

// withdrawals are what the archive says of pedimentos that no longer hold, as the
// books take it (0028): a Data Stage of type 7 withdraws, a print or an archivo M that
// the validator took contradicts who tells it as paid.
type withdrawals struct {
	said   []withdrawal
	killed map[ledger.Ref]bool   // acuses of what an archivo M killed
	acuses map[ledger.Ref]string // the pedimento that was validated under one
}

type withdrawal struct {
	number string
	source document.Source
}

// hear takes what one paper says.
func (w *withdrawals) hear(p *Paper) {
	for i := range p.Evidence {
		if e := &p.Evidence[i]; e.Dice == ledger.Retira {
			if w.killed == nil {
				w.killed = map[ledger.Ref]bool{}
			}
			w.killed[ledger.Ref(strings.Clone(e.De))] = true
		}
	}
	q := p.Pedimento
	switch {
	case q == nil || q.Number == "":
	case q.Efecto == document.Desistido && ledger.TellsWithdrawal(q):
		w.said = append(w.said, withdrawal{strings.Clone(q.Number), q.Source})
	case q.Efecto == document.Pagado:
		if r, ok := ledger.AcuseRef(q.Aduana, q.Patente, q.Documento, q.Acuse); ok {
			if w.acuses == nil {
				w.acuses = map[ledger.Ref]string{}
			}
			w.acuses[ledger.Ref(strings.Clone(string(r)))] = strings.Clone(q.Number)
		}
	}
}

// passed reports that a Data Stage tells an import as paid and its goods as having
// passed the selection, after which no import is withdrawn.
func passed(q *pedimento.Pedimento) bool {
	return q.Source == document.SourceDataStage && q.Operacion == "IMP" &&
		slices.ContainsFunc(q.Selecciones, func(s pedimento.Seleccion) bool { return s.Fecha.Known() })
}

// mark tells the entries of those that no longer hold, and of those of which nobody
// knows.
func (w *withdrawals) mark(entries map[string]*glosa.Entry, best map[string]chosen) {
	for r := range w.killed {
		if number := w.acuses[r]; number != "" {
			w.said = append(w.said, withdrawal{number, document.SourceArchivoM})
		}
	}
	if len(w.said) == 0 {
		return
	}
	numbers := map[string][]string{}
	for n := range entries {
		numbers[pedimento.Suffix(n)] = append(numbers[pedimento.Suffix(n)], n)
	}
	for _, said := range w.said {
		for _, n := range numbers[pedimento.Suffix(said.number)] {
			switch e := entries[n]; {
			case !pedimento.Same(n, said.number):
			case said.source.Rank() <= document.SourceDataStage.Rank():
				e.Withdrawn = true
			case !best[n].passed:
				e.Contradicted = true
			}
		}
	}
}

// freed takes the word of a person that what a paper calls withdrawn was not.
func (r *judging) freed(q *pedimento.Pedimento) {
	b := r.index.Find(q.Number)
	if b == nil || !b.Contradicted {
		return
	}
	numbers := []string{q.Number}
	if b.Rectifica != "" {
		numbers = append(numbers, b.Rectifica)
	}
	secs := make([]int, len(q.Partidas))
	for i := range q.Partidas {
		secs[i] = q.Partidas[i].Secuencia
	}
	b.Contradicted = !r.terms.Freed(numbers, secs)
}
