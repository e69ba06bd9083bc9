package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaqueNeto() []ruletest.Example {
	const code = "aduanera_empaque_neto"
	weighed := ped(func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].UMT, p.Partidas[i].CantidadUMT = "1", ruletest.Amount("700")
		}
	})
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in(weighed)},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(weighed, paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: in(weighed, func(s *ruletest.Shipment) { s.Packing = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(weighed, shipped(19950101))},
		{Rule: code, Name: "a partida in pieces", Want: rule.NotApplicable, Case: in(weighed, ped(func(p *pedimento.Pedimento) { p.Partidas[1].UMT = "6" }))},
		{Rule: code, Name: "the gross weight declared as net", Want: rule.Warning, Case: in(weighed, ped(func(p *pedimento.Pedimento) { p.Partidas[1].CantidadUMT = ruletest.Amount("800") }))},
		{Rule: code, Name: "in grams", Want: rule.Pass, Case: in(weighed, ped(func(p *pedimento.Pedimento) {
			p.Partidas[1].UMT, p.Partidas[1].CantidadUMT = "2", ruletest.Amount("700000")
		}))},
		{Rule: code, Name: "the list has no net weight", Want: rule.Unreadable, Case: in(weighed, func(s *ruletest.Shipment) { s.Packing.NetoKG = ruletest.Amount("") })},
		{Rule: code, Name: "a partida without quantity", Want: rule.Unreadable, Case: in(weighed, ped(func(p *pedimento.Pedimento) { p.Partidas[1].CantidadUMT = ruletest.Amount("") }))},
	}
}
