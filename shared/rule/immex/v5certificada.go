package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v5Certificada: V5 transfers goods of a certified company to a resident for
// definitive import; a company outside the register may not use it (RGCE 7.3.1,
// 7.3.3). A programme file that lists no certification says nothing of any; the
// pedimento may declare it (identifier IC).
func v5Certificada() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v5_certificada",
		Title:     document.Text{ES: "V5 sólo la usa una empresa certificada", EN: "Only a certified company uses V5"},
		Citation:  "RGCE Anexo 22 Apéndice 2, V5; RGCE 7.3.1 y 7.3.3",
		Source:    "dossier §2.3 V5",
		Authority: rule.IMMEX, From: 20140101, Governs: rule.ByOperation, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Use RT con importación definitiva aparte, o F4; si está certificada, complete certificaciones en el programa.",
			EN: "Use RT with a separate definitive import, or F4; when certified, complete certificaciones in the programme.",
		},
		Example: document.Text{
			ES: "Un V5 pagado un mes después de que venció la certificación.",
			EN: "A V5 paid a month after the certification ended.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{4, 8},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "V5" || !c.Exporta {
				return rule.NotApplicable
			}
			on := c.Rated()
			switch {
			case !on.Known():
				return c.NoData(rule.DataDate)
			case c.Company.InRegister(on) || c.Has("IC"):
				return rule.Pass // listed, or the pedimento itself declares it
			case c.Company == nil || len(c.Company.Certifications) == 0:
				return c.NoData(rule.DataProgramme)
			}
			c.Fail(rule.Where{Field: "clave"}, "El V5 es del %s y la empresa no estaba en el registro de certificación.", "The V5 is of %s and the company was not in the certification register.", on)
			return c.Judged()
		},
	}
}
