package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/papers"
)

// facturaNumero: the number of the invoice in the pedimento is that of its acuse de
// valor (Anexo 22, número de factura; dossier V24).
func facturaNumero() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_numero",
		Title:     document.Text{ES: "El número de factura es el del acuse de valor", EN: "The number of the invoice is that of the acuse de valor"},
		Citation:  "LA 59-A; RGCE 1.9.18; Anexo 22, campo del acuse de valor",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "El pedimento dice INV-1 y su COVE INV-7.",
			EN: "The pedimento says INV-1 and its COVE INV-7.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				if f.Numero == "" || v.Numero == "" {
					return false
				}
				if !c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) && papers.Fold(f.Numero) != papers.Fold(v.Numero) {
					c.Fail(cruce.At(i, "numero", v.EDocument), "El pedimento declara la factura %s y el COVE %s es de la %s.", "The pedimento declares invoice %s and COVE %s is of %s.", f.Numero, v.EDocument, v.Numero)
				}
				return true
			})
		},
	}
}
