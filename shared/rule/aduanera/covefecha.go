package aduanera

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveFecha: the date of the invoice in the pedimento is that of its acuse de valor
// (Anexo 22, fecha de facturación; dossier V24).
func coveFecha() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_fecha",
		Title:     document.Text{ES: "La fecha de la factura es la del acuse de valor", EN: "The date of the invoice is that of the acuse de valor"},
		Citation:  "LA 59-A; RGCE 1.9.18; Anexo 22, campo del acuse de valor",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "El pedimento dice 2024-03-01 y el COVE 2024-02-01.",
			EN: "The pedimento says 2024-03-01 and the COVE 2024-02-01.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataDate}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataDate, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				if !f.Fecha.Known() || !v.Fecha.Known() {
					return false
				}
				if f.Fecha != v.Fecha {
					c.Fail(cruce.At(i, "fecha", v.EDocument), "El pedimento declara la factura de %s y el COVE %s la fecha en %s.", "The pedimento dates the invoice %s and COVE %s dates it %s.", f.Fecha, v.EDocument, v.Fecha)
				}
				return true
			})
		},
	}
}
