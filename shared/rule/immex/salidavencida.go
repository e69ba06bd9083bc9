package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// salidaVencida: what returned, was transferred or changed regime came from lots
// whose stay still ran: goods past it can no longer leave as if in time (LA 108);
// they are regularised with A3 (LA 101).
func salidaVencida() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_salida_vencida",
		Title:     document.Text{ES: "Ninguna salida toma de lotes vencidos", EN: "No exit takes from lots past their stay"},
		Citation:  "LA arts. 101 y 108",
		Source:    "dossier §1.7; §2.3 F4, A3",
		Authority: rule.IMMEX, From: 20030101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Regularice con A3 lo que salió vencido, o dirija la salida a un lote vigente con evidencia.",
			EN: "Regularise with A3 what left past its stay, or direct the exit to a lot in time with evidence.",
		},
		Example: document.Text{
			ES: "Un F4 que descarga un lote vencido el mes anterior.",
			EN: "An F4 that discharges a lot that was due the month before.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{1, 4},
		Books: func(b *rule.Books) rule.Outcome {
			if len(b.Exits) == 0 {
				return b.NoData(rule.DataBooks)
			}
			judged := false
			for i := range b.Exits {
				x := &b.Exits[i]
				if x.Clave == claveA3 {
					continue // it is there for that
				}
				judged = true
				if x.Vencido > 0 {
					b.Fail(rule.Where{Key: x.ID, Field: "cantidad"},
						"La salida %s (%s) del %s toma %s de lotes vencidos.", "Exit %s (%s) of %s takes %s from lots past their stay.", x.Pedimento, x.Clave, x.Sale, x.Vencido)
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}
