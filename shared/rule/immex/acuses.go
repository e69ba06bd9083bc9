package immex

import (
	"slices"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// acuses: the reports that fall due by the calendar were filed in time: the
// monthly survey of the INEGI by day 20 (rule SE 3.2.17), the annual report by the
// last business day of May (Decreto IMMEX art. 25), the discharge reports of the
// SCCCyG (Anexo 30). An obligation is judged from the first period of which a
// receipt was delivered, and one without any receipt not at all; a day that is
// put off by CFF 12 is taken.
func acuses() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_acuses",
		Title:     document.Text{ES: "Los informes periódicos se presentaron en su fecha", EN: "The periodic reports were filed by their day"},
		Citation:  "Decreto IMMEX arts. 24 y 25; regla SE 3.2.17; Anexo 30 RGCE",
		Source:    "dossier §5.1; §5.2; §14 28",
		Authority: rule.IMMEX, From: 20200101, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Presente el informe o entregue su acuse en la tabla cumplimiento; el reporte anual admite hasta el último hábil de agosto.",
			EN: "File the report or deliver its receipt in table cumplimiento; the annual report may be cured until the last business day of August.",
		},
		Example: document.Text{
			ES: "La encuesta de marzo se presentó el 24 de abril.",
			EN: "The survey of March was filed on 24 April.",
		},
		Needs: []rule.Data{rule.DataSurveys}, Checks: []int{28},
		Books: func(b *rule.Books) rule.Outcome {
			filed := receipts(b)
			if len(filed) == 0 {
				return b.NoData(rule.DataSurveys)
			}
			judged := false
			for code, of := range filed {
				if !slices.ContainsFunc(b.Catalog.Obligations(), func(o catalog.ObligationRow) bool { return o.Code == code }) {
					judged = true
					b.Note(rule.Where{Key: code, Field: "obligacion"}, "La tabla obligaciones no tiene %q; corrija la clave o entregue la obligación.", "Table obligaciones has no %q; correct the key or deliver the obligation.", code)
				}
				for _, d := range calendar.Between(b.Catalog, of.first, b.AsOf) {
					if d.Code == code && d.To >= of.first {
						judged = true
						inTime(b, &d, of.about(&d))
					}
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}

// receiptsOf are those of one obligation, by the day they were filed.
type receiptsOf struct {
	first document.Date // of what they report on
	all   []*plant.Evidence
}

// about is the first receipt of a period; who wrote another day of the period
// than its first means the same.
func (r *receiptsOf) about(d *calendar.Deadline) *plant.Evidence {
	for _, e := range r.all {
		if e.Periodo >= d.From && e.Periodo <= d.To {
			return e
		}
	}
	return nil
}

func receipts(b *rule.Books) map[string]*receiptsOf {
	out := map[string]*receiptsOf{}
	if b.Plant == nil {
		return out
	}
	all := b.Plant.Evidence()
	for i := range all {
		e := &all[i]
		if e.Asunto != "obligacion" || e.Fecha > b.AsOf {
			continue
		}
		of := out[e.Obligacion]
		if of == nil {
			of = &receiptsOf{first: e.Periodo}
			out[e.Obligacion] = of
		}
		of.first = min(of.first, e.Periodo)
		of.all = append(of.all, e) // they come by day
	}
	return out
}

// inTime judges one period of an obligation.
func inTime(b *rule.Books, d *calendar.Deadline, e *plant.Evidence) {
	last := max(d.Due, d.Extended)
	at := rule.Where{Key: d.Code + " " + d.From.String(), Field: "cumplimiento", On: last}
	switch {
	case e != nil && e.Fecha > last:
		at.Other = e.Folio
		b.Fail(at, "%[1]s, del %[3]s: vencía el %[4]s y se presentó el %[5]s.", "%[2]s, of %[3]s: it was due on %[4]s and was filed on %[5]s.", d.Title.ES, d.Title.EN, d.From, last, e.Fecha)
	case e == nil && last < b.AsOf:
		b.Fail(at, "%[1]s, del %[3]s: venció el %[4]s y no se entregó su acuse.", "%[2]s, of %[3]s: it was due on %[4]s and its receipt was not delivered.", d.Title.ES, d.Title.EN, d.From, last)
	}
}
