package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// registroSO: identifier SO says that the company is a certified commercial
// partner (dossier §4.1 SO).
func registroSO() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_registro_so",
		Title:     say("SO va con el registro de socio comercial certificado", "SO goes with the register of certified commercial partners"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (SO); RGCE 7.1.5",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20160101, Severity: document.Warning, Confidence: "3P",
		Action:  say("Confirme el registro en el portal del SAT.", "Confirm the register in the SAT's portal."),
		Example: say("SO en un pedimento de quien no está registrado.", "SO in a pedimento of who is not registered."),
		Needs:   []rule.Data{rule.DataProgramme}, Checks: []int{24},
		Case: func(c *rule.Case) rule.Outcome {
			return registered(c, "SO", "socio", "El pedimento trae SO y el programa no declara el registro de socio comercial vigente el %s.", "The pedimento has SO and the programme states no register of commercial partners in force on %s.")
		},
	}
}
