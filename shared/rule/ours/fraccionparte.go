package ours

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// fraccionParte: a part is classified in one fracción at a time; one that goes to and
// fro is classified by whoever fills in the pedimento (dossier §14, check 22). Parts
// are those the pedimento writes as codigo de producto.
func fraccionParte() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_fraccion_parte",
		Title:     document.Text{ES: "Cada parte tiene una fracción", EN: "Each part has one fracción"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §14 #22",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Fije la fracción de la parte en el catálogo y avise a sus agentes.",
			EN: "Fix the fracción of the part in the catalogue and tell the brokers.",
		},
		Example: document.Text{
			ES: "La parte CON-10 se declara en 85366999 y en 85369099, de ida y vuelta.",
			EN: "Part CON-10 is declared under 85366999 and 85369099, to and fro.",
		},
		Needs: []rule.Data{rule.DataParts}, Checks: []int{22},
		Series: func() rule.Series {
			return &alternating{by: partOf, least: "serie_parte_veces", missing: rule.DataParts, subject: document.Text{ES: "La parte", EN: "Part"}, of: document.Text{ES: "la parte", EN: "part"}}
		},
	}
}

// partOf is the part of a partida, as its pedimento writes it.
func partOf(_ *rule.Case, q *pedimento.Partida) string { return q.CodigoProducto }
