package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func dtaFijo() []ruletest.Example {
	const code = "aduanera_dta_fijo"
	dta := func(amount string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Contribuciones[0].Importe = ruletest.Amount(amount) }
	}
	return []ruletest.Example{
		{Rule: code, Name: "the fee", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "three vehicles", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(dta("1275")))},
		{Rule: code, Name: "the fee of another year", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(dta("408")))},
		{Rule: code, Name: "of an exporter without programme", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(dta("427"), func(p *pedimento.Pedimento) { p.Clave = "V1" }))},
		{Rule: code, Name: "no fee of that year", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(20260301)))},
		{Rule: code, Name: "a definitive import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(definitive))},
		{Rule: code, Name: "a transfer of fixed assets", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(dta("90"), func(p *pedimento.Pedimento) {
			p.Clave, p.Tasas = "V1", []pedimento.Tasa{{Clave: "DTA", Tipo: "7", Tasa: ruletest.Amount("1.76")}}
		}))},
		{Rule: code, Name: "a rectification pays what its original paid", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(dta("408"), func(p *pedimento.Pedimento) {
			p.Tipo, p.Rectifica = "2", &pedimento.Rectificacion{Fecha: 20231120}
		}))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20041231)))},
	}
}
