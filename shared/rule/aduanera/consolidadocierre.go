package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// consolidadoCierre: remesas cross under a consolidated pedimento that is open
// until it is closed and paid (LA 37): with remesas and no payment the goods are
// here and the stay has no beginning.
func consolidadoCierre() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_consolidado_cierre",
		Title:     document.Text{ES: "Un consolidado con remesas está cerrado y pagado", EN: "A consolidado with shipments is closed and paid"},
		Citation:  "LA arts. 37 y 37-A",
		Source:    "dossier §2.2; §4 V31",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Cierre y pague el consolidado, o entregue el pedimento pagado.",
			EN: "Close and pay the consolidado, or deliver the paid pedimento.",
		},
		Example: document.Text{
			ES: "Un consolidado con tres remesas y sin fecha de pago.",
			EN: "A consolidado with three shipments and no date of payment.",
		},
		Needs: []rule.Data{rule.DataRemesas}, Checks: []int{25, 28},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Has("PC") {
				return rule.NotApplicable
			}
			if len(c.P.Selecciones) == 0 {
				return c.NoData(rule.DataRemesas)
			}
			if !c.P.FechaPago.Known() || c.P.Efecto != document.Pagado {
				c.Fail(rule.Where{Field: "fecha_pago"}, "Cruzaron %d remesas y el consolidado no consta pagado.", "%d shipments crossed and the consolidado is not on record as paid.", len(c.P.Selecciones))
			}
			return c.Judged()
		},
	}
}
