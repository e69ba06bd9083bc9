package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// tasaPreferencial: a rate of the types that discount or apply a factor to the
// tariff (Apéndice 18: 5, 6 and 8) rests on a treaty, a PROSEC sector or
// another preference, which the partida names (dossier V32).
func tasaPreferencial() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_tasa_preferencial",
		Title:     say("Una tasa con descuento nombra la preferencia en que se apoya", "A rate with a discount names the preference it rests on"),
		Citation:  "RGCE Anexo 22, Apéndices 8 y 18",
		Source:    "dossier §3.5, §4 V32",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Reúna el certificado o la autorización; sin ella se debe la tasa general.", "Collect the certificate or authorisation; without it the general rate is due."),
		Example: say("IGI con tipo de tasa 5 sin TL, PS ni NA.", "IGI by type of rate 5 without TL, PS or NA."),
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{12, 23},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if !c.Importa || !discounted(c, q) {
					continue
				}
				if !c.Identified() {
					return c.NoData(rule.DataIdentifier)
				}
				judged = true
				if !preference(c, q) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "identificadores"},
						"La partida %d paga IGI con descuento y no nombra tratado (TL), sector (PS) ni preferencia (NA).",
						"Partida %d pays IGI with a discount and names no treaty (TL), sector (PS) or preference (NA).", q.Secuencia)
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// discounted reports a rate of IGI below the tariff by its type.
func discounted(c *rule.Case, q *pedimento.Partida) bool {
	for i := range q.Tasas {
		if t := &q.Tasas[i]; t.Clave == "IGI" && c.Catalog.In(catalog.ListDiscounted, t.Tipo, c.On) {
			return true
		}
	}
	return false
}

// preference reports an identifier of the partida that lowers its rate.
func preference(c *rule.Case, q *pedimento.Partida) bool {
	for i := range q.Identificadores {
		if c.Catalog.In(catalog.ListPreference, q.Identificadores[i].Clave, c.On) {
			return true
		}
	}
	return false
}
