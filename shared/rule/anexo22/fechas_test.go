package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func fechas() []ruletest.Example {
	const code = "anexo22_fechas"
	with := func(list ...pedimento.Fecha) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Fechas = list }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "entry and payment", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no entry", Want: rule.Warning, Case: with(pedimento.Fecha{Tipo: "2", Fecha: 20240305})},
		{Rule: code, Name: "an entry without its day", Want: rule.Warning, Case: with(pedimento.Fecha{Tipo: "1"}, pedimento.Fecha{Tipo: "2", Fecha: 20240305})},
		{Rule: code, Name: "the source lists none", Want: rule.Unreadable, Case: with()},
		{Rule: code, Name: "a complementary pedimento only pays", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(func(p *pedimento.Pedimento) {
			p.Clave, p.Fechas = "CT", []pedimento.Fecha{{Tipo: "2", Fecha: 20240604}}
		}))},
		{Rule: code, Name: "an extraction", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Clave, p.Fechas = "G1", []pedimento.Fecha{{Tipo: "2", Fecha: 20240305}, {Tipo: "3", Fecha: 20240305}}
		}))},
		{Rule: code, Name: "a proforma", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Efecto = document.Proforma }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
