package desk

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/web/page"
)

// ruleTables are the rules of the glosa, whether they are in force on the day or
// not.
func (d *Desk) ruleTables(q *Ask, of Inquiry) ([]*page.Table, error) {
	type row = *rule.Rule
	return []*page.Table{page.Tabulate("reglas", document.Text{ES: "Reglas de la glosa", EN: "Rules of the glosa"}, q.head(of.On), []page.Field[row]{
		{Key: "regla", ES: "Regla", EN: "Rule", Kind: report.Text, Of: func(r *row) string { return (*r).Title.In(q.Lang) }, Link: func(r *row) string { return q.findingsAt("codigo", (*r).Code) }},
		{Key: "fundamento", ES: "Fundamento", EN: "Legal basis", Kind: report.Text, Of: func(r *row) string { return (*r).Cited().In(q.Lang) }},
		{Key: "gravedad", ES: "A lo más", EN: "At most", Kind: report.Text, Whole: true, Of: func(r *row) string { return (*r).Ceiling().Name().In(q.Lang) }},
		{Key: "confianza", ES: "Confianza", EN: "Confidence", Kind: report.Text, Of: func(r *row) string { return confidenceName((*r).Confidence).In(q.Lang) }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(r *row) string { return (*r).From.String() }},
		{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: func(r *row) string { return (*r).To.String() }},
		{Key: "vigente", ES: "¿Rige ese día?", EN: "In force that day?", Kind: report.Text, Of: func(r *row) string {
			if (*r).InForce(of.On) {
				return document.Text{ES: "sí", EN: "yes"}.In(q.Lang)
			}
			return document.Text{ES: "no", EN: "no"}.In(q.Lang)
		}},
		{Key: "que_hacer", ES: "Qué hacer", EN: "What to do", Kind: report.Text, Of: func(r *row) string { return (*r).Action.In(q.Lang) }},
		{Key: "sin_esto", ES: "Sin esto no juzga", EN: "It judges nothing without", Kind: report.Text, Of: func(r *row) string {
			said := make([]document.Text, len((*r).Needs))
			for i, n := range (*r).Needs {
				said[i] = n.Title()
			}
			return q.notes(said)
		}},
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Of: func(r *row) string { return (*r).Code }},
	}, glosa.Rules())}, nil
}

// gateRow is a check of one source.
type gateRow struct {
	of    document.Text
	check *catalog.Cotejo
}

// gateTables are what each source is held to by its own figures.
func (d *Desk) gateTables(q *Ask, of Inquiry) ([]*page.Table, error) {
	var rows []gateRow
	all := catalog.Default().Cotejos()
	for _, f := range catalog.Fuentes() {
		for i := range all {
			if slices.Contains(all[i].Sources, f.ID) {
				rows = append(rows, gateRow{f.Title, &all[i]})
			}
		}
	}
	return []*page.Table{page.Tabulate("cotejos", document.Text{ES: "Cotejos por fuente", EN: "Checks by source"}, q.head(of.On), []page.Field[gateRow]{
		{Key: "fuente", ES: "De", EN: "Of", Kind: report.Text, Of: func(r *gateRow) string { return r.of.In(q.Lang) }},
		{Key: "cotejo", ES: "Qué se exige", EN: "What is demanded", Kind: report.Text, Of: func(r *gateRow) string { return r.check.Title.In(q.Lang) }, Link: func(r *gateRow) string { return q.findingsAt("codigo", r.check.Code) }},
		{Key: "clase", ES: "Clase", EN: "Class", Kind: report.Text, Of: func(r *gateRow) string { return r.check.Clase.Title().In(q.Lang) }},
		{Key: "gravedad", ES: "Gravedad", EN: "Severity", Kind: report.Text, Of: func(r *gateRow) string { return r.check.Severity.Name().In(q.Lang) }},
		{Key: "tolerancia", ES: "Tolerancia", EN: "Tolerance", Kind: report.Text, Of: func(r *gateRow) string { return tolerance(r.check).In(q.Lang) }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(r *gateRow) string { return r.check.From.String() }},
		{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: func(r *gateRow) string { return r.check.To.String() }},
		{Key: "origen", ES: "Fuente", EN: "Source", Kind: report.Text, Of: func(r *gateRow) string { return q.sourced(r.check.Source, r.check.Confidence) }},
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Of: func(r *gateRow) string { return r.check.Code }},
	}, rows)}, nil
}

// tolerance says how far two figures may differ.
func tolerance(c *catalog.Cotejo) document.Text {
	var es, en []string
	say := func(t document.Text) { es, en = append(es, t.ES), append(en, t.EN) }
	if c.Absolute.Sign() != 0 {
		say(document.Text{ES: c.Absolute.String(), EN: c.Absolute.String()})
	}
	if c.PerRow.Sign() != 0 {
		say(document.Textf("%s por renglón", "%s per row", c.PerRow))
	}
	if c.PPM != 0 {
		n := strconv.FormatInt(c.PPM, 10)
		say(document.Text{ES: n + " millonésimas", EN: n + " millionths"})
	}
	switch {
	case len(es) > 0:
		return document.Text{ES: strings.Join(es, " o "), EN: strings.Join(en, " or ")}
	case c.Clase == catalog.Control:
		return document.Text{ES: "exacto", EN: "exact"}
	}
	return document.Text{}
}
