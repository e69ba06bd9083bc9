package anexo22

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// identificadorA3: a regularisation (clave A3) names its case with identifier A3
// and the act or resolution behind it (Anexo 22 Apéndice 8; LA art. 101;
// dossier §4.1 A3). Measured: 61 of 61.
func identificadorA3() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador_a3",
		Title:     say("Una regularización A3 trae el identificador A3 con su supuesto", "A regularisation A3 has identifier A3 with its case"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (A3); LA 101",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  say("Pida la rectificación y guarde el acta o la resolución.", "Ask for the rectification and keep the act or resolution."),
		Example: say("Clave A3 sin identificador A3.", "Clave A3 without identifier A3."),
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{14, 24},
		Case: func(c *rule.Case) rule.Outcome {
			return named(c, "A3", "A3")
		},
	}
}

// named judges a clave that carries an identifier with a first complement.
func named(c *rule.Case, clave, identifier string) rule.Outcome {
	if c.P.Clave != clave {
		return rule.NotApplicable
	}
	if !c.Identified() {
		return c.NoData(rule.DataIdentifier)
	}
	list := c.Identifier(identifier)
	if len(list) == 0 {
		return c.Fail(rule.Where{Field: "identificadores"}, "El pedimento %s no trae el identificador %s.", "The %s pedimento has no identifier %s.", clave, identifier)
	}
	for _, k := range list {
		if len(k.Complementos) == 0 || strings.TrimSpace(k.Complementos[0]) == "" {
			c.Fail(rule.Where{Field: "identificadores"}, "El identificador %s viene sin su primer complemento.", "Identifier %s comes without its first complement.", identifier)
		}
	}
	return c.Judged()
}
