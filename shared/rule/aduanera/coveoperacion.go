package aduanera

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveOperacion: an acuse de valor is of the operation of the pedimento that cites
// it, and its Mexican party is the importer or exporter (LA art. 59-A; dossier
// V24).
func coveOperacion() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_operacion",
		Title:     document.Text{ES: "El acuse de valor es de esta operación y de esta empresa", EN: "The acuse de valor is of this operation and of this company"},
		Citation:  "LA 59-A; RGCE 1.9.18; Anexo 22, campo del acuse de valor",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "Un pedimento de importación cita un COVE de exportación.",
			EN: "A pedimento of import cites a COVE of export.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Importa == c.Exporta {
				return rule.NotApplicable
			}
			return eachCOVE(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				want := cove.Importacion
				if c.Exporta {
					want = cove.Exportacion
				}
				if v.TipoOperacion != "" && v.TipoOperacion != want {
					c.Fail(cruce.At(i, "cove", v.EDocument), "El pedimento es %s y el COVE %s es %s.", "The pedimento is %s and COVE %s is %s.", c.P.Operacion, f.COVE, v.TipoOperacion)
				}
				p := ours(c, v)
				if p == nil || p.RFC() == "" || c.P.RFC == "" {
					return v.TipoOperacion != ""
				}
				if p.RFC() != c.P.RFC {
					c.Fail(cruce.At(i, "cove", v.EDocument), "El COVE %s es de %s y el pedimento de %s.", "COVE %s is of %s and the pedimento of %s.", f.COVE, p.RFC(), c.P.RFC)
				}
				return true
			})
		},
	}
}
