package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// identificador: each identifier is one of Apéndice 8, and stands at its level:
// of the pedimento (G) or of the partida (P) (dossier §3.5). Five keys are of
// both with other meanings. As with claves, documents of before the Decreto
// IMMEX had identifiers (PX) that the list at hand no longer has.
func identificador() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador",
		Title:     say("Cada identificador está en el Apéndice 8 y en su nivel", "Each identifier is in Apéndice 8 and at its level"),
		Citation:  "RGCE Anexo 22, Apéndice 8",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20061113, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("TL, que es de partida, a nivel pedimento.", "TL, which is of partidas, at pedimento level."), Checks: []int{24},
		Case: func(c *rule.Case) rule.Outcome {
			seen := levels(c, 0, "G", c.P.Identificadores)
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				seen = levels(c, q.Secuencia, "P", q.Identificadores) || seen
			}
			if !seen {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// levels judges the identifiers of one place; false when there is none.
func levels(c *rule.Case, partida int, level string, list []pedimento.Identificador) (seen bool) {
	for i := range list {
		key := list[i].Clave
		if key == "" {
			continue
		}
		seen = true
		if ok, known := c.Catalog.AtLevel(key, level, c.On); !known {
			c.Fail(rule.Where{Partida: partida, Field: "identificadores", Other: key},
				"El identificador %q no está en el Apéndice 8.", "Identifier %q is not in Apéndice 8.", key)
		} else if !ok {
			c.Fail(rule.Where{Partida: partida, Field: "identificadores", Other: key},
				"El identificador %s no es de nivel %s.", "Identifier %s is not of level %s.", key, level)
		}
	}
	return seen
}
