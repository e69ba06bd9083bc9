package cff

import (
	"slices"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/papers"
)

// cfdiFactura: where a CFDI and a commercial invoice of its number tell of one sale,
// they say the same of parties, date, currency, incoterm and total (LA art. 36-A-II;
// dossier §8.3).
func cfdiFactura() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_factura",
		Title:     document.Text{ES: "La factura comercial dice lo que dice su CFDI", EN: "The commercial invoice says what its CFDI says"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #19, #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Vea cuál de las dos acompañó a la mercancía; la otra se sustituye.",
			EN: "See which of the two went with the goods; the other is replaced.",
		},
		Example: document.Text{
			ES: "La factura comercial vale 3,300 dólares y el CFDI de la misma venta 3,000.",
			EN: "The commercial invoice is worth 3,300 dollars and the CFDI of the same sale 3,000.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataInvoice}, Checks: []int{19, 20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachTwin(c, func(i int, v *cfdi.Comprobante, inv *invoice.Invoice) bool {
				name := "factura " + inv.Numero
				cruce.Parties(c, i, cruce.Named{ID: inv.ProveedorID, Name: inv.Proveedor, Where: name}, issuer(v))
				cruce.Parties(c, i, cruce.Named{ID: inv.CompradorID, Name: inv.Comprador, Where: name}, receiver(v))
				if inv.Fecha.Known() && v.Fecha.Known() && inv.Fecha != v.Fecha {
					c.Fail(cruce.At(i, "fecha", inv.Numero), "La factura %s es del %s y el CFDI %s%s del %s.", "Invoice %s is of %s and CFDI %s%s of %s.", inv.Numero, inv.Fecha, v.Serie, v.Folio, v.Fecha)
				}
				if v.Comercio != nil && v.Comercio.Incoterm != "" && inv.Incoterm != "" && v.Comercio.Incoterm != inv.Incoterm {
					c.Fail(cruce.At(i, "incoterm", inv.Numero), "La factura %s dice %s y el complemento del CFDI %s%s %s.", "Invoice %s says %s and the complement of CFDI %s%s %s.", inv.Numero, inv.Incoterm, v.Serie, v.Folio, v.Comercio.Incoterm)
				}
				if cruce.Currency(inv.Moneda) != v.Moneda {
					c.Fail(cruce.At(i, "moneda", inv.Numero), "La factura %s viene en %s y el CFDI %s%s en %s.", "Invoice %s is in %s and CFDI %s%s in %s.", inv.Numero, inv.Moneda, v.Serie, v.Folio, v.Moneda)
					return true
				}
				goods, worth := billed(inv), net(v.SubTotal, v.Descuento)
				equal, known := cruce.Values(c, goods, worth)
				total, _ := cruce.Values(c, inv.Total, v.Total)
				if known && !equal && !total {
					c.Fail(cruce.At(i, "valor_moneda", inv.Numero), "Los renglones de la factura %s suman %s %s y el CFDI %s%s vale %s.", "The lines of invoice %s add up to %s %s and CFDI %s%s is worth %s.", inv.Numero, goods, inv.Moneda, v.Serie, v.Folio, worth)
				}
				return known
			})
		},
	}
}

// eachTwin asks a check about every CFDI of the declaration that has a commercial
// invoice of its number; most sales have none.
func eachTwin(c *rule.Case, check func(i int, v *cfdi.Comprobante, inv *invoice.Invoice) bool) rule.Outcome {
	twins := 0
	o := eachCFDI(c, rule.DataInvoice, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
		found := twinsOf(c, f, v)
		if len(found) != 1 {
			return len(found) == 0
		}
		twins++
		return check(i, v, found[0])
	})
	if o == rule.Pass && twins == 0 {
		return rule.NotApplicable
	}
	return o
}

// twinsOf are the commercial invoices of the number of a CFDI. A folio is short,
// and another company's invoice may have it: only one that the issuer of the CFDI
// is said to have written counts, or one that names this pedimento or its acuse.
func twinsOf(c *rule.Case, f *pedimento.Factura, v *cfdi.Comprobante) (out []*invoice.Invoice) {
	for _, n := range []string{v.UUID, v.Serie + v.Folio, v.Folio} {
		for _, inv := range c.Papers.Invoices(n, "") {
			named := n == v.UUID || papers.Fold(inv.ProveedorID) == papers.Fold(v.Emisor.RFC) || inv.Pedimento != "" && inv.Pedimento == c.P.Number || inv.COVE != "" && inv.COVE == f.COVE
			if named && !slices.Contains(out, inv) {
				out = append(out, inv)
			}
		}
	}
	return out
}

// billed is what the lines of a commercial invoice add up to.
func billed(v *invoice.Invoice) money.Amount {
	var total money.Sum
	for i := range v.Lineas {
		total.Add(v.Lineas[i].Importe)
	}
	return cruce.Total(&total)
}
