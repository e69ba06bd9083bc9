package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// salidaAntes: an exit discharges what was here when it left: never a lot that
// came in later, whatever the order of payment (dossier V29).
func salidaAntes() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_salida_antes",
		Title:     document.Text{ES: "Ninguna salida descarga un lote que entró después", EN: "No exit discharges a lot that came in later"},
		Citation:  "RGCE Anexo 24, apartado A",
		Source:    "dossier §1.7; §4 V29",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Reporte el caso con immex check: los libros no deben decir esto.",
			EN: "Report the case with immex check: books must not say this.",
		},
		Example: document.Text{
			ES: "Una salida del 3 de marzo que descarga un lote disponible el 5.",
			EN: "An exit of 3 March that discharges a lot available on the 5th.",
		},
		Needs: []rule.Data{rule.DataBooks}, Checks: []int{4},
		Books: func(b *rule.Books) rule.Outcome {
			return eachExit(b, func(x *rule.Exit) bool { return x.UltimaEntrada.Known() }, func(x *rule.Exit) {
				if x.UltimaEntrada > x.Sale {
					b.Fail(rule.Where{Key: x.ID, On: x.Sale, Field: "fecha", Other: x.Material},
						"Salió el %s y descarga un lote que entró el %s.", "It left on %s and discharges a lot that came in on %s.", x.Sale, x.UltimaEntrada)
				}
			})
		},
	}
}
