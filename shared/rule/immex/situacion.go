package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// situacion: a programme is suspended when the company has no valid e.firma, its
// RFC is not active, it is on the lists of articles 69 and 69-B or has no positive
// opinion (Decreto IMMEX arts. 11-III and 29); a certified company keeps its
// mailbox and its place in the importers' register too (rule 7.1.1, by a third
// party). The plant says what it was answered and when (table cumplimiento). How
// old an answer may be is a threshold of ours.
func situacion() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_situacion_fiscal",
		Title:     document.Text{ES: "La empresa está al corriente ante el SAT", EN: "The company is in good standing with the SAT"},
		Citation:  "Decreto IMMEX arts. 11-III, 24 y 29; CFF 32-D, 69 y 69-B; RGCE 7.1.1",
		Source:    "dossier §5.1 other suspension causes; §5.2 RECE 7.1.1; §14 27",
		Authority: rule.IMMEX, From: 20140101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Corrija la causa antes de que la SE suspenda el programa, consulte de nuevo y entregue la constancia.",
			EN: "Correct the cause before the SE suspends the programme, ask again and deliver the answer.",
		},
		Example: document.Text{
			ES: "La e.firma venció el 3 de marzo y no hay otra constancia.",
			EN: "The e.firma ended on 3 March and there is no other evidence.",
		},
		Needs: []rule.Data{rule.DataTaxStatus}, Checks: []int{27},
		Books: func(b *rule.Books) rule.Outcome {
			if b.Company == nil {
				return rule.NotApplicable
			}
			certified, missing := b.Company.InRegister(b.AsOf), false
			for _, s := range standings() {
				if s.certified && !certified {
					continue
				}
				e := newest(b, s.asunto)
				if e == nil {
					missing = true
					continue
				}
				s.judge(b, e)
			}
			if missing && b.Judged() == rule.Pass {
				return b.NoData(rule.DataTaxStatus)
			}
			return b.Judged()
		},
	}
}

// standing is one thing a company must keep.
type standing struct {
	asunto    string
	name      document.Text
	certified bool // only of a certified company, by a third party: a warning at most
}

func standings() []standing {
	return []standing{
		{"efirma", document.Text{ES: "la e.firma", EN: "the e.firma"}, false},
		{"opinion_32d", document.Text{ES: "la opinión de cumplimiento (32-D)", EN: "the opinion of compliance (32-D)"}, false},
		{"rfc", document.Text{ES: "el RFC", EN: "the RFC"}, false},
		{"listas_69", document.Text{ES: "las listas de los arts. 69 y 69-B", EN: "the lists of arts. 69 and 69-B"}, false},
		{"buzon", document.Text{ES: "el buzón tributario", EN: "the tax mailbox"}, true},
		{"padron", document.Text{ES: "el padrón de importadores", EN: "the importers' register"}, true},
	}
}

func (s *standing) judge(b *rule.Books, e *plant.Evidence) {
	at, raise := rule.Where{Key: "cumplimiento", Field: s.asunto, Other: e.Folio, On: e.Fecha}, b.Fail
	if s.certified {
		raise = b.Warn
	}
	switch {
	case e.Negativo:
		raise(at, "La consulta del %[1]s (%[2]s) sobre %[3]s fue negativa.", "The answer of %[1]s (%[2]s) about %[4]s was negative.", e.Fecha, e.Folio, s.name.ES, s.name.EN)
	case e.Vence.Known() && e.Vence < b.AsOf:
		raise(at, "La constancia %[2]s sobre %[3]s venció el %[1]s.", "The evidence %[2]s about %[4]s ended on %[1]s.", e.Vence, e.Folio, s.name.ES, s.name.EN)
	case !e.Vence.Known() && stale(b, e.Fecha):
		b.Note(at, "La última consulta sobre %[3]s es del %[1]s (%[2]s).", "The last answer about %[4]s is of %[1]s (%[2]s).", e.Fecha, e.Folio, s.name.ES, s.name.EN)
	}
}

// newest is the last evidence about a subject up to the day of the books, nil
// without any.
func newest(b *rule.Books, asunto string) (last *plant.Evidence) {
	if b.Plant == nil {
		return nil
	}
	all := b.Plant.Evidence() // by day
	for i := range all {
		if e := &all[i]; e.Asunto == asunto && e.Fecha <= b.AsOf {
			last = e
		}
	}
	return last
}

// stale reports an answer older than the threshold of ours; without one nothing
// is stale.
func stale(b *rule.Books, of document.Date) bool {
	row, err := b.Catalog.Threshold("constancia_edad", b.AsOf)
	return err == nil && money.Int(int64(of.DaysUntil(b.AsOf))).Cmp(row.Value) > 0
}
