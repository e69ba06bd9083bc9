package ours

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// fraccionProveedor: goods that one supplier calls by one name and that go to and fro
// between fracciones are classified by chance (dossier §14, check 22). Only a
// pedimento of one supplier says whose goods they are.
func fraccionProveedor() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_fraccion_proveedor",
		Title:     document.Text{ES: "Lo mismo del mismo proveedor no alterna fracciones", EN: "The same goods of one supplier do not alternate fracciones"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §14 #22",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida la ficha técnica al proveedor y clasifique una sola vez.",
			EN: "Ask the supplier for the data sheet and classify once.",
		},
		Example: document.Text{
			ES: "El proveedor 990000001 vende CONECTOR, que alterna entre dos fracciones cuatro veces.",
			EN: "Supplier 990000001 sells CONECTOR, which alternates between two fracciones four times.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{22},
		Series: func() rule.Series {
			return &alternating{by: goodsOf, least: "serie_proveedor_veces", missing: rule.DataHistory, subject: document.Text{ES: "La mercancía", EN: "Goods"}, of: document.Text{ES: "la mercancía", EN: "goods"}}
		},
	}
}

// goodsOf is the one supplier of an import and what it calls the goods.
func goodsOf(c *rule.Case, q *pedimento.Partida) string {
	id := supplier(c)
	name := strings.Join(strings.Fields(strings.ToUpper(q.Descripcion)), " ")
	if id == "" || name == "" {
		return ""
	}
	return id + " " + name
}
