package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// coveRepetido: an acuse de valor covers one invoice and serves one pedimento
// that is not consolidated (RGCE 1.9.16; dossier V22). One invoice may be split
// between claves (A1 with IN, A1 with RT), an extraction takes part of what was
// introduced, and a rectification repeats its original: none of them is reuse.
func coveRepetido() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_cove_repetido",
		Title:     say("Un acuse de valor no se usa en dos pedimentos de la misma clave", "An acuse de valor is not used in two pedimentos of one clave"),
		Citation:  "LA 59-A; RGCE 1.9.16",
		Source:    "dossier §4 V22",
		Authority: rule.Anexo22, From: 20120601, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Compare ambos pedimentos con la factura: puede estar importada dos veces o dividida.", "Compare both pedimentos with the invoice: it may be imported twice or divided."),
		Example: say("Dos IN del mismo mes con el mismo COVE.", "Two IN of one month with one COVE."),
		Needs:   []rule.Data{rule.DataHistory}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Rectifica || c.Has("PC") || !anyCOVE(c.P) || c.Catalog.In(catalog.ListExtraction, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			if c.Others == nil {
				return c.NoData(rule.DataHistory)
			}
			for i := range c.P.Facturas {
				x := c.P.Facturas[i].COVE
				if x == "" {
					continue
				}
				for _, number := range c.Others.UsesCOVE(x) {
					if number != c.P.Number && reuses(c, number) {
						c.Fail(rule.Where{Field: "facturas", Other: number}, "El acuse de valor %s también está en el pedimento %s.", "Acuse de valor %s is in pedimento %s too.", x, number)
					}
				}
			}
			return c.Judged()
		},
	}
}

func anyCOVE(p *pedimento.Pedimento) bool {
	for i := range p.Facturas {
		if p.Facturas[i].COVE != "" {
			return true
		}
	}
	return false
}

// reuses reports that another declaration of the clave and operation stands
// beside this one: neither rectifies the other and it is not consolidated.
func reuses(c *rule.Case, number string) bool {
	other := c.Others.Find(number)
	return other != nil && other.Clave == c.P.Clave && other.Operacion == c.P.Operacion && !other.Consolidado &&
		other.Rectifica == "" && c.Others.Superseded(c.P.Number) != number && c.Others.Superseded(number) != c.P.Number
}
