package anexo24

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v1Contradicha: a virtual transfer is a pair: what one side returns the other
// imports, in the same quantities and values (LA arts. 105 and 112; RGCE 5.2.4
// to 5.2.6). A counterpart that is not here is information; one that says
// otherwise is an error.
func v1Contradicha() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_v1_pareja",
		Title:     document.Text{ES: "Cada V1 y su contraparte dicen lo mismo", EN: "Each V1 and its counterpart say the same"},
		Citation:  "LA 105 y 112; RLA 166; RGCE 4.3.21",
		Source:    "dossier §2.3 V1; §4 V25",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Compare ambos pedimentos (immex pairs) y rectifique el que esté mal.",
			EN: "Compare both pedimentos (immex pairs) and rectify the one that is wrong.",
		},
		Example: document.Text{
			ES: "El exportador transfiere 1,000 piezas y el importador declara 900.",
			EN: "The exporter transfers 1,000 pieces and the importer declares 900.",
		},
		Needs: []rule.Data{rule.DataCounterpart}, Checks: []int{5},
		Books: func(b *rule.Books) rule.Outcome {
			known, all := 0, 0
			for i := range b.Pairs {
				p := &b.Pairs[i]
				all++
				switch p.State {
				case "contradicha":
					known++
					b.Fail(rule.Where{Key: p.Pedimento, On: p.Pago, Field: "contraparte"},
						"La contraparte %s declara otra cosa que este V1.", "Counterpart %s declares something else than this V1.", strings.Join(p.Others, ", "))
				case "confirmada":
					known++
				default:
					b.Unsaid(rule.DataCounterpart, "Falta el documento de la contraparte del V1 %s, pagado el %s.", "The counterpart's document of V1 %s, paid on %s, is missing.", p.Pedimento, p.Pago)
				}
			}
			switch {
			case all == 0:
				return rule.NotApplicable
			case known < all && b.Judged() == rule.Pass:
				return b.NoData(rule.DataCounterpart) // of some, or of all
			}
			return b.Judged()
		},
	}
}
