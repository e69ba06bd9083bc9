package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaIncrementables: freight, insurance and packing that the invoice charges
// apart are in the declared price or among the incrementables, never in neither (LA
// arts. 64 to 66; check 10).
func facturaIncrementables() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_incrementables",
		Title:     document.Text{ES: "Lo que la factura cobra aparte está en el precio o en los incrementables", EN: "What the invoice charges apart is in the price or among the incrementables"},
		Citation:  "LA 64, 65 y 66",
		Source:    "dossier §4 V08, §14 #10",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise si el cargo se pagó antes o después de la entrada; si suma al valor, rectifique.",
			EN: "See whether the charge is of before or after entry; where it adds to the value, rectify.",
		},
		Example: document.Text{
			ES: "La factura cobra 200 de flete fuera de los 3,000 declarados y el pedimento trae cero en fletes.",
			EN: "The invoice charges 200 of freight beside the 3,000 declared and the pedimento has no freight.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Exporta {
				return rule.NotApplicable
			}
			return eachInvoice(c, rule.DataValue, func(_ int, f *pedimento.Factura, v *invoice.Invoice) bool {
				lines := linesOf(v)
				equal, known := cruce.Values(c, f.ValorMoneda, lines)
				if !known {
					return false
				}
				for _, x := range [...]struct {
					field             string
					charged, declared money.Amount
				}{{"fletes", v.Flete, c.P.Fletes}, {"seguros", v.Seguro, c.P.Seguros}, {"embalajes", v.Embalaje, c.P.Embalajes}} {
					if !equal || x.charged.Sign() <= 0 || !x.declared.Known() || x.declared.Sign() > 0 || c.P.OtrosIncrementables.Sign() > 0 {
						continue
					}
					c.Fail(rule.Where{Field: x.field, Other: v.Numero},
						"La factura %s cobra %s de %s fuera del precio declarado de %s y el pedimento no lo incrementa.",
						"Invoice %s charges %s of %s beside the declared price of %s and the pedimento does not add it.", v.Numero, x.charged, x.field, f.ValorMoneda)
				}
				return true
			})
		},
	}
}
