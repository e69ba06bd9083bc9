package catalog

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Lint is one thing that is wrong with a table of dated law.
type Lint struct {
	Table string
	Line  int // of the file
	Fact  document.Hash
	Text  document.Text
}

// String names the row and what is wrong with it.
func (l Lint) String() string { return fmt.Sprintf("%s line %d: %s", l.Table, l.Line, l.Text.EN) }

// Confidences are the labels of the dossier (§0): confirmed, confirmed in an
// older text, a third party's, own knowledge.
func Confidences() []string { return []string{"C", "C-old", "3P", "OWN"} }

// canonical is how a figure is written: digits without leading zeros, a point
// and decimals that do not end in zero.
var (
	canonicalAmount = regexp.MustCompile(`^(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$`)
	canonicalWhole  = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)
	canonicalMonth  = regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])$`)
	prefixDigits    = regexp.MustCompile(`^[0-9]{0,8}$`)
)

// Lint judges the tables of dated law: validities that overlap or leave days
// out, rows without source, figures that are none.
func (c *Catalog) Lint() (out []Lint) {
	for i := range LawTables() {
		t := &LawTables()[i]
		rows := c.LawRows(t.Name)
		for j := range rows {
			out = append(out, t.CheckRow(&rows[j])...)
		}
		out = append(out, t.overlaps(rows)...)
		out = append(out, t.gaps(rows)...)
	}
	return out
}

// LintRows judges rows that a person delivered for a table: each by itself,
// against each other, and the days that they and the catalogue leave out.
func (c *Catalog) LintRows(t *LawTable, rows []LawRow) (out []Lint) {
	rows = slices.Clone(rows)
	for i := range rows {
		_ = t.period(&rows[i]) // what is no period is refused as a cell
		out = append(out, t.CheckRow(&rows[i])...)
	}
	if out = append(out, t.overlaps(rows)...); len(out) > 0 {
		return out // what is wrong by itself cannot be laid over the catalogue
	}
	with, err := c.With(map[string][]LawRow{t.Name: rows})
	if err != nil {
		return []Lint{t.wrong(&rows[0], document.Textf("La tabla no se puede leer: %s.", "The table cannot be read: %s.", err))}
	}
	for _, l := range t.gaps(with.LawRows(t.Name)) {
		if l.Fact != "" {
			out = append(out, l)
		}
	}
	return out
}

// overlaps finds rows of one key that hold on one day.
func (t *LawTable) overlaps(rows []LawRow) (out []Lint) {
	for _, group := range t.groups(rows) {
		for i, r := range group[1:] {
			if before := group[i]; !before.To.Known() || r.From <= before.To {
				out = append(out, t.wrong(r, document.Textf(
					"%s vale desde %s y el renglón %d hasta %s; corrija las fechas.", "%s holds from %s and line %d until %s; correct the dates.",
					t.named(r), r.From, before.Line, until(before))))
			}
		}
	}
	return out
}

func until(r *LawRow) string { return cmp.Or(r.To.String(), "…") }

// gaps finds the days that rows of one key leave out between the first and the
// last.
func (t *LawTable) gaps(rows []LawRow) (out []Lint) {
	if !t.Continuous {
		return nil
	}
	for _, group := range t.groups(rows) {
		for i, r := range group[1:] {
			if before := group[i]; before.To.Known() && before.To.AddDays(1) < r.From {
				at := r
				if r.Fact == "" {
					at = before // the delivered one of the two, if one is
				}
				out = append(out, t.wrong(at, document.Textf(
					"Nada dice de %s entre %s y %s; agregue un renglón sin valor que diga por qué.",
					"Nothing is said of %s between %s and %s; add a row without value that says why.", t.named(r), before.To.AddDays(1), r.From.AddDays(-1))))
			}
		}
	}
	return out
}

// groups are the rows of each key by date, in the order of the keys.
func (t *LawTable) groups(rows []LawRow) (out [][]*LawRow) {
	byKey := map[string][]*LawRow{}
	for i := range rows {
		k := t.key(rows[i].Cells)
		byKey[k] = append(byKey[k], &rows[i])
	}
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		group := byKey[k]
		slices.SortStableFunc(group, func(a, b *LawRow) int { return cmp.Compare(a.From, b.From) })
		out = append(out, group)
	}
	return out
}

func (t *LawTable) named(r *LawRow) string {
	return strings.TrimSpace(t.Name + " " + strings.ReplaceAll(t.key(r.Cells), "\x00", " "))
}

func (t *LawTable) wrong(r *LawRow, text document.Text) Lint {
	return Lint{t.Name, r.Line, r.Fact, text}
}

// CheckRow judges one row by itself.
func (t *LawTable) CheckRow(r *LawRow) (out []Lint) {
	add := func(es, en string, args ...any) { out = append(out, t.wrong(r, document.Textf(es, en, args...))) }
	switch {
	case !r.From.Known() && t.Period == "":
		add("Falta desde cuándo vale %s.", "From when %s holds is missing.", t.named(r))
	case r.To.Known() && r.To < r.From:
		add("%s termina antes de empezar.", "%s ends before it begins.", t.named(r))
	}
	if strings.TrimSpace(r.Source) == "" {
		add("Falta la fuente de %s.", "The source of %s is missing.", t.named(r))
	}
	if !slices.Contains(Confidences(), r.Confidence) {
		add("La confianza de %s dice %q; se admite %s.", "The confidence of %s says %q; allowed: %s.", t.named(r), r.Confidence, strings.Join(Confidences(), ", "))
	}
	for i := range t.Columns {
		if bad, text := t.Columns[i].bad(r.Cells[t.Columns[i].Name]); bad {
			out = append(out, t.wrong(r, text))
		}
	}
	if t.silent(r) {
		switch {
		case !t.explains():
			add("%s no trae valor.", "%s has no value.", t.named(r))
		case r.Cells["motivo"] == "" || r.Cells["reason"] == "":
			add("%s no trae valor ni dice por qué; llene motivo y reason.", "%s has no value and does not say why; fill motivo and reason.", t.named(r))
		case r.Confidence == "C":
			add("%s no trae valor y dice estar confirmado.", "%s has no value and says it is confirmed.", t.named(r))
		}
	}
	return append(out, t.related(r)...)
}

// explains reports a table whose rows may say why they have no value.
func (t *LawTable) explains() bool {
	return slices.ContainsFunc(t.Columns, func(c LawColumn) bool { return c.Name == "motivo" })
}

// bad says what keeps a cell from being of its column.
func (c *LawColumn) bad(cell string) (bad bool, text document.Text) {
	if cell == "" && c.Kind != LawEnum {
		return c.Required, document.Textf("Falta %s.", "%s is missing.", c.Name)
	}
	var ok bool
	switch c.Kind {
	case LawAmount:
		_, err := money.Parse(cell)
		ok = err == nil && canonicalAmount.MatchString(cell)
	case LawWhole:
		ok = canonicalWhole.MatchString(cell) && len(cell) <= 9
	case LawEnum:
		ok = slices.Contains(c.Values, cell)
	case LawMonth:
		ok = canonicalMonth.MatchString(cell)
	case LawDay:
		d, err := document.ParseDate(cell)
		ok = err == nil && d.Known() && d.String() == cell
	case LawPrefix:
		ok = prefixDigits.MatchString(cell)
	case LawFraccion:
		ok = len(cell) == 8 && prefixDigits.MatchString(cell)
	default:
		ok = strings.TrimSpace(cell) == cell
	}
	return !ok, document.Textf("%s dice %q; se espera %s.", "%s says %q; expected: %s.", c.Name, cell, c.shape())
}

func (c *LawColumn) shape() string {
	switch c.Kind {
	case LawAmount:
		return "12.5"
	case LawWhole:
		return "15"
	case LawMonth:
		return "2026-10"
	case LawDay:
		return "2026-10-01"
	case LawPrefix:
		return "6401"
	case LawFraccion:
		return "64031999"
	case LawEnum:
		return strings.Join(c.Values, ", ")
	default:
		return c.Example
	}
}
