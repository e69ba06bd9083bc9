package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func plazoCIVA() []ruletest.Example {
	const code = "aduanera_plazo_civa"
	lot := func(plan string, began, due document.Date) rule.Lot {
		return rule.Lot{ID: "L", Tipo: "insumo", Clave: "IN", Plazo: plan, Inicio: began, Vence: due}
	}
	const due = "manual"
	return []ruletest.Example{
		{Rule: code, Name: "eighteen months", Want: rule.Pass, Books: books(of(), 20240701, lot("I", 20240305, 20250905))},
		{Rule: code, Name: "the repealed months, as a person recorded", Want: rule.Warning, Books: books(of(), 20240701, lot(due, 20240305, 20270305))},
		{Rule: code, Name: "put off to a business day", Want: rule.Warning, Books: books(of(), 20240701, lot(due, 20240306, 20270308))},
		{Rule: code, Name: "an extension somebody was granted", Want: rule.Pass, Books: books(of(), 20240701, lot(due, 20240305, 20260305))},
		{Rule: code, Name: "by a table that keeps the repealed stay", Want: rule.Error, Books: books(of(), 20240701, lot("CIVA", 20240305, 20270305))},
		{Rule: code, Name: "of an OEA", Want: rule.Pass, Books: books(of(holds("oea", 20230101, 0)), 20240701, lot(due, 20240305, 20270305))},
		{Rule: code, Name: "a container", Want: rule.Pass, Books: books(of(), 20240701, lot("II", 20240305, 20260305))},
		{Rule: code, Name: "from before the repeal", Want: rule.NotApplicable, Books: books(of(), 20240701, lot(due, 20200723, 20230723))},
		{Rule: code, Name: "no inputs", Want: rule.NotApplicable, Books: books(of(), 20240701, rule.Lot{Tipo: "activo_fijo"})},
		{Rule: code, Name: "no due date", Want: rule.Unreadable, Books: books(of(), 20240701, lot("I", 20240305, 0))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20200723, lot("CIVA", 20200101, 20230101))},
	}
}
