package expediente

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// MonthFact is a fact that a sealed package holds.
type MonthFact struct {
	SHA   document.Hash
	Kind  Kind
	Group string
}

// Month is a sealed package of a month as its year tells it.
type Month struct {
	report.SealedMonth
	Facts      []MonthFact
	Fracciones map[string][]string // of the entries, by group, as its facts tell
}

// Month reads how the package closed, and which facts it holds.
func (s *Sealed) Month() (*Month, error) {
	x := s.manifest
	m := &Month{Fracciones: map[string][]string{}}
	m.Package, m.SHA256, m.State, m.Schema, m.Engine, m.Catalog = s.Package, s.SHA256, x.State, x.Schema, x.Engine, x.Catalog
	var err error
	if m.Figures, err = s.figures(); err == nil {
		err = m.hold(s)
	}
	if err != nil {
		return nil, s.damaged(err)
	}
	return m, nil
}

// figures are the balances per fracción and, where the layout has it, the
// credit of its entries.
func (s *Sealed) figures() ([]report.ClosingFigure, error) {
	var all []report.ClosingFigure
	err := s.eachRow("reportes/saldos.csv", func(get func(string) string) error {
		if get("nivel") != "fraccion" {
			return nil
		}
		v, err := money.Parse(get("saldo_final"))
		all = append(all, report.ClosingFigure{Concept: report.ClosingBalance, Fraccion: get("fraccion"), UMT: get("umt"), Value: v})
		return err //nolint:wrapcheck // eachRow names the file and line
	})
	if err == nil && closes(s.manifest.Schema) {
		err = s.eachRow("reportes/credito.csv", func(get func(string) string) error {
			if get("nivel") != "cuenta" {
				return nil
			}
			f := report.ClosingFigure{Concept: report.ClosingCredit, Fraccion: get("fraccion"), UMT: get("umt"), Contribucion: get("contribucion"), Forma: get("forma_pago")}
			for concept, column := range map[string]string{report.ClosingCredit: "saldo_final", report.ClosingExpired: "vencido_final"} {
				v, err := money.Parse(get(column))
				if err != nil {
					return err //nolint:wrapcheck // eachRow names the file and line
				}
				f.Concept, f.Value = concept, v
				all = append(all, f)
			}
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	return report.SumFigures(all) //nolint:wrapcheck // of a figure that does not fit
}

// hold lists what a package holds.
func (m *Month) hold(s *Sealed) error {
	facts, err := s.c.facts()
	if err != nil {
		return err
	}
	for i := range facts {
		f := &facts[i]
		m.Facts = append(m.Facts, MonthFact{f.Hash(), f.Kind, f.Group})
		for _, fraccion := range fraccionesOf(f) {
			if !slices.Contains(m.Fracciones[f.Group], fraccion) {
				m.Fracciones[f.Group] = append(m.Fracciones[f.Group], fraccion)
			}
		}
	}
	return nil
}
