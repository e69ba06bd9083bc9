package anexo22_test

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func tipoCambio() []ruletest.Example {
	const code = "anexo22_tipo_cambio"
	published := func(pairs ...string) *rule.Setting {
		var rows []catalog.LawRow
		for i := 0; i < len(pairs); i += 2 {
			rows = append(rows, lawRow("moneda=USD", "fecha="+pairs[i], "tipo_de_cambio="+pairs[i+1]))
		}
		return delivered("tipo_de_cambio", rows...)
	}
	entered := func(p *pedimento.Pedimento) { p.FechaEntrada = 20240304 }
	one := published("2024-03-05", "17.0000")
	return []ruletest.Example{
		{Rule: code, Name: "the published one", Want: rule.Pass, Case: ruletest.In(one, ruletest.Import())},
		{Rule: code, Name: "another", Want: rule.Warning, Case: ruletest.In(published("2024-03-05", "17.0357"), ruletest.Import())},
		{Rule: code, Name: "that of the entry", Want: rule.Pass, Case: ruletest.In(published("2024-03-04", "17.0000", "2024-03-05", "17.0357"), ruletest.Import(entered))},
		{Rule: code, Name: "that of the entry was not delivered", Want: rule.Unreadable, Case: ruletest.In(published("2024-03-05", "17.0357"), ruletest.Import(entered))},
		{Rule: code, Name: "paid before it entered", Want: rule.Pass, Case: ruletest.In(one, ruletest.Import(func(p *pedimento.Pedimento) { p.FechaEntrada = 20240307 }))},
		{Rule: code, Name: "nothing was delivered", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(0)))},
		{Rule: code, Name: "a rectification", Want: rule.NotApplicable, Case: ruletest.In(one, ruletest.Import(func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(one, ruletest.Import(ruletest.At(20011231)))},
	}
}

// lawRow is a row of a delivered table of law, of the days its columns say.
func lawRow(cells ...string) catalog.LawRow {
	r := catalog.LawRow{Cells: map[string]string{}, Validity: catalog.Validity{From: 20200101, Source: "test", Confidence: "C"}}
	for _, c := range cells {
		name, value, _ := strings.Cut(c, "=")
		r.Cells[name] = value
	}
	return r
}

// delivered is the sample's setting with rows of a table of law.
func delivered(table string, rows ...catalog.LawRow) *rule.Setting {
	s := ruletest.Setting()
	c, err := catalog.Default().With(map[string][]catalog.LawRow{table: rows})
	if err != nil {
		panic(err)
	}
	s.Catalog = c
	return s
}
