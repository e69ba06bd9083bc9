package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// valorAduana: the customs value is the price paid with freight, insurance,
// packing and other additions; deductions stand inside the price (LA art. 64
// to 66; dossier V08). Packaging that returns under rule 4.3.3 (identifier EB)
// bears no additions, so a pedimento of it alone has nothing to add.
func valorAduana() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_valor_aduana",
		Title:     document.Text{ES: "El valor en aduana es el precio pagado más los incrementables", EN: "The customs value is the price paid plus the additions"},
		Citation:  "LA 64 a 66",
		Source:    "dossier §4 V08",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare con la hoja de cálculo y los comprobantes de incrementables, y pida la rectificación si falta valor.",
			EN: "Compare with the valuation sheet and the proof of the additions, and ask for the rectification when value is missing.",
		},
		Example: document.Text{ES: "Precio pagado 591,292, fletes 41,097 y valor en aduana 591,292.", EN: "Price paid 591,292, freight 41,097 and a customs value of 591,292."},
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || bare(c) {
				return rule.NotApplicable
			}
			value, price := added(c, false)
			more := incrementables(c.P)
			want := rule.Plus(price, more)
			if !value.Known() || !want.Known() {
				return c.NoData(rule.DataValue)
			}
			less := rule.Minus(want, c.P.Decrementables)
			const code = "aduanera_valor_aduana"
			if c.Near(code, value, want, len(c.P.Partidas)) || c.Near(code, value, less, len(c.P.Partidas)) {
				return rule.Pass
			}
			return c.Fail(rule.Where{Field: "valor_aduana"},
				"El valor en aduana es %s; el precio pagado %s con incrementables de %s da %s.", "The customs value is %s; the price paid of %s with additions of %s gives %s.",
				value, price, more, want)
		},
	}
}

// incrementables adds what the heading declares; a source that gives none of
// the four leaves them unknown.
func incrementables(p *pedimento.Pedimento) money.Amount {
	return rule.Plus(p.Fletes, p.Seguros, p.Embalajes, p.OtrosIncrementables)
}

// added are the sums of customs value and price paid; without packaging when
// asked.
func added(c *rule.Case, goodsOnly bool) (value, price money.Amount) {
	value, price = money.Int(0), money.Int(0)
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		if goodsOnly && rule.Carries(q, "EB") {
			continue
		}
		value, price = rule.Plus(value, q.ValorAduana), rule.Plus(price, q.ValorComercial)
	}
	return value, price
}

// bare reports that a declaration is of packaging alone, or of nothing.
func bare(c *rule.Case) bool {
	for i := range c.P.Partidas {
		if !rule.Carries(&c.P.Partidas[i], "EB") {
			return false
		}
	}
	return true
}
