package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// ivaExtraccion: goods taken out of a depósito fiscal pay IVA on the base of
// their introduction, whose DTA the factor of update (FI or FV) brings to the
// day of extraction (LA art. 120; LIVA art. 27; CFF art. 17-A; dossier V15). An
// extraction does not say what origin its goods were introduced with, so the
// DTA that was paid is taken too.
func ivaExtraccion() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_iva_extraccion",
		Title:     document.Text{ES: "El IVA de una extracción de depósito fiscal se calcula con las contribuciones actualizadas", EN: "The IVA of an extraction from depósito fiscal is worked out with the contributions updated"},
		Citation:  "LA 120; LIVA 27; CFF 17-A",
		Source:    "dossier §4 V15",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Error, Confidence: "OWN",
		Action: rectify(),
		Example: document.Text{
			ES: "Factor 1.0074 y un IVA cuya base lleva otro DTA que el pagado y que el actualizado.", EN: "Factor 1.0074 and an IVA whose base holds another DTA than the one paid and the one updated.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !c.Catalog.In(catalog.ListExtraction, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			k, ok := newCuadro(c)
			f := factor(c)
			switch {
			case !k.igual:
				return rule.NotApplicable
			case !ok || !f.Known():
				return c.NoData(rule.DataValue)
			}
			full := rule.PerThousand(k.sujeta, fee(c, catalog.FeeDTA))
			updated := rule.Times(full, f)
			return againstBase(c, "aduanera_iva_extraccion", &k, []money.Amount{updated, k.dta})
		},
	}
}
