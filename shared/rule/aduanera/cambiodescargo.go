package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cambioDescargo: a change of regime (F4, F5) and a regularisation (A3) are of
// goods that entered with a pedimento: record 512 names it. Of 100 that the
// authority accepted 96 do.
func cambioDescargo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_descargo",
		Title:     document.Text{ES: "F4, F5 y A3 nombran el pedimento de entrada", EN: "F4, F5 and A3 name the entry pedimento"},
		Citation:  "RLA art. 140; RGCE Anexo 22, bloque de descargos (registro 512)",
		Source:    "dossier §2.3 F4, F5, A3; §3.4",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Rectifique para agregar el descargo, o diríjalo con la tabla decisiones.",
			EN: "Rectify to add the discharge, or direct it with table decisiones.",
		},
		Example: document.Text{
			ES: "Un F5 sin registro 512.",
			EN: "An F5 without a record 512.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{4},
		Case: func(c *rule.Case) rule.Outcome {
			if !regimeChange(c) {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if len(c.P.Descargos) == 0 {
				c.Fail(rule.Where{Field: "descargos"}, "El %s no nombra el pedimento con que entró la mercancía.", "The %s does not name the pedimento its goods entered with.", c.P.Clave)
			}
			return c.Judged()
		},
	}
}
