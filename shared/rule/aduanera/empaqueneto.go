package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// empaqueNeto: partidas that are all counted by weight weigh what the packing lists
// say net (Anexo 22, cantidad UMT; LA art. 36-A; dossier V21 and V24).
func empaqueNeto() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_neto",
		Title:     document.Text{ES: "Lo que se declara en kilos es el peso neto de la lista de empaque", EN: "What is declared in kilos is the net weight of the packing list"},
		Citation:  "LA 36-A; Anexo 22, cantidad en unidad de tarifa",
		Source:    "dossier §4 V21, V24, §14 #19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pese o pida el peso neto al proveedor; de él sale la cantidad de tarifa, y de ésta el saldo.",
			EN: "Weigh, or ask the supplier for the net weight; the tariff quantity follows from it, and the balance from that.",
		},
		Example: document.Text{
			ES: "Las partidas suman 1,000 kilos y la lista de empaque dice 1,400 netos.",
			EN: "The partidas add up to 1,000 kilos and the packing list says 1,400 net.",
		},
		Needs: []rule.Data{rule.DataPacking, rule.DataWeight}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			declared, weighed := kilos(c)
			if !weighed {
				return rule.NotApplicable
			}
			lists, o := packings(c)
			if lists == nil {
				return o
			}
			var total money.Sum
			for _, l := range lists {
				w := l.Weight()
				total.Add(cruce.Kilos(c, w.NetoKG, w.NetoLB))
			}
			net := cruce.Total(&total)
			equal, known := cruce.Weights(c, declared, net)
			if !known {
				c.Unsaid(rule.DataWeight, "La lista de empaque %s no dice el peso neto, o una partida su cantidad.", "Packing list %s does not say the net weight, or a partida its quantity.", listOf(lists[0]))
				return c.NoData(rule.DataWeight)
			}
			if !equal {
				c.Fail(rule.Where{Field: "cantidad_umt", Other: lists[0].Numero}, "Las partidas suman %s kilos y la lista de empaque dice %s netos.", "The partidas add up to %s kilos and the packing list says %s net.", declared, net)
			}
			return c.Judged()
		},
	}
}

// kilos is what all partidas weigh; weighed is false where one is counted by
// anything else.
func kilos(c *rule.Case) (total money.Amount, weighed bool) {
	var sum money.Sum
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		u, ok := c.Catalog.Unit(q.UMT)
		if !ok || u.Dimension != "mass" {
			return money.Amount{}, false
		}
		sum.Add(rule.InBase(q.CantidadUMT, u.Factor))
	}
	return cruce.Total(&sum), len(c.P.Partidas) > 0
}
