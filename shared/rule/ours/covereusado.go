package ours

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// coveReusado: one acuse de valor in pedimentos of several days is a slip; a patente
// that does so again and again has a habit (dossier V22). Rectifications and
// consolidated pedimentos do not count.
func coveReusado() *rule.Rule {
	return &rule.Rule{
		Code:      "ours_cove_reusado",
		Title:     document.Text{ES: "Ninguna patente reutiliza acuses de valor", EN: "No patente uses acuses de valor again"},
		Citation:  "Criterio propio; ninguna norma lo exige",
		Source:    "dossier §4 V22",
		Authority: rule.Ours, From: 20020101, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal un acuse de cada factura y corrija los que repitió.",
			EN: "Ask the broker for an acuse of each invoice and correct those used again.",
		},
		Example: document.Text{
			ES: "Una patente cita tres acuses en pedimentos de días distintos.",
			EN: "A patente cites three acuses in pedimentos of different days.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{19},
		Series: func() rule.Series { return &reuse{days: map[string]document.Date{}, again: map[string]int{}} },
	}
}

// reuse counts by patente the acuses that come again on another day.
type reuse struct {
	last  *rule.Case
	count int
	days  map[string]document.Date // of the first use, by patente, clave and acuse
	again map[string]int
}

// Add implements rule.Series.
func (x *reuse) Add(c *rule.Case) {
	if c.Rectifica || c.Has("PC") || c.Has("RC") || c.Others != nil && c.Others.Superseded(c.P.Number) != "" {
		return
	}
	cited := false
	for i := range c.P.Facturas {
		n := c.P.Facturas[i].COVE
		if n == "" {
			continue
		}
		cited = true
		k := c.P.Patente + c.P.Clave + c.P.Operacion + n
		if first, ok := x.days[k]; ok && first != c.On {
			x.again[c.P.Patente]++
		} else {
			x.days[k] = c.On
		}
	}
	if cited {
		x.last = c
		x.count++
	}
}

// Close implements rule.Series.
func (x *reuse) Close(s *rule.Sink) rule.Outcome {
	if x.last == nil {
		return rule.NotApplicable
	}
	n := least(x.last, "serie_cove_pedimentos")
	if n >= 0 && x.count < n {
		s.Unsaid(rule.DataHistory, "Faltan pedimentos para comparar: %d citan un acuse de valor y se piden %d.", "Too few pedimentos to compare: %d cite an acuse de valor, and %d are asked for.", x.count, n)
	}
	if n < 0 || x.count < n {
		return s.NoData(rule.DataHistory)
	}
	for _, patente := range sorted(x.again) {
		s.Note(rule.Where{Key: "patente " + patente, Field: "cove"}, "La patente %s citó de nuevo, en otro día, %d acuses de valor.", "Patente %s cited %d acuses de valor again on another day.", patente, x.again[patente])
	}
	return s.Judged()
}
