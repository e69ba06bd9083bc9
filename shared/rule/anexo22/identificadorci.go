package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// identificadorCI: the credit of IVA and IEPS (form 21) goes with identifier CI
// (Anexo 22 Apéndice 8; LIVA art. 28-A; dossier V05).
func identificadorCI() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador_ci",
		Title:     say("La forma de pago 21 lleva el identificador CI", "Form of payment 21 carries identifier CI"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (CI); LIVA 28-A",
		Source:    "dossier §4 V05",
		Authority: rule.Anexo22, From: 20140101, Governs: rule.ByOperation, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: say("IVA por forma de pago 21 sin CI.", "IVA by form of payment 21 without CI."),
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{8, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if !credits(c) {
				return rule.NotApplicable
			}
			if c.Has("CI") {
				return rule.Pass
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			return c.Fail(rule.Where{Field: "identificadores"}, "El pedimento acredita IVA (forma de pago 21) y no trae CI.", "The pedimento credits IVA (form 21) and has no CI.")
		},
	}
}

// credits reports that something is paid by credit of IVA and IEPS.
func credits(c *rule.Case) bool {
	for i := range c.P.Liquidacion {
		if c.Catalog.In(catalog.ListCreditOfIVA, c.P.Liquidacion[i].FormaPago, c.On) {
			return true
		}
	}
	return false
}
