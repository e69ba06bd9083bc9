package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// revisiones: what must be kept is looked after: the archive (CFF art. 30), the
// log of who had access (Anexo 24 C), the tables of law after each DOF. That they
// are reviewed, and how often, is our reading of the trade; the plant says when it
// did (table cumplimiento).
func revisiones() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_revisiones",
		Title:     document.Text{ES: "El archivo, la bitácora de accesos y las tablas de ley se revisan", EN: "The archive, the access log and the tables of law are reviewed"},
		Citation:  "CFF arts. 30 y 67; LA 59-I y 59-V; RGCE Anexo 24, apartado C",
		Source:    "dossier §8.1; §14 30",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Haga la revisión, corrija lo que encontró y entregue su constancia en la tabla cumplimiento.",
			EN: "Make the review, correct what it found and deliver its record in table cumplimiento.",
		},
		Example: document.Text{
			ES: "La revisión del archivo encontró pedimentos sin sus anexos.",
			EN: "The review of the archive found pedimentos without their annexes.",
		},
		Needs: []rule.Data{rule.DataRetention}, Checks: []int{30},
		Books: func(b *rule.Books) rule.Outcome {
			if len(b.Lots) == 0 && len(b.Exits) == 0 {
				return rule.NotApplicable
			}
			missing := false
			for _, x := range []struct {
				asunto string
				name   document.Text
			}{
				{"archivo", document.Text{ES: "del archivo", EN: "of the archive"}},
				{"bitacora", document.Text{ES: "de la bitácora de accesos", EN: "of the access log"}},
				{"tablas", document.Text{ES: "de las tablas de ley", EN: "of the tables of law"}},
			} {
				e := reviewed(b, x.asunto)
				if e == nil {
					missing = true
					continue
				}
				at := rule.Where{Field: x.asunto, Other: e.Folio, On: e.Fecha}
				if e.Negativo {
					b.Fail(at, "La revisión %[1]s del %[3]s (%[4]s) encontró faltas.", "The review %[2]s of %[3]s (%[4]s) found faults.", x.name.ES, x.name.EN, e.Fecha, e.Folio)
				} else if row, err := b.Catalog.Threshold("constancia_edad", b.AsOf); err == nil && money.Int(int64(e.Fecha.DaysUntil(b.AsOf))).Cmp(row.Value) > 0 {
					b.Note(at, "La última revisión %[1]s es del %[3]s (%[4]s).", "The last review %[2]s is of %[3]s (%[4]s).", x.name.ES, x.name.EN, e.Fecha, e.Folio)
				}
			}
			if missing && b.Judged() == rule.Pass {
				return b.NoData(rule.DataRetention)
			}
			return b.Judged()
		},
	}
}

// reviewed is the last review of something up to the day of the books.
func reviewed(b *rule.Books, asunto string) (last *plant.Evidence) {
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
