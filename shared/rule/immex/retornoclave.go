package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// retornoClave: RT is the return of goods of the programme: an export, of a
// company that states its programme, and not under a definitive régimen of
// import. The régimen is only judged where it was read.
func retornoClave() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_retorno_clave",
		Title:     document.Text{ES: "El RT es una salida del programa", EN: "An RT is an exit of the programme"},
		Citation:  "RGCE Anexo 22 Apéndice 2, RT; LA art. 111",
		Source:    "dossier §2.3; §3.4; §4 V03",
		Authority: rule.IMMEX, From: 20020101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Rectifique clave, operación o régimen; si la exportación es definitiva, la clave es A1.",
			EN: "Rectify clave, operation or régimen; when the export is for good, the clave is A1.",
		},
		Example: document.Text{
			ES: "Un RT declarado como importación.",
			EN: "An RT declared as an import.",
		},
		Checks: []int{4},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "RT" {
				return rule.NotApplicable
			}
			if !c.Exporta {
				c.Fail(rule.Where{Field: "operacion"}, "El RT dice operación %s; un retorno es EXP.", "The RT says operation %s; a return is EXP.", c.P.Operacion)
			}
			if r := c.P.Regimen; r == "IMD" || r == "DFI" || r == "ITR" {
				c.Fail(rule.Where{Field: "regimen"}, "El RT dice régimen %s, que no es de una salida.", "The RT says régimen %s, which is of no exit.", r)
			}
			return c.Judged()
		},
	}
}
