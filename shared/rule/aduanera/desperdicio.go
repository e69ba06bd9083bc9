package aduanera

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// desperdicio: desperdicios that are sold here change regime before the sale,
// with identifier DE, classified as they are found and valued in national
// territory (LA 109, rule 1.6.9). A partida is desperdicio when the plant's
// catalogue or its own description says so.
func desperdicio() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_desperdicio_de",
		Title:     document.Text{ES: "El desperdicio que cambia de régimen lleva DE", EN: "Scrap that changes regime carries DE"},
		Citation:  "LA art. 109; RGCE 1.6.9; Anexo 22 Apéndice 8, DE",
		Source:    "dossier §2.3 Sale of desperdicios; §14 14",
		Authority: rule.Aduanera, From: 20060101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Agregue el identificador DE y revise fracción y valor: los del desperdicio, no los del insumo.",
			EN: "Add identifier DE and review fracción and value: those of the scrap, not of the input.",
		},
		Example: document.Text{
			ES: "Un F4 de «DESPERDICIO DE ALUMINIO» sin DE.",
			EN: "An F4 of \"DESPERDICIO DE ALUMINIO\" without DE.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{14, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if !regimeChange(c) {
				return rule.NotApplicable
			}
			found := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if !scrap(c, q) {
					continue
				}
				found = true
				if !c.Identified() {
					return c.NoData(rule.DataIdentifier)
				}
				if !c.HasAt(q, "DE") {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "identificadores", Other: "DE"},
						"La partida es desperdicio (%s) y no lleva DE.", "The partida is scrap (%s) and carries no DE.", q.Descripcion)
				}
			}
			if !found {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// scrap reports a partida that the plant or its own description calls so.
func scrap(c *rule.Case, q *pedimento.Partida) bool {
	if strings.HasPrefix(q.Descripcion, "DESPERDICIO") {
		return true
	}
	if c.Plant == nil || q.CodigoProducto == "" {
		return false
	}
	part, ok := c.Plant.Part(q.CodigoProducto, c.On)
	return ok && part.Tipo == "desperdicio"
}
