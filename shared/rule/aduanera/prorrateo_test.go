package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func prorrateo() []ruletest.Example {
	const code = "aduanera_prorrateo"
	values := func(a, b string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			p.Partidas[0].ValorAduana, p.Partidas[1].ValorAduana = ruletest.Amount(a), ruletest.Amount(b)
		}
	}
	packaging := func(p *pedimento.Pedimento) { p.Partidas[1].Identificadores = []pedimento.Identificador{{Clave: "EB"}} }
	return []ruletest.Example{
		{Rule: code, Name: "shared out", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(values("26500", "26500")))},
		{Rule: code, Name: "a peso of rounding", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(values("26501", "26500")))},
		{Rule: code, Name: "all on one", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(values("27500", "25500")))},
		{Rule: code, Name: "packaging bears none", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(values("27500", "25500"), packaging))},
		{Rule: code, Name: "one partida", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = p.Partidas[:1] }))},
		{Rule: code, Name: "no customs value", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(values("", "25500")))},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(19960331)))},
	}
}
