package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// certificacionCI: identifier CI states the registration for IVA and IEPS and its
// rubro (A, AA, AAA): it was in force on the day and is the one the company
// holds.
func certificacionCI() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_certificacion_ci",
		Title:     document.Text{ES: "El identificador CI dice la certificación y el rubro vigentes", EN: "Identifier CI states the registration and rubro in force"},
		Citation:  "RGCE 7.1.3; Anexo 22 Apéndice 8, CI",
		Source:    "dossier §4.1; §4 V05",
		Authority: rule.Aduanera, From: 20150101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Corrija certificaciones en el programa, o rectifique el identificador.",
			EN: "Correct certificaciones in the programme, or rectify the identifier.",
		},
		Example: document.Text{
			ES: "El pedimento dice CI AAA y el programa está en AA.",
			EN: "The pedimento says CI AAA and the programme is in AA.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{8, 24},
		Case: func(c *rule.Case) rule.Outcome {
			ids := c.Identifier("CI")
			switch {
			case len(ids) == 0:
				return rule.NotApplicable
			case c.Company == nil || len(c.Company.Certifications) == 0:
				return c.NoData(rule.DataProgramme)
			case !c.Company.Certified(kindIVAIEPS, c.On):
				c.Fail(rule.Where{Field: "identificadores", Other: "CI"},
					"El pedimento declara CI y la certificación IVA e IEPS no estaba vigente el %s.", "The pedimento declares CI and the registration for IVA and IEPS was not in force on %s.", c.On)
				return c.Judged()
			}
			level := c.Company.LevelOf(kindIVAIEPS, c.On)
			for _, k := range ids {
				if got := complement(k); level != "" && isRubro(got) && got != level {
					c.Fail(rule.Where{Field: "identificadores", Other: "CI"}, "El identificador CI dice rubro %s y la empresa tiene %s.", "Identifier CI says rubro %s and the company holds %s.", got, level)
				}
			}
			return c.Judged()
		},
	}
}

// isRubro reports a complement that names a rubro; others name something else.
func isRubro(s string) bool { return s == "A" || s == "AA" || s == "AAA" }
