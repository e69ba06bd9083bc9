package pedimento

import (
	"cmp"
	"slices"

	"example.com/immex/shared/money"
)

// Liquidate is the whole cuadro de liquidación: contributions of pedimento
// level plus Σ of the partidas, by clave and forma de pago, in the order of
// clave. A group with an unreadable amount has an unknown importe.
func Liquidate(p *Pedimento) []Contribucion {
	type key struct{ clave, forma string }
	sums := map[key]*money.Sum{}
	add := func(cs []Contribucion) {
		for _, c := range cs {
			k := key{c.Clave, c.FormaPago}
			if sums[k] == nil {
				sums[k] = &money.Sum{}
			}
			sums[k].Add(c.Importe)
		}
	}
	add(p.Contribuciones)
	for i := range p.Partidas {
		add(p.Partidas[i].Contribuciones)
	}
	out := make([]Contribucion, 0, len(sums))
	for k, s := range sums {
		c := Contribucion{Clave: k.clave, FormaPago: k.forma}
		if t, ok := s.Total(); ok {
			c.Importe = t
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Contribucion) int {
		return cmp.Or(cmp.Compare(a.Clave, b.Clave), cmp.Compare(a.FormaPago, b.FormaPago))
	})
	return out
}
