package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// plazoInicio: a stay begins when the selection mechanism was activated and the
// dispatch complied with; of a consolidated pedimento when it was closed; of a
// transfer on its day (RGCE 2015 4.3.1, today RLA 173). A lot whose beginning is
// the payment, for want of those, has a due date that may be wrong.
func plazoInicio() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_plazo_inicio",
		Title:     document.Text{ES: "El plazo parte de la selección, del cierre o de la transferencia", EN: "The stay begins with selection, closing or transfer"},
		Citation:  "RLA art. 173; RGCE 2015 4.3.1; LA arts. 37 y 37-A",
		Source:    "dossier §2.2; §14 25",
		Authority: rule.Aduanera, From: 20150101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Entregue el Data Stage con la selección (Sel), o el desaduanado; del consolidado, su cierre.",
			EN: "Deliver the Data Stage with the selection (Sel), or the release; of a consolidado its closing.",
		},
		Example: document.Text{
			ES: "Un lote abierto cuyo plazo se cuenta del pago porque no consta la selección.",
			EN: "An open lot whose stay counts from payment because selection is not on record.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{25},
		Books: func(b *rule.Books) rule.Outcome {
			if len(b.Lots) == 0 {
				return b.NoData(rule.DataBooks)
			}
			term := false
			for i := range b.Lots {
				l := &b.Lots[i]
				if !l.Vence.Known() || l.Left() == 0 {
					continue
				}
				term = true
				if l.InicioBase == "pago_aproximado" {
					b.Fail(rule.Where{Key: l.ID, Field: "inicio"},
						"El plazo del lote se cuenta del pago del %s porque no consta cuándo inició; vence el %s según eso.",
						"The stay of the lot counts from the payment of %s because its beginning is not on record; by that it is due on %s.", l.Inicio, l.Vence)
				}
			}
			if !term {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}
