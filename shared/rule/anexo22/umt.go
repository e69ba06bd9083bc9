package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// umt: the tariff unit of a partida is the one the tariff gives its fracción
// (LIGIE; Anexo 22; dossier V19).
func umt() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_umt",
		Title:     say("La unidad de tarifa es la que la tarifa asigna a la fracción", "The tariff unit is the one the tariff gives the fracción"),
		Citation:  "LIGIE; RGCE Anexo 22, partidas y Apéndice 7",
		Source:    "dossier §4 V19",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("La tarifa dice kilos y la partida piezas.", "The tariff says kilos and the partida pieces."),
		Needs:   []rule.Data{rule.DataTariff}, Checks: []int{22},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if q.UMT == "" {
					continue
				}
				if !c.Catalog.TariffEver(q.Fraccion, c.P.Operacion) {
					c.LacksTariff(q.Fraccion, "")
					continue
				}
				row, err := c.Catalog.Tariff(q.Fraccion, c.P.Operacion, c.On)
				if err != nil || row.UMT == "" {
					c.LacksTariff(q.Fraccion, "umt")
					continue
				}
				judged = true
				if want := pedimento.UnitKey(row.UMT); want != q.UMT {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "umt"}, "La partida %d dice unidad %s y la tarifa da a %s la unidad %s.", "Partida %d says unit %s and the tariff gives %s unit %s.",
						q.Secuencia, q.UMT, q.Fraccion, want)
				}
			}
			return looked(c, judged, rule.DataTariff)
		},
	}
}
