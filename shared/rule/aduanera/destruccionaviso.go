package aduanera

import (
	"example.com/immex/shared/calendar"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// destruccionAviso: notice of a destruction is given at least 15 days before it
// (RLA art. 125, rule 4.3.5). The days are those in force on the day of the act.
// An act that does not say when notice was given is not judged, and is no data.
func destruccionAviso() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_destruccion_aviso",
		Title:     document.Text{ES: "De cada destrucción se avisa con su anticipación", EN: "Notice of each destruction is given ahead of it"},
		Citation:  "RLA art. 125; RGCE 4.3.5",
		Source:    "dossier §2.3 Destruction; §5.2",
		Authority: rule.Aduanera, From: 20090101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Reúna el acuse del aviso; si no lo hubo a tiempo, consulte antes de descargar lo destruido.",
			EN: "Collect the receipt of the notice; when it was not in time, take advice before discharging what was destroyed.",
		},
		Example: document.Text{
			ES: "Un acta del 15 de mayo avisada el 5 de mayo.",
			EN: "An act of 15 May of which notice was given on 5 May.",
		},
		Needs: []rule.Data{rule.DataActs}, Checks: []int{14, 28},
		Books: func(b *rule.Books) rule.Outcome {
			if b.Plant == nil {
				return b.NoData(rule.DataActs)
			}
			told, missing, judged := map[string]bool{}, false, false
			acts := b.Plant.Acts()
			for i := range acts {
				a := &acts[i]
				if a.Tipo != "destruccion" || a.Fecha > b.AsOf || told[a.Acta] {
					continue
				}
				told[a.Acta] = true
				last, err := calendar.After(b.Catalog, "destruccion_aviso", a.Fecha)
				if err != nil || !a.Aviso.Known() {
					missing = true
					continue
				}
				judged = true
				if a.Aviso > last.Due {
					b.Fail(rule.Where{Key: "acta " + a.Acta, Field: "fecha_aviso", On: a.Fecha},
						"El acta %s es del %s y se avisó el %s; a más tardar era el %s.", "Act %s is of %s and notice was given on %s; it was due by %s.", a.Acta, a.Fecha, a.Aviso, last.Due)
				}
			}
			switch {
			case missing && b.Judged() == rule.Pass:
				return b.NoData(rule.DataActs)
			case !judged:
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}
