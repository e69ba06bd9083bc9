package immex_test

import (
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func salidaVencida() []ruletest.Example {
	const code = "immex_salida_vencida"
	exit := func(k string, expired, certain, named quantity.Micros) rule.Exit {
		return rule.Exit{ID: "E", Pedimento: "242432104000777", Clave: k, Sale: 20240604, Cantidad: 100, Vencido: expired, VencidoCierto: certain, VencidoNombrado: named}
	}
	return []ruletest.Example{
		{Rule: code, Name: "in time", Want: rule.Pass, Books: books(of(), 20240701, exits(exit("RT", 0, 0, 0)))},
		{Rule: code, Name: "past every reading", Want: rule.Error, Books: books(of(), 20240701, exits(exit("RT", 1, 1, 0)))},
		{Rule: code, Name: "past the shortest", Want: rule.Warning, Books: books(of(), 20240701, exits(exit("RT", 1, 0, 0)))},
		{Rule: code, Name: "named, which the books tell", Want: rule.Pass, Books: books(of(), 20240701, exits(exit("V1", 1, 0, 1)))},
		{Rule: code, Name: "a change of regime has its own rule", Want: rule.NotApplicable, Books: books(of(), 20240701, exits(exit("F4", 1, 1, 0)))},
		{Rule: code, Name: "a regularisation is for that", Want: rule.NotApplicable, Books: books(of(), 20240701, exits(exit("A3", 1, 1, 0)))},
		{Rule: code, Name: "no books", Want: rule.Unreadable, Books: books(of(), 20240701, nil)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20021231, exits(exit("RT", 1, 1, 0)))},
	}
}
