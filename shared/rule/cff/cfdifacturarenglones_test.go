package cff_test

import (
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiFacturaRenglones() []ruletest.Example {
	const code = "cff_cfdi_factura_renglones"
	bill := func(change func(*invoice.Invoice)) *rule.Case {
		return out(twinned, func(s *ruletest.Shipment) { change(s.Invoice) })
	}
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: out(twinned)},
		{Rule: code, Name: "an import of a foreign supplier", Want: rule.NotApplicable, Case: out(twinned, func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(twinned, func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(twinned, func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(twinned, func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(twinned, func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "no commercial invoice", Want: rule.NotApplicable, Case: out()},
		{Rule: code, Name: "the invoice of a stranger with its folio", Want: rule.NotApplicable, Case: out(twinned, func(s *ruletest.Shipment) { s.Invoice.ProveedorID = "980000002" })},
		{Rule: code, Name: "two commercial invoices", Want: rule.Unreadable, Case: out(twinned, func(s *ruletest.Shipment) {
			other := *s.Invoice
			other.Fecha = 20240604
			s.More = append(s.More, &other)
		})},
		{Rule: code, Name: "fewer billed", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.Lineas[0].Cantidad = ruletest.Amount("90") })},
		{Rule: code, Name: "worth less", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.Lineas[0].Importe = ruletest.Amount("2950") })},
		{Rule: code, Name: "in kilos", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.Lineas[0].Unidad = "KG" })},
	}
}
