package ours

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/unit"
)

// factorUMT: where two units measure the same thing, one is a fixed number of the
// other; a patente whose usual number differs from that of the rest turns its units
// over wrongly (dossier V20).
func factorUMT() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_factor_umt",
		Title:     document.Text{ES: "Ninguna patente convierte distinto a la unidad de la tarifa", EN: "No patente turns into the tariff unit in its own way"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §4 V20",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal que revise su factor y las cantidades que ya declaró.",
			EN: "Ask the broker to check the factor and the quantities already declared.",
		},
		Example: document.Text{
			ES: "Una patente declara 100 piezas por millar y las demás 1,000.",
			EN: "One patente declares 100 pieces per thousand and the others 1,000.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{12},
		Series: func() rule.Series { return &factors{groups: map[string]map[string][]int64{}} },
	}
}

// factors keeps the implied factors by pair of units and patente, in
// millionths.
type factors struct {
	last   *rule.Case
	groups map[string]map[string][]int64
}

// Add implements rule.Series.
func (x *factors) Add(c *rule.Case) {
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		if q.UMC == "" || q.UMC == q.UMT || !unit.Default().Same(q.UMC, q.UMT, c.On) {
			continue
		}
		a, err := quantity.From(q.CantidadUMC)
		b, err2 := quantity.From(q.CantidadUMT)
		if err != nil || err2 != nil || a == 0 {
			continue
		}
		f, err := b.MulDiv(one, a)
		if err != nil {
			continue
		}
		x.last = c
		k := q.UMC + " → " + q.UMT
		if x.groups[k] == nil {
			x.groups[k] = map[string][]int64{}
		}
		x.groups[k][c.P.Patente] = append(x.groups[k][c.P.Patente], int64(f))
	}
}

// Close implements rule.Series.
func (x *factors) Close(s *rule.Sink) rule.Outcome {
	if x.last == nil {
		return rule.NotApplicable
	}
	lines, ppm := least(x.last, "serie_factor_lineas"), least(x.last, "serie_factor_ppm")
	judged, near := false, nearest{}
	for _, units := range sorted(x.groups) {
		for _, patente := range sorted(x.groups[units]) {
			own := x.groups[units][patente]
			rest := others(x.groups[units], patente)
			near.see(patente+" "+units, min(len(own), len(rest)))
			if lines < 0 || ppm < 0 || len(own) < lines || len(rest) < lines {
				continue
			}
			judged = true
			a, b := median(own), median(rest)
			if !within(a, b, int64(ppm)) {
				s.Note(rule.Where{Key: "patente " + patente, Field: "cantidad_umt", Other: units}, "La patente %s convierte %s con factor %s en %d renglones; las demás, con %s.", "Patente %s turns %s with factor %s in %d lines; the others with %s.", patente, units, quantity.Micros(a), len(own), quantity.Micros(b))
			}
		}
	}
	if !judged {
		return near.tooFew(s, rule.DataHistory, document.Text{ES: "la patente frente a las demás", EN: "patente beside the others"}, lines)
	}
	return s.Judged()
}

// others are the factors of every other patente.
func others(groups map[string][]int64, patente string) (out []int64) {
	for _, k := range sorted(groups) {
		if k != patente {
			out = slices.Concat(out, groups[k])
		}
	}
	return out
}
