package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ivaExtraccion() []ruletest.Example {
	const code = "aduanera_iva_extraccion"
	out := func(fi, iva string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Clave = "E1"
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "FI", Complementos: []string{fi}})
			p.Partidas = p.Partidas[:1]
			q := &p.Partidas[0]
			q.ValorAduana, q.Contribuciones = ruletest.Amount("1000000"), []pedimento.Contribucion{{Clave: "IVA", FormaPago: "21", Importe: ruletest.Amount(iva)}}
		}))
	}
	return []ruletest.Example{
		// 8 per thousand of 1,000,000 by 1.05 is 8,400: 16 % of 1,008,400 is 161,344.
		{Rule: code, Name: "DTA by its factor", Want: rule.Pass, Case: out("1.0500", "161344")},
		{Rule: code, Name: "DTA without it", Want: rule.Warning, Case: out("1.0500", "161280")},
		{Rule: code, Name: "a factor nobody can read", Want: rule.Unreadable, Case: out("1,05", "161344")},
		{Rule: code, Name: "a temporary import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Clave = "E1" }, ruletest.At(20041231)))},
	}
}
