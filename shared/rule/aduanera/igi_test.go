package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func igi() []ruletest.Example {
	const code = "aduanera_igi"
	at := func(change func(*pedimento.Partida)) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { change(&p.Partidas[0]) }))
	}
	none := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Tasas = nil
		}
	}
	lost := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].ValorAduana = ruletest.Amount("")
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "five per cent", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "too little", Want: rule.Warning, Case: at(func(q *pedimento.Partida) { q.Contribuciones[0].Importe = ruletest.Amount("1000") })},
		{Rule: code, Name: "too much", Want: rule.Warning, Case: at(func(q *pedimento.Partida) { q.Contribuciones[0].Importe = ruletest.Amount("1277") })},
		{Rule: code, Name: "a peso of rounding", Want: rule.Pass, Case: at(func(q *pedimento.Partida) { q.Contribuciones[0].Importe = ruletest.Amount("1276") })},
		{Rule: code, Name: "an amount per unit", Want: rule.Pass, Case: at(func(q *pedimento.Partida) { q.Tasas[0].Tipo, q.Tasas[0].Tasa = "2", ruletest.Amount("1.275") })},
		{Rule: code, Name: "updated by its factor", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "FI", Complementos: []string{"1.0342"}})
			p.Partidas[0].Contribuciones[0].Importe, p.Partidas[1].Contribuciones[0].Importe = ruletest.Amount("1319"), ruletest.Amount("1319")
		}))},
		{Rule: code, Name: "a factor nobody can read", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "FI", Complementos: []string{"UNO"}})
		}))},
		{Rule: code, Name: "no rate is given", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(none))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "no customs value", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(lost))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
