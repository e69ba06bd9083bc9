package ledger

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// effective is a pedimento with its rectifications applied: identity and
// dates of the first, values of the last.
type effective struct {
	root        string // key that identifies the lots
	first       *Fact  // nil when the original is missing
	last        *pedimentoView
	provisional bool
	hashes      []document.Hash
	findings    []Finding
}

// chain resolves the observations of one group: a pedimento, its other
// sources, and every rectification of it in whatever order they arrived.
func chain(obs []Observation) effective {
	byKey := map[string][]Observation{}
	for _, o := range obs {
		byKey[o.Fact.Key] = append(byKey[o.Fact.Key], o)
	}
	views := make([]pedimentoView, 0, len(byKey))
	for _, of := range byKey {
		views = append(views, merge(of))
	}
	slices.SortFunc(views, func(a, b pedimentoView) int {
		// the original before its rectifications, then by payment
		return cmp.Or(boolCompare(a.fact.EsRectif, b.fact.EsRectif),
			cmp.Compare(a.fact.Pago, b.fact.Pago), cmp.Compare(a.fact.Key, b.fact.Key))
	})
	e := effective{last: &views[len(views)-1]}
	for i := range views {
		e.hashes = append(e.hashes, views[i].hashes...)
		e.findings = append(e.findings, views[i].findings...)
	}
	slices.Sort(e.hashes)
	if head := &views[0]; !head.fact.EsRectif {
		e.root, e.first = head.fact.Key, &head.fact
		return e
	}
	e.orphanRectification(&views[0])
	return e
}

// orphanRectification: the original is not in the books. The lot is
// provisional, dated by what the rectification says of its original.
func (e *effective) orphanRectification(v *pedimentoView) {
	e.provisional = true
	e.root = v.fact.Key
	e.first = &v.fact
	where := "701"
	if p := v.fact.Rectifica; p != nil {
		stand := v.fact
		stand.Key, stand.Pago, stand.Entrada, stand.Seleccion, stand.Remesa = p.Key, p.Fecha, p.Fecha, 0, 0
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
