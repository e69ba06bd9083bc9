package immex

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// sinEfecto: GC, CT, BM and BO move no stock of the programme: a global
// complementary or a complementary pedimento changes values, and goods that go
// out to be repaired come back. One that names an entry of the programme in
// record 512 reads as a discharge and is none.
func sinEfecto() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_sin_efecto",
		Title:     document.Text{ES: "GC, CT, BM y BO no descargan entradas del programa", EN: "GC, CT, BM and BO discharge no entry of the programme"},
		Citation:  "RGCE Anexo 22 Apéndice 2",
		Source:    "dossier §3.4; §2.3 Temporary exit",
		Authority: rule.IMMEX, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Descargue con RT, V1, F4, F5 o A3; la salida temporal va en la tabla traslados.",
			EN: "Discharge with RT, V1, F4, F5 or A3; a temporary exit goes in table traslados.",
		},
		Example: document.Text{
			ES: "Un BM que cita en su registro 512 un IN.",
			EN: "A BM that cites an IN in its record 512.",
		},
		Checks: []int{4},
		Case: func(c *rule.Case) rule.Outcome {
			row, known := c.Catalog.Effect(c.P.Clave, c.P.Operacion, nil, c.On)
			if !known || row.Effect != catalog.EffectNone || !c.Catalog.In(catalog.ListNoDischarge, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			for i := range c.P.Descargos {
				d := &c.P.Descargos[i]
				entry, in := c.Catalog.Effect(d.Clave, "IMP", nil, d.Fecha)
				_, out := c.Catalog.Effect(d.Clave, "EXP", nil, d.Fecha)
				if in && !out && entry.Effect == catalog.EffectEntry {
					c.Fail(rule.Where{Field: "descargos", Other: d.Documento},
						"El %s nombra la entrada %s %s y no la descarga.", "The %s names entry %s %s and does not discharge it.", c.P.Clave, d.Clave, d.Documento)
				}
			}
			return c.Judged()
		},
	}
}
