package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func presentacion() []ruletest.Example {
	const code = "anexo22_presentacion"
	virtual := func(m pedimento.MediosTransporte) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Clave, p.MediosTransporte = "V1", m }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "98", Want: rule.Pass, Case: virtual(pedimento.MediosTransporte{EntradaSalida: "98", Arribo: "98", Salida: "98"})},
		{Rule: code, Name: "by road", Want: rule.Warning, Case: virtual(pedimento.MediosTransporte{EntradaSalida: "98", Arribo: "7", Salida: "98"})},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: virtual(pedimento.MediosTransporte{})},
		{Rule: code, Name: "an ordinary import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
