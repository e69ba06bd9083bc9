package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// salidaSinDescargo: the control proves each return by the entry it discharges
// (Anexo 24 A, minimum 2). What found no lot proves nothing, and may be an exit
// of goods that never came in temporarily.
func salidaSinDescargo() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_salida_sin_descargo",
		Title:     document.Text{ES: "Cada salida descarga lotes por todo lo que salió", EN: "Each exit discharges lots for all that left"},
		Citation:  "RGCE 4.3.1 y Anexo 24, apartado A; LA 59-I",
		Source:    "dossier §1.3; §14 4",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Vea immex shortages: cada causa trae qué entregar para probarla.",
			EN: "See immex shortages: each cause says what to deliver to prove it.",
		},
		Example: document.Text{
			ES: "Un RT de 100 piezas que sólo encuentra lotes por 80.",
			EN: "An RT of 100 pieces that finds lots for 80 only.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{4},
		Books: func(b *rule.Books) rule.Outcome {
			return inAll(b, func(x *rule.Exit) bool { return x.Cantidad > 0 }, func(x *rule.Exit) bool { return x.Faltante > 0 },
				"%d salidas no encontraron lote por todo lo que salió; la primera es %s (%s). Vea immex shortages.",
				"%d exits found no lot for all that left; the first is %s (%s). See immex shortages.")
		},
	}
}
