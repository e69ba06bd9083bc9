package expediente

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// fraccionesOf are those of the partidas of a pedimento, nil of another fact.
func fraccionesOf(f *FactLine) (out []string) {
	if f.Kind != Pedimento {
		return nil
	}
	p, err := f.Pedimento()
	if err != nil {
		return nil // its own readers refuse it
	}
	for i := range p.Lineas {
		if !slices.Contains(out, p.Lineas[i].Fraccion) {
			out = append(out, p.Lineas[i].Fraccion)
		}
	}
	slices.Sort(out)
	return out
}

// Late are the facts of a later cut that the package of a month did not have
// and that may change what it said: a pedimento with a date up to its last day,
// anything of a pedimento it had, and tables of the plant. What only
// happened after the month is none of it.
func (m *Month) Late(facts []FactLine, end document.Date) ([]report.LateFact, error) {
	had, groups := make(map[document.Hash]bool, len(m.Facts)), make(map[string]bool, len(m.Facts))
	for _, f := range m.Facts {
		had[f.SHA] = true
		groups[f.Group] = groups[f.Group] || f.Kind == Pedimento || f.Kind == Parts
	}
	var out []report.LateFact
	for i := range facts {
		f := &facts[i]
		l := report.LateFact{SHA: f.Hash(), Kind: string(f.Kind), Group: f.Group, Had: groups[f.Group]}
		if had[l.SHA] {
			continue
		}
		concerns, err := late(&l, f, groups[f.Group], end)
		if err != nil {
			return nil, err
		}
		if !concerns {
			continue
		}
		for _, fraccion := range m.Fracciones[f.Group] {
			if !slices.Contains(l.Fracciones, fraccion) {
				l.Fracciones = append(l.Fracciones, fraccion)
			}
		}
		slices.Sort(l.Fracciones)
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b report.LateFact) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.SHA, b.SHA))
	})
	return out, nil
}

// late fills in what a fact is about, and says whether it concerns a month.
func late(l *report.LateFact, f *FactLine, had bool, end document.Date) (bool, error) {
	switch f.Kind {
	case Pedimento:
		p, err := f.Pedimento()
		if err != nil {
			return false, factError(f, err)
		}
		l.Pedimento, l.Clave, l.On, l.Doc, l.Fracciones = p.Key, p.Clave, p.Pago, p.Doc, fraccionesOf(f)
		for _, on := range []document.Date{p.Pago, p.Entrada, p.Remesa, p.Seleccion} { // what a consolidado moves comes before it is paid
			had = had || on.Known() && on <= end
		}
		return had, nil
	case Parts:
		p, err := ledger.DecodePartList(f.Data)
		if err != nil {
			return false, factError(f, err)
		}
		l.Pedimento, l.Doc = p.Pedimento, p.Doc
		return had, nil
	case Evidence:
		e, err := ledger.DecodeEvidence(f.Data)
		if err != nil {
			return false, factError(f, err)
		}
		l.On, l.Doc = e.Fecha, e.Doc
		if number(e.De) {
			l.Pedimento = e.De
		}
		return had, nil
	case Programme:
		return true, nil
	case Plant:
		return f.Group == ledger.PlantRoot, nil // what is aside moves no balance
	case Counterpart: // it moves nothing
	}
	return false, nil
}
