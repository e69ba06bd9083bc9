package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// catalogued is the plant's catalogue with one part of 12.5 grams a piece.
func catalogued() *plant.Index {
	book, findings := sheet.Read([]byte("parte,descripcion,fraccion,umc,umt,factor,evidencia,vigente_desde\nCON-10,Conector,85366999,6,1,0.0125,Pesaje,2020-01-01\n"))
	if book == nil {
		panic(findings)
	}
	f, findings := material.Read(book)
	if f == nil {
		panic(findings)
	}
	return plant.New([]plant.File{{File: f, Hash: document.HashOf([]byte("p")), Doc: "d"}}, unit.Default())
}

func factorParte() []ruletest.Example {
	const code = "anexo22_factor_parte"
	of := func(part, umt, quantity string, changes ...func(*pedimento.Pedimento)) *rule.Case {
		s := ruletest.Setting()
		s.Plant = catalogued()
		return ruletest.In(s, ruletest.Import(append(changes, func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				q := &p.Partidas[i]
				q.CodigoProducto, q.UMC, q.CantidadUMC, q.UMT, q.CantidadUMT = part, "6", ruletest.Amount("1000"), umt, ruletest.Amount(quantity)
			}
		})...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "by its factor", Want: rule.Pass, Case: of("CON-10", "1", "12.5")},
		{Rule: code, Name: "within half a per cent", Want: rule.Pass, Case: of("CON-10", "1", "12.55")},
		{Rule: code, Name: "ten times too much", Want: rule.Warning, Case: of("CON-10", "1", "125")},
		{Rule: code, Name: "one dimension", Want: rule.NotApplicable, Case: of("CON-10", "6", "1000")},
		{Rule: code, Name: "a part nobody catalogued", Want: rule.Unreadable, Case: of("CON-11", "1", "12.5")},
		{Rule: code, Name: "no part", Want: rule.Unreadable, Case: of("", "1", "12.5")},
		{Rule: code, Name: "no tariff quantity", Want: rule.Unreadable, Case: of("CON-10", "1", "")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: of("CON-10", "1", "125", ruletest.At(20011231))},
	}
}
