package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// prevalidacionFalta: a pedimento is prevalidated and pays for it (LA art. 16-A;
// RGCE 1.8.3). Extractions from depósito fiscal and complementary pedimentos do
// not, as far as was measured.
func prevalidacionFalta() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_prevalidacion_falta",
		Title:     document.Text{ES: "El pedimento trae la prevalidación (PRV)", EN: "The pedimento has its prevalidation (PRV)"},
		Citation:  "LA 16-A; RGCE 1.8.3",
		Source:    "dossier §3.6",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Confirme que la entrega está completa y pregunte al agente aduanal por qué no se pagó.",
			EN: "Confirm that the delivery is complete and ask the broker why it was not paid.",
		},
		Example: document.Text{ES: "Un IN que paga DTA y no trae PRV.", EN: "An IN that pays DTA and has no PRV."},
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Efecto != document.Pagado || c.Catalog.In(catalog.ListNoPrevalidate, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			if len(c.P.Contribuciones) == 0 {
				return c.NoData(rule.DataValue)
			}
			if _, found := pedimento.Charged(c.P.Contribuciones, "PRV"); !found {
				c.Fail(rule.Where{Field: "contribuciones"}, "El pedimento %s no trae PRV.", "The %s pedimento has no PRV.", c.P.Clave)
			}
			return c.Judged()
		},
	}
}
