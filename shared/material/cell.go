package material

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/sheet"
)

var (
	fraccionShape = regexp.MustCompile(`^\d{8}$`)
	prefijoShape  = regexp.MustCompile(`^\d{2,8}$`)
	nicoShape     = regexp.MustCompile(`^\d{2}$`)
	paisShape     = regexp.MustCompile(`^[A-Z]{2,3}$`)
	wholeShape    = regexp.MustCompile(`^[1-9]\d{0,5}$`)
	hashShape     = regexp.MustCompile(`^[0-9A-Fa-f]{12,64}$`)
	controlSigns  = regexp.MustCompile(`[\x00-\x1f\x7f]`)
)

// maxKey bounds a key: the longest part numbers of the trade have 50 signs.
const maxKey = 80

// checker reads and judges one file.
type checker struct {
	file    *File
	columns map[int]int    // column of the sheet to column of the table
	where   map[string]int // name of a column to its place in the sheet
	fs      document.Findings
	numeric map[string]firstSeen // key columns that hold numbers
}

type firstSeen struct{ row, count int }

// row reads one line; every column is read, whatever is wrong with another.
func (c *checker) row(r *sheet.Row) {
	t := c.file.Table
	row := Row{Fila: r.Number, Values: make([]Value, len(t.Columns))}
	for i := range r.Cells {
		at, ok := c.columns[i]
		cell := &r.Cells[i]
		if !ok {
			if cell.Text != "" {
				c.add("plant_value", document.Error, c.place(row.Fila, i), text(
					fmt.Sprintf("La celda dice %q y su columna no tiene encabezado; póngalo o quite el dato.", cut(cell.Text)),
					fmt.Sprintf("The cell says %q and its column has no heading; write one or remove the value.", cut(cell.Text))))
			}
			continue
		}
		row.Values[at] = c.cell(&t.Columns[at], cell, row.Fila)
	}
	for i := range t.Columns {
		col := &t.Columns[i]
		if _, ok := c.where[col.Name]; ok && col.Required && !c.written(r, col.Name) {
			c.bad(col, row.Fila, "", "un dato; la columna es obligatoria", "a value; the column is required")
		}
	}
	if len(t.OneOf) > 0 && !slices.ContainsFunc(t.OneOf, func(name string) bool { return c.written(r, name) }) {
		c.add("plant_value", document.Error, sheet.At(c.file.Sheet, row.Fila, -1), text(
			"Falta dato en "+strings.Join(t.OneOf, " o ")+"; se necesita uno.",
			"There is no value in "+strings.Join(t.OneOf, " or ")+"; one is needed."))
	}
	if c.example(&row) {
		c.add("plant_example", document.Error, c.place(row.Fila, -1), text(
			"La fila es la del ejemplo de la plantilla; sustitúyala por datos de la planta o bórrela.",
			"The row is the example of the template; replace it with data of the plant or delete it."))
	}
	c.file.Rows = append(c.file.Rows, row)
}

// example reports the row of example that a template brings: every value of
// its columns, however a spreadsheet saved them.
func (c *checker) example(row *Row) bool {
	for i := range c.file.Table.Columns {
		col := &c.file.Table.Columns[i]
		want := Value{}
		if _, ok := c.where[col.Name]; !ok {
			continue // a person took the column out
		}
		if col.Example != "" {
			want, _, _ = col.parse(col.Example)
		}
		if row.Values[i].Text != want.Text {
			return false
		}
	}
	return true
}

// written reports that a row says something in a column, readable or not.
func (c *checker) written(r *sheet.Row, column string) bool {
	at, ok := c.where[column]
	return ok && (r.At(at).Text != "" || r.At(at).Problem != nil)
}

func (c *checker) add(code string, sev document.Severity, at document.Spot, msg document.Text) {
	c.fs.At(code, sev, at, msg)
}

func (c *checker) place(fila, column int) document.Spot { return sheet.At(c.file.Sheet, fila, column) }

// at is the place of a column in a row.
func (c *checker) at(fila int, column string) document.Spot {
	if i, ok := c.where[column]; ok {
		spot := c.place(fila, i)
		spot.Field = column
		return spot
	}
	return c.place(fila, -1)
}

