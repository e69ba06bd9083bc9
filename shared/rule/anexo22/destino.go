package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// destino: the destination or origin of the goods is a key of Apéndice 15.
func destino() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_destino",
		Title:     say("El destino u origen está en el Apéndice 15", "The destination or origin is in Apéndice 15"),
		Citation:  "RGCE Anexo 22, Apéndice 15",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("Destino 77.", "Destination 77."),
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.Destinos, field: "destino"}
			k.ask(0, c.P.Destino)
			return k.judged()
		},
	}
}
