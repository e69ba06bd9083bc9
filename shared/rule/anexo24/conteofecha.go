package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// conteoFecha: a yearly count compares the shelves with the balance (LA art.
// 59-I asks that the control is always up to date). How old the last one may be
// is a threshold of ours.
func conteoFecha() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_conteo_fecha",
		Title:     document.Text{ES: "Hay un conteo físico en el último año", EN: "There is a physical count in the last year"},
		Citation:  "LA 59-I",
		Source:    "dossier §10; §14 16",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Notice, Confidence: "OWN",
		Action: document.Text{
			ES: "Cuente y entregue la tabla conteos.",
			EN: "Count, and deliver table conteos.",
		},
		Example: document.Text{
			ES: "El último conteo es de hace catorce meses.",
			EN: "The last count is fourteen months old.",
		},
		Needs: []rule.Data{rule.DataCounts}, Checks: []int{16},
		Books: func(b *rule.Books) rule.Outcome {
			if len(b.Lots) == 0 {
				return rule.NotApplicable
			}
			if b.Plant == nil || len(b.Plant.Counts()) == 0 {
				return b.NoData(rule.DataCounts)
			}
			var last document.Date
			for i := range b.Plant.Counts() {
				if d := b.Plant.Counts()[i].Fecha; d <= b.AsOf {
					last = max(last, d)
				}
			}
			if !last.Known() {
				return b.NoData(rule.DataCounts)
			}
			days, ok := threshold(b, "conteo_edad")
			if !ok {
				return b.NoData(rule.DataRate)
			}
			if last.DaysUntil(b.AsOf) > days {
				b.Note(rule.Where{Field: "conteos"}, "El último conteo es del %s, de hace más de %d días.", "The last count is of %s, more than %d days ago.", last, days)
			}
			return b.Judged()
		},
	}
}
