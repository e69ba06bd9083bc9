package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func dtaDefinitivo() []ruletest.Example {
	const code = "aduanera_dta_definitivo"
	paid := func(value, dta string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			definitive(p)
			p.Partidas = p.Partidas[:1]
			p.Partidas[0].ValorAduana, p.Contribuciones[0].Importe = ruletest.Amount(value), ruletest.Amount(dta)
		}
	}
	origin := func(p *pedimento.Pedimento) {
		p.Partidas[0].Identificadores = []pedimento.Identificador{{Clave: "TL", Complementos: []string{"EMU"}}}
	}
	return []ruletest.Example{
		{Rule: code, Name: "8 per thousand", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(paid("632390", "5059")))},
		{Rule: code, Name: "the least of the year", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(paid("20000", "425")))},
		{Rule: code, Name: "two more vehicles", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(paid("632390", "5909")))},
		{Rule: code, Name: "the fixed fee of what pays per thousand", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(paid("632390", "425")))},
		{Rule: code, Name: "less than the least", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(paid("20000", "160")))},
		{Rule: code, Name: "preferential origin", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(paid("632390", "0"), origin))},
		{Rule: code, Name: "a temporary import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "the least of that year is not known", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(paid("20000", "300"), ruletest.At(20100301)))},
		{Rule: code, Name: "no customs value", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(paid("", "425")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20041231)))},
	}
}
