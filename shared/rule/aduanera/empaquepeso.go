package aduanera

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// empaquePeso: the gross weight of the pedimento is that of its packing lists
// (Anexo 22, peso bruto; LA art. 36-A; dossier V24).
func empaquePeso() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_peso",
		Title:     document.Text{ES: "El peso bruto es el de la lista de empaque", EN: "The gross weight is that of the packing list"},
		Citation:  "LA 36-A; Anexo 22, peso bruto",
		Source:    "dossier §4 V24, §14 #19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pese o pida el peso al transportista; si el pedimento es el equivocado, rectifíquelo.",
			EN: "Weigh, or ask the carrier for the weight; where the pedimento is wrong, rectify it.",
		},
		Example: document.Text{
			ES: "Las listas suman 3,000 kilos y el pedimento declara 1,500.",
			EN: "The lists add up to 3,000 kilos and the pedimento declares 1,500.",
		},
		Needs: []rule.Data{rule.DataPacking, rule.DataWeight}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			lists, o := packings(c)
			if lists == nil {
				return o
			}
			var total money.Sum
			for _, l := range lists {
				w := l.Weight()
				total.Add(cruce.Kilos(c, w.BrutoKG, w.BrutoLB))
			}
			gross := cruce.Total(&total)
			equal, known := cruce.Weights(c, c.P.PesoBruto, gross)
			if !known {
				c.Unsaid(rule.DataWeight, "La lista de empaque %s o el pedimento no dicen el peso bruto.", "Packing list %s or the pedimento do not say the gross weight.", listOf(lists[0]))
				return c.NoData(rule.DataWeight)
			}
			if !equal {
				c.Fail(rule.Where{Field: "peso_bruto", Other: lists[0].Numero}, "El pedimento declara %s kilos brutos y la lista de empaque suma %s.", "The pedimento declares %s kilos gross and the packing list adds up to %s.", c.P.PesoBruto, gross)
			}
			return c.Judged()
		},
	}
}

// packings are the packing lists of all declared invoices, one of each; nil with
// the outcome when one is not at hand or two answer.
func packings(c *rule.Case) ([]*invoice.Packing, rule.Outcome) {
	if len(c.P.Facturas) == 0 {
		return nil, rule.NotApplicable
	}
	if c.Papers == nil {
		return nil, c.NoData(rule.DataPacking)
	}
	var out []*invoice.Packing
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		number := f.Numero
		if number == "" {
			if v := c.Papers.COVE(f.COVE); v != nil && !c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) {
				number = v.Numero
			}
		}
		found := c.Papers.Packings(number)
		if len(found) != 1 {
			return nil, c.NoPaper(rule.DataPacking, number)
		}
		if !slices.Contains(out, found[0]) {
			out = append(out, found[0])
		}
	}
	return out, rule.Pass
}
