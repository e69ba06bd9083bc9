package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// ivaDefinitivo: the IVA of a definitive import is its rate on the customs value
// with IGI, DTA, cuotas compensatorias and IEPS (LIVA art. 27, first paragraph;
// dossier V14). It is worked out on the whole pedimento, where all partidas pay
// one rate.
func ivaDefinitivo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_iva_definitivo",
		Title:     document.Text{ES: "El IVA de una importación definitiva se calcula sobre valor en aduana, IGI, DTA y demás contribuciones", EN: "The IVA of a definitive import is worked out on customs value, IGI, DTA and other contributions"},
		Citation:  "LIVA 27, primer párrafo",
		Source:    "dossier §4 V14",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Error, Confidence: "3P",
		Action: rectify(),
		Example: document.Text{
			ES: "Valor en aduana 51,000, IGI 2,550 y DTA 425 e IVA de 8,568, que es 16 % sin el DTA.",
			EN: "Customs value 51,000, IGI 2,550 and DTA 425 and an IVA of 8,568, which is 16 % without DTA.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !c.Catalog.In(catalog.ListDefinitive, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			k, ok := newCuadro(c)
			switch {
			case !k.igual:
				return rule.NotApplicable
			case !ok:
				return c.NoData(rule.DataValue)
			}
			base := rule.Plus(k.aduana, k.otras, k.dta)
			want := rule.Pesos(rule.Percent(base, k.tasa))
			if !want.Known() {
				return c.NoData(rule.DataValue)
			}
			if !c.Near("aduanera_iva_definitivo", k.iva, want, k.filas) {
				c.Fail(rule.Where{Field: "contribuciones"},
					"El IVA es %s y %s %% de %s (valor en aduana %s, DTA %s y otras contribuciones %s) da %s.",
					"IVA is %s and %s %% of %s (customs value %s, DTA %s and other contributions %s) gives %s.",
					k.iva, k.tasa, base, k.aduana, k.dta, k.otras, want)
			}
			return c.Judged()
		},
	}
}
