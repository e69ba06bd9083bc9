package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/papers"
)

// empaqueFactura: a packing list goes with its invoice: the same supplier, the number
// it names, the packages and the weights, where both say them (LA art. 36-A; check
// 19). A list is often of another day than its invoice, which is only a notice.
func empaqueFactura() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_factura",
		Title:     document.Text{ES: "La lista de empaque es la de su factura", EN: "The packing list is that of its invoice"},
		Citation:  "LA 36-A-I-a",
		Source:    "dossier §4 V24, §14 #19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al proveedor la lista de empaque de esa factura, o la que la corrige.",
			EN: "Ask the supplier for the packing list of that invoice, or for the one that corrects it.",
		},
		Example: document.Text{
			ES: "La factura dice 1,500 kilos brutos y su lista de empaque 1,900.",
			EN: "The invoice says 1,500 kilos gross and its packing list 1,900.",
		},
		Needs: []rule.Data{rule.DataPacking, rule.DataInvoice}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataPacking, func(i int, _ *pedimento.Factura, v *invoice.Invoice) bool {
				found := c.Papers.Packings(v.Numero)
				if len(found) != 1 {
					return false
				}
				l := found[0]
				judged := cruce.Parties(c, i, cruce.Named{ID: v.ProveedorID, Name: v.Proveedor, Where: "factura " + v.Numero}, cruce.Named{ID: l.ProveedorID, Name: l.Proveedor, Where: "lista " + listOf(l)})
				if l.Factura != "" {
					judged = true
					if papers.Fold(l.Factura) != papers.Fold(v.Numero) {
						c.Fail(cruce.At(i, "numero", listOf(l)), "La lista de empaque %s es de la factura %s y la declarada es %s.", "Packing list %s is of invoice %s and the declared one is %s.", listOf(l), l.Factura, v.Numero)
					}
				}
				if l.Fecha.Known() && v.Fecha.Known() && l.Fecha != v.Fecha {
					c.Note(cruce.At(i, "fecha", listOf(l)), "La lista de empaque %s es del %s y la factura %s del %s.", "Packing list %s is of %s and invoice %s of %s.", listOf(l), l.Fecha, v.Numero, v.Fecha)
				}
				return sameWeights(c, i, v, l) || judged
			})
		},
	}
}

// listOf names a packing list: some have only the number of their invoice.
func listOf(l *invoice.Packing) string {
	if l.Numero != "" {
		return l.Numero
	}
	return l.Factura
}

// sameWeights compares weights and packages of an invoice and its packing list;
// false when not one is on both.
func sameWeights(c *rule.Case, i int, v *invoice.Invoice, l *invoice.Packing) bool {
	judged := false
	for _, w := range []struct {
		field, es, en string
		a, b          invoice.Pesos
		net           bool
	}{
		{"peso_bruto", "brutos", "gross", v.Weight(), l.Weight(), false},
		{"peso_neto", "netos", "net", v.Weight(), l.Weight(), true},
	} {
		a, b := cruce.Kilos(c, w.a.BrutoKG, w.a.BrutoLB), cruce.Kilos(c, w.b.BrutoKG, w.b.BrutoLB)
		if w.net {
			a, b = cruce.Kilos(c, w.a.NetoKG, w.a.NetoLB), cruce.Kilos(c, w.b.NetoKG, w.b.NetoLB)
		}
		equal, known := cruce.Weights(c, a, b)
		judged = judged || known
		if known && !equal {
			c.Fail(cruce.At(i, w.field, listOf(l)), "La factura %[1]s dice %[2]s kilos %[3]s y la lista de empaque %[4]s.", "Invoice %[1]s says %[2]s kilos %[5]s and the packing list %[4]s.", v.Numero, a, w.es, b, w.en)
		}
	}
	if packages := l.Packages(); v.TotalBultos.Known() && packages.Known() {
		judged = true
		if v.TotalBultos.Cmp(packages) != 0 {
			c.Fail(cruce.At(i, "bultos", listOf(l)), "La factura %s dice %s bultos y la lista de empaque %s.", "Invoice %s says %s packages and the packing list %s.", v.Numero, v.TotalBultos, packages)
		}
	}
	return judged
}
