package material

import (
	"fmt"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// The columns that every table of dated law has besides its own.
const (
	lawFrom       = "vigente_desde"
	lawTo         = "vigente_hasta"
	lawSource     = "fuente"
	lawConfidence = "confianza"
	lawReplaces   = "sustituye"
)

// lawTables are the tables of dated law that take rows from a delivered file:
// they are templates like any other.
func lawTables() (out []Table) {
	for _, l := range catalog.LawTables() {
		if l.Droppable {
			out = append(out, lawTable(&l))
		}
	}
	return out
}

func lawTable(l *catalog.LawTable) Table {
	t := Table{Name: l.Name, Title: l.Title, Identity: l.Key, Law: true, check: checkLaw}
	for _, c := range l.Columns {
		t.Columns = append(t.Columns, Column{
			Name: c.Name, English: c.English, Type: lawType(c.Kind), Required: c.Required, Values: c.Values, Meaning: c.Meaning, Example: c.Example,
		})
	}
	if l.Period == "" {
		t.From, t.To = lawFrom, lawTo
		t.Columns = append(t.Columns,
			Column{Name: lawFrom, English: "valid_from", Type: TypeDate, Required: true, Meaning: text("primer día en que vale el renglón", "first day the row holds"), Example: "2026-01-01"},
			Column{Name: lawTo, English: "valid_to", Type: TypeDate, Meaning: text("último día; vacío si sigue vigente", "last day; empty while it holds"), Example: "2026-12-31"},
		)
	}
	t.Columns = append(t.Columns,
		Column{Name: lawSource, English: "source", Type: TypeText, Required: true, Meaning: text("de dónde sale: DOF y fecha, artículo", "where it comes from: DOF and date, article"), Example: "DOF 10-11-2026"},
		Column{
			Name: lawConfidence, English: "confidence", Type: TypeEnum, Required: true, Values: catalog.Confidences(), Example: "C",
			Meaning: text("C confirmado, C-old confirmado en un texto anterior, 3P de un tercero, OWN lectura propia", "C confirmed, C-old confirmed in an older text, 3P a third party's, OWN own reading"),
		},
		Column{
			Name: lawReplaces, English: "replaces", Type: TypeKey,
			Meaning: text("huella del archivo que este renglón corrige: 12 signos o más, como la dan los hallazgos", "hash of the file that this row corrects: 12 signs or more, as findings give it"),
		})
	return t
}

func lawType(k catalog.LawKind) Type {
	switch k {
	case catalog.LawKey, catalog.LawPrefix:
		return TypeKey
	case catalog.LawFraccion:
		return TypeFraccion
	case catalog.LawAmount, catalog.LawWhole:
		return TypeAmount
	case catalog.LawEnum:
		return TypeEnum
	case catalog.LawMonth:
		return TypeMonth
	case catalog.LawDay:
		return TypeDate
	case catalog.LawText:
		return TypeText
	}
	return TypeText
}

// month reads YYYY-MM, or the first day of a month, which is how spreadsheets
// keep one; any other day is a figure of that day and not of the month.
func month(s string) (v Value, es, en string) {
	d, err := document.ParseDate(s + "-01")
	if err != nil || len(s) != len("2026-10") {
		var ok bool
		if d, ok = sheet.Day(s); !ok || d.Day() != 1 {
			return v, "AAAA-MM como 2026-10", "YYYY-MM such as 2026-10"
		}
	}
	return Value{Text: d.String()[:len("2026-10")], Date: d}, "", ""
}

// Law is a row of a table of dated law as the catalogue takes it; ok is false
// for a table that is none.
func (f *File) Law(row *Row) (r catalog.LawRow, ok bool) {
	l, ok := catalog.LawTableNamed(f.Table.Name)
	if !ok {
		return r, false
	}
	r = catalog.LawRow{Line: row.Fila, Cells: make(map[string]string, len(l.Columns))}
	for _, c := range l.Columns {
		r.Cells[c.Name] = f.Get(row, c.Name).Text
	}
	r.From, r.To = f.Get(row, lawFrom).Date, f.Get(row, lawTo).Date
	r.Source, r.Confidence = f.Get(row, lawSource).Text, f.Get(row, lawConfidence).Text
	return r, true
}

// checkLaw holds a delivered table to what the linter holds the embedded one.
func checkLaw(c *checker) {
	if c.fs.Blocking() {
		return // overlaps were told already
	}
	l, ok := catalog.LawTableNamed(c.file.Table.Name)
	if !ok {
		return
	}
	for i := range c.file.Rows {
		r := &c.file.Rows[i]
		if named := c.file.Get(r, lawReplaces).Text; named != "" && !hashShape.MatchString(named) {
			c.add("plant_value", document.Error, c.at(r.Fila, lawReplaces), text(
				fmt.Sprintf("%s dice %q; se espera la huella de un archivo: 12 a 64 signos de 0 a 9 y de a a f.", lawReplaces, cut(named)),
				fmt.Sprintf("%s says %q; expected the hash of a file: 12 to 64 signs of 0 to 9 and a to f.", lawReplaces, cut(named))))
		}
	}
	rows := make([]catalog.LawRow, 0, len(c.file.Rows))
	for i := range c.file.Rows {
		r, _ := c.file.Law(&c.file.Rows[i])
		r.Fact = "delivered"
		rows = append(rows, r)
	}
	for _, x := range catalog.Default().LintRows(l, rows) {
		c.add("plant_law", document.Error, c.place(x.Line, -1), x.Text)
	}
}
