package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// empaqueBultos: the packages of the pedimento are those of its packing lists
// (Anexo 22, marcas, números y total de bultos; LA art. 36-A).
func empaqueBultos() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_bultos",
		Title:     document.Text{ES: "Los bultos son los de la lista de empaque", EN: "The packages are those of the packing list"},
		Citation:  "LA 36-A; Anexo 22, marcas, números y total de bultos",
		Source:    "dossier §14 #19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Cuente los bultos o pida la lista de empaque correcta.",
			EN: "Count the packages or ask for the right packing list.",
		},
		Example: document.Text{
			ES: "La lista trae 10 bultos y el pedimento declara 12.",
			EN: "The list has 10 packages and the pedimento declares 12.",
		},
		Needs: []rule.Data{rule.DataPacking, rule.DataUnit}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Bultos.Total == "" {
				return rule.NotApplicable
			}
			lists, o := packings(c)
			if lists == nil {
				return o
			}
			var packages money.Sum
			for _, l := range lists {
				packages.Add(l.Packages())
			}
			total := cruce.Total(&packages)
			declared, err := money.Parse(c.P.Bultos.Total)
			if err != nil || !declared.Known() || !total.Known() {
				c.Unsaid(rule.DataUnit, "La lista de empaque %s o el pedimento no dicen cuántos bultos son.", "Packing list %s or the pedimento do not say how many packages there are.", listOf(lists[0]))
				return c.NoData(rule.DataUnit)
			}
			if declared.Cmp(total) != 0 {
				c.Fail(rule.Where{Field: "bultos", Other: lists[0].Numero}, "El pedimento declara %s bultos y la lista de empaque %s.", "The pedimento declares %s packages and the packing list %s.", declared, total)
			}
			return c.Judged()
		},
	}
}
