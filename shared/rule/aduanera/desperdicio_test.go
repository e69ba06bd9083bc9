package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func desperdicio() []ruletest.Example {
	const code = "aduanera_desperdicio_de"
	waste := func(p *pedimento.Pedimento) { p.Partidas[0].Descripcion = "DESPERDICIO DE ALUMINIO" }
	part := func(p *pedimento.Pedimento) { p.Partidas[1].CodigoProducto = "SCRAP-1" }
	parts := func() *rule.Setting {
		s := of()
		s.Plant = index("parte,descripcion,tipo,fraccion,umc,umt,vigente_desde\nSCRAP-1,Rebaba,desperdicio,76020099,1,1,2020-01-01\nCON-11,Conector,insumo,85366999,6,6,2020-01-01\n")
		return s
	}
	return []ruletest.Example{
		{Rule: code, Name: "with DE", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), waste, with("DE")))},
		{Rule: code, Name: "with DE on the partida", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("A3"), waste, on("DE")))},
		{Rule: code, Name: "without", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("F4"), waste))},
		{Rule: code, Name: "the plant says so", Want: rule.Warning, Case: ruletest.In(parts(), ruletest.Import(clave("F4"), part))},
		{Rule: code, Name: "no scrap", Want: rule.NotApplicable, Case: ruletest.In(parts(), ruletest.Import(clave("F4")))},
		{Rule: code, Name: "an entry", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(waste))},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(clave("F4"), waste, bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("F4"), waste, ruletest.At(20051231)))},
	}
}
