package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/unit"
)

// factorParte: where commercial and tariff unit measure different things, the
// tariff quantity is the commercial one by the factor of the plant's catalogue
// of parts, which has its evidence (dossier V20: half a per cent).
func factorParte() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_factor_parte",
		Title:     say("La cantidad de tarifa sigue del factor de la parte", "The tariff quantity follows from the part's factor"),
		Citation:  "RGCE Anexo 22, partidas y Apéndice 7; Anexo 24, catálogo de materiales",
		Source:    "dossier §4 V20",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: say("Pese de nuevo la parte: corrija el factor de la tabla partes o pida la rectificación.",
			"Weigh the part again: correct the factor in table partes or ask for the rectification."),
		Example: say("1,000 piezas de una parte de 12.5 gramos y 125 kilos de tarifa.", "1,000 pieces of a part of 12.5 grams and 125 tariff kilos."),
		Needs:   []rule.Data{rule.DataParts}, Checks: []int{19, 22},
		Case: func(c *rule.Case) rule.Outcome {
			judged, differ := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				a, okA := c.Catalog.Unit(q.UMC)
				b, okB := c.Catalog.Unit(q.UMT)
				if !okA || !okB || a.Dimension == b.Dimension {
					continue
				}
				differ = true
				want, ok := byPart(c, q.CodigoProducto, q.CantidadUMC, q.UMC, q.UMT)
				if !ok || !q.CantidadUMT.Known() {
					continue
				}
				judged = true
				if !c.Near("anexo22_factor_parte", q.CantidadUMT, want, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "cantidad_umt"},
						"La partida %d dice %s %s y el factor de la parte %s da %s.", "Partida %d says %s %s and the factor of part %s gives %s.",
						q.Secuencia, q.CantidadUMT, b.Descripcion, q.CodigoProducto, want)
				}
			}
			if !differ {
				return rule.NotApplicable
			}
			return looked(c, judged, rule.DataParts)
		},
	}
}

// byPart turns a quantity by the factor of a part of the plant; ok is false
// without the part or a factor of it that holds that day.
func byPart(c *rule.Case, part string, q money.Amount, from, to string) (money.Amount, bool) {
	n, ok := q.Micros()
	if c.Plant == nil || part == "" || !ok {
		return money.Amount{}, false
	}
	p, ok := c.Plant.Part(part, c.On)
	if !ok || len(p.Factors) == 0 {
		return money.Amount{}, false
	}
	out, err := unit.Default().Convert(quantity.Micros(n), from, to, c.On, p.Factors)
	return money.FromMicros(int64(out)), err == nil
}
