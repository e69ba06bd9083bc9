package immex_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func vencidos() []ruletest.Example {
	const code = "immex_vencidos"
	lot := func(due, last document.Date, left quantity.Micros) rule.Lot {
		return rule.Lot{ID: "L", Clave: "IN", Inicio: 20240605, Vence: due, VenceUltimo: last, Saldo: left, Unidad: "6"}
	}
	return []ruletest.Example{
		{Rule: code, Name: "in time", Want: rule.Pass, Books: books(of(), 20251205, lots(lot(20251205, 20251205, 300)))},
		{Rule: code, Name: "past, and empty", Want: rule.NotApplicable, Books: books(of(), 20260105, lots(lot(20251205, 20251205, 0)))},
		{Rule: code, Name: "past", Want: rule.Error, Books: books(of(), 20260105, lots(lot(20251205, 20251208, 300)))},
		{Rule: code, Name: "past its waste alone", Want: rule.Error, Books: books(of(), 20260105, lots(rule.Lot{ID: "L", Vence: 20251205, VenceUltimo: 20251205, Desperdicio: 5}))},
		{Rule: code, Name: "may be past", Want: rule.Warning, Books: books(of(), 20260105, lots(lot(20251205, 20270605, 300)))},
		{Rule: code, Name: "for life", Want: rule.NotApplicable, Books: books(of(), 20260105, lots(lot(0, 0, 300)))},
		{Rule: code, Name: "no books", Want: rule.Unreadable, Books: books(of(), 20260105, nil)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20021231, lots(lot(20251205, 0, 300)))},
	}
}