// bad names the cell, what it says and what was expected.
func (c *checker) bad(col *Column, fila int, value, es, en string) {
	c.add("plant_value", document.Error, c.at(fila, col.Name), text(
		fmt.Sprintf("%s dice %q; se espera %s.", col.Name, cut(value), es),
		fmt.Sprintf("%s says %q; expected %s.", col.Name, cut(value), en)))
}

// cut keeps a value quotable.
func cut(s string) string {
	const shown = 60
	r := []rune(s)
	if len(r) <= shown {
		return s
	}
	return string(r[:shown]) + "…"
}

// cell reads one value as its column asks.
func (c *checker) cell(col *Column, cell *sheet.Cell, fila int) Value {
	if cell.Problem != nil {
		c.add("plant_cell", document.Error, c.at(fila, col.Name), text(
			fmt.Sprintf("%s, %q: %s.", col.Name, cut(cell.Text), cell.Problem.ES),
			fmt.Sprintf("%s, %q: %s.", col.Name, cut(cell.Text), cell.Problem.EN)))
		return Value{}
	}
	s := strings.TrimSpace(cell.Text)
	if s == "" {
		return Value{}
	}
	if col.Type.keyed() && !c.soundKey(col, cell, fila) {
		return Value{}
	}
	v, es, en := col.parse(s)
	if es != "" {
		c.bad(col, fila, s, es, en)
		return Value{}
	}
	return v
}

// soundKey refuses what a spreadsheet made of a key, and flags what it may
// have made of it.
func (c *checker) soundKey(col *Column, cell *sheet.Cell, fila int) bool {
	switch {
	case cell.Kind == sheet.Date, cell.Kind == sheet.Bool:
		c.bad(col, fila, cell.Text, "un texto; la hoja lo convirtió en fecha o en lógico, escríbalo como texto", "a text; the sheet turned it into a date or a logical value, write it as text")
		return false
	case cell.Kind == sheet.Number && strings.ContainsAny(cell.Text, ".%"):
		c.bad(col, fila, cell.Text, "un texto; la hoja lo guarda como cifra y pudo perder ceros, escríbalo como texto", "a text; the sheet stores it as a figure and may have lost zeros, write it as text")
		return false
	case cell.Kind == sheet.Number && !cell.Padded && col.Type == TypeKey:
		if c.numeric == nil {
			c.numeric = map[string]firstSeen{}
		}
		seen := c.numeric[col.Name]
		if seen.count == 0 {
			seen.row = fila
		}
		seen.count++
		c.numeric[col.Name] = seen
	}
	return true
}

// parse reads a text as the type of the column; es and en say what was
// expected when it is not.
func (c *Column) parse(s string) (v Value, es, en string) {
	switch c.Type {
	case TypeText:
		return Value{Text: controlSigns.ReplaceAllString(s, " ")}, "", ""
	case TypeKey:
		s = strings.Join(strings.Fields(s), " ")
		if len([]rune(s)) > maxKey || controlSigns.MatchString(s) {
			return v, fmt.Sprintf("a lo más %d signos", maxKey), fmt.Sprintf("at most %d signs", maxKey)
		}
		return Value{Text: s}, "", ""
	case TypeDate:
		if d, ok := sheet.Day(s); ok {
			return Value{Text: d.String(), Date: d}, "", ""
		}
		return v, "AAAA-MM-DD como 2026-03-02 (día y mes sin duda)", "YYYY-MM-DD such as 2026-03-02 (day and month beyond doubt)"
	case TypeMonth:
		return month(s)
	case TypeMoment:
		m, expected := ParseMoment(s)
		return Value{Text: m.Text}, expected.ES, expected.EN
	case TypeAmount, TypeQuantity, TypeFactor, TypePercent, TypeWhole:
		return c.figure(s)
	case TypeEnum:
		for _, allowed := range c.Values {
			if sheet.Fold(s) == sheet.Fold(allowed) {
				return Value{Text: allowed}, "", ""
			}
		}
		return v, "uno de " + strings.Join(c.Values, ", "), "one of " + strings.Join(c.Values, ", ")
	case TypeUnidad:
		if u, ok := catalog.Default().UnitNamed(s); ok {
			return Value{Text: u.Clave}, "", ""
		}
		return v, "una unidad del Apéndice 7, por clave o nombre, como 6 o PZA", "a unit of Apéndice 7, by key or name, such as 6 or PZA"
	default:
		return c.code(s)
	}
}

