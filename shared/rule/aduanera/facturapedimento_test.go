package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturaPedimento() []ruletest.Example {
	const code = "aduanera_factura_pedimento"
	return []ruletest.Example{
		{Rule: code, Name: "names both", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.Invoice.Pedimento, s.Invoice.COVE = s.P.Number, "COVE2400ABC12" })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "another pedimento", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Pedimento = "242432104000999" })},
		{Rule: code, Name: "another acuse", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.COVE = "COVE2400ABC99" })},
		{Rule: code, Name: "names none", Want: rule.Unreadable, Case: in()},
	}
}
