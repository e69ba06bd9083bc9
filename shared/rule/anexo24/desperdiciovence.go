package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// desperdicioVence: desperdicio stays under the temporary regime with the due
// date of its source lot; it is destroyed, returned, donated or changed of
// regime before that day (LA art. 109).
func desperdicioVence() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_desperdicio_vence",
		Title:     document.Text{ES: "El desperdicio sale con documento antes de vencer", EN: "Desperdicio leaves with a document before it is due"},
		Citation:  "LA 109; RLA 125; RGCE 4.3.5",
		Source:    "dossier §2.3 desperdicios",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Destrúyalo con acta (aviso 15 días antes), retórnelo, dónelo o cambie su régimen.",
			EN: "Destroy it with an act (notice 15 days before), return it, donate it or change its regime.",
		},
		Example: document.Text{
			ES: "Quedan 20 kg de desperdicio de un lote que vence en 30 días.",
			EN: "20 kg of desperdicio are left of a lot due in 30 days.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{14},
		Books: func(b *rule.Books) rule.Outcome {
			return eachLot(b, func(l *rule.Lot) bool { return l.Desperdicio > 0 && l.Vence.Known() }, func(l *rule.Lot) {
				switch days := b.AsOf.DaysUntil(l.Vence); {
				case days < 0:
					b.Fail(rule.Where{Key: l.ID, Field: "desperdicio"},
						"Quedan %s de desperdicio de %s y el lote venció el %s.", "%s of desperdicio of %s are left and the lot was due on %s.", l.Desperdicio, l.Material, l.Vence)
				case days <= widest(b):
					b.Note(rule.Where{Key: l.ID, Field: "desperdicio"},
						"Quedan %s de desperdicio de %s que vencen el %s.", "%s of desperdicio of %s are left, due on %s.", l.Desperdicio, l.Material, l.Vence)
				}
			})
		},
	}
}
