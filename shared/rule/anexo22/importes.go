package anexo22

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// importes: contributions and values in pesos are whole, of at most twelve
// digits (Anexo 22; dossier §3.7 and §4).
func importes() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_importes",
		Title:     say("Los importes en pesos son enteros", "Amounts in pesos are whole"),
		Citation:  "RGCE Anexo 22; CFF 20",
		Source:    "dossier §3.7",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: say("IVA de 4,318.50.", "IVA of 4,318.50."), Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			l, ok := c.Catalog.FieldLength("importe_contribucion", c.On)
			if !ok || len(c.P.Liquidacion) == 0 {
				return rule.NotApplicable
			}
			w := written{c: c, l: l, field: "contribuciones"}
			for i := range c.P.Contribuciones {
				w.ask(0, c.P.Contribuciones[i].Importe)
			}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for j := range q.Contribuciones {
					w.ask(q.Secuencia, q.Contribuciones[j].Importe)
				}
			}
			if w.unknown && c.Judged() == rule.Pass {
				return c.NoData(rule.DataValue)
			}
			return c.Judged()
		},
	}
}

// written judges how many digits amounts of one field are written with.
type written struct {
	c       *rule.Case
	l       catalog.Length
	field   string
	unknown bool // some amount was
}

// ask looks at one amount; one that is not known is not judged.
func (w *written) ask(partida int, a money.Amount) {
	if !a.Known() {
		w.unknown = true
		return
	}
	if fits(a, w.l) {
		return
	}
	w.c.Fail(rule.Where{Partida: partida, Field: w.field}, "El campo %s dice %s; admite %d enteros y %d decimales.", "Field %s says %s; it takes %d whole digits and %d decimals.",
		w.field, a.Written(), w.l.Whole, w.l.Decimals)
}

// fits reports that an amount is within the digits of its field; zeros at the
// end are no decimals.
func fits(a money.Amount, l catalog.Length) bool {
	if a.Scale() <= l.Decimals && a.Abs().Cmp(money.Int(million)) < 0 && l.Whole >= millionDigits {
		return true // the usual case, without text
	}
	whole, decimals, _ := strings.Cut(a.Abs().String(), ".")
	return len(whole) <= l.Whole && len(decimals) <= l.Decimals
}

const (
	million       = 1_000_000
	millionDigits = 6
)
