package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// formaDefinitiva: a definitive import pays its contributions; the forms of the
// temporary regime (5, 21 and 22) are not open to it (LA art. 83 and 95; LIVA
// art. 28-A; dossier V17).
func formaDefinitiva() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_forma_definitiva",
		Title:     document.Text{ES: "Una importación definitiva no usa las formas de pago del régimen temporal", EN: "A definitive import does not use the forms of payment of the temporary regime"},
		Citation:  "LA 83 y 95; LIVA 28-A",
		Source:    "dossier §4 V17",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action:  rectify(),
		Example: document.Text{ES: "Un F4 con IVA por forma de pago 21.", EN: "An F4 with IVA by form of payment 21."},
		Checks:  []int{8, 12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !c.Catalog.In(catalog.ListDefinitive, c.P.Clave, c.On) || len(c.P.Liquidacion) == 0 {
				return rule.NotApplicable
			}
			unknown := false
			for i := range c.P.Liquidacion {
				x := &c.P.Liquidacion[i]
				unknown = unknown || !x.Importe.Known()
				if c.Catalog.In(catalog.ListUnpaid, x.FormaPago, c.On) && x.Importe.Sign() != 0 {
					c.Fail(rule.Where{Field: "liquidacion"},
						"El %s de una importación definitiva va por forma de pago %s (%s).", "The %s of a definitive import is by form of payment %s (%s).",
						x.Clave, x.FormaPago, x.Importe)
				}
			}
			if unknown && c.Judged() == rule.Pass {
				return c.NoData(rule.DataValue)
			}
			return c.Judged()
		},
	}
}
