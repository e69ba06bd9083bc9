package material

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// finish judges the file as a whole.
func (c *checker) finish() {
	t := c.file.Table
	if len(c.file.Rows) == 0 {
		c.add("plant_empty", document.Error, c.at(0, ""), text("El archivo no trae filas bajo sus encabezados.", "The file has no rows below its headings."))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(c.numeric)) {
		seen := c.numeric[name]
		c.add("plant_numeric_key", document.Warning, c.at(seen.row, name), text(
			fmt.Sprintf("%s trae %d números guardados como cifra; si alguno empezaba con cero, se perdió: escríbalos como texto.", name, seen.count),
			fmt.Sprintf("%s holds %d numbers stored as figures; a leading zero would be lost: write them as text.", name, seen.count)))
	}
	if c.fs.Blocking() {
		return // what was not read cannot be compared
	}
	c.repeated()
	if t.check != nil {
		t.check(c)
	}
}

func (c *checker) get(row *Row, column string) Value { return c.file.Get(row, column) }

// identity joins the values that name a row.
func (c *checker) identity(row *Row) string {
	var parts []string
	for _, name := range c.file.Table.Identity {
		parts = append(parts, c.get(row, name).Text)
	}
	return strings.Join(parts, "\x00")
}

// named says what names a row, to a person.
func (c *checker) named(row *Row) string {
	var parts []string
	for _, name := range c.file.Table.Identity {
		if v := c.get(row, name).Text; v != "" {
			parts = append(parts, name+" "+v)
		}
	}
	return strings.Join(parts, ", ")
}

// period is the validity of a row; to is the last day of all when open.
func (c *checker) period(row *Row, from, to string) (document.Date, document.Date) {
	until := c.get(row, to).Date
	if !until.Known() {
		until = document.NewDate(9999, 12, 31)
	}
	return c.get(row, from).Date, until
}

// repeated refuses rows of one identity: a duplicate, or two validities that
// overlap. Which of two holds is never guessed.
func (c *checker) repeated() {
	t := c.file.Table
	groups := map[string][]*Row{}
	var order []string
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		if t.From != "" {
			c.ordered(row, t.From, t.To)
		}
		id := c.identity(row)
		if groups[id] == nil {
			order = append(order, id)
		}
		groups[id] = append(groups[id], row)
	}
	for _, id := range order {
		rows := groups[id]
		if len(rows) == 1 {
			continue
		}
		if t.From == "" {
			for _, r := range rows[1:] {
				c.add("plant_duplicate", document.Error, c.at(r.Fila, t.Identity[0]), text(
					fmt.Sprintf("Repite %s de la fila %d; deje una sola.", c.named(r), rows[0].Fila),
					fmt.Sprintf("It repeats %s of row %d; leave one.", c.named(r), rows[0].Fila)))
			}
			continue
		}
		c.overlaps(rows)
	}
}

// overlaps sorts validities and compares neighbours.
func (c *checker) overlaps(rows []*Row) {
	t := c.file.Table
	slices.SortStableFunc(rows, func(a, b *Row) int { return int(c.get(a, t.From).Date - c.get(b, t.From).Date) })
	for i, r := range rows[1:] {
		before := rows[i]
		_, until := c.period(before, t.From, t.To)
		if from, _ := c.period(r, t.From, t.To); from <= until {
			c.add("plant_overlap", document.Error, c.at(r.Fila, t.From), text(
				fmt.Sprintf("%s vale desde %s y la fila %d vale hasta %s; corrija las fechas.", c.named(r), from, before.Fila, open(c.get(before, t.To), "hoy en adelante")),
				fmt.Sprintf("%s holds from %s and row %d holds until %s; correct the dates.", c.named(r), from, before.Fila, open(c.get(before, t.To), "further notice"))))
		}
	}
}

func open(v Value, none string) string {
	if v.Text == "" {
		return none
	}
	return v.Text
}

// ordered refuses a period that ends before it begins.
func (c *checker) ordered(row *Row, from, to string) {
	a, b := c.get(row, from), c.get(row, to)
	if a.Date.Known() && b.Date.Known() && b.Date < a.Date {
		c.add("plant_dates", document.Error, c.at(row.Fila, to), text(
			fmt.Sprintf("%s dice %s, antes de %s %s; corrija las fechas.", to, b.Text, from, a.Text),
			fmt.Sprintf("%s says %s, before %s %s; correct the dates.", to, b.Text, from, a.Text)))
	}
}

// ratio is how many units of to one unit of from is, when the catalogue tells:
// the same unit, or two of one dimension and base.
func ratio(from, to string) (num, den money.Amount, same, ok bool) {
	a, okA := catalog.Default().Unit(from)
	b, okB := catalog.Default().Unit(to)
	if !okA || !okB {
		return num, den, false, false
	}
	if from == to {
		return money.Int(1), money.Int(1), true, true
	}
	if a.Factor == "" || b.Factor == "" || a.Dimension != b.Dimension || a.Base != b.Base {
		return num, den, false, true
	}
	num, errA := money.Parse(a.Factor)
	den, errB := money.Parse(b.Factor)
	return num, den, true, errA == nil && errB == nil
}

// clash reports two units that cannot measure the same thing, as far as the
// catalogue tells.
func clash(a, b string) bool {
	ua, okA := catalog.Default().Unit(a)
	ub, okB := catalog.Default().Unit(b)
	return okA && okB && a != b && ua.Dimension != "other" && ub.Dimension != "other" && ua.Dimension != ub.Dimension
}

// unitName is a unit for a person.
func unitName(key string) string {
	if u, ok := catalog.Default().Unit(key); ok {
		return key + " " + u.Descripcion
	}
	return key
}
