package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// salidaSupuesta: a discharge by fracción without a bill of materials rests on
// a supposition; it is totalled apart and an authority may not take it.
func salidaSupuesta() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_salida_supuesta",
		Title:     document.Text{ES: "Los descargos están probados y no supuestos", EN: "Discharges are proved, not assumed"},
		Citation:  "RGCE Anexo 24, apartado A",
		Source:    "dossier §1.3; §1.7",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Entregue el BOM o las facturas con número de parte.",
			EN: "Deliver the BOM, or invoices with part numbers.",
		},
		Example: document.Text{
			ES: "Un RT descargado contra la misma fracción con sin_bom: directo.",
			EN: "An RT discharged against the same fracción under sin_bom: directo.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{4, 13},
		Books: func(b *rule.Books) rule.Outcome {
			return inAll(b, func(x *rule.Exit) bool { return x.Probado+x.Supuesto > 0 }, func(x *rule.Exit) bool { return x.Supuesto > 0 },
				"%d salidas se descargaron por supuesto; la primera es %s (%s).",
				"%d exits were discharged on a supposition; the first is %s (%s).")
		},
	}
}
