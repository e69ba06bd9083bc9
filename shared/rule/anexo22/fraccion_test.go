package anexo22_test

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func fraccion() []ruletest.Example {
	const code = "anexo22_fraccion"
	at := func(f string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Partidas[1].Fraccion = f }
	}
	both := tariff(20200101, 0)
	return []ruletest.Example{
		{Rule: code, Name: "in the tariff", Want: rule.Pass, Case: ruletest.In(both, ruletest.Import())},
		{Rule: code, Name: "repealed", Want: rule.Warning, Case: ruletest.In(tariff(20200101, 20221211), ruletest.Import())},
		{Rule: code, Name: "seven digits", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(at("8536699")))},
		{Rule: code, Name: "a letter", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(at("8536699A")))},
		{Rule: code, Name: "not in what was delivered", Want: rule.Unreadable, Case: ruletest.In(both, ruletest.Import(at("39269099")))},
		{Rule: code, Name: "no tariff", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no partidas", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(both, ruletest.Import(ruletest.At(20011231)))},
	}
}

// tariff is the sample's setting with both of its fracciones in the tariff, in
// pieces and at five per cent, from a day to a day.
func tariff(from, to document.Date) *rule.Setting {
	var rows []catalog.LawRow
	for _, f := range []string{"85366999", "85444299"} {
		r := lawRow("fraccion="+f, "operacion=IMP", "tipo_tasa=1", "tasa=5", "umt=6")
		r.From, r.To = from, to
		rows = append(rows, r)
	}
	return delivered("tasas_tigie", rows...)
}
