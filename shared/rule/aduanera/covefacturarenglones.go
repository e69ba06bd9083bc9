package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveFacturaRenglones: the goods of an acuse de valor are those of the invoice,
// line by line (LA arts. 36-A-I-a and 59-A; check 19). A tie is not judged.
func coveFacturaRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_factura_renglones",
		Title:     document.Text{ES: "La mercancía del acuse de valor es la de la factura", EN: "The goods of the acuse de valor are those of the invoice"},
		Citation:  "LA 36-A-I-a y 59-A",
		Source:    "dossier §14 #19",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida la adenda del COVE con los renglones de la factura.",
			EN: "Ask for the adenda of the COVE with the lines of the invoice.",
		},
		Example: document.Text{
			ES: "La factura trae 500 cables y el COVE 5,000.",
			EN: "The invoice has 500 cables and the COVE 5,000.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataParts}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataParts, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				inv := invoiceOf(c, f)
				if inv == nil || c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) {
					return false
				}
				return cruce.Lines(c, i, cruce.Paper{Name: "COVE " + v.EDocument, Key: v.EDocument, Lines: cruce.OfCOVE(c, nil, v)},
					cruce.Paper{Name: "factura " + inv.Numero, Key: inv.Numero, Lines: cruce.OfInvoice(c, nil, inv, f.FactorMoneda)})
			})
		},
	}
}
