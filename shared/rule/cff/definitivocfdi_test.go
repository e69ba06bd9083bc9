package cff_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func definitivoCFDI() []ruletest.Example {
	const code = "cff_definitivo_cfdi"
	return []ruletest.Example{
		{Rule: code, Name: "sold with it", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			s.CFDI.Conceptos[0].Pedimentos = []string{s.P.Number}
		})},
		{Rule: code, Name: "sold with the old one", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			s.CFDI.Conceptos[0].Pedimentos = []string{"232432103000999"}
		})},
		{Rule: code, Name: "sold before", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			s.CFDI.Fecha, s.CFDI.Conceptos[0].Pedimentos = 20240101, []string{"232432103000999"}
		})},
		{Rule: code, Name: "another's sale", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			s.CFDI.Emisor.RFC, s.CFDI.Conceptos[0].Pedimentos = "OTR900101AB1", []string{"232432103000999"}
		})},
		{Rule: code, Name: "nothing discharged", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			s.P.Descargos = nil
		})},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			s.None = true
		})},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: out()},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) {
			s.P = ruletest.Import()
			s.P.Clave, s.P.Regimen = "F4", "IMD"
			s.P.Descargos = []pedimento.Descargo{{Patente: "3210", Documento: "3000999", Aduana: "240", Clave: "IN", Fecha: 20230801}}
			ruletest.At(20171231)(s.P)
		})},
	}
}
