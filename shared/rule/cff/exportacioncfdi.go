package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// exportacionCFDI: an export has the electronic invoice its pedimento declares (LA
// art. 36-A-II; CFF arts. 29 and 29-A; check 20). Under sales basis maquila goods
// return without a sale, and an RT without CFDI is no finding.
func exportacionCFDI() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_exportacion_cfdi",
		Title:     document.Text{ES: "La exportación tiene su CFDI", EN: "The export has its CFDI"},
		Citation:  "LA 36-A-II; CFF 29 y 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Entregue el XML del CFDI; si no se emitió, emítalo.",
			EN: "Deliver the XML of the CFDI; where none was issued, issue it.",
		},
		Example: document.Text{
			ES: "Un RT de una empresa que vende, cuya factura no está entre los CFDI.",
			EN: "An RT of a company that sells, whose invoice is not among the CFDI.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataProgramme}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			switch {
			case !c.Exporta || len(c.P.Facturas) == 0:
				return rule.NotApplicable
			case c.Company == nil || c.Company.SalesBasis == "":
				return c.NoData(rule.DataProgramme)
			case c.Company.SalesBasis == "maquila":
				return rule.NotApplicable
			case c.Papers == nil:
				return c.NoData(rule.DataCFDI)
			}
			judged := 0
			for i := range c.P.Facturas {
				n := numberOf(c, &c.P.Facturas[i])
				if n == "" {
					continue // only its acuse de valor would say
				}
				judged++
				if len(c.Papers.CFDI(n)) == 0 {
					c.Fail(cruce.At(i, "numero", n), "La factura %s de la exportación no está entre los CFDI recibidos.", "Invoice %s of the export is not among the CFDI received.", n)
				}
			}
			if judged < len(c.P.Facturas) {
				return c.NoData(rule.DataCFDI)
			}
			return c.Judged()
		},
	}
}

// numberOf is the number of a declared invoice: its own, else that of its acuse
// de valor.
func numberOf(c *rule.Case, f *pedimento.Factura) string {
	if f.Numero != "" || f.COVE == "" || c.Papers == nil {
		return f.Numero
	}
	if v := c.Papers.COVE(f.COVE); v != nil && !c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) {
		return v.Numero
	}
	return ""
}
