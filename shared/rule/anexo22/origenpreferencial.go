package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// origenPreferencial: a partida imported as originating under a treaty (TL)
// names who certified its origin: PO, or EO from 2023-12-29 (Anexo 22 Apéndice
// 8; dossier V32). Measured from 2020: 484 of 484 partidas.
func origenPreferencial() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_origen_preferencial",
		Title:     say("Una mercancía originaria (TL) nombra a quien certificó su origen", "Originating goods (TL) name who certified their origin"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (TL, PO y EO); LA 36-A-I-d",
		Source:    "dossier §4 V32",
		Authority: rule.Anexo22, From: 20200101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Reúna la certificación de origen; sin ella se debe la tasa general.", "Collect the certification of origin; without it the general rate is due."),
		Example: say("TL EMU sin PO ni EO.", "TL EMU without PO or EO."), Checks: []int{23},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if !c.Importa || !rule.Carries(q, "TL") {
					continue
				}
				judged = true
				if !rule.Carries(q, "PO") && !rule.Carries(q, "EO") {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "identificadores"},
						"La partida %d es originaria (TL, país %s) y no trae PO ni EO.", "Partida %d is originating (TL, country %s) and has no PO or EO.", q.Secuencia, q.PaisOrigen)
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
