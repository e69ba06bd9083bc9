package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// igi: IGI is the customs value times the rate of the fracción when the rate is
// a percentage, or the tariff quantity times the amount per unit (LA art. 51-I
// and 80; dossier V13). Where contributions are updated, the factor that the
// declaration states (FI) multiplies it (CFF art. 17-A).
func igi() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_igi",
		Title:     document.Text{ES: "El IGI es la base por su tasa", EN: "IGI is its base times its rate"},
		Citation:  "LA 51-I y 80; LIGIE",
		Source:    "dossier §4 V13",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action: rectify(),
		Example: document.Text{
			ES: "Valor en aduana 25,500 a 5 % e IGI de 1,000.", EN: "Customs value 25,500 at 5 % and an IGI of 1,000.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			judged, missing := false, false
			f := money.Amount{}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				got, found := pedimento.Charged(q.Contribuciones, "IGI")
				t, ok := rule.RateOf(q.Tasas, "IGI")
				if !c.Importa || !found || !ok || t.Tipo != percent && t.Tipo != unitary {
					continue
				}
				if !f.Known() {
					f = factor(c)
				}
				want := rule.Pesos(rule.Times(tariff(q, t), f))
				if !got.Known() || !want.Known() {
					missing = true
					continue
				}
				judged = true
				if !c.Near("aduanera_igi", got, want, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "contribuciones"},
						"El IGI de la partida %d es %s y su tasa de %s da %s.", "IGI of partida %d is %s and its rate of %s gives %s.",
						q.Secuencia, got, t.Tasa, want)
				}
			}
			return outcome(c, judged, missing, rule.DataValue)
		},
	}
}

// tariff is what a rate of IGI gives for a partida.
func tariff(q *pedimento.Partida, t pedimento.Tasa) money.Amount {
	if t.Tipo == unitary {
		return rule.Times(q.CantidadUMT, t.Tasa)
	}
	return rule.Percent(q.ValorAduana, t.Tasa)
}

// outcome is the answer of a rule that looked at every partida: what it judged,
// else what it lacked, else that there was nothing to judge.
func outcome(c *rule.Case, judged, missing bool, d rule.Data) rule.Outcome {
	switch o := c.Judged(); {
	case o > rule.Pass:
		return o
	case missing:
		return c.NoData(d) // what is unknown is not kept
	case judged:
		return o
	}
	return rule.NotApplicable
}
