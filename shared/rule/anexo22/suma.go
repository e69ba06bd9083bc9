package anexo22

import (
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// added is the sum of one figure of all partidas; unknown when one is, or when
// there are none.
func added(c *rule.Case, of func(*pedimento.Partida) money.Amount) money.Amount {
	var s money.Sum
	for i := range c.P.Partidas {
		s.Add(of(&c.P.Partidas[i]))
	}
	total, _ := s.Total()
	return total
}

// adds holds a figure of the heading, where the document itself says it, to
// the sum of its partidas.
func adds(c *rule.Case, code, field string, head money.Amount, of func(*pedimento.Partida) money.Amount) rule.Outcome {
	if len(c.P.Partidas) == 0 {
		return rule.NotApplicable
	}
	sum := added(c, of)
	if !head.Known() || !c.Stated(field) || !sum.Known() {
		return c.NoData(rule.DataValue)
	}
	if !c.Near(code, head, sum, len(c.P.Partidas)) {
		c.Fail(rule.Where{Field: field}, "El encabezado dice %s en %s y las partidas suman %s.", "The heading says %s in %s and the partidas add up to %s.", head, field, sum)
	}
	return c.Judged()
}
