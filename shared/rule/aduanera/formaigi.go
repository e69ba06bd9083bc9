package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// formaIGI: the IGI of a temporary import under IMMEX is not paid (form 5)
// unless LA art. 63-A or 108-III asks for it; then it is in cash. Whether it
// asks depends on where the product goes, so cash is only noted (LA art. 104;
// dossier V17).
func formaIGI() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_forma_igi",
		Title:     document.Text{ES: "El IGI de una importación temporal va por forma de pago 5, o en efectivo por LA 63-A o 108-III", EN: "The IGI of a temporary import is by form of payment 5, or in cash by LA 63-A or 108-III"},
		Citation:  "LA 63-A, 104 y 108-III",
		Source:    "dossier §4 V17",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Confirme el fundamento del pago; si no procede, pida la rectificación.", EN: "Confirm what the payment rests on; when nothing, ask for the rectification.",
		},
		Example: document.Text{ES: "Un IN con IGI por forma de pago 21.", EN: "An IN with IGI by form of payment 21."},
		Checks:  []int{12, 15},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !c.Catalog.In(catalog.ListTemporary, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			judged, cash := false, 0
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for j := range q.Contribuciones {
					x := &q.Contribuciones[j]
					if x.Clave != "IGI" {
						continue
					}
					judged = true
					switch {
					case c.Catalog.In(catalog.ListTemporaryForm, x.FormaPago, c.On):
					case c.Catalog.In(catalog.ListCash, x.FormaPago, c.On):
						cash++
					default:
						c.Fail(rule.Where{Partida: q.Secuencia, Field: "contribuciones"},
							"El IGI de la partida %d de una importación temporal va por forma de pago %s.", "IGI of partida %d of a temporary import is by form of payment %s.",
							q.Secuencia, x.FormaPago)
					}
				}
			}
			if cash > 0 {
				c.Note(rule.Where{Field: "contribuciones"},
					"%d partidas pagan IGI en efectivo; confirme que es por LA 63-A (mercancía no originaria que va a un país del tratado) o 108-III.",
					"%d partidas pay IGI in cash; confirm that it is by LA 63-A (non-originating goods bound for a country of the treaty) or 108-III.", cash)
			}
			return outcome(c, judged, false, "")
		},
	}
}
