package aduanera

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/stay"
)

// plazoOEA: rule 7.3.3-XXV gives goods of LA 108-I a longer stay to companies in
// the modality OEA, from 2020-07-24. A lot that counts on it began while the
// company held the modality: by a due date that a person recorded and that is
// just that stay, or because its pedimento declares OEA (identifier IC with O).
func plazoOEA() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_plazo_oea",
		Title:     document.Text{ES: "El plazo de OEA sólo lo tiene lo que entró con esa modalidad vigente", EN: "Only what entered with the modality OEA in force has its stay"},
		Citation:  "RGCE 7.3.3-XXV (DOF 24-07-2020)",
		Source:    "dossier §2.1 OEA",
		Authority: rule.Aduanera, From: 20200724, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Cuente 18 meses, o complete la certificación OEA con sus fechas.",
			EN: "Count 18 months, or complete the OEA certification with its dates.",
		},
		Example: document.Text{
			ES: "Un lote con plazo de OEA de una empresa que dejó la modalidad un mes antes.",
			EN: "A lot with the stay of OEA of a company that left the modality a month before.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{1, 25},
		Books: func(b *rule.Books) rule.Outcome {
			months, _ := certifiedMonths(b, modalidadOEA)
			seen := false
			for i := range b.Lots {
				l := &b.Lots[i]
				if l.Tipo != "insumo" || !l.Inicio.Known() || !special(b.Setting, l.Inicio, modalidadOEA) {
					continue
				}
				recorded, declared := countsOnOEA(b, l, months)
				if !recorded && !declared {
					continue
				}
				seen = true
				if b.Company == nil || len(b.Company.Certifications) == 0 {
					return b.NoData(rule.DataProgramme)
				}
				if !b.Company.Certified(kindOEA, l.Inicio) {
					withoutOEA(b, l, recorded)
				}
			}
			if !seen {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}

// countsOnOEA reports a due date that a person recorded, or a last reading of the
// stay that the pedimento declares, which is that of the modality.
func countsOnOEA(b *rule.Books, l *rule.Lot, months int) (recorded, declared bool) {
	if l.Plazo == stay.Recorded {
		return spans(b, l, l.Vence, months), false
	}
	return strings.HasPrefix(l.Plazo, "OEA"), spans(b, l, l.VenceUltimo, months)
}

// withoutOEA asks about a lot that counts on the stay of a modality the company
// did not hold.
func withoutOEA(b *rule.Books, l *rule.Lot, recorded bool) {
	at := rule.Where{Key: l.ID, Field: "vence"}
	switch {
	case l.Plazo == stay.Recorded && b.Company.Certified(kindIVAIEPS, l.Inicio):
		// aduanera_plazo_civa asks about it
	case recorded:
		b.Fail(at, "El lote cuenta el plazo de OEA hasta el %s y la empresa no tenía la modalidad al iniciar el %s.",
			"The lot counts the stay of OEA until %s and the company did not hold the modality when it began on %s.", l.Vence, l.Inicio)
	default:
		b.Fail(at, "El pedimento declara OEA, que llevaría el plazo al %s, y la empresa no tenía la modalidad al iniciar el %s.",
			"The pedimento declares OEA, which would take the stay to %s, and the company did not hold the modality when it began on %s.", l.VenceUltimo, l.Inicio)
	}
}
