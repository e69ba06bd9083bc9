package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// formaIVA: since 2015 a temporary import under IMMEX causes IVA, paid in cash,
// by credit (21) or by guarantee (22); form 5, not subject to taxes, is no
// longer open to it (LIVA art. 24-I and 28-A, in force from 2015; dossier V17).
func formaIVA() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_forma_iva",
		Title:     document.Text{ES: "El IVA de una importación temporal se paga, se acredita o se garantiza", EN: "The IVA of a temporary import is paid, credited or guaranteed"},
		Citation:  "LIVA 24-I y 28-A",
		Source:    "dossier §4 V17",
		Authority: rule.Aduanera, From: 20150101, Governs: rule.ByOperation, Severity: document.Error, Confidence: "OWN",
		Action:  rectify(),
		Example: document.Text{ES: "Un IN de 2024 con IVA por forma de pago 5.", EN: "An IN of 2024 with IVA by form of payment 5."},
		Needs:   []rule.Data{rule.DataOriginal}, Checks: []int{8},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !c.Catalog.In(catalog.ListTemporary, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			if !c.Rated().Known() {
				return c.NoData(rule.DataOriginal)
			}
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for j := range q.Contribuciones {
					x := &q.Contribuciones[j]
					if x.Clave != "IVA" {
						continue
					}
					judged = true
					if c.Catalog.In(catalog.ListTemporaryForm, x.FormaPago, c.On) {
						c.Fail(rule.Where{Partida: q.Secuencia, Field: "contribuciones"},
							"El IVA de la partida %d va por forma de pago 5 y desde 2015 se paga, se acredita (21) o se garantiza (22).",
							"IVA of partida %d is by form of payment 5 and since 2015 it is paid, credited (21) or guaranteed (22).", q.Secuencia)
					}
				}
			}
			return outcome(c, judged, false, "")
		},
	}
}
