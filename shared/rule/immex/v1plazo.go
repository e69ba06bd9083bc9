package immex

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/stay"
)

// v1Plazo: goods received by virtual transfer from another IMMEX stay six months
// from the date of the transfer; from a national supplier without programme,
// eighteen (Decreto IMMEX art. 4). Which one it was, where a person recorded the
// due date, that person knows: only what is past the longest of them is asked
// about.
func v1Plazo() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_plazo",
		Title:     document.Text{ES: "Lo recibido por V1 vence a los seis meses de la transferencia", EN: "What a V1 brought is due six months after the transfer"},
		Citation:  "Decreto IMMEX art. 4",
		Source:    "dossier §2.1 V1, V1-PN; §4 V25",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Corrija el inicio o la clase de proveedor del lote; retorne o transfiera antes del vencimiento.",
			EN: "Correct the beginning or the kind of supplier of the lot; return or transfer before it is due.",
		},
		Example: document.Text{
			ES: "Un lote V1 del saldo inicial con vencimiento anotado a 24 meses.",
			EN: "A lot of a V1 in the opening balance that is recorded as due after 24 months.",
		},
		Needs: []rule.Data{rule.DataDate}, Checks: []int{1, 5, 25},
		Books: func(b *rule.Books) rule.Outcome {
			seen, read := false, false
			for i := range b.Lots {
				l := &b.Lots[i]
				if l.Clave != claveV1 || l.Tipo != "transferencia" {
					continue
				}
				seen = true
				row, ok := stayOf(b, stayTransfer, l.Inicio)
				if l.Plazo == stayWithoutProgramme || l.Plazo == stay.Recorded {
					row, ok = stayOf(b, stayWithoutProgramme, l.Inicio)
				}
				if !ok || !l.Vence.Known() || !l.Inicio.Known() {
					continue
				}
				read = true
				if last := b.Catalog.BusinessDay(l.Inicio.AddMonths(row.Months)); l.Vence > last {
					b.Fail(rule.Where{Key: l.ID, Field: "vence"},
						"El lote inició el %s y vence el %s; lo recibido por V1 así dura %d meses, al %s.",
						"The lot began on %s and is due on %s; what a V1 brought like this stays %d months, until %s.", l.Inicio, l.Vence, row.Months, last)
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

// The rows of the table of stays for what another IMMEX transferred, and a
// national supplier without programme.
const (
	stayTransfer         = "V1"
	stayWithoutProgramme = "V1-PN"
)

// stayOf is the row of a stay in force on a day.
func stayOf(b *rule.Books, regla string, on document.Date) (catalog.StayRow, bool) {
	for _, r := range b.Catalog.Stays() {
		if r.Regla == regla && r.Holds(on) {
			return r, true
		}
	}
	return catalog.StayRow{}, false
}
