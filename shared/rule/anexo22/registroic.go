package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// registroIC: identifier IC says O for a certified company (OEA) and A for a
// trading company, and asks for that register (dossier §4.1 IC).
func registroIC() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_registro_ic",
		Title:     say("IC va con el registro de OEA (O) o de comercializadora (A)", "IC goes with the register of OEA (O) or of trading companies (A)"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (IC); RGCE 7.1.4",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  say("Confirme el registro en el portal del SAT.", "Confirm the register in the SAT's portal."),
		Example: say("IC con O de quien no es OEA.", "IC with O of who is no OEA."),
		Needs:   []rule.Data{rule.DataProgramme}, Checks: []int{24},
		Case: func(c *rule.Case) rule.Outcome {
			list := c.Identifier("IC")
			if len(list) == 0 || len(list[0].Complementos) == 0 {
				return rule.NotApplicable
			}
			switch list[0].Complementos[0] {
			case "O":
				return registered(c, "IC", "oea", "El pedimento trae IC con O y el programa no declara el registro OEA vigente el %s.", "The pedimento has IC with O and the programme states no register of OEA in force on %s.")
			case "A":
				return registered(c, "IC", "comercializadora", "El pedimento trae IC con A y el programa no declara el registro de comercializadora vigente el %s.", "The pedimento has IC with A and the programme states no register of trading companies in force on %s.")
			}
			return rule.NotApplicable
		},
	}
}
