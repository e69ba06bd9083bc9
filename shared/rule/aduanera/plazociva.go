package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/stay"
)

// plazoCIVA: the 36 months of companies registered for IVA and IEPS alone (rule
// 7.3.1-VIII) were repealed on 2020-07-24: goods of LA 108-I that began their stay
// since have the general one, unless the company is OEA. Our own books never
// count on it; a due date that a person recorded is a decision, and one that is
// just what the repealed rule gave is asked about.
func plazoCIVA() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_plazo_civa",
		Title:     document.Text{ES: "La certificación IVA e IEPS no alarga el plazo desde julio de 2020", EN: "The registration for IVA and IEPS lengthens no stay since July 2020"},
		Citation:  "1ª RMRGCE 2020 (DOF 24-07-2020), deroga RGCE 7.3.1-VIII; LA art. 108-I",
		Source:    "dossier §2.1 CIVA",
		Authority: rule.Aduanera, From: 20200724, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Corrija el vencimiento a 18 meses; lo que ya pasó, regularícelo.",
			EN: "Correct the due date to 18 months; regularise what is past it.",
		},
		Example: document.Text{
			ES: "Un lote de 2021 con vencimiento a 36 meses en una empresa sin OEA.",
			EN: "A lot of 2021 due after 36 months in a company without OEA.",
		},
		Needs: []rule.Data{rule.DataDate}, Checks: []int{1, 25},
		Books: func(b *rule.Books) rule.Outcome {
			seen, read := false, false
			for i := range b.Lots {
				l := &b.Lots[i]
				if l.Tipo != "insumo" || special(b.Setting, l.Inicio, modalidadIVAIEPS) {
					continue
				}
				seen = true
				if !l.Vence.Known() || !l.Inicio.Known() {
					continue
				}
				read = true
				if b.Company.Certified(kindOEA, l.Inicio) {
					continue
				}
				switch months, ok := certifiedMonths(b, modalidadIVAIEPS); {
				case l.Plazo == "CIVA":
					b.Fail(rule.Where{Key: l.ID, Field: "vence"},
						"El lote inició el %s y vence el %s por un plazo derogado.", "The lot began on %s and is due on %s by a stay that was repealed.", l.Inicio, l.Vence)
				case l.Plazo == stay.Recorded && ok && spans(b, l, l.Vence, months):
					b.Warn(rule.Where{Key: l.ID, Field: "vence"},
						"El lote inició el %s y se anotó que vence el %s: son los %d meses de la certificación IVA e IEPS, derogados; sin OEA es el general.",
						"The lot began on %s and is recorded as due on %s: that is the %d months of the registration for IVA and IEPS, repealed; without OEA the general one holds.",
						l.Inicio, l.Vence, months)
				}
			}
			switch {
			case !seen:
				return rule.NotApplicable
			case !read:
				return b.NoData(rule.DataDate)
			}
			return b.Judged()
		},
	}
}

// modalidadIVAIEPS and modalidadOEA are certifications as the table of stays
// names them.
const (
	modalidadIVAIEPS = "IVA_IEPS"
	modalidadOEA     = "OEA"
)

// certifiedMonths are the months the table of stays last gave inputs of a
// certification.
func certifiedMonths(b *rule.Books, certification string) (months int, ok bool) {
	rows := b.Catalog.Stays()
	for i := range rows {
		if r := &rows[i]; r.Tipo == "insumo" && r.Certificacion == certification {
			months, ok = r.Months, true
		}
	}
	return months, ok
}

// spans reports that a lot began some months before a day, or the business day
// that one is put off to.
func spans(b *rule.Books, l *rule.Lot, day document.Date, months int) bool {
	if !day.Known() || !l.Inicio.Known() || months == 0 {
		return false
	}
	last := l.Inicio.AddMonths(months)
	return day == last || day == b.Catalog.BusinessDay(last)
}

// special reports that the table of stays has one of its own for inputs of a
// certification on a day.
func special(s *rule.Setting, on document.Date, certification string) bool {
	rows := s.Catalog.Stays()
	for i := range rows {
		if r := &rows[i]; r.Tipo == "insumo" && r.Certificacion == certification && r.Holds(on) {
			return true
		}
	}
	return false
}
