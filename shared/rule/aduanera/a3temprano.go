package aduanera

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/stay"
)

// a3Temprano: A3 case II regularises goods whose stay is over (LA 101); goods
// still in time change regime with F4, without its surcharges.
func a3Temprano() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_a3_temprano",
		Title:     document.Text{ES: "El A3 es de mercancía cuyo plazo venció", EN: "An A3 is of goods whose stay is over"},
		Citation:  "LA art. 101; RGCE Anexo 22, Apéndice 2, A3",
		Source:    "dossier §2.3 A3",
		Authority: rule.Aduanera, From: 20030101, Severity: document.Notice, Confidence: "C",
		Action: document.Text{
			ES: "Revise con el agente si cabía un F4: el A3 declara una infracción que quizá no la hubo.",
			EN: "Ask the broker whether an F4 would have done: an A3 declares an infraction that may not have been one.",
		},
		Example: document.Text{
			ES: "Un A3 de una entrada de hace ocho meses.", EN: "An A3 of an entry of eight months ago.",
		},
		Needs: []rule.Data{rule.DataDate}, Checks: []int{1},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != claveA3 || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			k := change{c: c, paid: c.Rated()}
			if !k.paid.Known() {
				return c.NoData(rule.DataDate)
			}
			type told struct {
				patente, aduana, documento string
				on                         document.Date
			}
			var early []told // an A3 may discharge several partidas of one entry
			dated := false
			for i := range c.P.Descargos {
				d := &c.P.Descargos[i]
				entry, in := c.Catalog.Effect(d.Clave, "IMP", nil, d.Fecha)
				if !d.Fecha.Known() || !in || entry.Tipo != "insumo" {
					continue
				}
				dated = true
				entered := told{d.Patente, d.Aduana, d.Documento, d.Fecha}
				if s := k.stay(d, nil, false); k.over(&s) == stay.Running && !slices.Contains(early, entered) {
					early = append(early, entered)
					c.Note(rule.Where{Field: "descargos", Other: d.Documento},
						"El A3 del %s regulariza una entrada del %s que seguía en plazo.", "The A3 of %s regularises an entry of %s that was still in time.", k.paid, d.Fecha)
				}
			}
			if !dated {
				return c.NoData(rule.DataDate)
			}
			return c.Judged()
		},
	}
}
