package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v1Citada: the pedimento of a virtual transfer names its counterpart in record
// 512 and by identifier V1; one that names nobody cannot be paired by anybody
// (Anexo 22).
func v1Citada() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_v1_cita",
		Title:     document.Text{ES: "Cada V1 cita a su contraparte", EN: "Each V1 names its counterpart"},
		Citation:  "RGCE Anexo 22, Apéndice 8, V1; RGCE 4.3.21",
		Source:    "dossier §2.3 V1; §3.4",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Pida al agente la cita del pedimento de la contraparte (registro 512 e identificador V1).",
			EN: "Ask the broker for the number of the counterpart (record 512 and identifier V1).",
		},
		Example: document.Text{
			ES: "Un V1 de exportación sin descargos ni identificador V1.",
			EN: "An export V1 without records 512 nor identifier V1.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{5, 24},
		Books: func(b *rule.Books) rule.Outcome {
			for i := range b.Pairs {
				if p := &b.Pairs[i]; p.State == "sin_referencia" {
					b.Fail(rule.Where{Key: p.Pedimento, On: p.Pago, Field: "descargos"},
						"El V1 del %s no dice cuál es el pedimento de su contraparte.", "The V1 of %s does not say which pedimento is its counterpart's.", p.Pago)
				}
			}
			if len(b.Pairs) == 0 {
				if len(b.Lots)+len(b.Exits) == 0 {
					return b.NoData(rule.DataBooks)
				}
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}
