package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cambioValor() []ruletest.Example {
	const code = "aduanera_cambio_valor"
	const entry = "232432103000500"
	half := func(value string, more ...change) *pedimento.Pedimento {
		return ruletest.Import(append([]change{clave("F4"), names("IN", 20230901), func(p *pedimento.Pedimento) {
			p.Partidas = p.Partidas[:1]
			p.Partidas[0].ValorAduana = ruletest.Amount(value)
			d := &p.Descargos[0]
			d.Fraccion, d.Unidad, d.Cantidad = p.Partidas[0].Fraccion, p.Partidas[0].UMT, p.Partidas[0].CantidadUMT
		}}, more...)...)
	}
	found := func(lines ...rule.BriefLine) *rule.Setting {
		s := of()
		s.Others = others{map[string]*rule.Brief{entry: {Number: entry, Clave: "IN", Operacion: "IMP", Partidas: lines}}, nil}
		return s
	}
	brought := func(quantity string) rule.BriefLine {
		return rule.BriefLine{Secuencia: 1, Fraccion: "85366999", UMT: "6", CantidadUMT: ruletest.Amount(quantity), ValorAduana: ruletest.Amount("51001")}
	}
	line, more := brought("1000"), brought("2000")
	return []ruletest.Example{
		{Rule: code, Name: "all of the entry", Want: rule.Pass, Case: ruletest.In(found(line), half("51001"))},
		{Rule: code, Name: "two pesos less", Want: rule.Pass, Case: ruletest.In(found(line), half("50999"))},
		{Rule: code, Name: "three pesos less", Want: rule.Warning, Case: ruletest.In(found(line), half("50998"))},
		{Rule: code, Name: "three pesos more", Want: rule.Warning, Case: ruletest.In(found(line), half("51004"))},
		{Rule: code, Name: "a part of it may be of one part number", Want: rule.Unreadable, Case: ruletest.In(found(more), half("15000"))},
		{Rule: code, Name: "a part worth more than the whole", Want: rule.Warning, Case: ruletest.In(found(more), half("51004"))},
		{Rule: code, Name: "two partidas of the entry have it", Want: rule.Unreadable, Case: ruletest.In(found(line, line), half("15000"))},
		{Rule: code, Name: "the entry is not here", Want: rule.Unreadable, Case: ruletest.Case(half("15000"))},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(found(line), half("15000", ruletest.At(20150419)))},
	}
}
