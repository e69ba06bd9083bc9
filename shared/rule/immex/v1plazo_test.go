package immex_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Plazo() []ruletest.Example {
	const code = "immex_v1_plazo"
	lot := func(plan string, due document.Date) rule.Lot {
		return rule.Lot{ID: "L", Clave: "V1", Tipo: "transferencia", Plazo: plan, Inicio: 20240605, Vence: due}
	}
	return []ruletest.Example{
		{Rule: code, Name: "six months", Want: rule.Pass, Books: books(of(), 20240701, lots(lot("V1-IM", 20241205)))},
		{Rule: code, Name: "eighteen by a row nobody confirmed", Want: rule.Warning, Books: books(of(), 20240701, lots(lot("V1-otro", 20251205)))},
		{Rule: code, Name: "of a supplier without programme", Want: rule.Pass, Books: books(of(), 20240701, lots(lot("V1-PN", 20251205)))},
		{Rule: code, Name: "eighteen, as a person recorded", Want: rule.Pass, Books: books(of(), 20240701, lots(lot("manual", 20251205)))},
		{Rule: code, Name: "more than any V1 has, as a person recorded", Want: rule.Warning, Books: books(of(), 20240701, lots(lot("manual", 20260605)))},
		{Rule: code, Name: "no V1", Want: rule.NotApplicable, Books: books(of(), 20240701, lots(rule.Lot{Clave: "IN", Inicio: 20240605, Vence: 20251205}))},
		{Rule: code, Name: "no due date", Want: rule.Unreadable, Books: books(of(), 20240701, lots(lot("V1-IM", 0)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20061112, lots(lot("V1", 20241205)))},
	}
}