// code reads keys of a fixed shape.
func (c *Column) code(s string) (v Value, es, en string) {
	switch c.Type {
	case TypeRFC:
		if s = strings.ToUpper(strings.ReplaceAll(s, "-", "")); pedimento.RFCShape(s) {
			return Value{Text: s}, "", ""
		}
		return v, "un RFC de 12 o 13 signos", "an RFC of 12 or 13 signs"
	case TypeFraccion:
		if s = strings.NewReplacer(".", "", " ", "").Replace(s); fraccionShape.MatchString(s) {
			return Value{Text: s}, "", ""
		}
		return v, "8 dígitos como 85366999; si empieza con cero, escríbala como texto", "8 digits such as 85366999; when it starts with a zero, write it as text"
	case TypePrefijo:
		if s = strings.NewReplacer(".", "", " ", "").Replace(s); prefijoShape.MatchString(s) {
			return Value{Text: s}, "", ""
		}
		return v, "de 2 a 8 dígitos como 72083601 o 7208; si empieza con cero, escríbala como texto", "2 to 8 digits such as 72083601 or 7208; when it starts with a zero, write it as text"
	case TypeNICO:
		if nicoShape.MatchString(s) {
			return Value{Text: s}, "", ""
		}
		return v, "2 dígitos como 00; escríbalos como texto", "2 digits such as 00; write them as text"
	case TypePedimento:
		if n, ok := pedimento.ParseNumber(s); ok {
			return Value{Text: n}, "", ""
		}
		return v, "15 dígitos como 26 24 3210 6000123", "15 digits such as 26 24 3210 6000123"
	case TypePais:
		if s = strings.ToUpper(s); paisShape.MatchString(s) {
			return Value{Text: s}, "", ""
		}
		return v, "dos o tres letras como USA", "two or three letters such as USA"
	default:
		return v, "un tipo conocido", "a known type"
	}
}

// figure reads numbers.
func (c *Column) figure(s string) (v Value, es, en string) {
	if c.Type == TypePercent {
		return percent(s)
	}
	if c.Type == TypeWhole && !wholeShape.MatchString(s) {
		return v, "un número entero desde 1", "a whole number from 1"
	}
	a, ok := sheet.Figure(s)
	switch {
	case !ok:
		return v, "un número como 1250.50, sin letras", "a number such as 1250.50, without letters"
	case a.Sign() < 0:
		return v, "una cifra no negativa", "a figure that is not negative"
	case a.Sign() == 0 && (c.Positive || c.Type == TypeFactor):
		return v, "una cifra mayor que cero", "a figure above zero"
	}
	if c.Type == TypeQuantity {
		if _, err := quantity.From(a); err != nil {
			return v, "una cantidad de a lo más seis decimales y doce enteros", "a quantity of at most six decimals and twelve whole digits"
		}
	}
	return Value{Text: a.String(), Amount: a}, "", ""
}

// percent takes 5 and 5%; what is below one per cent needs its sign, since
// 0.05 is what a spreadsheet stores for 5%.
func percent(s string) (v Value, es, en string) {
	figure, signed := strings.CutSuffix(s, "%")
	a, ok := sheet.Figure(strings.TrimSpace(figure))
	if !ok || a.Sign() < 0 || a.Cmp(money.Int(100)) > 0 {
		return v, "un porcentaje de 0 a 100, como 2 o 2.5%", "a percentage from 0 to 100, such as 2 or 2.5%"
	}
	if !signed && a.Sign() > 0 && a.Cmp(money.Int(1)) < 0 {
		return v, "un porcentaje con su signo si es menor que 1: 0.5% o 50%", "a percentage with its sign when below 1: 0.5% or 50%"
	}
	return Value{Text: a.String(), Amount: a}, "", ""
}
