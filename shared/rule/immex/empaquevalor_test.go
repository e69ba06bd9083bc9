package immex_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// parts is a catalogue of a panel and a pallet.
func parts() *plant.Index {
	csv := []byte("parte,descripcion,tipo,fraccion,umt,umc,valid_from\nPAN-1,Tablero,producto,85372099,6,6,2020-01-01\nTAR-1,Tarima,empaque,44152001,6,6,2020-01-01\n")
	book, findings := sheet.Read(csv)
	if book == nil {
		panic(findings)
	}
	f, findings := material.Read(book)
	if f == nil {
		panic(findings)
	}
	return plant.New([]plant.File{{File: f, Hash: document.HashOf(csv), Doc: "d"}}, unit.Default())
}

// packaged is an A1 of 3,000 dollars of goods whose CFDI bills 200 of pallets too.
func packaged(changes ...func(*ruletest.Shipment)) *rule.Case {
	s := ruletest.Salida(append([]func(*ruletest.Shipment){func(s *ruletest.Shipment) {
		s.P.Clave = "A1"
		s.P.Partidas[0].Identificadores = []pedimento.Identificador{{Clave: "EB"}}
		k := s.CFDI.Conceptos[0]
		k.NoIdentificacion, k.Importe = "TAR-1", ruletest.Amount("200")
		s.CFDI.Conceptos = append(s.CFDI.Conceptos, k)
	}}, changes...)...)
	set := s.Setting()
	set.Plant = parts()
	return rule.NewCase(set, s.P)
}

func empaqueValor() []ruletest.Example {
	const code = "immex_empaque_valor"
	declares := func(amount string) func(*ruletest.Shipment) {
		return func(s *ruletest.Shipment) { s.P.Facturas[0].ValorMoneda = ruletest.Amount(amount) }
	}
	return []ruletest.Example{
		{Rule: code, Name: "the goods alone", Want: rule.Pass, Case: packaged()},
		{Rule: code, Name: "with the pallets", Want: rule.Warning, Case: packaged(declares("3200"))},
		{Rule: code, Name: "neither", Want: rule.Unreadable, Case: packaged(declares("2500"))},
		{Rule: code, Name: "with the pallets, by a commercial invoice", Want: rule.Warning, Case: packaged(declares("3200"), ruletest.Twinned, func(s *ruletest.Shipment) {
			s.CFDI = nil
			l := s.Invoice.Lineas[0]
			l.Parte, l.Importe = "TAR-1", ruletest.Amount("200")
			s.Invoice.Lineas = append(s.Invoice.Lineas, l)
		})},
		{Rule: code, Name: "a discount on the pallets", Want: rule.Pass, Case: packaged(func(s *ruletest.Shipment) { s.CFDI.Conceptos[1].Descuento = ruletest.Amount("200") })},
		{Rule: code, Name: "a part nobody knows", Want: rule.Unreadable, Case: packaged(func(s *ruletest.Shipment) { s.CFDI.Conceptos[1].NoIdentificacion = "X" })},
		{Rule: code, Name: "in another currency", Want: rule.Unreadable, Case: packaged(func(s *ruletest.Shipment) { s.CFDI.Moneda = "CAD" })},
		{Rule: code, Name: "no paper", Want: rule.Unreadable, Case: packaged(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: packaged(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "no catalogue of parts", Want: rule.Unreadable, Case: func() *rule.Case { c := packaged(); c.Plant = nil; return c }()},
		{Rule: code, Name: "two CFDI of one folio", Want: rule.Unreadable, Case: packaged(func(s *ruletest.Shipment) {
			s.More = append(s.More, ruletest.Sale(func(c *cfdi.Comprobante) { c.UUID = "1F0C3A9E-0000-4000-8000-00000000000B" }))
		})},
		{Rule: code, Name: "no packaging", Want: rule.NotApplicable, Case: packaged(func(s *ruletest.Shipment) { s.P.Partidas[0].Identificadores = nil })},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: packaged(func(s *ruletest.Shipment) { s.P.Clave = "RT" })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: packaged(func(s *ruletest.Shipment) { ruletest.At(20051231)(s.P) })},
	}
}
