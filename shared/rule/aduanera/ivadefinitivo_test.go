package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ivaDefinitivo() []ruletest.Example {
	const code = "aduanera_iva_definitivo"
	iva := func(amount string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			definitive(p)
			p.Partidas[0].Contribuciones[1].Importe = ruletest.Amount(amount)
		}
	}
	exempt := func(p *pedimento.Pedimento) { p.Partidas[1].Contribuciones = p.Partidas[1].Contribuciones[:1] }
	return []ruletest.Example{
		// 16 % of 51,000 + 2,550 + 425 is 8,636; the second partida pays 4,318.
		{Rule: code, Name: "DTA and IGI are in the base", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(iva("4318")))},
		{Rule: code, Name: "rounded in each partida", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(iva("4316")))},
		{Rule: code, Name: "without DTA", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(iva("4250")))},
		{Rule: code, Name: "too much", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(iva("4330")))},
		{Rule: code, Name: "a temporary import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "one partida is exempt", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(iva("4318"), exempt))},
		{Rule: code, Name: "no amount", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(iva("")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(iva("4318"), ruletest.At(20041231)))},
	}
}

// definitive makes the sample a definitive import paid in cash.
func definitive(p *pedimento.Pedimento) {
	p.Clave, p.Regimen = "A1", "IMD"
	p.Identificadores = nil
	for i := range p.Partidas {
		for j := range p.Partidas[i].Contribuciones {
			p.Partidas[i].Contribuciones[j].FormaPago = "0"
		}
	}
}
