package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func plazoOEA() []ruletest.Example {
	const code = "aduanera_plazo_oea"
	lot := rule.Lot{ID: "L", Tipo: "insumo", Clave: "IN", Plazo: "manual", Inicio: 20240305, Vence: 20270305, VenceUltimo: 20270305}
	general, declared := lot, lot
	general.Plazo, general.Vence, general.VenceUltimo = "I", 20250905, 20250905
	declared.Plazo, declared.Vence = "I", 20250905
	return []ruletest.Example{
		{Rule: code, Name: "OEA", Want: rule.Pass, Books: books(of(holds("oea", 20230101, 0)), 20240701, lot)},
		{Rule: code, Name: "no longer", Want: rule.Warning, Books: books(of(holds("oea", 20230101, 20240304)), 20240701, lot)},
		{Rule: code, Name: "the pedimento says OEA", Want: rule.Pass, Books: books(of(holds("oea", 20230101, 0)), 20240701, declared)},
		{Rule: code, Name: "the pedimento says OEA and the programme does not", Want: rule.Warning, Books: books(of(), 20240701, declared)},
		{Rule: code, Name: "what the rule of IVA and IEPS asks about", Want: rule.Pass, Books: books(of(), 20240701, lot)},
		{Rule: code, Name: "the general stay", Want: rule.NotApplicable, Books: books(of(), 20240701, general)},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Books: books(nobody(), 20240701, lot)},
		{Rule: code, Name: "no certification listed", Want: rule.Unreadable, Books: books(of(uncertified), 20240701, lot)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20200723, lot)},
	}
}
