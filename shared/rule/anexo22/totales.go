package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// totales: the totals of the cuadro de liquidación are the sums of its lines:
// EFECTIVO those with forma de pago 0, OTROS all others, TOTAL both (Anexo 22,
// bloque "Cuadro de liquidación"; dossier V18).
func totales() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_totales",
		Title:     document.Text{ES: "Efectivo, otros y total suman el cuadro de liquidación", EN: "Cash, other and total add up the payment table"},
		Citation:  "RGCE Anexo 22, cuadro de liquidación",
		Source:    "dossier §4 V18",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal el pedimento corregido, o su rectificación si ya se pagó.",
			EN: "Ask the broker for the corrected pedimento, or its rectification when it is paid.",
		},
		Example: document.Text{
			ES: "Dos contribuciones en efectivo de 425 y 290 y un total en efectivo de 425.",
			EN: "Two contributions in cash of 425 and 290, and a total in cash of 425.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			p := c.P
			if len(p.Liquidacion) == 0 {
				return rule.NotApplicable
			}
			var cash, other, all money.Sum
			for _, l := range p.Liquidacion {
				all.Add(l.Importe)
				if c.Catalog.In(catalog.ListCash, l.FormaPago, c.On) {
					cash.Add(l.Importe)
				} else {
					other.Add(l.Importe)
				}
			}
			judged := equalSum(c, "efectivo", p.Efectivo, &cash)
			judged = equalSum(c, "otros", p.Otros, &other) || judged
			judged = equalSum(c, "total", p.Total, &all) || judged
			if !judged {
				return c.NoData(rule.DataValue)
			}
			return c.Judged()
		},
	}
}

// equalSum compares a printed total with its lines; false when either is not
// known.
func equalSum(c *rule.Case, field string, printed money.Amount, lines *money.Sum) bool {
	sum, ok := lines.Total()
	if !ok || !printed.Known() {
		return false
	}
	if !sum.Equal(printed) {
		c.Fail(rule.Where{Field: field},
			"El campo %s dice %s y sus renglones suman %s.", "Field %s says %s and its lines add up to %s.", field, printed, sum)
	}
	return true
}
