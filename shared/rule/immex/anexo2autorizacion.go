package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
)

// anexo2Autorizacion: goods of Anexo II need a specific authorisation in the
// programme (Decreto IMMEX art. 5), in force when they enter. Section C keeps
// 585 fracciones since 2024-12-20; no source gave them, a table restricciones
// delivered by the company does.
func anexo2Autorizacion() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_anexo2_autorizacion",
		Title:     document.Text{ES: "La mercancía del Anexo II tiene autorización específica vigente", EN: "Goods of Anexo II have a specific authorisation in force"},
		Citation:  "Decreto IMMEX art. 5 y Anexo II",
		Source:    "dossier §4 V28; §2.1 Sens.; §7",
		Authority: rule.IMMEX, From: 20061113, Governs: rule.ByEntry, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Entregue la autorización en la tabla autorizaciones (tipo anexo_ii), o deje de importar esa fracción hasta tenerla.",
			EN: "Deliver the authorisation in table autorizaciones (kind anexo_ii), or stop importing that fracción until you have it.",
		},
		Example: document.Text{
			ES: "Una fracción del Anexo II importada un mes después de que venció su autorización.",
			EN: "A fracción of Anexo II imported a month after its authorisation ended.",
		},
		Needs: []rule.Data{rule.DataAuthorised, rule.DataRestricted, rule.DataDate}, Rows: []string{listAnexoII}, Checks: []int{11},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Temporal {
				return rule.NotApplicable
			}
			on := c.Entered()
			if !on.Known() {
				return c.NoData(rule.DataDate)
			}
			own := c.Company.Lists(permiso.KindAnexoII)
			rows := listed(c, listAnexoII, on)
			if len(rows) == 0 && !own {
				return noList(c, listAnexoII, on)
			}
			found := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if !sensitive(c, rows, q.Fraccion) {
					continue
				}
				found = true
				if !own {
					return c.NoData(rule.DataAuthorised)
				}
				if !c.Company.Allows(permiso.KindAnexoII, q.Fraccion, on) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"},
						"La fracción %s es del Anexo II y ninguna autorización específica entregada la cubre el %s.",
						"Fracción %s is of Anexo II and no specific authorisation that was delivered covers it on %s.", q.Fraccion, on)
				}
			}
			if !found {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
