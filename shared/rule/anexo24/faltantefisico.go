package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// faltanteFisico: what was lost, stolen or not found in a count keeps its lot,
// due date and contingency: a police report does not prove a return (dossier
// §2.3).
func faltanteFisico() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_faltante_fisico",
		Title:     document.Text{ES: "No hay mercancía faltante sin regularizar", EN: "No goods are missing and not regularised"},
		Citation:  "LA 108; LA 59-I",
		Source:    "dossier §2.3 robo o pérdida",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Regularice lo que no aparezca; si se halla, registre la decisión hallado o un conteo.",
			EN: "Regularise what does not appear; when it is found, record the decision hallado or a count.",
		},
		Example: document.Text{
			ES: "Un conteo encuentra 40 piezas menos que el saldo.",
			EN: "A count finds 40 pieces less than the balance.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{16},
		Books: func(b *rule.Books) rule.Outcome {
			return eachLot(b, func(l *rule.Lot) bool { return l.Cantidad > 0 }, func(l *rule.Lot) {
				if l.Faltante > 0 {
					b.Fail(rule.Where{Key: l.ID, Field: "faltante"},
						"Faltan %s de %s; el lote y su plazo (%s) siguen.", "%s of %s are missing; the lot and its stay (%s) go on.", l.Faltante, l.Material, l.Vence)
				}
			})
		},
	}
}
