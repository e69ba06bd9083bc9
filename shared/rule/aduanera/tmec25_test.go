package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func tmec25() []ruletest.Example {
	const code = "aduanera_tmec_25"
	to := func(pais string) change { return func(p *pedimento.Pedimento) { p.Partidas[0].PaisOrigen = pais } }
	duty := func(p *pedimento.Pedimento) {
		p.Contribuciones = append(p.Contribuciones, pedimento.Contribucion{Clave: "2.5", FormaPago: "0", Importe: ruletest.Amount("100")})
	}
	return []ruletest.Example{
		{Rule: code, Name: "ST", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(with("ST", "2")))},
		{Rule: code, Name: "DT on the partida", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(on("DT", "1")))},
		{Rule: code, Name: "the duty itself", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(duty))},
		{Rule: code, Name: "nothing", Want: rule.Warning, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "nothing, to Germany", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(to("DEU")))},
		{Rule: code, Name: "SU, to Germany", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(to("DEU"), with("SU", "2")))},
		{Rule: code, Name: "to China", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(to("CHN")))},
		{Rule: code, Name: "no return", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(clave("A1")))},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Export(bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(ruletest.At(20001231)))},
	}
}
