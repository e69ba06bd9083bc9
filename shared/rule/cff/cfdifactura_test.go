package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

var twinned = ruletest.Twinned

// bought makes the sample return an import from a supplier in the country, whose
// CFDI the pedimento names by its UUID.
func bought(s *ruletest.Shipment) {
	s.P.Clave, s.P.Operacion = "V1", "IMP"
	f := &s.P.Facturas[0]
	f.Numero, f.IDFiscal, f.Proveedor = s.CFDI.UUID, "PNE210101AB1", "PROVEEDORA NACIONAL EJEMPLO"
	s.CFDI.Emisor = cfdi.Emisor{RFC: "PNE210101AB1", Nombre: "PROVEEDORA NACIONAL EJEMPLO"}
	s.CFDI.Receptor = cfdi.Receptor{RFC: "MEN210101AB1", Nombre: "MANUFACTURAS EJEMPLO DEL NORTE"}
}

// foreign is an import of a foreign supplier, whose invoice has the folio of a
// CFDI of the company by chance.
func foreign(s *ruletest.Shipment) { s.P.Operacion = "IMP" }

// buying is that import with something changed in the declaration.
func buying(change func(*pedimento.Pedimento)) *rule.Case {
	return out(bought, func(s *ruletest.Shipment) { change(s.P) })
}

func cfdiFactura() []ruletest.Example {
	const code = "cff_cfdi_factura"
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
		{Rule: code, Name: "of another day", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.Fecha = 20240604 })},
		{Rule: code, Name: "of another seller, for this pedimento", Want: rule.Warning, Case: out(twinned, func(s *ruletest.Shipment) {
			s.Invoice.ProveedorID, s.Invoice.Pedimento = "980000002", s.P.Number
		})},
		{Rule: code, Name: "for another buyer", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.CompradorID = "980000002" })},
		{Rule: code, Name: "in another currency", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.Moneda = "EUR" })},
		{Rule: code, Name: "worth more", Want: rule.Warning, Case: bill(func(v *invoice.Invoice) { v.Lineas[0].Importe = ruletest.Amount("3300") })},
		{Rule: code, Name: "another term of sale", Want: rule.Warning, Case: out(twinned, func(s *ruletest.Shipment) { s.CFDI.Comercio = &cfdi.ComercioExterior{Incoterm: "DAP"} })},
		{Rule: code, Name: "lines without value", Want: rule.Unreadable, Case: bill(func(v *invoice.Invoice) { v.Lineas[0].Importe = ruletest.Amount("") })},
	}
}
