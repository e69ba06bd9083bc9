package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// aduana: aduana and section of dispatch and of entry or exit are in Apéndice 1
// (dossier §3.5). The copy is of about 2017, and aduanas are opened.
func aduana() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_aduana",
		Title:     say("Las aduanas están en el Apéndice 1", "The aduanas are in Apéndice 1"),
		Citation:  "RGCE Anexo 22, Apéndice 1",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("Aduana 999, que no existe.", "Aduana 999, which does not exist."),
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.Aduanas, field: "aduana"}
			k.ask(0, c.P.Aduana)
			k.ask(0, c.P.AduanaES)
			return k.judged()
		},
	}
}
