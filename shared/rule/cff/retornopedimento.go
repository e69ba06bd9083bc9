package cff

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// retornoPedimento: the invoice of a return or of a virtual export names no
// definitive pedimento: what leaves was never imported for good (dossier §9, not
// confirmed).
func retornoPedimento() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_retorno_pedimento",
		Title:     document.Text{ES: "El CFDI de un retorno no nombra pedimento", EN: "The CFDI of a return names no pedimento"},
		Citation:  "LA 109; Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise de qué pedimento sale la mercancía; si se importó en definitiva, no se retorna: se exporta.",
			EN: "See which pedimento the goods are of; what was imported for good is not returned, it is exported.",
		},
		Example: document.Text{
			ES: "El CFDI de un RT nombra un pedimento F4.",
			EN: "The CFDI of an RT names a pedimento F4.",
		},
		Needs: []rule.Data{rule.DataCFDI}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			if !returns(c) {
				return rule.NotApplicable
			}
			return eachCFDI(c, rule.DataCFDI, func(i int, _ *pedimento.Factura, v *cfdi.Comprobante) bool {
				for _, n := range named(v) {
					c.Fail(cruce.At(i, "numero", n), "El CFDI %s%s del retorno nombra el pedimento %s.", "CFDI %s%s of the return names pedimento %s.", v.Serie, v.Folio, n)
				}
				return true
			})
		},
	}
}

// named are the pedimentos that the lines of an invoice name, each once.
func named(v *cfdi.Comprobante) (out []string) {
	for i := range v.Conceptos {
		for _, n := range v.Conceptos[i].Pedimentos {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// returns reports an export that gives back what entered temporarily.
func returns(c *rule.Case) bool {
	e, ok := c.Catalog.Effect(c.P.Clave, c.P.Operacion, nil, c.On)
	return ok && c.Exporta && e.Effect == catalog.EffectExit
}
