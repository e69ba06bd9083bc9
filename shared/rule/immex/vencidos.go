package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// vencidos: goods past their stay that are still here are understood to be
// illegally in the country (LA 108, penultimate paragraph). A lot is certain when
// no reading of the law lets it stay; before that it is a warning.
func vencidos() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_vencidos",
		Title:     document.Text{ES: "Ningún lote con saldo pasó de su plazo", EN: "No lot with a balance is past its stay"},
		Citation:  "LA arts. 101 y 108 penúltimo párrafo; Decreto IMMEX art. 4",
		Source:    "dossier §2.3; §6; §14 1",
		Authority: rule.IMMEX, From: 20030101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Retorne o cambie de régimen lo que aún puede; lo vencido se regulariza con A3. Vea la contingencia.",
			EN: "Return or change the regime of what still can; what is past is regularised with A3. See the contingency.",
		},
		Example: document.Text{
			ES: "Un lote de 18 meses con 300 piezas un mes después de vencer.",
			EN: "A lot of 18 months with 300 pieces a month after it was due.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{1},
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
				if l.Vence >= b.AsOf {
					continue
				}
				at := rule.Where{Key: l.ID, Field: "vence"}
				if l.VenceUltimo.Known() && l.VenceUltimo < b.AsOf {
					b.Fail(at, "El lote venció el %s y quedan %s (unidad %s) el %s.", "The lot was due on %s and %s (unit %s) are left on %s.", l.Vence, l.Left(), l.Unidad, b.AsOf)
					continue
				}
				b.Warn(at, "El lote pudo vencer el %s y quedan %s (unidad %s) el %s.", "The lot may have been due on %s and %s (unit %s) are left on %s.", l.Vence, l.Left(), l.Unidad, b.AsOf)
			}
			if !term {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}
