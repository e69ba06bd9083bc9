package cove

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// rates holds that goods in one currency turn into dollars at one rate: for
// two lines, total₁ × dollars₂ = total₂ × dollars₁.
func (g gate) rates() {
	first := map[string]*Mercancia{}
	for i := range g.c.Facturas {
		for k := range g.c.Facturas[i].Mercancias {
			m := &g.c.Facturas[i].Mercancias[k]
			if m.Moneda == "" || m.Moneda == "USD" || m.ValorTotal.Sign() <= 0 || m.ValorDolares.Sign() <= 0 {
				continue
			}
			a := first[m.Moneda]
			if a == nil {
				first[m.Moneda] = m
				continue
			}
			g.rate(a, m)
		}
	}
}

func (g gate) rate(a, b *Mercancia) {
	x, errX := a.ValorTotal.Mul(b.ValorDolares)
	y, errY := b.ValorTotal.Mul(a.ValorDolares)
	if errX != nil || errY != nil {
		return // above 19 digits: a warning is not worth a guess
	}
	tol := catalog.Default().Tolerance("cove_tipo_cambio", g.c.Fecha, x, 1)
	check := catalog.Default().Cotejo("cove_tipo_cambio", "cove_xml", g.c.Fecha)
	// Small values carry the rounding of their dollars.
	for _, z := range []struct{ total, dollars money.Amount }{{a.ValorTotal, b.ValorDolares}, {b.ValorTotal, a.ValorDolares}} {
		if t, err := z.total.Mul(check.Absolute); err == nil && t.Cmp(tol) > 0 {
			tol = t
		}
	}
	if money.Within(x, y, tol) {
		if g.c.Forma == Impreso {
			a.confirm("valor_dolares")
			b.confirm("valor_dolares")
		}
		return
	}
	g.add("cove_tipo_cambio", document.Warning, where(&b.Block), document.Textf(
		"En %s, %s son %s dólares en una mercancía y %s son %s en otra: no es la misma equivalencia. Confirme los dólares.",
		"In %s, %s are %s dollars for one line of goods and %s are %s for another: the rate is not the same. Confirm the dollars.",
		b.Moneda, a.ValorTotal.Written(), a.ValorDolares.Written(), b.ValorTotal.Written(), b.ValorDolares.Written()))
}
