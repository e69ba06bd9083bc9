package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// creditoVigencia: the forms of credit and guarantee of IVA (21 and 22) did not
// exist before LIVA art. 28-A was added (DOF 2013-12-11; dossier V17).
func creditoVigencia() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_credito_vigencia",
		Title:     document.Text{ES: "Las formas de pago 21 y 22 existen desde la reforma de la LIVA", EN: "Forms of payment 21 and 22 exist since the reform of the LIVA"},
		Citation:  "LIVA 28-A; Anexo 22 Apéndice 13",
		Source:    "dossier §4 V17",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action:  document.Text{ES: "Pida de nuevo el documento; la forma de pago o la fecha está mal.", EN: "Ask for the document again; the form of payment or the date is wrong."},
		Example: document.Text{ES: "Forma de pago 21 en un pedimento de 2012.", EN: "Form of payment 21 in a pedimento of 2012."},
		Needs:   []rule.Data{rule.DataDate}, Checks: []int{8},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Liquidacion {
				x := &c.P.Liquidacion[i]
				if !c.Catalog.In(catalog.ListCreditOfIVA, x.FormaPago, c.On) && !c.Catalog.In(catalog.ListGuaranteeOfIVA, x.FormaPago, c.On) {
					continue
				}
				if !c.On.Known() {
					return c.NoData(rule.DataDate)
				}
				judged = true
				if !c.Catalog.CreditForm(x.FormaPago, c.On) {
					c.Fail(rule.Where{Field: "liquidacion"},
						"El %s va por forma de pago %s, que no existía el %s.", "%s is by form of payment %s, which did not exist on %s.", x.Clave, x.FormaPago, c.On)
				}
			}
			return outcome(c, judged, false, "")
		},
	}
}
