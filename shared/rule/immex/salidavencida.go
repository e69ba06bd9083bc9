package immex

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// salidaVencida: what returned, was transferred or changed regime came from lots
// whose stay still ran: goods past it can no longer leave as if in time (LA 108);
// they are regularised with A3 (LA 101). An error is only what no reading of the
// stay lets leave. What an exit itself names the books tell (expired_named), and
// of an F4 aduanera_cambio_plazo does: neither is told again.
func salidaVencida() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_salida_vencida",
		Title:     document.Text{ES: "Ninguna salida toma de lotes vencidos", EN: "No exit takes from lots past their stay"},
		Citation:  "LA arts. 101 y 108",
		Source:    "dossier §1.7; §2.3 F4, A3",
		Authority: rule.IMMEX, From: 20030101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Regularice con A3 lo que salió vencido, o dirija la salida a un lote vigente con evidencia.",
			EN: "Regularise with A3 what left past its stay, or direct the exit to a lot in time with evidence.",
		},
		Example: document.Text{
			ES: "Un RT que en PEPS toma un lote vencido el mes anterior.",
			EN: "An RT that by PEPS takes from a lot that was due the month before.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{1, 4},
		Books: func(b *rule.Books) rule.Outcome {
			if len(b.Exits) == 0 {
				return b.NoData(rule.DataBooks)
			}
			judged := false
			for i := range b.Exits {
				x := &b.Exits[i]
				row, _ := b.Catalog.Effect(x.Clave, "IMP", nil, x.Sale)
				if row.Effect == catalog.EffectRegime {
					continue // a regularisation is there for that, and the others are judged by themselves
				}
				judged = true
				late := x.Vencido - x.VencidoNombrado
				at := rule.Where{Key: x.ID, Field: "cantidad"}
				switch {
				case x.VencidoCierto > 0:
					b.Fail(at, "La salida %s (%s) del %s toma %s de lotes vencidos.", "Exit %s (%s) of %s takes %s from lots past their stay.", x.Pedimento, x.Clave, x.Sale, late)
				case late > 0:
					b.Warn(at, "La salida %s (%s) del %s toma %s de lotes cuyo plazo más corto venció; sólo uno mayor lo permite.",
						"Exit %s (%s) of %s takes %s from lots whose shortest stay was over; only a longer one allows it.", x.Pedimento, x.Clave, x.Sale, late)
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}
