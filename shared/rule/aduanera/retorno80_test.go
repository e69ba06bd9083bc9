package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func retorno80() []ruletest.Example {
	const code = "aduanera_retorno_80"
	worth := func(on document.Date, value string) change {
		return func(p *pedimento.Pedimento) {
			p.FechaPago, p.ValorComercial = on, money.Amount{}
			if value != "" {
				p.ValorComercial = ruletest.Amount(value)
			}
		}
	}
	series := func(s *rule.Setting, in, out string) []*rule.Case {
		return []*rule.Case{
			ruletest.In(s, ruletest.Import(worth(20230101, "900000"))),
			ruletest.In(s, ruletest.Import(worth(20240301, in))),
			ruletest.In(s, ruletest.Export(worth(20240603, out))),
			ruletest.In(s, ruletest.Export(clave("A1"), worth(20240604, "900000"))),
		}
	}
	rectified := of()
	rectified.Others = others{by: map[string]string{"242432104000777": "X"}}
	// of are imports of 100 and what left, each under its clave.
	of100 := func(others *ruletest.Others, more ...*pedimento.Pedimento) []*rule.Case {
		s := of()
		if others != nil {
			s.Others = others
		}
		out := []*rule.Case{ruletest.In(s, ruletest.Import(worth(20230101, "900"))), ruletest.In(s, ruletest.Import(worth(20240301, "100")))}
		for _, p := range more {
			out = append(out, ruletest.In(s, p))
		}
		return out
	}
	export := func(number string, on document.Date, value, under string, changes ...change) *pedimento.Pedimento {
		return ruletest.Export(append([]change{worth(on, value), clave(under), func(p *pedimento.Pedimento) { p.Number = number }}, changes...)...)
	}
	const first, second = "242432104000301", "242432104000302"
	rectifies := func(under string) change {
		return func(p *pedimento.Pedimento) {
			p.Tipo, p.Rectifica = "2", &pedimento.Rectificacion{Patente: "3210", Documento: first[8:], Aduana: "240", Clave: under, Fecha: 20240401}
		}
	}
	replaced := &ruletest.Others{Briefs: []*rule.Brief{{Number: first, Clave: "RT", Operacion: "EXP", Pago: 20240401}}, By: map[string]string{first: second}}
	machine := func(p *pedimento.Pedimento) {
		p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "AF"})
	}
	machineLine := func(value string) change {
		return func(p *pedimento.Pedimento) {
			q := pedimento.Partida{Secuencia: 2, Fraccion: "84798999", Identificadores: []pedimento.Identificador{{Clave: "AF"}}}
			if value != "" {
				q.ValorComercial = ruletest.Amount(value)
			}
			p.Partidas = append(p.Partidas, q)
		}
	}
	gone := &ruletest.Others{Briefs: []*rule.Brief{{Number: first, Withdrawn: true}}}
	claimed := &ruletest.Others{Briefs: []*rule.Brief{{Number: first, Contradicted: true}}}
	return []ruletest.Example{
		{Rule: code, Name: "auto parts on V4 return", Want: rule.Pass, Series: of100(nil, export(first, 20240401, "70", "RT"), export(second, 20240501, "12", "V4"))},
		{Rule: code, Name: "what is sold on V5 stays", Want: rule.Warning, Series: of100(nil, export(first, 20240401, "70", "RT"), export(second, 20240501, "12", "V5"))},
		{Rule: code, Name: "an R1 of an RT", Want: rule.Pass, Series: of100(replaced, export(first, 20240401, "1", "RT"), export(second, 20240501, "80", "R1", rectifies("RT")))},
		{Rule: code, Name: "an R1 that does not say of what", Want: rule.Pass, Series: of100(replaced, export(first, 20240401, "1", "RT"), export(second, 20240501, "80", "R1", rectifies("")))},
		{Rule: code, Name: "an R1 of nobody knows what", Want: rule.Unreadable, Series: of100(nil, export(first, 20240401, "80", "RT"), export(second, 20240501, "80", "R1"))},
		{Rule: code, Name: "an R1 of an import of before", Want: rule.Pass, Series: of100(nil, export(first, 20240401, "80", "RT"), ruletest.Import(worth(20240402, "900"), clave("R1"), func(p *pedimento.Pedimento) {
			p.Number, p.Rectifica = second, &pedimento.Rectificacion{Patente: "3210", Documento: "3000301", Aduana: "240", Clave: "IN", Fecha: 20230201}
		}))},
		{Rule: code, Name: "a machine that goes back", Want: rule.Warning, Series: of100(nil, export(first, 20240401, "70", "RT"), export(second, 20240501, "30", "RT", machine))},
		{Rule: code, Name: "a machine among products", Want: rule.Warning, Series: of100(nil, export(first, 20240401, "100", "RT", machineLine("21")))},
		{Rule: code, Name: "products beside a machine", Want: rule.Pass, Series: of100(nil, export(first, 20240401, "100", "RT", machineLine("20")))},
		{Rule: code, Name: "a machine without its value", Want: rule.Unreadable, Series: of100(nil, export(first, 20240401, "100", "RT", machineLine("")))},
		{Rule: code, Name: "a machine received by transfer", Want: rule.Pass, Series: of100(nil, export(first, 20240401, "80", "RT"), ruletest.Import(worth(20240402, "900"), clave("V1"), machine))},
		{Rule: code, Name: "what was withdrawn does not count", Want: rule.Warning, Series: of100(gone, export(first, 20240401, "80", "RT"))},
		{Rule: code, Name: "what a paper calls withdrawn is not known", Want: rule.Unreadable, Series: of100(claimed, export(first, 20240401, "80", "RT"))},
		{Rule: code, Name: "eighty per cent", Want: rule.Pass, Series: series(of(), "1000", "800")},
		{Rule: code, Name: "less", Want: rule.Warning, Series: series(of(), "1000", "799")},
		{Rule: code, Name: "what was rectified does not count", Want: rule.Warning, Series: series(rectified, "1000", "800")},
		{Rule: code, Name: "not certified", Want: rule.NotApplicable, Series: series(of(uncertified), "1000", "1")},
		{Rule: code, Name: "nothing came in", Want: rule.NotApplicable, Series: series(of(), "0", "1")},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Series: series(nobody(), "1000", "1")},
		{Rule: code, Name: "a value is missing", Want: rule.Unreadable, Series: series(of(), "1000", "")},
		{Rule: code, Name: "less than a year", Want: rule.Unreadable, Series: series(of(), "1000", "1")[1:]},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: []*rule.Case{ruletest.Case(ruletest.Import(worth(20171231, "1")))}},
	}
}
