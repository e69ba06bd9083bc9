package aduanera_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/aduanera"
	"example.com/immex/shared/rule/ruletest"
)

func a3Temprano() []ruletest.Example {
	const code = "aduanera_a3_temprano"
	at := func(day document.Date, more ...change) *pedimento.Pedimento {
		return ruletest.Import(append([]change{clave("A3"), names("IN", day)}, more...)...)
	}
	return []ruletest.Example{
		{Rule: code, Name: "past its stay", Want: rule.Pass, Case: ruletest.Case(at(20220801))},
		{Rule: code, Name: "still in time", Want: rule.Notice, Case: ruletest.Case(at(20230701))},
		{Rule: code, Name: "an entry without its day", Want: rule.Unreadable, Case: ruletest.Case(at(0))},
		{Rule: code, Name: "an F4", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4"), names("IN", 20230701)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(at(20020101, ruletest.At(20021231)))},
	}
}

// TestA3OfTwoPartidas: an entry that an A3 names for two of its partidas is told once,
// other entries beside it.
func TestA3OfTwoPartidas(t *testing.T) {
	t.Parallel()
	another := func(p *pedimento.Pedimento) {
		p.Descargos = append(p.Descargos, pedimento.Descargo{Patente: "3210", Documento: "3000501", Aduana: "240", Clave: "IN", Fecha: 20230701},
			pedimento.Descargo{Patente: "3987", Documento: "3000501", Aduana: "160", Clave: "IN", Fecha: 20230701}) // another agent's of the same number
	}
	c := ruletest.Case(ruletest.Import(clave("A3"), names("IN", 20230701), names("IN", 20230701), another))
	for _, r := range aduanera.Rules() {
		if r.Code == "aduanera_a3_temprano" {
			rule.Judge(r, c)
		}
	}
	if f := c.Findings(); len(f) != 3 || f[0].Other != "3000500" || f[1].Other != "3000501" || f[2].Other != "3000501" {
		t.Errorf("told %d: %+v", len(f), f)
	}
}
