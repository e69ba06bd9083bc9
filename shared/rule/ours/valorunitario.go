package ours

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
)

// valorUnitario: a unit value many times off the median of its own goods, beyond what
// they usually vary, is a slip of the quantity, of the unit or of the price (dossier
// §8.3). Goods are the part or, without one, fracción, unit and description; a value that
// comes again is that of other goods under the same words, no slip.
func valorUnitario() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_valor_unitario",
		Title:     document.Text{ES: "El valor unitario está dentro de su historia", EN: "The unit value is within its history"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §8.3",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise cantidad, unidad y precio del renglón contra la factura.",
			EN: "Check quantity, unit and price of the line against the invoice.",
		},
		Example: document.Text{
			ES: "Un conector que vale 1.50 dólares en veinte renglones y 1,500 en uno.",
			EN: "A connector worth 1.50 dollars in twenty lines and 1,500 in one.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{10},
		Series: func() rule.Series { return &prices{groups: map[string][]price{}} },
	}
}

// price is the unit value of one line, in millionths of a dollar.
type price struct {
	value   int64
	number  string
	partida int
}

// prices keeps unit values by goods.
type prices struct {
	last   *rule.Case
	groups map[string][]price
}

// Add implements rule.Series.
func (x *prices) Add(c *rule.Case) {
	if !c.Importa {
		return
	}
	x.last = c
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		units, err := quantity.From(q.CantidadUMC)
		value, err2 := quantity.From(q.ValorDolares)
		if err != nil || err2 != nil || units == 0 {
			continue
		}
		if v, err := value.MulDiv(one, units); err == nil {
			k := pricedAs(q)
			x.groups[k] = append(x.groups[k], price{int64(v), c.P.Number, q.Secuencia})
		}
	}
}

// pricedAs are the goods whose price is compared.
func pricedAs(q *pedimento.Partida) string {
	if q.CodigoProducto != "" {
		return q.CodigoProducto + " " + q.UMC
	}
	return q.Fraccion + q.NICO + " " + q.UMC + " " + q.Descripcion
}

// Close implements rule.Series.
func (x *prices) Close(s *rule.Sink) rule.Outcome {
	if x.last == nil {
		return rule.NotApplicable
	}
	lines, times, ratio := least(x.last, "serie_valor_lineas"), least(x.last, "serie_valor_veces"), least(x.last, "serie_valor_razon")
	judged, near := false, nearest{}
	for _, k := range sorted(x.groups) {
		g := x.groups[k]
		near.see(k, len(g))
		if lines < 0 || times < 0 || ratio < 1 || len(g) < lines {
			continue
		}
		judged = true
		values, again := make([]int64, len(g)), map[int64]int{}
		for i := range g {
			values[i] = g[i].value
			again[g[i].value]++
		}
		mid := median(values)
		spread := median(distances(values, mid))
		for _, p := range g {
			if again[p.value] == 1 && off(p.value, mid, spread, int64(times), int64(ratio)) {
				s.Note(rule.Where{Key: p.number, Partida: p.partida, Field: "precio_unitario"}, "La partida %d vale %s dólares por unidad; %q vale %s en la mediana de %d renglones.", "Partida %d is worth %s dollars a unit; %q is worth %s in the median of %d lines.", p.partida, quantity.Micros(p.value), k, quantity.Micros(mid), len(g))
			}
		}
	}
	if !judged {
		return near.tooFew(s, rule.DataHistory, document.Text{ES: "la parte o mercancía", EN: "part or goods"}, lines)
	}
	return s.Judged()
}
