package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// dtaFijo: temporary imports of inputs, returns and definitive exports pay the
// fixed fee of the year, once for each vehicle or remesa (LFD art. 49-III to
// V; dossier V16). What is exempt says so with form of payment 9 and the same
// amount.
func dtaFijo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_dta_fijo",
		Title:     document.Text{ES: "El DTA de cuota fija es la cuota del año por vehículos o remesas", EN: "The fixed DTA is the fee of the year times vehicles or remesas"},
		Citation:  "LFD 49-III a V",
		Source:    "dossier §3.6, §4 V16",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: document.Text{ES: "Un IN de 2024 con DTA de 408, la cuota de 2023.", EN: "An IN of 2024 with a DTA of 408, the fee of 2023."},
		Needs:   []rule.Data{rule.DataRate}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			got, found := pedimento.Charged(c.P.Contribuciones, "DTA")
			code, ok := c.Catalog.DTA(c.P.Clave, c.P.Operacion, c.On)
			if !found || !ok || code == catalog.FeeDTA || code == catalog.FeeDTAAsset {
				return rule.NotApplicable
			}
			if t, ok := rule.RateOf(c.P.Tasas, "DTA"); ok && t.Tipo == thousand {
				return rule.NotApplicable // it brings fixed assets
			}
			due, other := fee(c, code), fee(c, dtaExport)
			if !due.Known() {
				return c.NoData(rule.DataRate)
			}
			if !got.Known() {
				return c.NoData(rule.DataValue)
			}
			if _, whole := rule.IsWhole(got, due); whole {
				return rule.Pass
			}
			if _, whole := rule.IsWhole(got, other); whole && c.Exporta && other.Known() {
				return rule.Pass // the exporter has no programme: LFD art. 49-V
			}
			return c.Fail(rule.Where{Field: "contribuciones"},
				"El DTA es %s, que no es la cuota de %s de ese año ni un múltiplo de ella.", "DTA is %s, which is neither the fee of %s of that year nor a multiple of it.",
				got, due)
		},
	}
}

// thousand is the type of rate "per thousand" (Apéndice 18), and dtaExport the
// fee of definitive exports (LFD art. 49-V).
const (
	thousand  = "7"
	dtaExport = "DTA_V"
)
