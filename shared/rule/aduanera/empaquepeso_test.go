package aduanera_test

import (
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaquePeso() []ruletest.Example {
	const code = "aduanera_empaque_peso"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Packing = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "twice as much", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Packing.BrutoKG = ruletest.Amount("3000") })},
		{Rule: code, Name: "in pounds", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Packing.BrutoKG, s.Packing.BrutoLB = ruletest.Amount(""), ruletest.Amount("3306.93")
		})},
		{Rule: code, Name: "by its lines, without a total", Want: rule.Warning, Case: in(weighedByLine("700", "900"))},
		{Rule: code, Name: "its lines agree", Want: rule.Pass, Case: in(weighedByLine("700", "800"))},
		{Rule: code, Name: "a line without weight", Want: rule.Unreadable, Case: in(weighedByLine("1500", ""))},
		{Rule: code, Name: "unknown", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Packing.BrutoKG = ruletest.Amount("") })},
		{Rule: code, Name: "found by the acuse", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Numero = "" })},
		{Rule: code, Name: "one list of two invoices counts once", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.P.Facturas = append(s.P.Facturas, s.P.Facturas[0]) })},
		{Rule: code, Name: "two lists of one invoice", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			other := *s.Packing
			other.BrutoKG = ruletest.Amount("7")
			s.More = append(s.More, &other)
		})},
	}
}

// weighedByLine is a list of two lines that says no total.
func weighedByLine(a, b string) func(*ruletest.Shipment) {
	return func(s *ruletest.Shipment) {
		s.Packing.Pesos = invoice.Pesos{}
		s.Packing.Lineas[0].BrutoKG, s.Packing.Lineas[1].BrutoKG = ruletest.Amount(a), ruletest.Amount(b)
	}
}
