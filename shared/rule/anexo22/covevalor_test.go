package anexo22_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveValor() []ruletest.Example {
	const code = "anexo22_cove_valor"
	with := func(change func(*cove.Cove), more ...func(*pedimento.Pedimento)) *rule.Case {
		v := &cove.Cove{Numero: "INV-1", Fecha: 20240301, Emisor: cove.Persona{ID: "990000001"}, Facturas: []cove.Factura{{Mercancias: []cove.Mercancia{
			{Moneda: "USD", ValorDolares: ruletest.Amount("1500.00")}, {Moneda: "USD", ValorDolares: ruletest.Amount("1500.00")},
		}}}}
		change(v)
		s := ruletest.Setting()
		s.Papers = onlyCOVE{v}
		return ruletest.In(s, ruletest.Import(more...))
	}
	same := func(*cove.Cove) {}
	return []ruletest.Example{
		{Rule: code, Name: "the same", Want: rule.Pass, Case: with(same)},
		{Rule: code, Name: "another value", Want: rule.Warning, Case: with(func(v *cove.Cove) { v.Facturas[0].Mercancias[1].ValorDolares = ruletest.Amount("1100.00") })},
		{Rule: code, Name: "another date", Want: rule.Warning, Case: with(func(v *cove.Cove) { v.Fecha = 20240228 })},
		{Rule: code, Name: "another invoice", Want: rule.Warning, Case: with(func(v *cove.Cove) { v.Numero = "INV-2" })},
		{Rule: code, Name: "another supplier", Want: rule.Warning, Case: with(func(v *cove.Cove) { v.Emisor.ID = "990000002" })},
		{Rule: code, Name: "another currency", Want: rule.Warning, Case: with(func(v *cove.Cove) { v.Facturas[0].Mercancias[1].Moneda = "EUR" })},
		{Rule: code, Name: "no COVE", Want: rule.NotApplicable, Case: with(same, func(p *pedimento.Pedimento) { p.Facturas[0].COVE = "" })},
		{Rule: code, Name: "the COVE is not here", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before there were any", Want: rule.NotInForce, Case: with(same, ruletest.At(20120531))},
	}
}

// onlyCOVE are papers of one COVE and nothing else.
type onlyCOVE struct{ v *cove.Cove }

func (o onlyCOVE) COVE(string) *cove.Cove { return o.v }

func (onlyCOVE) Invoices(string, string) []*invoice.Invoice { return nil }

func (onlyCOVE) Packings(string) []*invoice.Packing { return nil }

func (onlyCOVE) CFDI(string) []*cfdi.Comprobante { return nil }

func (onlyCOVE) Sales(string) []*cfdi.Comprobante { return nil }
