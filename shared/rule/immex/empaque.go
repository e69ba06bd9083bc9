package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// empaque: packaging imported temporarily that leaves with national goods goes
// out with A1 and identifier EB (rule 4.3.3): only an IMMEX has such packaging,
// so that the pedimento states its programme.
func empaque() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_empaque",
		Title:     document.Text{ES: "El A1 con envases del programa (EB) dice el programa", EN: "An A1 with packaging of the programme (EB) states the programme"},
		Citation:  "RGCE 4.3.3; Anexo 22 Apéndices 2 (A1) y 8 (EB)",
		Source:    "dossier §2.3 Packaging",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Agregue el identificador IM con el programa, o quite EB si el envase no es del programa.",
			EN: "Add identifier IM with the programme, or remove EB when the packaging is not of the programme.",
		},
		Example: document.Text{
			ES: "Un A1 de exportación con EB en una partida y sin IM.",
			EN: "An A1 of export with EB on a partida and without IM.",
		},
		Checks: []int{4, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "A1" || !c.Exporta {
				return rule.NotApplicable
			}
			found := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if !c.HasAt(q, "EB") {
					continue
				}
				found = true
				if !c.Has("IM") {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "identificadores", Other: "EB"},
						"La partida declara envases del programa (EB) y el pedimento no dice qué programa (IM).", "The partida declares packaging of the programme (EB) and the pedimento does not say which (IM).")
				}
			}
			if !found {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
