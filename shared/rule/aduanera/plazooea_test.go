package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func plazoOEA() []ruletest.Example {
	const code = "aduanera_plazo_oea"
	lot := rule.Lot{ID: "L", Tipo: "insumo", Clave: "IN", Plazo: "OEA", Inicio: 20240305, Vence: 20270305}
	general := lot
	general.Plazo = "I"
	return []ruletest.Example{
		{Rule: code, Name: "OEA", Want: rule.Pass, Books: books(of(holds("oea", 20230101, 0)), 20240701, lot)},
		{Rule: code, Name: "no longer", Want: rule.Error, Books: books(of(holds("oea", 20230101, 20240304)), 20240701, lot)},
		{Rule: code, Name: "the general stay", Want: rule.NotApplicable, Books: books(of(), 20240701, general)},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Books: books(nobody(), 20240701, lot)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20200723, lot)},
	}
}
