package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// precioUnitario: the unit price is the price paid over the commercial quantity
// (Anexo 22; dossier V10). Compared as price × quantity, since a rounded price
// of a small value strays further than one of a large.
func precioUnitario() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_precio_unitario",
		Title:     say("El precio unitario por la cantidad comercial es el precio pagado", "The unit price times the commercial quantity is the price paid"),
		Citation:  "RGCE Anexo 22, partidas",
		Source:    "dossier §4 V10",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("1,000 piezas a 25.50 y un precio pagado de 2,550.", "1,000 pieces at 25.50 and a price paid of 2,550."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10, 19},
		Twin: "partida_precio",
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				want := rule.Times(q.PrecioUnitario, q.CantidadUMC)
				if !want.Known() || !q.ValorComercial.Known() {
					continue
				}
				judged = true
				if !c.Near("anexo22_precio_unitario", q.ValorComercial, want, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "precio_unitario"},
						"La partida %d dice %s a %s, que son %s, y su precio pagado es %s.", "Partida %d says %s at %s, which is %s, and its price paid is %s.",
						q.Secuencia, q.CantidadUMC, q.PrecioUnitario, want, q.ValorComercial)
				}
			}
			return looked(c, judged, rule.DataValue)
		},
	}
}

// looked is the answer of a rule that looked at every partida: that there were
// none, that none had what it needs, or what it found.
func looked(c *rule.Case, judged bool, d rule.Data) rule.Outcome {
	switch {
	case len(c.P.Partidas) == 0:
		return rule.NotApplicable
	case !judged:
		return c.NoData(d)
	}
	return c.Judged()
}
