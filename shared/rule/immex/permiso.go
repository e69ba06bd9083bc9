package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
)

// permisoVigente: a permit that record 553 cites held on the day and is for the
// goods of its partida. NOM and permits nobody delivered are not judged.
func permisoVigente() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_permiso_vigente",
		Title:     document.Text{ES: "El permiso citado estaba vigente y es de esa mercancía", EN: "The permit cited was in force and is for those goods"},
		Citation:  "LCE art. 21; RGCE Anexo 22, bloque de permisos (registro 553)",
		Source:    "dossier §3.2; §7",
		Authority: rule.IMMEX, From: 20061113, Governs: rule.ByEntry, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise número, vigencia y fracción del permiso; si es otro, rectifique el pedimento.",
			EN: "Check number, validity and fracción of the permit; when it is another, rectify the pedimento.",
		},
		Example: document.Text{
			ES: "Un pedimento de julio cita un permiso que venció en junio.",
			EN: "A pedimento of July cites a permit that ended in June.",
		},
		Needs: []rule.Data{rule.DataAuthorised, rule.DataDate}, Checks: []int{11},
		Case: func(c *rule.Case) rule.Outcome {
			on := c.Entered()
			cited, known := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for j := range q.Permisos {
					if number := q.Permisos[j].Numero; number != "" {
						cited = true
						known = on.Known() && permit(c, on, q, number) || known
					}
				}
			}
			switch {
			case !cited:
				return rule.NotApplicable
			case !on.Known():
				return c.NoData(rule.DataDate)
			case !known:
				return c.NoData(rule.DataAuthorised)
			}
			return c.Judged()
		},
	}
}

// permit holds one citation to the permits delivered under its number; false
// when there is none.
func permit(c *rule.Case, on document.Date, q *pedimento.Partida, number string) bool {
	if c.Company == nil {
		return false
	}
	folded := permiso.Fold(number)
	known, covers, holds := false, false, false
	for i := range c.Company.Authorised {
		a := &c.Company.Authorised[i]
		if !a.Numbered() || permiso.Fold(a.Number) != folded {
			continue
		}
		known = true
		covers = covers || a.Covers(q.Fraccion)
		holds = holds || a.Covers(q.Fraccion) && a.Holds(on)
	}
	at := rule.Where{Partida: q.Secuencia, Field: "permisos", Other: number}
	switch {
	case !known:
		return false
	case !covers:
		c.Fail(at, "El permiso %s no es para la fracción %s.", "Permit %s is not for fracción %s.", number, q.Fraccion)
	case !holds:
		c.Fail(at, "El permiso %s no estaba vigente el %s.", "Permit %s was not in force on %s.", number, on)
	}
	return true
}
