package immex

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v1Pareja: a transfer is two pedimentos, the return of the sender and the
// temporary import of the receiver (LA 105, 112; RLA 166). A pair whose two sides
// contradict each other is no transfer; one that names no other side has none
// yet.
func v1Pareja() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_pareja",
		Title:     document.Text{ES: "Cada V1 tiene su pareja y no la contradice", EN: "Every V1 has its pair and does not contradict it"},
		Citation:  "LA arts. 105 y 112; RLA art. 166; RGCE 4.3.21",
		Source:    "dossier §4 V25; §2.3 V1",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida a la contraparte su pedimento y entréguelo; si difieren, rectifique el que esté mal.",
			EN: "Ask the counterpart for its pedimento and deliver it; when they differ, rectify the one that is wrong.",
		},
		Example: document.Text{
			ES: "El V1 que se recibió nombra un pedimento de exportación que no lo nombra a él.",
			EN: "The V1 received names an export pedimento that does not name it.",
		},
		Needs: []rule.Data{rule.DataCounterpart}, Checks: []int{5},
		Books: func(b *rule.Books) rule.Outcome {
			if len(b.Pairs) == 0 {
				return rule.NotApplicable
			}
			judged := false
			for i := range b.Pairs {
				p := &b.Pairs[i]
				at := rule.Where{Key: p.Pedimento, Field: "pareja", Other: strings.Join(p.Others, " ")}
				switch p.State {
				case "contradicha":
					judged = true
					b.Fail(at, "El V1 %s y su pareja %s se contradicen.", "V1 %s and its pair %s contradict each other.", p.Pedimento, strings.Join(p.Others, ", "))
				case "sin_referencia":
					judged = true
					b.Warn(at, "El V1 %s del %s no nombra a su pareja.", "V1 %s of %s names no pair.", p.Pedimento, p.Pago)
				case "confirmada":
					judged = true
				}
			}
			if !judged {
				return b.NoData(rule.DataCounterpart) // all name a pair that nobody delivered
			}
			return b.Judged()
		},
	}
}
