package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
)

// programa: what enters under the programme is of the goods it authorises;
// importing outside it is the infraction of LA 176-III. Programmes do not all
// list their fracciones: without a list nothing is said.
func programa() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_programa",
		Title:     document.Text{ES: "La mercancía importada está en el programa autorizado", EN: "The goods imported are in the authorised programme"},
		Citation:  "Decreto IMMEX art. 24-I; LA art. 176-III",
		Source:    "dossier §4 V26; §6.1",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Amplíe el programa antes de importar, o corrija la fracción o la tabla autorizaciones.",
			EN: "Extend the programme before importing, or correct the fracción or table autorizaciones.",
		},
		Example: document.Text{
			ES: "El programa autoriza la 85.36 y se importa una fracción de la 39.26.",
			EN: "The programme authorises 85.36 and a fracción of 39.26 is imported.",
		},
		Needs: []rule.Data{rule.DataAuthorised}, Checks: []int{11},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Temporal {
				return rule.NotApplicable
			}
			if !c.Company.Lists(permiso.KindProgramme) {
				return c.NoData(rule.DataAuthorised)
			}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if c.Company.Allows(permiso.KindProgramme, q.Fraccion, c.On) || c.Company.Allows(permiso.KindAnexoII, q.Fraccion, c.On) {
					continue
				}
				c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"},
					"La fracción %s no está entre las que el programa autoriza el %s.", "Fracción %s is not among those the programme authorises on %s.", q.Fraccion, c.On)
			}
			return c.Judged()
		},
	}
}
