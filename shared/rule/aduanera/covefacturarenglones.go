package aduanera

import (
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
)

// coveFacturaRenglones: the goods of an acuse de valor are those of the invoice,
// line by line (LA arts. 36-A-I-a and 59-A; check 19). A tie is not judged.
func coveFacturaRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_factura_renglones",
		Title:     document.Text{ES: "La mercancía del acuse de valor es la de la factura", EN: "The goods of the acuse de valor are those of the invoice"},
		Citation:  "LA 36-A-I-a y 59-A",
		Source:    "dossier §14 check 19",
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
				terms, ok := lineas.TermsOf(c.Catalog, c.On)
				if inv == nil || c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) || !ok {
					return false
				}
				found, ok := lineas.Pair(cruce.OfCOVE(c, nil, v), cruce.OfInvoice(c, nil, inv, f.FactorMoneda), terms)
				return ok && sameGoods(c, i, found, cruce.OfCOVE(c, nil, v), cruce.OfInvoice(c, nil, inv, f.FactorMoneda), v.EDocument)
			})
		},
	}
}

// sameGoods raises what an acuse and an invoice say differently; false when a
// tie leaves lines nobody can tell apart.
func sameGoods(c *rule.Case, i int, found lineas.Result, left, right []lineas.Line, other string) bool {
	for _, m := range found.Matches {
		if len(m.Left) > 1 || len(m.Right) > 1 {
			continue
		}
		l, r := &left[m.Left[0]], &right[m.Right[0]]
		a, b, ok := lineas.Quantities(l, r, c.On)
		if x, y := money.FromMicros(int64(a)), money.FromMicros(int64(b)); ok && !x.Equal(y) {
			why := m.Score.Text()
			c.Fail(cruce.At(i, "renglon."+strconv.Itoa(r.Number), other),
				"El renglón %[1]d del COVE dice %[2]s y el %[3]d de la factura %[4]s (son el mismo por %[5]s).",
				"Line %[1]d of the COVE says %[2]s and %[3]d of the invoice %[4]s (the same by %[6]s).", l.Number, x, r.Number, y, why.ES, why.EN)
		}
	}
	differ := func(m lineas.Match, field, es, en string, x, y any) {
		l, r, why := &left[m.Left[0]], &right[m.Right[0]], m.Score.Text()
		c.Fail(cruce.At(i, "renglon."+strconv.Itoa(r.Number)+"."+field, other), es, en, l.Number, x, r.Number, y, why.ES, why.EN)
	}
	for _, m := range found.Matches {
		if len(m.Left) > 1 || len(m.Right) > 1 {
			continue
		}
		l, r := &left[m.Left[0]], &right[m.Right[0]]
		if lineas.Apart(l, r, c.On) {
			differ(m, "unidad", "El renglón %[1]d del COVE va en %[2]s y el %[3]d de la factura en %[4]s, que no es convertible (son el mismo por %[5]s).",
				"Line %[1]d of the COVE is in %[2]s and %[3]d of the invoice in %[4]s, which cannot be converted (the same by %[6]s).", cruce.Unit(c, l), cruce.Unit(c, r))
		}
		if equal, known := cruce.Values(c, l.Valor, r.Valor); known && !equal {
			differ(m, "valor", "El renglón %[1]d del COVE vale %[2]s dólares y el %[3]d de la factura %[4]s (son el mismo por %[5]s).",
				"Line %[1]d of the COVE is worth %[2]s dollars and %[3]d of the invoice %[4]s (the same by %[6]s).", l.Valor, r.Valor)
		}
	}
	judged := true
	for _, m := range found.Left {
		if m.Why == lineas.Tie {
			judged = false
			continue
		}
		why := m.Best.Text()
		c.Fail(cruce.At(i, "mercancia."+strconv.Itoa(left[m.Line].Number), other),
			"El renglón %[1]d del COVE (%[2]s) no está en la factura; el más parecido tiene %[3]s.",
			"Line %[1]d of the COVE (%[2]s) is not in the invoice; the most alike has %[4]s.", left[m.Line].Number, left[m.Line].Descripcion, why.ES, why.EN)
	}
	return judged
}
