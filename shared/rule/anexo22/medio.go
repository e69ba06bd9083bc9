package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// medio: the means of transport are keys of Apéndice 3 (dossier §3.5).
func medio() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_medio",
		Title:     say("Los medios de transporte están en el Apéndice 3", "The means of transport are in Apéndice 3"),
		Citation:  "RGCE Anexo 22, Apéndice 3",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("Medio de transporte 55.", "Means of transport 55."),
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.MediosTransporte, field: "medios_transporte"}
			k.ask(0, c.P.MediosTransporte.EntradaSalida)
			k.ask(0, c.P.MediosTransporte.Arribo)
			k.ask(0, c.P.MediosTransporte.Salida)
			return k.judged()
		},
	}
}
