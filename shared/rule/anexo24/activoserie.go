package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// activoSerie: fixed assets are told by brand, model and serial number, and are
// discharged by them, never by PEPS (Anexo 24, module activo fijo).
func activoSerie() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_activo_serie",
		Title:     document.Text{ES: "Cada activo fijo se identifica por su serie", EN: "Each fixed asset is told by its serial number"},
		Citation:  "RGCE Anexo 24, apartado A, módulo de aduanas 4",
		Source:    "dossier §1.5; §14 18",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Entregue la tabla activos con la serie y el lugar de cada máquina.",
			EN: "Deliver table activos with the serial number and place of each machine.",
		},
		Example: document.Text{
			ES: "Una partida AF de 12 máquinas sin serie en el registro.",
			EN: "An AF partida of 12 machines without a serial number in the register.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{18},
		Books: func(b *rule.Books) rule.Outcome {
			return eachLot(b, func(l *rule.Lot) bool { return l.Tipo == "activo_fijo" && l.Left() > 0 }, func(l *rule.Lot) {
				if l.Serie == "" {
					b.Fail(rule.Where{Key: l.ID, Field: "serie"},
						"Quedan %s de %s de activo fijo sin número de serie.", "%s of %s of fixed assets are left without a serial number.", l.Left(), l.Material)
				}
			})
		},
	}
}
