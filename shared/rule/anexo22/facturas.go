package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// facturas: the dollars of the invoices are those of the partidas (Anexo 22,
// invoices; dossier V11 and V24). Freight and currencies make them differ in
// accepted pedimentos, so the rule asks and does not accuse.
func facturas() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_facturas",
		Title:     say("Las facturas suman los dólares de las partidas", "The invoices add up to the dollars of the partidas"),
		Citation:  "RGCE Anexo 22, facturas y partidas",
		Source:    "dossier §4 V11, V24",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Compare facturas y partidas: fletes dentro de la factura, moneda o una factura que falta.", "Compare invoices and partidas: freight within the invoice, currency, or an invoice that is missing."),
		Example: say("Facturas por 3,000 USD y partidas por 2,600.", "Invoices of 3,000 USD and partidas of 2,600."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10, 19},
		Twin: "facturas_sum",
		Case: func(c *rule.Case) rule.Outcome {
			if len(c.P.Facturas) == 0 || len(c.P.Partidas) == 0 {
				return rule.NotApplicable
			}
			var s money.Sum
			for i := range c.P.Facturas {
				if !repeated(c.P.Facturas, i) {
					s.Add(c.P.Facturas[i].ValorDolares)
				}
			}
			sum, ok := s.Total()
			goods := added(c, func(q *pedimento.Partida) money.Amount { return q.ValorDolares })
			if !ok || sum.Sign() == 0 || !goods.Known() {
				return c.NoData(rule.DataValue)
			}
			if !c.Near("anexo22_facturas", sum, goods, len(c.P.Partidas)+len(c.P.Facturas)) {
				c.Fail(rule.Where{Field: "facturas"}, "Las facturas suman %s USD y las partidas %s USD.", "The invoices add up to %s USD and the partidas to %s USD.", sum, goods)
			}
			return c.Judged()
		},
	}
}

// repeated reports that an invoice stands before its place too, the same in
// all: deliveries repeat rows.
func repeated(list []pedimento.Factura, i int) bool {
	for j := range i {
		if list[j].COVE == list[i].COVE && list[j].Numero == list[i].Numero && list[j] == list[i] {
			return true
		}
	}
	return false
}
