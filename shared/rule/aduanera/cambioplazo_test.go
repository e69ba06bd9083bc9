package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/stay"
)

func cambioPlazo() []ruletest.Example {
	const code = "aduanera_cambio_plazo"
	const entry = "222432102000500"
	at := func(day document.Date, more ...change) *pedimento.Pedimento {
		of2022 := func(p *pedimento.Pedimento) { p.Descargos[0].Documento = "2000500" }
		return ruletest.Import(append([]change{clave("F4"), names("IN", day), of2022}, more...)...)
	}
	late := at(20220101)
	found := func(b rule.Brief, changes ...func(*rule.Company)) *rule.Setting {
		b.Number, b.Clave, b.Operacion = entry, "IN", "IMP"
		s := of(changes...)
		s.Others = others{map[string]*rule.Brief{entry: &b}, nil}
		return s
	}
	here := rule.Brief{Identified: true}
	has := func(k string, complements ...string) rule.Brief {
		return rule.Brief{Identified: true, Casos: []stay.Identificador{{Clave: k, Complementos: complements}}}
	}
	goods := func(fraccion string) change {
		return func(p *pedimento.Pedimento) { p.Descargos[0].Fraccion = fraccion }
	}
	return []ruletest.Example{
		{Rule: code, Name: "in time", Want: rule.Pass, Case: ruletest.Case(at(20230601))},
		{Rule: code, Name: "within the margin of a consolidado", Want: rule.Pass, Case: ruletest.Case(at(20220815))},
		{Rule: code, Name: "past, and the entry is here", Want: rule.Error, Case: ruletest.In(found(here), late)},
		{Rule: code, Name: "past, and who knows what its entry says", Want: rule.Warning, Case: ruletest.Case(late)},
		{Rule: code, Name: "past, and its entry is of a source without identifiers", Want: rule.Warning, Case: ruletest.In(found(rule.Brief{}), late)},
		{Rule: code, Name: "an extension", Want: rule.Warning, Case: ruletest.In(found(has("PZ")), late)},
		{Rule: code, Name: "a fixed asset by its identifier", Want: rule.Warning, Case: ruletest.In(found(has("AF")), late)},
		{Rule: code, Name: "a container at 22 months", Want: rule.Warning, Case: ruletest.In(found(here), at(20220505, goods("86090001")))},
		{Rule: code, Name: "a container at 33 months", Want: rule.Error, Case: ruletest.In(found(here), at(20220105, goods("86090001"), ruletest.At(20241005)))},
		{Rule: code, Name: "a container in its eighteen", Want: rule.Pass, Case: ruletest.In(found(here), at(20230105, goods("86090001")))},
		{Rule: code, Name: "an OEA may have longer", Want: rule.Warning, Case: ruletest.In(found(here, holds("oea", 20210101, 0)), late)},
		{Rule: code, Name: "nothing said of certifications", Want: rule.Warning, Case: ruletest.In(found(here, uncertified), late)},
		{Rule: code, Name: "so might a certified one before the repeal", Want: rule.Warning, Case: ruletest.In(of(holds("iva_ieps", 20180101, 0)), at(20200101))},
		{Rule: code, Name: "a rectification of one in time", Want: rule.Pass, Case: ruletest.In(found(here), at(20220101, rectifies(20230605)))},
		{Rule: code, Name: "a rectification of nobody knows what", Want: rule.Unreadable, Case: ruletest.In(found(here), at(20220101, func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "an entry without its day", Want: rule.Unreadable, Case: ruletest.Case(at(0))},
		{Rule: code, Name: "of a transfer", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), names("V1", 20220101)))},
		{Rule: code, Name: "names none", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4")))},
		{Rule: code, Name: "assets have no term", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F5"), names("IN", 20220101)))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), late)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(at(20000101, ruletest.At(20021231)))},
	}
}
