package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveRepetido: one acuse de valor is one invoice and serves one pedimento, except
// a consolidated one and the rectification that replaces it (LA art. 59-A; dossier
// V22). Goods of one invoice that leave or enter under two claves need two
// pedimentos, which both cite it: in real declarations 274 of 440 acuses used
// twice are of an RT and an A1 of the same day. One listed twice in a pedimento is
// a notice, since a relación of invoices has one acuse, and so is one that serves
// several pedimentos paid on one day: 202 of the 236 others are.
func coveRepetido() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_repetido",
		Title:     document.Text{ES: "Ningún acuse de valor sirve a dos pedimentos", EN: "No acuse de valor serves two pedimentos"},
		Citation:  "LA 59-A; RGCE 1.9.18",
		Source:    "dossier §4 V22",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Confirme con el agente aduanal a qué operación corresponde el acuse; la otra necesita el suyo.",
			EN: "Confirm with the broker which operation the acuse belongs to; the other needs one of its own.",
		},
		Example: document.Text{
			ES: "Dos pedimentos normales, ninguno rectificación del otro, citan el mismo acuse.",
			EN: "Two normal pedimentos, neither a rectification of the other, cite the same acuse.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			if consolidated(c) {
				return rule.NotApplicable
			}
			cited := false
			for i := range c.P.Facturas {
				n := c.P.Facturas[i].COVE
				if n == "" {
					continue
				}
				cited = true
				for k := range i {
					if c.P.Facturas[k].COVE == n {
						c.Note(cruce.At(i, "cove", n), "El acuse de valor %s viene dos veces en el pedimento.", "Acuse de valor %s stands twice in the pedimento.", n)
						break
					}
				}
				if c.Others != nil {
					otherUses(c, i, n)
				}
			}
			switch {
			case !cited:
				return rule.NotApplicable
			case c.Others == nil:
				return c.NoData(rule.DataHistory)
			}
			return c.Judged()
		},
	}
}

// consolidated reports a pedimento of several remesas (identifiers PC and RC).
func consolidated(c *rule.Case) bool { return c.Has("PC") || c.Has("RC") }

// otherUses raises every other declaration that cites an acuse and neither
// replaces this one nor is replaced by it.
func otherUses(c *rule.Case, i int, cove string) {
	for _, n := range c.Others.UsesCOVE(cove) {
		if n == c.P.Number {
			continue
		}
		b := c.Others.Find(n)
		if b == nil || b.Clave != c.P.Clave || b.Operacion != c.P.Operacion || b.Consolidado || b.Rectifica != "" || c.Rectifica || c.Others.Superseded(n) != "" || c.Others.Superseded(c.P.Number) != "" {
			continue
		}
		raise := c.Fail
		if b.Pago == c.P.FechaPago {
			raise = c.Note // one shipment in several pedimentos
		}
		raise(cruce.At(i, "cove", n), "El acuse de valor %s lo cita también el pedimento %s.", "Acuse de valor %s is cited by pedimento %s too.", cove, n)
	}
}
