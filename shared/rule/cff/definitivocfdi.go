package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// definitivoCFDI: once goods change to definitive import (F4, A3, V5), their sale
// names that pedimento and no longer the one they entered with (dossier §9, not
// confirmed).
func definitivoCFDI() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_definitivo_cfdi",
		Title:     document.Text{ES: "Tras el cambio de régimen la venta nombra el pedimento definitivo", EN: "After the change of regime the sale names the definitive pedimento"},
		Citation:  "LA 109 y 114; Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Después del F4 se factura la mercancía con el pedimento IN.",
			EN: "After the F4 the goods are billed with the pedimento IN.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataOriginal}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			e, ok := c.Catalog.Effect(c.P.Clave, c.P.Operacion, nil, c.On)
			if !ok || e.Effect != catalog.EffectRegime {
				return rule.NotApplicable
			}
			switch {
			case len(c.P.Descargos) == 0:
				return c.NoData(rule.DataOriginal)
			case c.Papers == nil:
				return c.NoData(rule.DataCFDI)
			}
			for i := range c.P.Descargos {
				d := &c.P.Descargos[i]
				old := pedimento.Number(pedimento.YearFor(d.Documento, d.Fecha), d.Aduana, d.Patente, d.Documento)
				for _, v := range c.Papers.Sales(old) {
					if v.Fecha > c.On && v.Emisor.RFC == c.P.RFC {
						c.Fail(rule.Where{Field: "descargos", Other: v.UUID}, "El CFDI %s%s del %s nombra el pedimento %s, que ya pasó a definitivo con éste.", "CFDI %s%s of %s names pedimento %s, which this one has made definitive.", v.Serie, v.Folio, v.Fecha, old)
					}
				}
			}
			return c.Judged()
		},
	}
}
