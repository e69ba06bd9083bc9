package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiFacturaRenglones: the lines of a commercial invoice are those of the CFDI of
// the same sale, with the same quantity, unit and value (LA art. 36-A-II; dossier
// §8.3). A tie is not judged.
func cfdiFacturaRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_factura_renglones",
		Title:     document.Text{ES: "Los renglones de la factura comercial son los de su CFDI", EN: "The lines of the commercial invoice are those of its CFDI"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #19, #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Vea cuál de las dos acompañó a la mercancía; la otra se sustituye.",
			EN: "See which of the two went with the goods; the other is replaced.",
		},
		Example: document.Text{
			ES: "La factura comercial trae 90 tableros y el CFDI de la misma venta 100.",
			EN: "The commercial invoice has 90 panels and the CFDI of the same sale 100.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataInvoice}, Checks: []int{19, 20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachTwin(c, func(i int, v *cfdi.Comprobante, inv *invoice.Invoice) bool {
				f := &c.P.Facturas[i]
				return cruce.Lines(c, i, cruce.Paper{Name: "factura " + inv.Numero, Key: inv.Numero, Lines: cruce.OfInvoice(c, nil, inv, f.FactorMoneda)},
					cruce.Paper{Name: "CFDI " + v.Serie + v.Folio, Key: v.UUID, Lines: conceptos(c, nil, f, v)})
			})
		},
	}
}
