package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// forma21: forma de pago 21 is the IVA and IEPS credit of a company in the
// register for IVA and IEPS (LIVA 28-A, RGCE 7.1.2): nobody else may use it, and
// only while the registration is in force.
func forma21() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_forma_21",
		Title:     document.Text{ES: "La forma de pago 21 sólo se usa con certificación IVA e IEPS vigente", EN: "Forma de pago 21 is only used with a registration for IVA and IEPS in force"},
		Citation:  "LIVA art. 28-A; RGCE 7.1.2 y 7.1.3",
		Source:    "dossier §4 V17; §14 8",
		Authority: rule.Aduanera, From: 20150101, Governs: rule.ByOperation, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Complete las certificaciones del programa con sus fechas; si no estaba vigente, pague el IVA con actualización y recargos.",
			EN: "Complete the certifications of the programme with their dates; when it was not in force, pay the IVA with its update and surcharges.",
		},
		Example: document.Text{
			ES: "IVA con forma 21 dos semanas después de que venció la certificación.",
			EN: "IVA with forma 21 two weeks after the registration ended.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{8},
		Case: func(c *rule.Case) rule.Outcome {
			partida, form := credited(c)
			switch {
			case form == "":
				return rule.NotApplicable
			case c.Company == nil || len(c.Company.Certifications) == 0:
				return c.NoData(rule.DataProgramme) // a file that lists none does not say there is none
			}
			on := c.Rated()
			switch {
			case !on.Known():
				return c.NoData(rule.DataOriginal)
			case !c.Company.Certified(kindIVAIEPS, on):
				c.Fail(rule.Where{Partida: partida, Field: "contribuciones", Other: form},
					"El pedimento usa la forma de pago 21 y la certificación IVA e IEPS no estaba vigente el %s.",
					"The pedimento uses forma de pago 21 and the registration for IVA and IEPS was not in force on %s.", on)
			}
			return c.Judged()
		},
	}
}

// credited is the first partida (0 is the pedimento) that pays with the credit,
// and its form of payment; "" for none.
func credited(c *rule.Case) (partida int, form string) {
	for _, x := range c.P.Contribuciones {
		if c.Catalog.In(catalog.ListCreditOfIVA, x.FormaPago, c.On) {
			return 0, x.FormaPago
		}
	}
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		for _, x := range q.Contribuciones {
			if c.Catalog.In(catalog.ListCreditOfIVA, x.FormaPago, c.On) {
				return q.Secuencia, x.FormaPago
			}
		}
	}
	return 0, ""
}
