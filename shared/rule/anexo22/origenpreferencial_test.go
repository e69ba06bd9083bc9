package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func origenPreferencial() []ruletest.Example {
	const code = "anexo22_origen_preferencial"
	goods := func(keys ...string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			for _, k := range keys {
				p.Partidas[0].Identificadores = append(p.Partidas[0].Identificadores, pedimento.Identificador{Clave: k})
			}
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "the supplier of origin", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(goods("TL", "PO")))},
		{Rule: code, Name: "the issuer of the certificate", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(goods("TL", "EO")))},
		{Rule: code, Name: "nobody", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(goods("TL")))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(goods("TL")))},
		{Rule: code, Name: "before it was measured", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(goods("TL"), ruletest.At(20191231)))},
	}
}
