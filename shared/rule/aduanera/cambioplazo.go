package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// cambioPlazo: inputs change regime with F4 before their stay ends; after it they
// are regularised with A3 (LA 101). Record 512 gives the date of the entry, which
// is never after the beginning of the stay by more than days: what is past the
// general stay is certain unless the company may hold a longer one.
func cambioPlazo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_plazo",
		Title:     document.Text{ES: "El F4 se paga antes de que venza el plazo de la entrada", EN: "The F4 is paid before the stay of the entry ends"},
		Citation:  "LA arts. 101, 108 y 109; RLA art. 140",
		Source:    "dossier §2.3 F4, A3",
		Authority: rule.Aduanera, From: 20030101, Severity: document.Error, Confidence: "C-old",
		Action: document.Text{
			ES: "Rectifique a A3 (supuesto II) y pague actualización y recargos.",
			EN: "Rectify to A3 (case II) and pay update and surcharges.",
		},
		Example: document.Text{
			ES: "Un F4 de una entrada de hace 25 meses.",
			EN: "An F4 of an entry of 25 months ago.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{1, 4},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != "F4" || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			margin, err := c.Catalog.Threshold("inicio_plazo", c.On)
			micros, whole := margin.Value.Micros()
			if err != nil || !whole {
				return c.NoData(rule.DataRate)
			}
			days := int(micros / 1_000_000)
			for i := range c.P.Descargos {
				if d := &c.P.Descargos[i]; pastStay(c, d, days) {
					if c.Company == nil {
						return c.NoData(rule.DataProgramme)
					}
					lateChange(c, d)
				}
			}
			return c.Judged()
		},
	}
}

// longer reports that the company held a certification that had a stay of its
// own on a day.
func longer(c *rule.Case, on document.Date) bool {
	return c.Company.Certified(kindOEA, on) && special(c.Setting, on, modalidadOEA) ||
		c.Company.Certified(kindIVAIEPS, on) && special(c.Setting, on, modalidadIVAIEPS)
}

// pastStay reports that the general stay of an entry of inputs, and the days in
// which that of a consolidado may begin, were over.
func pastStay(c *rule.Case, d *pedimento.Descargo, days int) bool {
	row, ok := c.Catalog.Stay("insumo", d.Fecha)
	entry, in := c.Catalog.Effect(d.Clave, "IMP", nil, d.Fecha)
	if !ok || !in || entry.Tipo != "insumo" || !d.Fecha.Known() {
		return false
	}
	return c.On > c.Catalog.BusinessDay(d.Fecha.AddMonths(row.Months)).AddDays(days)
}

func lateChange(c *rule.Case, d *pedimento.Descargo) {
	at := rule.Where{Field: "descargos", Other: d.Documento}
	if longer(c, d.Fecha) {
		c.Warn(at, "El F4 del %s cambia de régimen una entrada del %s; sólo un plazo especial lo permite.", "The F4 of %s changes the regime of an entry of %s; only a special stay allows it.", c.On, d.Fecha)
		return
	}
	c.Fail(at, "El F4 del %s cambia de régimen una entrada del %s, cuyo plazo ya venció.", "The F4 of %s changes the regime of an entry of %s, whose stay was over.", c.On, d.Fecha)
}
