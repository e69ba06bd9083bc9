package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// garantiaIVA: the guarantee of IVA (form 22) is named by an identifier or by an
// account of guarantee of the pedimento (LIVA art. 28-A; RGCE 7.4.1; dossier
// V05).
func garantiaIVA() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_garantia_iva",
		Title:     document.Text{ES: "La forma de pago 22 nombra su garantía", EN: "Form of payment 22 names its guarantee"},
		Citation:  "LIVA 28-A; RGCE 7.4.1",
		Source:    "dossier §4 V05",
		Authority: rule.Aduanera, From: 20140101, Governs: rule.ByOperation, Severity: document.Warning, Confidence: "3P",
		Action:  document.Text{ES: "Reúna la garantía aceptada y pida la rectificación con su identificador.", EN: "Collect the accepted guarantee and ask for the rectification with its identifier."},
		Example: document.Text{ES: "IVA por forma de pago 22 sin identificador GI ni cuenta.", EN: "IVA by form of payment 22 without identifier GI or account."},
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{8, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if !pays(c, catalog.ListGuaranteeOfIVA) {
				return rule.NotApplicable
			}
			if len(c.P.Cuentas) > 0 || guaranteed(c) {
				return rule.Pass
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			return c.Fail(rule.Where{Field: "identificadores"},
				"El IVA va por forma de pago 22 y el pedimento no nombra la garantía.", "IVA is by form of payment 22 and the pedimento names no guarantee.")
		},
	}
}

// guaranteed reports an identifier of a guarantee at any level.
func guaranteed(c *rule.Case) bool {
	in := func(list []pedimento.Identificador) bool {
		for i := range list {
			if c.Catalog.In(catalog.ListGuaranteeCase, list[i].Clave, c.On) {
				return true
			}
		}
		return false
	}
	if in(c.P.Identificadores) {
		return true
	}
	for i := range c.P.Partidas {
		if q := &c.P.Partidas[i]; len(q.Garantias) > 0 || in(q.Identificadores) {
			return true
		}
	}
	return false
}

// pays reports that something is paid in a form.
func pays(c *rule.Case, list string) bool {
	for i := range c.P.Liquidacion {
		if x := &c.P.Liquidacion[i]; c.Catalog.In(list, x.FormaPago, c.On) && x.Importe.Sign() != 0 {
			return true
		}
	}
	return false
}
