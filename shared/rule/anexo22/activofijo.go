package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// activoFijo: identifier AF marks fixed assets; it goes with the claves that
// move them, or with the virtual ones that may (Anexo 22 Apéndice 8; dossier
// §4.1 AF), and not with inputs.
func activoFijo() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_activo_fijo",
		Title:     say("AF es de activo fijo y no va en una importación de insumos", "AF is of fixed assets and does not go on an import of inputs"),
		Citation:  "RGCE Anexo 22, Apéndices 2 y 8 (AF); LA 108-III",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  say("Aclare si son insumos o activo fijo: cambia el plazo y el DTA.", "Clear up whether they are inputs or fixed assets: the stay and the DTA change."),
		Example: say("Un IN con AF.", "An IN with AF."), Checks: []int{18, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Has("AF") {
				return rule.NotApplicable
			}
			if row, ok := c.Catalog.Effect(c.P.Clave, c.P.Operacion, nil, c.On); ok && row.Effect == catalog.EffectEntry && row.Tipo == "insumo" {
				c.Fail(rule.Where{Field: "identificadores"}, "El pedimento %s es de insumos y trae AF.", "The %s pedimento is of inputs and has AF.", c.P.Clave)
			}
			return c.Judged()
		},
	}
}
