package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cambioClave: F4 is the change of regime of inputs and F5 that of fixed assets:
// the entries that record 512 names are of the same kind.
func cambioClave() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_clave",
		Title:     document.Text{ES: "F4 nombra entradas de insumos y F5 de activo fijo", EN: "F4 names entries of inputs and F5 of fixed assets"},
		Citation:  "LA arts. 108, 109 y 110; RGCE Anexo 22 Apéndice 2, F4 y F5",
		Source:    "dossier §2.3 F4, F5; §3.4",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Rectifique la clave o el descargo.",
			EN: "Rectify the clave or the discharge.",
		},
		Example: document.Text{
			ES: "Un F5 cuyo registro 512 nombra un IN.",
			EN: "An F5 whose record 512 names an IN.",
		},
		Checks: []int{4, 18},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != "F4" && c.P.Clave != "F5" || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			want := map[string]string{"F4": "insumo", "F5": "activo_fijo"}[c.P.Clave]
			for i := range c.P.Descargos {
				d := &c.P.Descargos[i]
				row, ok := c.Catalog.Effect(d.Clave, "IMP", nil, d.Fecha)
				if ok && row.Effect == catalog.EffectEntry && (row.Tipo == "insumo" || row.Tipo == "activo_fijo") && row.Tipo != want {
					c.Fail(rule.Where{Field: "descargos", Other: d.Documento},
						"El %s nombra el %s %s, que es una entrada de otra clase.", "The %s names %s %s, which is an entry of another kind.", c.P.Clave, d.Clave, d.Documento)
				}
			}
			return c.Judged()
		},
	}
}
