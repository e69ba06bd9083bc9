package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestLawOn: a day has the rows that hold on it, and says what should be there
// and is not; a repealed row of a table with gaps is not missing.
func TestLawOn(t *testing.T) {
	t.Parallel()
	delivered := with(t, "inpc", row(0, 0, "mes=2026-10", "inpc=140.12"))
	for _, c := range []struct {
		cat     *catalog.Catalog
		table   string
		on      document.Date
		rows    int
		missing []string
	}{
		{catalog.Default(), "inpc", 20261015, 0, []string{"inpc/2026-10"}},
		{delivered, "inpc", 20261015, 1, nil},
		{delivered, "inpc", 20261101, 0, []string{"inpc/2026-11"}},
		{catalog.Default(), "tipo_de_cambio", 20261015, 0, []string{"tipo_de_cambio/2026-10-15"}},
		{catalog.Default(), "tasas_tigie", 20261015, 0, nil},
		{catalog.Default(), "recargos", 20260615, 5, nil},
		{catalog.Default(), "recargos", 20171231, 0, []string{
			"recargos mora/2017-12-31", "recargos parcialidad_12/2017-12-31", "recargos parcialidad_24/2017-12-31",
			"recargos parcialidad_mas/2017-12-31", "recargos prorroga/2017-12-31",
		}},
		{catalog.Default(), "obligaciones", 19991231, 0, nil},
		{catalog.Default(), "recargos", 0, 0, nil},
		{catalog.Default(), "no such table", 20261015, 0, nil},
	} {
		rows, missing := c.cat.LawOn(c.table, c.on)
		if len(rows) != c.rows || len(missing) != len(c.missing) {
			t.Errorf("%s on %s: %d rows, %v", c.table, c.on, len(rows), missing)
			continue
		}
		for i, m := range missing {
			name := m.Table
			if m.Key != "" {
				name += " " + m.Key
			}
			if got := name + "/" + m.When; got != c.missing[i] {
				t.Errorf("%s on %s: %s, want %s", c.table, c.on, got, c.missing[i])
			}
		}
		for i := range rows {
			if !rows[i].Holds(c.on) {
				t.Errorf("%s on %s: row %+v does not hold", c.table, c.on, rows[i])
			}
		}
	}
}

// TestUnknownRows: every row without a figure says why, and one with a figure
// is not unknown.
func TestUnknownRows(t *testing.T) {
	t.Parallel()
	unknown := map[string]int{}
	for _, table := range catalog.LawTables() {
		rows := catalog.Default().LawRows(table.Name)
		for i := range rows {
			if !table.Unknown(&rows[i]) {
				continue
			}
			unknown[table.Name]++
			if table.Droppable && (rows[i].Reason().ES == "" || rows[i].Reason().EN == "") {
				t.Errorf("%s line %d does not say why", table.Name, rows[i].Line)
			}
		}
	}
	if unknown["recargos"] == 0 || unknown["restricciones"] == 0 || unknown["umbrales"] != 0 || unknown["obligaciones"] != 0 {
		t.Errorf("%v", unknown)
	}
}
