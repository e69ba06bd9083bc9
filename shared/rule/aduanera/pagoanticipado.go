package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// pagoAnticipado: goods may be paid for before they enter; then the rates and
// the exchange rate are those of the day of payment, and the payment serves for
// three days after, twenty by rail (LA art. 83; dossier V12). It is legal and
// only noted, since the dates that govern change with it.
func pagoAnticipado() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_pago_anticipado",
		Title:     document.Text{ES: "Se pagó antes de la entrada: rigen los tipos y tasas del pago", EN: "It was paid before entry: the rates of the payment govern"},
		Citation:  "LA 83 y 56",
		Source:    "dossier §4 V12",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Notice, Confidence: "OWN",
		Action:  document.Text{ES: "Compare tipo de cambio y tasas con los del día de pago.", EN: "Compare exchange rate and rates with those of the day of payment."},
		Example: document.Text{ES: "Pagado el 4 de marzo, entrada el 5.", EN: "Paid on 4 March, entered on the 5th."},
		Needs:   []rule.Data{rule.DataDate}, Checks: []int{12, 25},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa {
				return rule.NotApplicable
			}
			if !c.P.FechaPago.Known() || !c.P.FechaEntrada.Known() {
				return c.NoData(rule.DataDate)
			}
			if c.P.FechaPago < c.P.FechaEntrada {
				c.Fail(rule.Where{Field: "fecha_entrada"},
					"Se pagó el %s y la mercancía entró el %s: rigen el tipo de cambio y las tasas del pago.",
					"It was paid on %s and the goods entered on %s: the exchange rate and rates of the payment govern.", c.P.FechaPago, c.P.FechaEntrada)
			}
			return c.Judged()
		},
	}
}
