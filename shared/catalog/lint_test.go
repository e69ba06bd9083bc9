package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// anyCell draws what a person may write in a column, right or wrong.
func anyCell(rt *rapid.T, c *catalog.LawColumn) string {
	return rapid.OneOf(
		rapid.SampledFrom(append([]string{c.Example, c.Example, "", "0", "1", "12.5", "1.50", "2026-10", "2026-10-01", "6401", "85366999", "ñ"}, c.Values...)),
		rapid.StringMatching(`[0-9]{1,25}(\.[0-9]{1,8})?`), rapid.StringMatching(`[ -~]{0,8}`),
	).Draw(rt, c.Name)
}

// TestLintThenWith: rows that the linter accepts can be laid over the
// catalogue, leave nothing wrong in it, and are found again by what they are
// about; rows it refuses are named by their line.
func TestLintThenWith(t *testing.T) {
	t.Parallel()
	tables := slices.DeleteFunc(slices.Clone(catalog.LawTables()), func(l catalog.LawTable) bool { return !l.Droppable })
	accepted := 0
	rapid.Check(t, func(rt *rapid.T) {
		table := &tables[rapid.IntRange(0, len(tables)-1).Draw(rt, "table")]
		r := catalog.LawRow{Line: rapid.IntRange(2, 99).Draw(rt, "line"), Fact: "f", Cells: map[string]string{}}
		wild := rapid.IntRange(-1, len(table.Columns)-1).Draw(rt, "wild") // one column alone is anything
		for i := range table.Columns {
			c := &table.Columns[i]
			if r.Cells[c.Name] = c.Example; i == wild {
				r.Cells[c.Name] = anyCell(rt, c)
			}
		}
		r.From = document.Date(20200101).AddDays(rapid.IntRange(0, 3000).Draw(rt, "from"))
		r.Source, r.Confidence = rapid.SampledFrom([]string{"DOF", "DOF", "DOF", ""}).Draw(rt, "source"), rapid.SampledFrom(append(catalog.Confidences(), "")).Draw(rt, "confidence")
		problems := catalog.Default().LintRows(table, []catalog.LawRow{r})
		for _, p := range problems {
			if p.Line != r.Line || p.Table != table.Name || p.Text.ES == "" || p.Text.EN == "" {
				rt.Fatalf("%+v", p)
			}
		}
		if len(problems) > 0 {
			return
		}
		accepted++
		c, err := catalog.Default().With(map[string][]catalog.LawRow{table.Name: {r}})
		if err != nil {
			rt.Fatalf("%s takes %+v and does not read it: %v", table.Name, r, err)
		}
		if wrong := c.Lint(); len(wrong) > 0 {
			rt.Fatalf("%s takes %+v and leaves %v", table.Name, r, wrong)
		}
		if !slices.ContainsFunc(c.LawRows(table.Name), func(x catalog.LawRow) bool { return x.Fact == "f" && x.Cells[table.Key[0]] == r.Cells[table.Key[0]] }) {
			rt.Fatalf("%s loses %+v", table.Name, r)
		}
	})
	if accepted == 0 {
		t.Error("nothing was accepted")
	}
}

// TestTables: each table of law is declared whole: titles and meanings in both
// languages, keys among its columns, and a reason wherever a value may lack.
func TestTables(t *testing.T) {
	t.Parallel()
	for _, l := range catalog.LawTables() {
		names := map[string]bool{}
		english := map[string]bool{}
		for _, c := range l.Columns {
			if names[c.Name] || english[c.English] || c.Meaning.ES == "" || c.Meaning.EN == "" || (c.Kind == catalog.LawEnum) != (len(c.Values) > 0) {
				t.Errorf("%s.%s: %+v", l.Name, c.Name, c)
			}
			names[c.Name], english[c.English] = true, true
		}
		for _, k := range append(slices.Clone(l.Key), strings.Fields(l.Period)...) {
			if !names[k] {
				t.Errorf("%s has no column %s", l.Name, k)
			}
		}
		if l.Title.ES == "" || l.Title.EN == "" || len(l.Key) == 0 || l.Continuous && !names["motivo"] || l.Period != "" && l.Key[len(l.Key)-1] != l.Period {
			t.Errorf("%+v", l)
		}
		if got, ok := catalog.LawTableNamed(l.Name); !ok || got.Name != l.Name {
			t.Errorf("%s is not found", l.Name)
		}
	}
	if _, ok := catalog.LawTableNamed("none"); ok {
		t.Error("a table nobody declared")
	}
}

// TestVersions: a version is of the tables asked for, in any order and
// however often named, and of no others.
func TestVersions(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	if c.VersionOf("inpc", "recargos") != c.VersionOf("recargos", "inpc", "inpc") || c.VersionOf("inpc") == c.VersionOf("recargos") || c.VersionOf() == c.VersionOf("inpc") {
		t.Error("versions")
	}
	if len(c.Law) != 64 || c.Law == c.Version || c.VersionOf("none") == c.VersionOf("inpc") {
		t.Error("the version of everything")
	}
}

// TestMissingSays: what to deliver is said where it can be delivered.
func TestMissingSays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		m      catalog.Missing
		es, en string
	}{
		{
			catalog.Missing{Table: "inpc", When: "2026-10"},
			"inpc: falta para 2026-10; entregue una tabla inpc con su fuente (immex template inpc).",
			"inpc: missing for 2026-10; deliver a table inpc with its source (immex template inpc).",
		},
		{
			catalog.Missing{Table: "paises_iso", Key: "KCD", When: "2026-10-01", Reason: document.Text{ES: "no tiene", EN: "it has none"}},
			"paises_iso KCD: falta para 2026-10-01 (no tiene).", "paises_iso KCD: missing for 2026-10-01 (it has none).",
		},
		{
			catalog.Missing{Table: "nada", Key: "X"},
			"nada X: falta para ? (fecha desconocida).", "nada X: missing for ? (unknown date).",
		},
	} {
		if got := tt.m.Text(); got.ES != tt.es || got.EN != tt.en || tt.m.Error() != tt.en {
			t.Errorf("%+v", got)
		}
	}
}
