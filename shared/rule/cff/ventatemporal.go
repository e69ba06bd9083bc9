package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// ventaTemporal: a sale in the country names the definitive pedimento of what it
// sells (F4, A3, V5), not the one by which it entered temporarily (LA arts. 109 and
// 110; dossier §9, not confirmed).
func ventaTemporal() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_venta_temporal",
		Title:     document.Text{ES: "La venta nacional no nombra un pedimento temporal", EN: "A sale in the country names no temporary pedimento"},
		Citation:  "LA 109 y 110; Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20170701, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise si la mercancía se cambió de régimen; si no, la venta la dejó en el país sin pagar. Si sí, nombre el pedimento definitivo.",
			EN: "See whether the goods changed regime; if not, the sale left them in the country unpaid. If so, name the definitive pedimento.",
		},
		Example: document.Text{
			ES: "Una venta nacional que nombra un pedimento IN.",
			EN: "A sale in the country that names a pedimento IN.",
		},
		Needs: []rule.Data{rule.DataOriginal}, Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if !c.Issued || !c.Sells() || c.C.Exportacion != "" && !c.Catalog.In(catalog.ListNotExported, c.C.Exportacion, c.On) || !pedimentos(c) {
				return rule.NotApplicable
			}
			if c.Others == nil {
				return c.NoData(rule.DataOriginal)
			}
			strange := false
			for i := range c.C.Conceptos {
				k := &c.C.Conceptos[i]
				for _, n := range k.Pedimentos {
					b := c.Others.Find(n)
					strange = strange || b == nil
					if b != nil && temporal(c, b) {
						c.Fail(rule.Where{Field: k.Where, Other: n}, "La venta nombra el pedimento %s, %s, que es una importación temporal.", "The sale names pedimento %s, %s, which is a temporary import.", n, b.Clave)
					}
				}
			}
			if strange {
				return c.NoData(rule.DataOriginal) // of somebody else, or not delivered
			}
			return c.Judged()
		},
	}
}

// temporal reports an entry under ITE, read or by its clave.
func temporal(c *rule.CFDICase, b *rule.Brief) bool {
	e, ok := c.Catalog.Effect(b.Clave, b.Operacion, nil, b.Pago)
	if b.Regimen != "" {
		return ok && e.Effect == catalog.EffectEntry && b.Regimen == "ITE"
	}
	return ok && e.Effect == catalog.EffectEntry && rule.Temporary(c.Catalog, b.Clave, b.Operacion, b.Pago)
}
