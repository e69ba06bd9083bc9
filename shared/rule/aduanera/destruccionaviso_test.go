package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func destruccionAviso() []ruletest.Example {
	const code = "aduanera_destruccion_aviso"
	acts := func(rows string) *rule.Setting {
		s := of()
		s.Plant = index("acta,renglon,fecha,tipo,parte,cantidad,unidad,documento,fecha_aviso\n" + rows)
		return s
	}
	destroyed := func(notice string) *rule.Setting {
		return acts("A-1,1,2026-05-15,destruccion,CON-10,5,6,Aviso," + notice + "\nA-1,2,2026-05-15,destruccion,CON-11,5,6,Aviso," + notice + "\n")
	}
	const day = document.Date(20260630)
	return []ruletest.Example{
		{Rule: code, Name: "fifteen days before", Want: rule.Pass, Books: books(destroyed("2026-04-30"), day)},
		{Rule: code, Name: "fourteen", Want: rule.Warning, Books: books(destroyed("2026-05-01"), day)},
		{Rule: code, Name: "after the act", Want: rule.Warning, Books: books(destroyed("2026-05-16"), day)},
		{Rule: code, Name: "it does not say", Want: rule.Unreadable, Books: books(destroyed(""), day)},
		{Rule: code, Name: "one late and one that does not say", Want: rule.Warning, Books: books(acts("A-1,1,2026-05-15,destruccion,CON-10,5,6,Aviso,2026-05-10\nA-2,1,2026-05-16,destruccion,CON-10,5,6,Aviso,\n"), day)},
		{Rule: code, Name: "a donation", Want: rule.NotApplicable, Books: books(acts("A-1,1,2026-05-15,donacion,CON-10,5,6,Contrato,\n"), day)},
		{Rule: code, Name: "not destroyed yet", Want: rule.NotApplicable, Books: books(destroyed("2026-05-10"), 20260514)},
		{Rule: code, Name: "no tables", Want: rule.Unreadable, Books: books(of(), day)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(destroyed("2026-05-10"), 20081231)},
	}
}
