package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaProveedor: the supplier of an import is who wrote the invoice, the buyer of
// an export whom it bills, by tax id and by name (LA art. 36-A-I-a; dossier V24).
func facturaProveedor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_proveedor",
		Title:     document.Text{ES: "El proveedor o comprador es el de la factura", EN: "Supplier or buyer are those of the invoice"},
		Citation:  "LA 36-A-I-a; Anexo 22, bloque de proveedor o comprador",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "El pedimento declara la identificación fiscal 990000001 y la factura 980000002.",
			EN: "The pedimento declares tax id 990000001 and the invoice 980000002.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataValue, func(i int, f *pedimento.Factura, v *invoice.Invoice) bool {
				if c.Exporta {
					return cruce.Party(c, i, f, v.CompradorID, v.Comprador, "factura "+v.Numero)
				}
				return cruce.Party(c, i, f, v.ProveedorID, v.Proveedor, "factura "+v.Numero)
			})
		},
	}
}
