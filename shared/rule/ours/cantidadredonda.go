package ours

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
)

// cantidadRedonda: a supplier whose quantities are nearly all round thousands is
// probably declared by order and not by what came (dossier §8.3).
func cantidadRedonda() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_cantidad_redonda",
		Title:     document.Text{ES: "Las cantidades no son todas redondas", EN: "The quantities are not all round"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §8.3",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare lo declarado con lo que se recibió de ese proveedor.",
			EN: "Compare what was declared with what was received of that supplier.",
		},
		Example: document.Text{
			ES: "De sesenta renglones de un proveedor, cincuenta y ocho son múltiplos de mil.",
			EN: "Of sixty lines of a supplier, fifty-eight are multiples of a thousand.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{16},
		Series: func() rule.Series { return &rounds{all: map[string]int{}, round: map[string]int{}} },
	}
}

// rounds counts the quantities of each supplier.
type rounds struct {
	last  *rule.Case
	all   map[string]int
	round map[string]int
}

// Add implements rule.Series.
func (x *rounds) Add(c *rule.Case) {
	id := supplier(c)
	if id == "" {
		return
	}
	x.last = c
	of := least(c, "serie_redonda_multiplo")
	for i := range c.P.Partidas {
		q, err := quantity.From(c.P.Partidas[i].CantidadUMC)
		if err != nil || of < 1 {
			continue
		}
		x.all[id]++
		if q > 0 && int64(q)%(int64(of)*one) == 0 {
			x.round[id]++
		}
	}
}

// Close implements rule.Series.
func (x *rounds) Close(s *rule.Sink) rule.Outcome {
	if x.last == nil {
		return rule.NotApplicable
	}
	lines, share := least(x.last, "serie_redonda_lineas"), least(x.last, "serie_redonda_parte")
	judged, near := false, nearest{}
	for _, id := range sorted(x.all) {
		all, round := x.all[id], x.round[id]
		near.see(id, all)
		if lines < 1 || share < 0 || all < lines {
			continue
		}
		judged = true
		if round*1000 >= share*all {
			s.Note(rule.Where{Key: "proveedor " + id, Field: "cantidad_umc"}, "De %d renglones del proveedor %s, %d son cantidades redondas.", "Of %d lines of supplier %s, %d are round quantities.", all, id, round)
		}
	}
	if !judged {
		return near.tooFew(s, rule.DataHistory, document.Text{ES: "el proveedor", EN: "supplier"}, lines)
	}
	return s.Judged()
}
