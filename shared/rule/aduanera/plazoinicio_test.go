package aduanera_test

import (
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func plazoInicio() []ruletest.Example {
	const code = "aduanera_plazo_inicio"
	lot := func(basis string, left quantity.Micros) rule.Lot {
		return rule.Lot{ID: "L", Tipo: "insumo", Inicio: 20240305, InicioBase: basis, Vence: 20250905, Saldo: left}
	}
	return []ruletest.Example{
		{Rule: code, Name: "selection", Want: rule.Pass, Books: books(of(), 20240701, lot("seleccion", 5))},
		{Rule: code, Name: "payment", Want: rule.Warning, Books: books(of(), 20240701, lot("pago_aproximado", 5))},
		{Rule: code, Name: "payment of what is gone", Want: rule.NotApplicable, Books: books(of(), 20240701, lot("pago_aproximado", 0))},
		{Rule: code, Name: "no books", Want: rule.Unreadable, Books: books(of(), 20240701)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20141231, lot("pago_aproximado", 5))},
	}
}
