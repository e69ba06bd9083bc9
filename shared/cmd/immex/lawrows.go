package main

import (
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// lawRowLine is the JSON of one row of dated law, or of one that is missing.
type lawRowLine struct {
	RFC        *string           `json:"rfc"`
	Table      string            `json:"tabla"`
	Key        *string           `json:"clave"` // what the row is about
	Cells      map[string]string `json:"celdas"`
	Unknown    bool              `json:"sin_dato"`
	Reason     *string           `json:"motivo"` // why nobody knows, or what to deliver
	From       document.Date     `json:"valid_from"`
	To         document.Date     `json:"valid_to"`
	Source     *string           `json:"source"`
	Confidence *string           `json:"confidence"`
	Delivered  *document.Hash    `json:"entregada"` // the fact that says so
}

// printLaw prints the rows of a table in force on a day, or all of them.
func (a *app) printLaw(of *concerned, cat *catalog.Catalog, table string, on document.Date, all bool) error {
	t, _ := catalog.LawTableNamed(table)
	rows, missing := cat.LawOn(table, on)
	if all {
		rows = cat.LawRows(table)
	}
	if !a.json {
		a.printf("%s: %s", "%s: %s", t.Name, t.Title.In(a.lang))
	}
	confidences := map[string]bool{}
	for i := range rows {
		confidences[rows[i].Confidence] = true
		if err := a.printLawRow(of, t, &rows[i]); err != nil {
			return err
		}
	}
	for _, m := range missing {
		if err := a.printMissing(of, m); err != nil {
			return err
		}
	}
	if a.json {
		return nil
	}
	if len(rows) == 0 && len(missing) == 0 {
		a.printf("  ninguna fila vigente el %s", "  no row in force on %s", on)
	}
	for _, c := range catalog.Confidences() {
		if confidences[c] {
			a.printf("[%s] %s", "[%s] %s", c, a.confidence(c))
		}
	}
	return nil
}

func (a *app) printLawRow(of *concerned, t *catalog.LawTable, r *catalog.LawRow) error {
	reason := r.Reason().In(a.lang)
	if a.json {
		l := lawRowLine{
			RFC: of.name(), Table: t.Name, Key: optional(keyOf(t, r)), Cells: map[string]string{}, Unknown: t.Unknown(r), Reason: optional(reason),
			From: r.From, To: r.To, Source: optional(r.Source), Confidence: optional(r.Confidence),
		}
		for name, cell := range r.Cells {
			if cell != "" {
				l.Cells[name] = cell
			}
		}
		if r.Fact != "" {
			l.Delivered = &r.Fact
		}
		return a.emit(l)
	}
	mark := ""
	if t.Unknown(r) {
		mark = a.say("  SIN DATO", "  NO VALUE")
	}
	if r.Fact != "" {
		mark += a.say("  ENTREGADA (%.12s)", "  DELIVERED (%.12s)", r.Fact)
	}
	until := a.say("sigue", "still")
	if r.To.Known() {
		until = r.To.String()
	}
	a.printf("  %s  %s/%s%s", "  %s  %s/%s%s", a.cells(t, r), r.From, until, mark)
	if reason != "" {
		a.printf("      por qué: %s", "      why: %s", reason)
	}
	a.printf("      %s [%s]", "      %s [%s]", catalog.SourceIn(r.Source, a.lang), r.Confidence)
	return nil
}

func (a *app) printMissing(of *concerned, m *catalog.Missing) error {
	text := m.Text().In(a.lang)
	if a.json {
		return a.emit(lawRowLine{RFC: of.name(), Table: m.Table, Key: optional(m.Key), Cells: map[string]string{}, Unknown: true, Reason: &text})
	}
	a.printf("  FALTA  %s", "  MISSING  %s", text)
	return nil
}

// keyOf is what a row is about.
func keyOf(t *catalog.LawTable, r *catalog.LawRow) string {
	var parts []string
	for _, k := range t.Key {
		if r.Cells[k] != "" {
			parts = append(parts, r.Cells[k])
		}
	}
	return strings.Join(parts, " ")
}

// cells are what a row says besides its reason, each value under its heading; a
// text in two languages is told in one.
func (a *app) cells(t *catalog.LawTable, r *catalog.LawRow) string {
	parts := []string{}
	if key := keyOf(t, r); key != "" {
		parts = append(parts, key)
	}
	for _, c := range t.Columns {
		es, en := strings.HasSuffix(c.English, "_es"), strings.HasSuffix(c.English, "_en")
		switch {
		case r.Cells[c.Name] == "", slices.Contains(t.Key, c.Name), c.Name == "motivo", c.Name == "reason",
			es && a.lang == document.English, en && a.lang != document.English:
			continue
		case c.Name == "titulo", c.Name == "title":
			parts = append(parts, r.Cells[c.Name])
		case a.lang == document.English && !en:
			parts = append(parts, c.English+" "+r.Cells[c.Name])
		default:
			parts = append(parts, c.Name+" "+r.Cells[c.Name])
		}
	}
	return strings.Join(parts, "; ")
}
