package cff_test

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

var acused = ruletest.Acused

func coveCFDI() []ruletest.Example {
	const code = "cff_cove_cfdi"
	acuse := func(change func(*cove.Cove)) *rule.Case {
		return out(acused, func(s *ruletest.Shipment) { change(s.Cove) })
	}
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: out(acused)},
		{Rule: code, Name: "an import of a foreign supplier", Want: rule.NotApplicable, Case: out(acused, func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(acused, func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(acused, func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: out()},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "relación", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.Cove.Relacion = "1" })},
		{Rule: code, Name: "by its UUID", Want: rule.Pass, Case: out(acused, func(s *ruletest.Shipment) { s.Cove.Numero = s.CFDI.UUID })},
		{Rule: code, Name: "of another invoice", Want: rule.Warning, Case: acuse(func(a *cove.Cove) { a.Numero = "EXP-2" })},
		{Rule: code, Name: "of another day", Want: rule.Warning, Case: acuse(func(a *cove.Cove) { a.Fecha = 20240604 })},
		{Rule: code, Name: "of another seller", Want: rule.Warning, Case: acuse(func(a *cove.Cove) { a.Emisor.ID = "OTR210101AB1" })},
		{Rule: code, Name: "for another buyer", Want: rule.Warning, Case: acuse(func(a *cove.Cove) { a.Destinatario.ID = "980000002" })},
		{Rule: code, Name: "in another currency", Want: rule.Warning, Case: acuse(func(a *cove.Cove) { a.Facturas[0].Mercancias[0].Moneda = "EUR" })},
		{Rule: code, Name: "worth more", Want: rule.Warning, Case: acuse(func(a *cove.Cove) { a.Facturas[0].Mercancias[0].ValorTotal = ruletest.Amount("3300") })},
		{Rule: code, Name: "goods without value", Want: rule.Unreadable, Case: acuse(func(a *cove.Cove) { a.Facturas[0].Mercancias[0].ValorTotal = ruletest.Amount("") })},
		{Rule: code, Name: "a purchase in the country, by its UUID", Want: rule.Warning, Case: out(acused, bought, func(s *ruletest.Shipment) { s.Cove.Fecha = 20240605 })},
	}
}
