package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func dtaActivo() []ruletest.Example {
	const code = "aduanera_dta_activo"
	asset := func(value, dta string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			p.Clave, p.Partidas = "AF", p.Partidas[:1]
			p.Partidas[0].ValorAduana, p.Contribuciones[0].Importe = ruletest.Amount(value), ruletest.Amount(dta)
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "1.76 per thousand", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(asset("1397802", "2460")))},
		{Rule: code, Name: "with two more vehicles", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(asset("1397802", "3310")))},
		{Rule: code, Name: "the fixed fee", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(asset("1397802", "425")))},
		{Rule: code, Name: "inputs", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no customs value", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(asset("", "425")))},
		{Rule: code, Name: "the fees of 2026 are not known", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(asset("1397802", "425"), ruletest.At(20260301)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20041231)))},
	}
}
