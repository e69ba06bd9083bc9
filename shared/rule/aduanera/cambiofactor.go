package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cambioFactor: on a change of regime the contributions are those of the entry,
// updated from the month of entry until the change (RLA 140, CFF 17-A): a
// pedimento that pays IGI states the factor, FI by the INPC or FV by the exchange
// rate.
func cambioFactor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_factor",
		Title:     document.Text{ES: "El cambio de régimen que paga IGI dice su factor de actualización", EN: "A change of regime that pays IGI states its factor of update"},
		Citation:  "RLA art. 140; CFF art. 17-A; RGCE Anexo 22 Apéndice 8, FI y FV",
		Source:    "dossier §2.3 F4; §6.1",
		Authority: rule.Aduanera, From: 20040101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Revise si el IGI se actualizó; si no, rectifique y pague la diferencia.",
			EN: "See whether the IGI was updated; if not, rectify and pay the difference.",
		},
		Example: document.Text{
			ES: "Un F4 con IGI en efectivo y sin identificador FI.",
			EN: "An F4 with IGI in cash and without identifier FI.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{1, 12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != "F4" && c.P.Clave != "F5" || !paysIGI(c) {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if !c.Has("FI") && !c.Has("FV") {
				c.Fail(rule.Where{Field: "identificadores", Other: "FI"},
					"El %s paga IGI y no dice el factor con que lo actualizó (FI o FV).", "The %s pays IGI and does not state the factor it was updated by (FI or FV).", c.P.Clave)
			}
			return c.Judged()
		},
	}
}

func paysIGI(c *rule.Case) bool {
	for i := range c.P.Partidas {
		for _, x := range c.P.Partidas[i].Contribuciones {
			if x.Clave == "IGI" && c.Catalog.In(catalog.ListCash, x.FormaPago, c.On) && x.Importe.Known() && x.Importe.Sign() > 0 {
				return true
			}
		}
	}
	return false
}
