package immex_test

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func domicilio() []ruletest.Example {
	const code = "immex_domicilio"
	const register = "lugar,tipo,domicilio,vigente_desde,vigente_hasta\nPLANTA,planta,CALLE 1,2021-01-01,\nSUB,submaquila,CALLE 2,2026-05-01,\n"
	const moves = "documento,fecha,tipo,parte,pedimento,partida,cantidad,unidad,de,a\nREM-1,%s,submaquila,CON-11,,,50,6,PLANTA,SUB\n"
	move := func(on string) string { return strings.Replace(moves, "%s", on, 1) }
	const asset = "activo,serie,pedimento,partida,descripcion,marca,modelo,estado,lugar,fecha\nAF-9,S-9,26 24 3210 6000999,1,Prensa,M,P,en_uso,BODEGA,2026-06-01\n"
	at := func(on document.Date, s *rule.Setting, csvs ...string) *rule.Books {
		s.Plant = index(csvs...)
		return books(s, on, nil)
	}
	listed := func(c *rule.Company) { c.Plants = []rule.Plant{{Lugar: "SUB", From: 20260101}} }
	return []ruletest.Example{
		{Rule: code, Name: "registered", Want: rule.Pass, Books: at(20260601, of(), register, move("2026-05-01"))},
		{Rule: code, Name: "registered later", Want: rule.Warning, Books: at(20260601, of(), register, move("2026-04-20"))},
		{Rule: code, Name: "registered in the programme file", Want: rule.Pass, Books: at(20260601, of(listed), register, move("2026-04-20"))},
		{Rule: code, Name: "an asset elsewhere", Want: rule.Warning, Books: at(20260701, of(), register, asset)},
		{Rule: code, Name: "not yet moved", Want: rule.NotApplicable, Books: at(20260401, of(), register, move("2026-04-20"))},
		{Rule: code, Name: "nothing is anywhere", Want: rule.NotApplicable, Books: at(20260601, of(), register)},
		{Rule: code, Name: "no register", Want: rule.Unreadable, Books: at(20260601, of(), move("2026-04-20"))},
		{Rule: code, Name: "no tables", Want: rule.Unreadable, Books: books(of(), 20260601, nil)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: at(20061112, of(), register)},
	}
}
