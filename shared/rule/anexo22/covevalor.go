package anexo22

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// coveValor: the acuse de valor that a pedimento cites says the same invoice:
// its number, date, currency, value and the other party (LA art. 59-A; RGCE
// 1.9.16; dossier V24).
func coveValor() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_cove_valor",
		Title:     say("El acuse de valor dice la misma factura que el pedimento", "The acuse de valor says the same invoice as the pedimento"),
		Citation:  "LA 59-A; RGCE 1.9.16; Anexo 22, facturas",
		Source:    "dossier §4 V24",
		Authority: rule.Anexo22, From: 20120601, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Compare con la factura y corrija el acuse (adenda) o el pedimento (rectificación).", "Compare with the invoice and correct the acuse (adenda) or the pedimento (rectification)."),
		Example: say("El COVE es de 3,000 USD y el pedimento de 2,600.", "The COVE is of 3,000 USD and the pedimento of 2,600."),
		Needs:   []rule.Data{rule.DataCOVE}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			if !anyCOVE(c.P) || c.Has("PC") {
				return rule.NotApplicable
			}
			judged := false
			for i := range c.P.Facturas {
				f := &c.P.Facturas[i]
				if f.COVE == "" || c.Papers == nil {
					continue
				}
				if v := c.Papers.COVE(f.COVE); v != nil {
					judged = true
					sameInvoice(c, f, v)
				}
			}
			if !judged {
				return c.NoData(rule.DataCOVE)
			}
			return c.Judged()
		},
	}
}

// sameInvoice raises what a row of invoices and its COVE say differently; what
// either does not say is not compared.
func sameInvoice(c *rule.Case, f *pedimento.Factura, v *cove.Cove) {
	differ := func(es, en, ours, theirs string) {
		if ours != "" && theirs != "" && ours != theirs {
			c.Fail(rule.Where{Field: "facturas", Other: f.COVE}, "En el acuse %[1]s la %[2]s es %[5]q y en el pedimento %[4]q.", "In acuse %[1]s the %[3]s is %[5]q and in the pedimento %[4]q.",
				f.COVE, es, en, ours, theirs)
		}
	}
	differ("fecha", "date", f.Fecha.String(), v.Fecha.String())
	differ("factura", "invoice", f.Numero, v.Numero)
	party := v.Emisor.ID
	if c.Exporta {
		party = v.Destinatario.ID
	}
	differ("clave fiscal", "tax id", f.IDFiscal, party)
	var dollars money.Sum
	currency := ""
	for i := range v.Facturas {
		for j := range v.Facturas[i].Mercancias {
			m := &v.Facturas[i].Mercancias[j]
			dollars.Add(m.ValorDolares)
			currency = m.Moneda
		}
	}
	differ("moneda", "currency", f.Moneda, currency)
	if total, ok := dollars.Total(); ok && f.ValorDolares.Known() && !near(c, "anexo22_cove_valor", f.ValorDolares, total, 1) {
		c.Fail(rule.Where{Field: "facturas", Other: f.COVE}, "El acuse %s suma %s USD y el pedimento dice %s.", "Acuse %s adds up to %s USD and the pedimento says %s.", f.COVE, total, f.ValorDolares)
	}
}
