package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cceObligatorios: version 2.0 of the complement demands ClaveDePedimento,
// TipoCambioUSD, TotalUSD, Mercancias, CertificadoOrigen and the address of the
// issuer, and dropped TipoOperacion and Subdivision (dossier §9).
func cceObligatorios() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_obligatorios",
		Title:     document.Text{ES: "El complemento trae lo que exige", EN: "The complement has what it demands"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20240115, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Un complemento sin TotalUSD.",
			EN: "A complement without TotalUSD.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}
			for _, f := range [...]struct {
				name string
				here bool
			}{
				{"ClaveDePedimento", x.ClavePedimento != ""},
				{"TipoCambioUSD", x.TipoCambioUSD.Known()},
				{"TotalUSD", x.TotalUSD.Known()},
				{"Mercancias", len(x.Mercancias) > 0},
				{"CertificadoOrigen", x.Certificado != ""},
				{"Emisor/Domicilio", x.Domicilio},
			} {
				if !f.here {
					c.Fail(rule.Where{Field: "comercio_exterior." + f.name}, "Al complemento le falta %s.", "The complement lacks %s.", f.name)
				}
			}
			if x.Version == "1.1" {
				return c.Judged() // cff_cce_version tells it
			}
			for _, name := range x.Retirados {
				c.Fail(rule.Where{Field: "comercio_exterior." + name}, "El complemento trae %s, que la versión 2.0 ya no tiene.", "The complement carries %s, which version 2.0 no longer has.", name)
			}
			return c.Judged()
		},
	}
}
