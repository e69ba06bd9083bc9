package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/papers"
)

// coveFactura: an acuse de valor says of seller, buyer, number, date, currency and
// total what the invoice says (LA arts. 36-A-I-a and 59-A; RGCE 1.9.18; dossier V24).
func coveFactura() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_factura",
		Title:     document.Text{ES: "El acuse de valor dice lo que dice la factura", EN: "The acuse de valor says what the invoice says"},
		Citation:  "LA 36-A-I-a y 59-A; RGCE 1.9.18",
		Source:    "dossier §4 V24, §14 #19",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida la adenda del COVE con los datos de la factura.",
			EN: "Ask for the adenda of the COVE with what the invoice says.",
		},
		Example: document.Text{
			ES: "La factura suma 3,000 dólares y el COVE 3,300.",
			EN: "The invoice adds up to 3,000 dollars and the COVE to 3,300.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataInvoice}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataInvoice, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				inv := invoiceOf(c, f)
				if inv == nil || c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) {
					return false
				}
				sameHeading(c, i, v, inv)
				currency, ok := cruce.CurrencyOf(v)
				if ok && inv.Moneda != "" && currency != cruce.Currency(inv.Moneda) {
					c.Fail(cruce.At(i, "moneda", v.EDocument), "El COVE %s viene en %s y la factura %s en %s.", "COVE %s is in %s and invoice %s in %s.", v.EDocument, currency, inv.Numero, inv.Moneda)
					return true
				}
				goods, total := cruce.ValueOf(v), linesOf(inv)
				equal, known := cruce.Values(c, goods, total)
				if known && !equal {
					c.Fail(cruce.At(i, "valor_moneda", v.EDocument), "El COVE %s suma %s %s y los renglones de la factura %s suman %s.", "COVE %s adds up to %s %s and the lines of invoice %s to %s.", v.EDocument, goods, currency, inv.Numero, total)
				}
				return known
			})
		},
	}
}

// sameHeading compares number, date, seller and buyer of an acuse with those of its
// invoice.
func sameHeading(c *rule.Case, i int, v *cove.Cove, inv *invoice.Invoice) {
	if v.Numero != "" && papers.Fold(v.Numero) != papers.Fold(inv.Numero) {
		c.Fail(cruce.At(i, "numero", v.EDocument), "El COVE %s es de la factura %s y la declarada es %s.", "COVE %s is of invoice %s and the declared one is %s.", v.EDocument, v.Numero, inv.Numero)
	}
	if v.Fecha.Known() && inv.Fecha.Known() && v.Fecha != inv.Fecha {
		c.Fail(cruce.At(i, "fecha", v.EDocument), "El COVE %s es de %s y la factura %s de %s.", "COVE %s is of %s and invoice %s of %s.", v.EDocument, v.Fecha, inv.Numero, inv.Fecha)
	}
	if p := cruce.Sender(v); p != nil {
		cruce.Parties(c, i, cruce.InCOVE(p, v), cruce.Named{ID: inv.ProveedorID, Name: inv.Proveedor, Where: "factura " + inv.Numero})
	}
	if p := cruce.Receiver(v); p != nil {
		cruce.Parties(c, i, cruce.InCOVE(p, v), cruce.Named{ID: inv.CompradorID, Name: inv.Comprador, Where: "factura " + inv.Numero + ", comprador"})
	}
}

// linesOf is what the lines of an invoice add up to.
func linesOf(v *invoice.Invoice) money.Amount {
	var total money.Sum
	for i := range v.Lineas {
		total.Add(v.Lineas[i].Importe)
	}
	return cruce.Total(&total)
}
