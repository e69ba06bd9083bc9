package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// factorMoneda: the dollars of an invoice are its value in its currency times
// the factor of that currency; an invoice in dollars has factor one (Anexo 22,
// invoices; dossier V11).
func factorMoneda() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_factor_moneda",
		Title:     say("El valor de la factura por el factor de su moneda son sus dólares", "The value of the invoice times the factor of its currency are its dollars"),
		Citation:  "RGCE Anexo 22, facturas; LA 56; CFF 20",
		Source:    "dossier §4 V11",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: say("1,000 EUR con factor 1.08 y 1,000 USD.", "1,000 EUR by a factor of 1.08 and 1,000 USD."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Facturas {
				f := &c.P.Facturas[i]
				factor := f.FactorMoneda
				if !factor.Known() && f.Moneda == dollar {
					factor = money.Int(1)
				}
				want := rule.Times(f.ValorMoneda, factor)
				if !want.Known() || !f.ValorDolares.Known() {
					continue
				}
				judged = true
				if !c.Near("anexo22_factor_moneda", f.ValorDolares, want, 1) {
					c.Fail(rule.Where{Field: "facturas", Other: invoiceName(f)},
						"La factura %s dice %s %s por %s, que son %s USD, y declara %s.", "Invoice %s says %s %s times %s, which is %s USD, and states %s.",
						invoiceName(f), f.ValorMoneda, f.Moneda, factor, want, f.ValorDolares)
				}
			}
			if len(c.P.Facturas) == 0 {
				return rule.NotApplicable
			}
			if !judged {
				return c.NoData(rule.DataValue)
			}
			return c.Judged()
		},
	}
}

// dollar is the key of the currency that needs no factor.
const dollar = "USD"

// invoiceName is how a person finds an invoice of a pedimento.
func invoiceName(f *pedimento.Factura) string {
	if f.Numero != "" {
		return f.Numero
	}
	return f.COVE
}
