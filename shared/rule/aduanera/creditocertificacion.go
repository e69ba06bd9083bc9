package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// creditoCertificacion: the credit of IVA (form 21) is open to who has the
// certification IVA and IEPS in force on the day (LIVA art. 28-A; RGCE 7.1.1;
// dossier V17 and §4.1 CI).
func creditoCertificacion() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_credito_certificacion",
		Title:     document.Text{ES: "La forma de pago 21 se usa con la certificación IVA e IEPS vigente", EN: "Form of payment 21 is used with the IVA and IEPS certification in force"},
		Citation:  "LIVA 28-A; RGCE 7.1.1",
		Source:    "dossier §4 V17",
		Authority: rule.Aduanera, From: 20140101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Confirme la vigencia del registro en ese día; sin él, pague el IVA con actualización y recargos.",
			EN: "Confirm that the register was in force that day; without it, pay the IVA with update and surcharges.",
		},
		Example: document.Text{ES: "Un IN de marzo con forma de pago 21 y la certificación vencida en febrero.", EN: "An IN of March by form 21 and a certification that ended in February."},
		Needs:   []rule.Data{rule.DataProgramme}, Checks: []int{8},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !pays(c, credit) {
				return rule.NotApplicable
			}
			if c.Company == nil || c.Company.RFC != c.P.RFC {
				return c.NoData(rule.DataProgramme)
			}
			if !c.Company.Certified("iva_ieps", c.On) {
				c.Fail(rule.Where{Field: "liquidacion"},
					"El pedimento acredita IVA (forma de pago 21) el %s y el programa no declara certificación IVA e IEPS vigente ese día.",
					"The pedimento credits IVA (form 21) on %s and the programme states no IVA and IEPS certification in force that day.", c.On)
			}
			return c.Judged()
		},
	}
}

// pays reports that something is paid in a form.
func pays(c *rule.Case, form string) bool {
	for i := range c.P.Liquidacion {
		if x := &c.P.Liquidacion[i]; x.FormaPago == form && x.Importe.Sign() != 0 {
			return true
		}
	}
	return false
}
