package immex

import (
	"cmp"

	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// Claves of Apéndice 2 that several rules ask about.
const (
	claveV1 = "V1"
	claveA3 = "A3"
)

// complement is a complement of an identifier, "" when it has none there.
func complement(k *pedimento.Identificador, i int) string {
	if i < len(k.Complementos) {
		return k.Complementos[i]
	}
	return ""
}

// goods are what two sides of a transfer compare.
type goods struct{ fraccion, umt string }

func compareGoods(a, b goods) int {
	return cmp.Or(cmp.Compare(a.fraccion, b.fraccion), cmp.Compare(a.umt, b.umt))
}

func add(sums map[goods]*money.Sum, k goods, q money.Amount) {
	if sums[k] == nil {
		sums[k] = &money.Sum{}
	}
	sums[k].Add(q)
}

// counterparts add up what the pedimentos that record 512 names import; false
// when one of them is not here.
func counterparts(c *rule.Case) (map[goods]*money.Sum, bool) {
	if c.Others == nil {
		return nil, false
	}
	out, done := map[goods]*money.Sum{}, map[string]bool{}
	for i := range c.P.Descargos {
		d := &c.P.Descargos[i]
		if d.Clave != claveV1 {
			continue
		}
		number := pedimento.Number(pedimento.YearFor(d.Documento, d.Fecha), d.Aduana, d.Patente, d.Documento)
		if done[number] {
			continue
		}
		done[number] = true
		b := c.Others.Find(number)
		if b == nil || !b.Counterpart {
			return nil, false
		}
		for j := range b.Partidas {
			q := &b.Partidas[j]
			add(out, goods{q.Fraccion, q.UMT}, q.CantidadUMT)
		}
	}
	return out, len(done) > 0
}
