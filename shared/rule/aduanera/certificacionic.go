package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// certificacionIC: identifier IC states a certified company: with O the modality
// OEA, with A comercializadora e importadora. It was in force on the day.
func certificacionIC() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_certificacion_ic",
		Title:     document.Text{ES: "El identificador IC dice una certificación vigente", EN: "Identifier IC states a certification in force"},
		Citation:  "RGCE 7.1.4 y 7.1.5; Anexo 22 Apéndice 8, IC",
		Source:    "dossier §4.1",
		Authority: rule.Aduanera, From: 20150101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Corrija certificaciones en el programa, o rectifique el identificador.",
			EN: "Correct certificaciones in the programme, or rectify the identifier.",
		},
		Example: document.Text{
			ES: "Un pedimento con IC O de una empresa cuya modalidad OEA venció.",
			EN: "A pedimento with IC O of a company whose OEA modality ended.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{8, 24},
		Case: func(c *rule.Case) rule.Outcome {
			ids := c.Identifier("IC")
			switch {
			case len(ids) == 0:
				return rule.NotApplicable
			case c.Company == nil || len(c.Company.Certifications) == 0:
				return c.NoData(rule.DataProgramme)
			}
			for _, k := range ids {
				kind := map[string]string{"O": kindOEA, "A": "comercializadora"}[complement(k)]
				if kind != "" && !c.Company.Certified(kind, c.On) {
					c.Fail(rule.Where{Field: "identificadores", Other: "IC"},
						"El pedimento declara IC %s y la empresa no tenía esa modalidad el %s.", "The pedimento declares IC %s and the company did not hold that modality on %s.", complement(k), c.On)
				}
			}
			return c.Judged()
		},
	}
}
