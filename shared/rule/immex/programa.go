package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
)

// programa: what enters under the programme is of the goods it authorises;
// importing outside it is the infraction of LA 176-III. Programmes do not all
// list their fracciones: without a list nothing is said, nor of days before the
// list begins.
func programa() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_programa",
		Title:     document.Text{ES: "La mercancía importada está en el programa autorizado", EN: "The goods imported are in the authorised programme"},
		Citation:  "Decreto IMMEX art. 24-I; LA art. 176-III",
		Source:    "dossier §4 V26; §6.1",
		Authority: rule.IMMEX, From: 20061113, Governs: rule.ByEntry, Severity: document.Error, Confidence: "C",
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
			on := c.Entered()
			switch {
			case !on.Known():
				return c.NoData(rule.DataDate)
			case !reaches(c.Company, on):
				return c.NoData(rule.DataAuthorised) // the list begins later
			}
			blank := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if q.Fraccion == "" {
					blank = true
					continue
				}
				if c.Company.Allows(permiso.KindProgramme, q.Fraccion, on) || c.Company.Allows(permiso.KindAnexoII, q.Fraccion, on) {
					continue
				}
				c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"},
					"La fracción %s no está entre las que el programa autoriza el %s.", "Fracción %s is not among those the programme authorises on %s.", q.Fraccion, on)
			}
			if blank {
				return c.NoData(rule.DataKey)
			}
			return c.Judged()
		},
	}
}

// reaches reports that what was delivered of the programme goes back to a day.
func reaches(company *rule.Company, on document.Date) bool {
	for i := range company.Authorised {
		if a := &company.Authorised[i]; a.Kind == permiso.KindProgramme && a.From <= on {
			return true
		}
	}
	return false
}
