package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// conversion: with commercial and tariff unit of one dimension, both quantities
// are the same amount of goods: equal in one unit, or by the SI factor of the
// two (Anexo 22 Apéndice 7; dossier V20). Units of different dimensions need
// the plant's own factors and are not judged here.
func conversion() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_conversion",
		Title:     say("La cantidad comercial y la de tarifa son la misma cantidad", "The commercial and the tariff quantity are one quantity"),
		Citation:  "RGCE Anexo 22, partidas y Apéndice 7",
		Source:    "dossier §4 V20",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Pida la rectificación: la cantidad de tarifa es la del inventario.", "Ask for the rectification: the tariff quantity is that of the inventory."),
		Example: say("35.072 kilos comerciales y 35,072 kilos de tarifa.", "35.072 commercial kilos and 35,072 tariff kilos."),
		Needs:   []rule.Data{rule.DataUnit}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			judged, other := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				a, okA := c.Catalog.Unit(q.UMC)
				b, okB := c.Catalog.Unit(q.UMT)
				if !okA || !okB || !q.CantidadUMC.Known() || !q.CantidadUMT.Known() {
					continue
				}
				if q.UMC != q.UMT && (a.Dimension != b.Dimension || a.Factor == "" || b.Factor == "") {
					other = true
					continue
				}
				judged = true
				got, want := q.CantidadUMT, q.CantidadUMC
				if q.UMC != q.UMT {
					got, want = rule.InBase(got, b.Factor), rule.InBase(want, a.Factor)
				}
				if !c.Near("anexo22_conversion", got, want, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "cantidad_umt"}, "La partida %d dice %s %s y %s %s.", "Partida %d says %s %s and %s %s.",
						q.Secuencia, q.CantidadUMC, a.Descripcion, q.CantidadUMT, b.Descripcion)
				}
			}
			if !judged && other {
				return rule.NotApplicable
			}
			return looked(c, judged, rule.DataUnit)
		},
	}
}
