package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// registroCI: identifier CI says that the RFC is in the register of the
// certification of IVA and IEPS, with its level (dossier §4.1 CI).
func registroCI() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_registro_ci",
		Title:     say("CI va con el registro de IVA e IEPS vigente y su rubro", "CI goes with the IVA and IEPS register in force and its level"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (CI); RGCE 7.1.1",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20140101, Severity: document.Error, Confidence: "3P",
		Action:  say("Confirme registro y rubro en el portal del SAT.", "Confirm register and level in the SAT's portal."),
		Example: say("CI dice AAA y el registro es AA.", "CI says AAA and the register is AA."),
		Needs:   []rule.Data{rule.DataProgramme}, Checks: []int{8, 24},
		Case: func(c *rule.Case) rule.Outcome {
			o := registered(c, "CI", "iva_ieps", "El pedimento trae CI y el programa no declara la certificación IVA e IEPS vigente el %s.", "The pedimento has CI and the programme states no IVA and IEPS certification in force on %s.")
			if o != rule.Pass {
				return o
			}
			for _, k := range c.Identifier("CI") {
				if len(k.Complementos) > 0 && !levelHeld(c, k.Complementos[0]) {
					c.Fail(rule.Where{Field: "identificadores"}, "CI dice rubro %s y el programa declara otro el %s.", "CI says level %s and the programme states another on %s.", k.Complementos[0], c.On)
				}
			}
			return c.Judged()
		},
	}
}

func levelHeld(c *rule.Case, level string) bool {
	for _, x := range c.Company.Certifications {
		if x.Kind == "iva_ieps" && c.On >= x.From && (x.To == 0 || c.On <= x.To) && (x.Level == level || x.Level == "") {
			return true
		}
	}
	return false
}
