package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func fraccionParte() []ruletest.Example {
	const code = "anexo22_fraccion_parte"
	of := func(part, fraccion string, changes ...func(*pedimento.Pedimento)) *rule.Case {
		s := ruletest.Setting()
		s.Plant = catalogued()
		return ruletest.In(s, ruletest.Import(append(changes, func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].CodigoProducto, p.Partidas[i].Fraccion = part, fraccion
			}
		})...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "as catalogued", Want: rule.Pass, Case: of("CON-10", "85366999")},
		{Rule: code, Name: "another one", Want: rule.Warning, Case: of("CON-10", "85444299")},
		{Rule: code, Name: "no partida names a part", Want: rule.NotApplicable, Case: of("", "85366999")},
		{Rule: code, Name: "a part nobody catalogued", Want: rule.Unreadable, Case: of("CON-11", "85366999")},
		{Rule: code, Name: "no catalogue", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: of("CON-10", "85444299", ruletest.At(20011231))},
	}
}
