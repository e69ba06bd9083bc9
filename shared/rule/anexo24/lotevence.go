package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// loteVence: what is due within ninety days needs a return, a transfer or a
// change of regime before its day (LA art. 108). How near is near is a
// threshold of ours.
func loteVence() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_lote_vence",
		Title:     document.Text{ES: "Los lotes con saldo tienen tiempo antes de vencer", EN: "Lots with a balance have time before they are due"},
		Citation:  "LA 108; Decreto IMMEX 4",
		Source:    "dossier §14 2; §2.4",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Programe su retorno, su transferencia o su cambio de régimen antes de la fecha.",
			EN: "Plan its return, transfer or change of regime before that day.",
		},
		Example: document.Text{
			ES: "Un lote que vence en 25 días y conserva saldo.",
			EN: "A lot due in 25 days that still has a balance.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{2},
		Books: func(b *rule.Books) rule.Outcome {
			return eachLot(b, func(l *rule.Lot) bool { return l.Vence.Known() && l.Left() > 0 && b.AsOf <= l.Vence }, func(l *rule.Lot) {
				days := b.AsOf.DaysUntil(l.Vence)
				for _, near := range near(b) {
					if days <= near {
						b.Note(rule.Where{Key: l.ID, Field: "vence"},
							"Quedan %s de %s que vencen el %s, en menos de %d días.", "%s of %s are left, due on %s, in less than %d days.", l.Left(), l.Material, l.Vence, near)
						return
					}
				}
			})
		},
	}
}
