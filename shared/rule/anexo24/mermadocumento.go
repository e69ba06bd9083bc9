package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// mermaDocumento: a merma is not held to be imported, and must be documented by
// records of production and discharged (LA arts. 2-XI and 109).
func mermaDocumento() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_merma_documento",
		Title:     document.Text{ES: "Las mermas y desperdicios tienen orden de producción", EN: "Mermas and desperdicios have a production order"},
		Citation:  "LA 2-XI, 2-XII y 109",
		Source:    "dossier §2.3 mermas",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Entregue la orden de producción con lo que consumió.",
			EN: "Deliver the production order with what it consumed.",
		},
		Example: document.Text{
			ES: "Una merma calculada del BOM sin orden que la registre.",
			EN: "A merma worked out of the BOM with no order to record it.",
		},
		Needs: []rule.Data{rule.DataBOM}, Checks: []int{13},
		Books: func(b *rule.Books) rule.Outcome {
			judged := false
			for i := range b.Exits {
				x := &b.Exits[i]
				if x.Rol != "merma" && x.Rol != "desperdicio" {
					continue
				}
				judged = true
				if x.SinDocumento {
					b.Fail(rule.Where{Key: x.ID, On: x.Sale, Field: "orden", Other: x.Material},
						"%s de %s como %s del %s sin orden de producción.", "%s of %s as %s of %s without a production order.", x.Cantidad, x.Material, x.Rol, x.Sale)
				}
			}
			return booksOutcome(b, judged, b.Plant == nil, rule.DataBOM)
		},
	}
}
