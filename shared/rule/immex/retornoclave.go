package immex

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// retornoClave: RT is the return of goods of the programme: an export, of a
// company that states its programme, and not under a definitive régimen of
// import. The régimen is only judged where it was read; which are of no exit is
// our own reading (table listas).
func retornoClave() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_retorno_clave",
		Title:     document.Text{ES: "El RT es una salida del programa", EN: "An RT is an exit of the programme"},
		Citation:  "RGCE Anexo 22 Apéndice 2, RT; LA art. 111",
		Source:    "dossier §2.3; §3.4; §4 V03",
		Authority: rule.IMMEX, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Rectifique clave, operación o régimen; si la exportación es definitiva, la clave es A1.",
			EN: "Rectify clave, operation or régimen; when the export is for good, the clave is A1.",
		},
		Example: document.Text{
			ES: "Un RT declarado como importación.",
			EN: "An RT declared as an import.",
		},
		Needs: []rule.Data{rule.DataKey}, Checks: []int{4},
		Case: func(c *rule.Case) rule.Outcome {
			row, ok := c.Catalog.Effect(c.P.Clave, "EXP", nil, c.On)
			switch {
			case !ok || row.Effect != catalog.EffectExit || row.Tipo != "retorno":
				return rule.NotApplicable
			case c.P.Operacion == "":
				return c.NoData(rule.DataKey)
			}
			if !c.Exporta {
				c.Fail(rule.Where{Field: "operacion"}, "El %s dice operación %s; un retorno es EXP.", "The %s says operation %s; a return is EXP.", c.P.Clave, c.P.Operacion)
			}
			if r := c.P.Regimen; r != "" && c.Catalog.In(catalog.ListNotOfReturn, r, c.On) {
				c.Fail(rule.Where{Field: "regimen"}, "El %s dice régimen %s, que no es de una salida.", "The %s says régimen %s, which is of no exit.", c.P.Clave, r)
			}
			return c.Judged()
		},
	}
}
