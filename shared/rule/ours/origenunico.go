package ours

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// origenUnico: a company that buys from many suppliers and declares one country of
// origin in every line probably copies the country of the seller (dossier §14,
// check 23).
func origenUnico() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_origen_unico",
		Title:     document.Text{ES: "No todo viene de un solo país", EN: "Not everything is of one country"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §8.3, §14 #23",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise con sus proveedores el origen de cada parte.",
			EN: "See with the suppliers which country each part is of.",
		},
		Example: document.Text{
			ES: "Seiscientos renglones de ocho proveedores, todos de origen USA.",
			EN: "Six hundred lines of eight suppliers, all of origin USA.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{23},
		Series: func() rule.Series { return &origins{countries: map[string]int{}, suppliers: map[string]bool{}} },
	}
}

// origins counts the lines of imports by country.
type origins struct {
	last      *rule.Case
	countries map[string]int
	suppliers map[string]bool
	lines     int
}

// Add implements rule.Series.
func (x *origins) Add(c *rule.Case) {
	if !c.Importa {
		return
	}
	x.last = c
	for i := range c.P.Facturas {
		if id := c.P.Facturas[i].IDFiscal; id != "" {
			x.suppliers[id] = true
		}
	}
	for i := range c.P.Partidas {
		if k := c.P.Partidas[i].PaisOrigen; k != "" {
			x.countries[k]++
			x.lines++
		}
	}
}

// Close implements rule.Series.
func (x *origins) Close(s *rule.Sink) rule.Outcome {
	if x.last == nil {
		return rule.NotApplicable
	}
	lines, suppliers := least(x.last, "serie_origen_lineas"), least(x.last, "serie_origen_proveedores")
	if lines < 0 || suppliers < 0 {
		return s.NoData(rule.DataHistory)
	}
	if x.lines < lines || len(x.suppliers) < suppliers {
		s.Unsaid(rule.DataHistory, "Faltan renglones para comparar: hay %d de %d proveedores y se piden %d de %d.",
			"Too few lines to compare: there are %d of %d suppliers, and %d of %d are asked for.", x.lines, len(x.suppliers), lines, suppliers)
		return s.NoData(rule.DataHistory)
	}
	if len(x.countries) == 1 {
		return s.Note(rule.Where{Field: "pais_origen"}, "Los %d renglones de importación de %d proveedores declaran el mismo origen, %s.", "All %d lines of import of %d suppliers declare the same origin, %s.", x.lines, len(x.suppliers), slices.Collect(maps.Keys(x.countries))[0])
	}
	return s.Judged()
}
