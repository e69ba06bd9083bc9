package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// prosec: identifier PP says that the importer has a PROSEC programme (dossier
// §4.1 PP): the company's own file names its sectors.
func prosec() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_prosec",
		Title:     say("PP va con un programa PROSEC del importador", "PP goes with a PROSEC programme of the importer"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (PP); Decreto PROSEC",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  say("Agregue los sectores al archivo del programa, o pida la rectificación si no hay PROSEC.", "Add the sectors to the programme's file, or ask for the rectification when there is no PROSEC."),
		Example: say("PP en un pedimento de quien no tiene sectores.", "PP in a pedimento of who has no sectors."),
		Needs:   []rule.Data{rule.DataProgramme}, Checks: []int{24},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Has("PP") {
				return rule.NotApplicable
			}
			if c.Company == nil || c.Company.RFC != c.P.RFC {
				return c.NoData(rule.DataProgramme)
			}
			if len(c.Company.Sectors) == 0 {
				c.Fail(rule.Where{Field: "identificadores"}, "El pedimento trae PP y el programa no declara ningún sector PROSEC.", "The pedimento has PP and the programme states no PROSEC sector.")
			}
			return c.Judged()
		},
	}
}
