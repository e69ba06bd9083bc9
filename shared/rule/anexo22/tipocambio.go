package anexo22

import (
	"errors"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// tipoCambio: the exchange rate of the pedimento is the one the Banco de México
// published in the DOF for the day that governs: entry, or payment when it was
// paid before (LA art. 56 and 83; CFF art. 20; dossier V12). It needs the
// published rates, which a person delivers; that the payment is before the
// entry is legal and never an error.
func tipoCambio() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_tipo_cambio",
		Title:     say("El tipo de cambio es el publicado en el DOF para la fecha que rige", "The exchange rate is the one published in the DOF for the day that governs"),
		Citation:  "LA 56 y 83; CFF 20",
		Source:    "dossier §4 V12",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Compare con el DOF de la fecha que rige; si es otro, cambian todos los valores en pesos.", "Compare with the DOF of the day that governs; when it is another, all values in pesos change."),
		Example: say("Tipo de cambio 17.1000 y publicado 17.0357.", "Exchange rate 17.1000 and published 17.0357."),
		Needs:   []rule.Data{rule.DataFX, rule.DataDate}, Checks: []int{10, 12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.P.TipoCambio.Known() || c.Rectifica {
				return rule.NotApplicable // a rectification keeps that of its original
			}
			first, second := c.On, c.P.FechaEntrada
			if !first.Known() {
				return c.NoData(rule.DataDate)
			}
			published, err := c.Catalog.FX(dollar, first)
			entry, errEntry := published, err
			if second.Known() && second != first {
				entry, errEntry = c.Catalog.FX(dollar, second)
			}
			if err == nil && published.Value.Equal(c.P.TipoCambio) || errEntry == nil && entry.Value.Equal(c.P.TipoCambio) {
				return rule.Pass
			}
			if err != nil || errEntry != nil {
				return c.NoRow(rule.DataFX, errors.Join(err, errEntry))
			}
			return c.Fail(rule.Where{Field: "tipo_cambio"}, "El tipo de cambio es %s y el publicado para el %s es %s.", "The exchange rate is %s and the one published for %s is %s.",
				c.P.TipoCambio, first, published.Value)
		},
	}
}
