package aduanera

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaOrigen: a partida has the country of origin of its line of the invoice
// (Anexo 22, país de origen, Apéndice 4; dossier V24). Only a country written as a
// key of Apéndice 4 is compared: a name is not translated by guessing.
func facturaOrigen() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_origen",
		Title:     document.Text{ES: "El origen es el de la factura", EN: "The origin is that of the invoice"},
		Citation:  "LA 36-A-I-a; Anexo 22, Apéndice 4",
		Source:    "dossier §4 V24",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura dice CHN y la partida USA.",
			EN: "The invoice says CHN and the partida USA.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataParts}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Exporta || len(c.P.Facturas) == 0 {
				return rule.NotApplicable
			}
			goods, number, ok := invoiceGoods(c)
			if !ok {
				return c.NoData(rule.DataInvoice)
			}
			origins := originsOf(c)
			found, ok := cruce.Pair(c, goods, cruce.Declared(c))
			if !ok {
				return c.NoData(rule.DataParts)
			}
			judged := make([]bool, len(c.P.Partidas))
			for _, m := range found.Matches {
				for _, j := range m.Right {
					judged[j] = sameOrigin(c, j, m.Left, origins, func() document.Text { return found.Why(m) }, number)
				}
			}
			if slices.Contains(judged, false) {
				c.Unsaid(rule.DataParts, "De alguna partida no se sabe cuál es su renglón de %s, o no da su país con una clave del Apéndice 4.",
					"Of some partida nobody knows its line of %s, or that gives no key of a country of Apéndice 4.", number)
				return c.NoData(rule.DataParts)
			}
			return c.Judged()
		},
	}
}

// sameOrigin compares a partida with its lines; false when it or one of them
// gives no key of a country.
func sameOrigin(c *rule.Case, j int, lines []int, origins []string, because func() document.Text, invoice string) bool {
	q := &c.P.Partidas[j]
	for _, i := range lines {
		if q.PaisOrigen == "" || !c.Catalog.Listed(catalog.Paises, origins[i], c.On) {
			return false
		}
		if q.PaisOrigen != origins[i] {
			why := because()
			c.Fail(rule.Where{Partida: q.Secuencia, Field: "pais_origen", Other: invoice},
				"La partida %[1]d declara origen %[2]s y el renglón %[3]d de la factura %[4]s (son el mismo por %[5]s).",
				"Partida %[1]d declares origin %[2]s and line %[3]d of the invoice %[4]s (the same by %[6]s).",
				q.Secuencia, q.PaisOrigen, i+1, origins[i], why.ES, why.EN)
		}
	}
	return true
}

// originsOf are the origins of the lines of all invoices, in their order.
func originsOf(c *rule.Case) (out []string) {
	for i := range c.P.Facturas {
		v := invoiceOf(c, &c.P.Facturas[i])
		for k := range v.Lineas {
			out = append(out, v.Lineas[k].Origen)
		}
	}
	return out
}
