package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func nico() []ruletest.Example {
	const code = "anexo22_nico"
	of := func(n string, more ...func(*pedimento.Pedimento)) *rule.Case {
		return ruletest.Case(ruletest.Import(append(more, func(p *pedimento.Pedimento) { p.Partidas[0].NICO = n })...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "00", Want: rule.Pass, Case: of("00")},
		{Rule: code, Name: "one digit", Want: rule.Warning, Case: of("1")},
		{Rule: code, Name: "none", Want: rule.Warning, Case: of("")},
		{Rule: code, Name: "an extraction", Want: rule.NotApplicable, Case: of("", func(p *pedimento.Pedimento) { p.Clave = "E1" })},
		{Rule: code, Name: "a rectification", Want: rule.NotApplicable, Case: of("", func(p *pedimento.Pedimento) { p.Tipo = "2" })},
		{Rule: code, Name: "before there were any", Want: rule.NotInForce, Case: of("", ruletest.At(20201227))},
	}
}
