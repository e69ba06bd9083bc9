package ledger

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// effective is a pedimento with its rectifications applied: identity and
// dates of the first, values of the last.
type effective struct {
	root        string   // key that identifies the lots
	numbers     []string // every other number of the chain
	clave       string   // of the last, or of what it rectifies
	first       *Fact    // nil when the original is missing
	last        *pedimentoView
	before      []*Fact // what the chain said before the last, the oldest first
	provisional bool
	claims      []claim // papers that say a paid pedimento of it was withdrawn
	hashes      []document.Hash
	findings    []Finding
}

// chain resolves the observations of one group: a pedimento, its other
// sources, and every rectification of it in whatever order they arrived.
func chain(obs []Observation) effective {
	parts := onePedimento(obs)
	views := make([]pedimentoView, 0, len(parts))
	for _, of := range parts {
		views = append(views, merge(of))
	}
	depth := depths(views)
	slices.SortFunc(views, func(a, b pedimentoView) int {
		// the original before its rectifications, then by payment, then as they name each other
		return cmp.Or(boolCompare(a.fact.EsRectif, b.fact.EsRectif), cmp.Compare(a.fact.Pago, b.fact.Pago),
			cmp.Compare(depth[a.fact.Key], depth[b.fact.Key]), cmp.Compare(a.fact.Key, b.fact.Key))
	})
	e := effective{}
	views = e.withdraw(views)
	if len(views) == 0 {
		return e
	}
	e.last = &views[len(views)-1]
	for i := range views[:len(views)-1] {
		e.before = append(e.before, &views[i].fact)
	}
	for i := range views {
		e.hashes = append(e.hashes, views[i].hashes...)
		e.findings = append(e.findings, views[i].findings...)
		e.claimed(&views[i])
	}
	slices.Sort(e.hashes)
	if head := &views[0]; !head.fact.EsRectif {
		e.root, e.first = head.fact.Key, &head.fact
	} else {
		e.orphanRectification(head)
	}
	e.clave = e.last.fact.Clave
	for _, o := range obs {
		if o.Fact.Key != e.root && !slices.Contains(e.numbers, o.Fact.Key) {
			e.numbers = append(e.numbers, o.Fact.Key)
		}
	}
	slices.Sort(e.numbers)
	return e
}

// withdraw leaves out the pedimentos that no longer hold: a rectification that
// was withdrawn rectifies nothing, an original that was leaves no lot. With
// none left, last is nil.
func (e *effective) withdraw(views []pedimentoView) []pedimentoView {
	var left []pedimentoView
	for i := range views {
		v := &views[i]
		if !v.withdrawn {
			left = append(left, *v)
			continue
		}
		e.hashes = append(e.hashes, v.hashes...)
		e.findings = append(e.findings, Finding{v.fact.Key, document.Finding{
			Code: "pedimento_desistido", Severity: document.Notice, Where: "501",
			Message: document.Textf(
				"El pedimento %s se pagó y se desistió: nada de él está en los libros.",
				"Pedimento %s was paid and withdrawn: nothing of it is in the books.", v.fact.Key),
		}})
	}
	if len(left) == 0 && len(views) > 0 {
		e.root = views[0].fact.Key
	}
	return left
}

// onePedimento parts the observations of a chain by the pedimento they are
// of: its sources may disagree by a year on its number.
func onePedimento(obs []Observation) [][]Observation {
	obs = slices.Clone(obs)
	slices.SortFunc(obs, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(Suffix(a.Fact.Key), Suffix(b.Fact.Key)), cmp.Compare(a.Fact.Key, b.Fact.Key), cmp.Compare(a.Hash, b.Hash))
	})
	var out [][]Observation
	for i, o := range obs {
		if i > 0 && samePedimento(obs[i-1].Fact.Key, o.Fact.Key) {
			out[len(out)-1] = append(out[len(out)-1], o)
			continue
		}
		out = append(out, []Observation{o})
	}
	return out
}

// depths counts how many of the chain stand before each of its pedimentos.
func depths(views []pedimentoView) map[string]int {
	out := make(map[string]int, len(views))
	for i := range views {
		at := &views[i].fact
		for n := 0; n < len(views) && at.Rectifica != nil; n++ { // bounded: two may name each other
			prior := at.Rectifica.Key
			k := slices.IndexFunc(views, func(v pedimentoView) bool { return samePedimento(v.fact.Key, prior) })
			if k < 0 {
				break
			}
			at = &views[k].fact
			out[views[i].fact.Key]++
		}
	}
	return out
}

// orphanRectification: the original is not in the books. The lot is
// provisional, dated by what the rectification says of its original.
func (e *effective) orphanRectification(v *pedimentoView) {
	e.provisional = true
	e.root = v.fact.Key
	e.first = &v.fact
	where := "701"
	if p := v.fact.Rectifica; p != nil && p.Key != "" {
		stand := v.fact
		stand.Key = p.Key
		if p.Fecha.Known() {
			stand.Pago, stand.Entrada, stand.Seleccion, stand.Remesa = p.Fecha, 0, 0, 0
		}
		e.root, e.first = p.Key, &stand
		where = "701 " + p.Key
	}
	e.findings = append(e.findings, Finding{v.fact.Key, document.Finding{
		Code: "rectification_without_original", Severity: document.Warning, Where: where,
		Message: document.Textf(
			"Rectifica al pedimento %s, que no está en los libros; el lote es provisional. Agregue el Data Stage del mes de aquél.",
			"It rectifies pedimento %s, which is not in the books; the lot is provisional. Add the Data Stage of its month.", e.root),
	}})
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
