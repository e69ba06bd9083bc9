package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificador() []ruletest.Example {
	const code = "anexo22_identificador"
	with := func(g, p string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(x *pedimento.Pedimento) {
			x.Identificadores = []pedimento.Identificador{{Clave: g}}
			x.Partidas[0].Identificadores = []pedimento.Identificador{{Clave: p}}
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "IM and TL", Want: rule.Pass, Case: with("IM", "TL")},
		{Rule: code, Name: "of both levels", Want: rule.Pass, Case: with("SH", "SH")},
		{Rule: code, Name: "of a partida on the pedimento", Want: rule.Warning, Case: with("TL", "TL")},
		{Rule: code, Name: "unknown", Want: rule.Warning, Case: with("IM", "QQ")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: with("", "")},
		{Rule: code, Name: "before the Decreto", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20061112)))},
	}
}
