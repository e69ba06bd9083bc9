package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
)

// regla8: goods classified under Regla 8ª enter with its permit, cited in
// record 553. That its fracciones are those of heading 98.02 is our own
// reading.
func regla8() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_regla8",
		Title:     document.Text{ES: "La Regla 8ª cita su permiso", EN: "Regla 8ª cites its permit"},
		Citation:  "LIGIE art. 2-II regla 8ª; RGCE Anexo 22, bloque de permisos (registro 553)",
		Source:    "dossier §1.5 Entradas; §7",
		Authority: rule.IMMEX, From: 20061113, Governs: rule.ByEntry, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal el permiso de Regla 8ª y rectifique el pedimento para citarlo.",
			EN: "Ask the broker for the permit of Regla 8ª and rectify the pedimento to cite it.",
		},
		Example: document.Text{ES: "Una partida de la 9802 sin registro 553.", EN: "A partida of 9802 without a record 553."},
		Needs:   []rule.Data{rule.DataDate}, Checks: []int{11, 22},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa {
				return rule.NotApplicable
			}
			on := c.Entered()
			if !on.Known() {
				return c.NoData(rule.DataDate)
			}
			rows := listed(c, listRegla8, on)
			found := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if under(rows, q.Fraccion) == nil {
					continue
				}
				found = true
				at := rule.Where{Partida: q.Secuencia, Field: "permisos"}
				switch {
				case len(q.Permisos) == 0:
					c.Fail(at, "La fracción %s es de Regla 8ª y la partida no cita permiso.", "Fracción %s is of Regla 8ª and its partida cites no permit.", q.Fraccion)
				case c.Company.Lists(permiso.KindRegla8) && !c.Company.Allows(permiso.KindRegla8, q.Fraccion, on):
					c.Fail(at, "Ningún permiso de Regla 8ª entregado cubre la fracción %s el %s.", "No permit of Regla 8ª that was delivered covers fracción %s on %s.", q.Fraccion, on)
				}
			}
			if !found {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
