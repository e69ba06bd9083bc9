package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func digito() []ruletest.Example {
	const code = "anexo22_digito"
	of := func(documento string, day document.Date, more ...func(*pedimento.Pedimento)) *rule.Case {
		return ruletest.Case(ruletest.Import(append(more, ruletest.At(day), func(p *pedimento.Pedimento) { p.Documento = documento })...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "of the year", Want: rule.Pass, Case: of("4000123", 20240305)},
		{Rule: code, Name: "of the year before", Want: rule.Warning, Case: of("3000123", 20240305)},
		{Rule: code, Name: "validated in December", Want: rule.Pass, Case: of("3000123", 20240102)},
		{Rule: code, Name: "consolidated", Want: rule.NotApplicable, Case: of("3000123", 20240305, func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "PC"})
		})},
		{Rule: code, Name: "a rectification", Want: rule.NotApplicable, Case: of("3000123", 20240305, func(p *pedimento.Pedimento) { p.Tipo = "2" })},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: of("4000123", 0)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: of("1000123", 20011231)},
	}
}
