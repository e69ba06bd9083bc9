package aduanera_test

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func igiTarifa() []ruletest.Example {
	const code = "aduanera_igi_tarifa"
	at := func(rate string) *rule.Setting {
		var rows []catalog.LawRow
		for _, f := range []string{"85366999", "85444299"} {
			rows = append(rows, catalog.LawRow{
				Cells:    map[string]string{"fraccion": f, "operacion": "IMP", "tipo_tasa": "1", "tasa": rate, "umt": "6"},
				Validity: catalog.Validity{From: 20200101, Source: "test", Confidence: "C"},
			})
		}
		s := ruletest.Setting()
		c, err := catalog.Default().With(map[string][]catalog.LawRow{"tasas_tigie": rows})
		if err != nil {
			panic(err)
		}
		s.Catalog = c
		return s
	}
	origin := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Identificadores = []pedimento.Identificador{{Clave: "TL"}}
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "that of the tariff", Want: rule.Pass, Case: ruletest.In(at("5"), ruletest.Import())},
		{Rule: code, Name: "less, of preferential origin", Want: rule.Pass, Case: ruletest.In(at("15"), ruletest.Import(origin))},
		{Rule: code, Name: "less, of nothing", Want: rule.Warning, Case: ruletest.In(at("15"), ruletest.Import())},
		{Rule: code, Name: "more", Want: rule.Warning, Case: ruletest.In(at("0"), ruletest.Import(origin))},
		{Rule: code, Name: "no tariff", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.In(at("5"), ruletest.Export())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(at("5"), ruletest.Import(ruletest.At(20011231)))},
	}
}
