package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// virtualBB: BB is a definitive export and virtual return at once; that it takes
// stock of the programme is our own reading, so that it should say which
// programme.
func virtualBB() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_virtual_bb",
		Title:     document.Text{ES: "El BB dice el programa del que sale la mercancía", EN: "A BB states the programme its goods leave"},
		Citation:  "RGCE Anexo 22 Apéndice 2, BB",
		Source:    "dossier §3.4",
		Authority: rule.IMMEX, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Confirme qué lotes salen con el BB y agregue el identificador IM.",
			EN: "Confirm which lots leave with the BB and add identifier IM.",
		},
		Example: document.Text{
			ES: "Un BB de exportación sin identificador IM.",
			EN: "A BB of export without identifier IM.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{4},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "BB" || !c.Exporta {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if !c.Has("IM") {
				c.Fail(rule.Where{Field: "identificadores", Other: "IM"}, "El BB no dice de qué programa sale la mercancía.", "The BB does not say which programme its goods leave.")
			}
			return c.Judged()
		},
	}
}
