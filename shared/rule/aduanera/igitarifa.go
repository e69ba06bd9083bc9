package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// igiTarifa: the rate of IGI is the one of the tariff on the day, unless the
// partida names a preference: a treaty (TL), a sector (PS), an ALADI agreement
// (NA) or Regla 8a; and never more than the tariff's (LA art. 51-I and 56;
// LIGIE; dossier V13 and V19).
func igiTarifa() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_igi_tarifa",
		Title:     document.Text{ES: "La tasa de IGI es la de la tarifa o la de una preferencia que la partida nombra", EN: "The rate of IGI is that of the tariff or of a preference the partida names"},
		Citation:  "LA 51-I y 56; LIGIE",
		Source:    "dossier §4 V13, V19",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Confirme la fracción, la fecha que rige y el fundamento de la preferencia.", EN: "Confirm the fracción, the day that governs and what the preference rests on.",
		},
		Example: document.Text{ES: "Tasa de 0 en una fracción a 5 % sin TL ni PS.", EN: "A rate of 0 on a fracción at 5 % without TL or PS."},
		Needs:   []rule.Data{rule.DataTariff}, Checks: []int{12, 22, 23},
		Case: func(c *rule.Case) rule.Outcome {
			judged, missing := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				t, ok := rule.RateOf(q.Tasas, "IGI")
				if !c.Importa || c.Rectifica || !ok {
					continue
				}
				if !c.Catalog.TariffEver(q.Fraccion, c.P.Operacion) {
					c.LacksTariff(q.Fraccion, "")
					missing = true
					continue
				}
				row, err := c.Catalog.Tariff(q.Fraccion, c.P.Operacion, c.On)
				if err != nil || row.Tipo != t.Tipo || !row.Value.Known() {
					c.LacksTariff(q.Fraccion, "tipo_tasa "+t.Tipo)
					missing = true
					continue
				}
				judged = true
				if d := t.Tasa.Cmp(row.Value); d > 0 || d < 0 && !preferred(c, q) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "tasas"}, "La partida %d paga IGI a %s y la tarifa da a %s la tasa %s.", "Partida %d pays IGI at %s and the tariff gives %s the rate %s.",
						q.Secuencia, t.Tasa, q.Fraccion, row.Value)
				}
			}
			return outcome(c, judged, missing, rule.DataTariff)
		},
	}
}

// preferred reports that a partida names what lowers its rate.
func preferred(c *rule.Case, q *pedimento.Partida) bool {
	return carries(c, q.Identificadores, catalog.ListPreference) || len(q.Permisos) > 0
}
