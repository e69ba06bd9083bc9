package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// expiradoEnOrden: PEPS that reaches an expired lot holds the quantity until a
// person decides: a late return, or regularisation with A3. Neither skipped nor
// taken in silence.
func expiradoEnOrden() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_retenido",
		Title:     document.Text{ES: "Ninguna salida espera decisión por un lote vencido", EN: "No exit waits for a decision on an expired lot"},
		Citation:  "LA 101 y 108; RGCE Anexo 24",
		Source:    "dossier §1.7",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Registre la decisión tomar_vencido o dejar_vencido; immex simulate muestra el efecto de ambas.",
			EN: "Record the decision tomar_vencido or dejar_vencido; immex simulate shows the effect of both.",
		},
		Example: document.Text{
			ES: "Un RT que en PEPS llega a un lote vencido hace un mes.",
			EN: "An RT that by PEPS reaches a lot expired a month ago.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{1, 4},
		Books: func(b *rule.Books) rule.Outcome {
			return inAll(b, func(x *rule.Exit) bool { return x.Cantidad > 0 }, func(x *rule.Exit) bool { return x.Retenido > 0 },
				"%d salidas esperan la decisión de una persona porque PEPS llega a un lote vencido; la primera es %s (%s).",
				"%d exits wait for the decision of a person because PEPS reaches an expired lot; the first is %s (%s).")
		},
	}
}
