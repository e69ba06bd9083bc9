package immex

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// v1Cantidades: what the sender returns is what the receiver imports: same
// fracciones and tariff quantities in both pedimentos. The sender's pedimento
// names the receiver's in record 512.
func v1Cantidades() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_cantidades",
		Title:     document.Text{ES: "El V1 del remitente y el del destinatario traen las mismas cantidades", EN: "The V1 of the sender and of the receiver carry the same quantities"},
		Citation:  "LA art. 105; RLA art. 166; RGCE 4.3.21",
		Source:    "dossier §4 V25",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Concilie con la contraparte y rectifique el pedimento que esté mal.",
			EN: "Reconcile with the counterpart and rectify the pedimento that is wrong.",
		},
		Example: document.Text{
			ES: "Se transfieren 1,000 piezas y el destinatario importa 900.",
			EN: "1,000 pieces are transferred and the receiver imports 900.",
		},
		Needs: []rule.Data{rule.DataCounterpart}, Checks: []int{5},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveV1 || !c.Exporta || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			theirs, ok := counterparts(c)
			if !ok {
				return c.NoData(rule.DataCounterpart)
			}
			own := map[goods]*money.Sum{}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				add(own, goods{q.Fraccion, q.UMT}, q.CantidadUMT)
			}
			for _, k := range slices.SortedFunc(maps.Keys(own), compareGoods) {
				mine, known := own[k].Total()
				var other money.Amount
				if s := theirs[k]; s != nil {
					o, read := s.Total()
					other, known = o, known && read
				} else {
					other = money.Int(0)
				}
				if !known {
					return c.NoData(rule.DataUnit)
				}
				if !mine.Equal(other) {
					c.Fail(rule.Where{Field: "cantidad_umt", Other: k.fraccion},
						"De la fracción %s se transfieren %s (unidad %s) y la contraparte importa %s.",
						"Of fracción %s %s (unit %s) are transferred and the counterpart imports %s.", k.fraccion, mine, k.umt, other)
				}
			}
			return c.Judged()
		},
	}
}
