package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// tmec25: goods that return to a country whose treaty limits the deferral of duty
// (T-MEC art. 2.5 for USA and Canada; Decisión 14, TLCAELC 15 and ACC for Europe)
// determine it: in the return with identifiers ST, SU, DT, DU or PR or
// contributions 12 and 16, or apart in a complementary pedimento CT. All 1,663
// returns measured state it. Its reach is our own reading of the catalogue.
func tmec25() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_tmec_25",
		Title:     document.Text{ES: "El retorno a un país de tratado dice cómo queda el impuesto diferido", EN: "A return to a treaty country states what becomes of the deferred duty"},
		Citation:  "T-MEC art. 2.5; RGCE 1.6.11 a 1.6.16; Anexo 22 Apéndice 8, ST, SU, DT, DU y PR",
		Source:    "dossier §4 V33; §3.5",
		Authority: rule.Aduanera, From: 20010101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Determine el impuesto de los insumos no originarios en el RT o con un CT dentro de su plazo.",
			EN: "Determine the duty of non-originating inputs in the RT or with a CT in time.",
		},
		Example: document.Text{
			ES: "Un RT a Estados Unidos sin ST, DT ni PR y sin contribución 2.5.",
			EN: "An RT to the United States without ST, DT or PR and without contribution 2.5.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{15, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "RT" || !c.Exporta {
				return rule.NotApplicable
			}
			if !treaty(c) {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if !carries(c, c.P.Identificadores, catalog.ListDeferralWhole) && !determined(c) {
				row, _ := c.Catalog.Deferral(c.P.Partidas[0].PaisOrigen, c.On)
				c.Fail(rule.Where{Field: "identificadores", Other: "ST"},
					"El retorno va a un país con diferimiento limitado (%s) y no dice cómo determina el impuesto: ST, SU, DT, DU, PR o un CT.",
					"The return goes to a country with limited deferral (%s) and does not say how the duty is determined: ST, SU, DT, DU, PR or a CT.", row.Acuerdo)
			}
			return c.Judged()
		},
	}
}

// treaty reports a return that goes to a country of such a treaty.
func treaty(c *rule.Case) bool {
	for i := range c.P.Partidas {
		if _, ok := c.Catalog.Deferral(c.P.Partidas[i].PaisOrigen, c.On); ok {
			return true
		}
	}
	return false
}

// determined reports that every partida for such a country says how, or that
// the duty was paid.
func determined(c *rule.Case) bool {
	for _, x := range c.P.Contribuciones {
		if c.Catalog.In(catalog.ListDeferralPaid, x.Clave, c.On) {
			return true
		}
	}
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		if _, ok := c.Catalog.Deferral(q.PaisOrigen, c.On); ok &&
			!carries(c, q.Identificadores, catalog.ListDeferralPartida) && !carries(c, c.P.Identificadores, catalog.ListDeferralPartida) {
			return false
		}
	}
	return true
}

// carries reports an identifier of a list.
func carries(c *rule.Case, ids []pedimento.Identificador, list string) bool {
	for i := range ids {
		if c.Catalog.In(list, ids[i].Clave, c.On) {
			return true
		}
	}
	return false
}
