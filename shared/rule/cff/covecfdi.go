package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/papers"
)

// coveCFDI: the acuse de valor of a CFDI says of parties, number, date, currency and
// total what the CFDI says (LA arts. 36-A-II and 59-A; RGCE 1.9.18; dossier §8.3).
func coveCFDI() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cove_cfdi",
		Title:     document.Text{ES: "El acuse de valor dice lo que dice el CFDI", EN: "The acuse de valor says what the CFDI says"},
		Citation:  "LA 36-A-II y 59-A; RGCE 1.9.18; CFF 29-A",
		Source:    "dossier §8.3, §14 #19, #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida la adenda del COVE con los datos del CFDI; si el CFDI es el equivocado, sustitúyalo.",
			EN: "Ask for the adenda of the COVE with what the CFDI says; where the CFDI is wrong, replace it.",
		},
		Example: document.Text{
			ES: "El CFDI vale 3,000 dólares y el COVE suma 3,300.",
			EN: "The CFDI is worth 3,000 dollars and the COVE adds up to 3,300.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataCOVE}, Checks: []int{19, 20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachAcuse(c, func(i int, v *cfdi.Comprobante, a *cove.Cove) bool {
				if n := papers.Fold(a.Numero); n != "" && n != papers.Fold(v.UUID) && n != papers.Fold(v.Serie+v.Folio) && n != papers.Fold(v.Folio) {
					c.Fail(cruce.At(i, "numero", a.EDocument), "El COVE %s es de la factura %s y el CFDI es %s%s.", "COVE %s is of invoice %s and the CFDI is %s%s.", a.EDocument, a.Numero, v.Serie, v.Folio)
				}
				if a.Fecha.Known() && v.Fecha.Known() && a.Fecha != v.Fecha {
					c.Fail(cruce.At(i, "fecha", a.EDocument), "El COVE %s es del %s y el CFDI %s%s del %s.", "COVE %s is of %s and CFDI %s%s of %s.", a.EDocument, a.Fecha, v.Serie, v.Folio, v.Fecha)
				}
				sameParties(c, i, v, a)
				currency, ok := cruce.CurrencyOf(a)
				if ok && currency != v.Moneda {
					c.Fail(cruce.At(i, "moneda", a.EDocument), "El COVE %s viene en %s y el CFDI %s%s en %s.", "COVE %s is in %s and CFDI %s%s in %s.", a.EDocument, currency, v.Serie, v.Folio, v.Moneda)
					return true
				}
				goods, worth := cruce.ValueOf(a), net(v.SubTotal, v.Descuento)
				equal, known := cruce.Values(c, goods, worth)
				total, also := cruce.Values(c, goods, v.Total)
				if known && also && !equal && !total {
					c.Fail(cruce.At(i, "valor_moneda", a.EDocument), "El COVE %s suma %s %s y el CFDI %s%s vale %s.", "COVE %s adds up to %s %s and CFDI %s%s is worth %s.", a.EDocument, goods, currency, v.Serie, v.Folio, worth)
				}
				return known && ok
			})
		},
	}
}

// sameParties compares who sells and who buys.
func sameParties(c *rule.Case, i int, v *cfdi.Comprobante, a *cove.Cove) {
	if p := cruce.Sender(a); p != nil {
		cruce.Parties(c, i, cruce.InCOVE(p, a), issuer(v))
	}
	if p := cruce.Receiver(a); p != nil {
		cruce.Parties(c, i, cruce.InCOVE(p, a), receiver(v))
	}
}

// eachAcuse asks a check about every declared invoice that has a CFDI and cites
// an acuse de valor of its own.
func eachAcuse(c *rule.Case, check func(i int, v *cfdi.Comprobante, a *cove.Cove) bool) rule.Outcome {
	cited := false
	o := eachCFDI(c, rule.DataCOVE, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
		if f.COVE == "" {
			return true
		}
		cited = true
		a := c.Papers.COVE(f.COVE)
		return a != nil && !c.Catalog.In(catalog.ListCOVEOfMany, a.Relacion, c.On) && check(i, v, a)
	})
	if o == rule.Pass && !cited {
		return rule.NotApplicable
	}
	return o
}
