package stage_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/synth/stage"
)

// Every table but Resumen names its pedimento first, and no column twice.
func TestTables(t *testing.T) {
	t.Parallel()
	all := stage.Tables()
	if len(all) != 26 {
		t.Fatalf("%d tables, want 26", len(all))
	}
	codes := map[string]bool{}
	for _, table := range all {
		if codes[table.Code] {
			t.Errorf("table %s stands twice", table.Code)
		}
		codes[table.Code] = true
		if table.Code != "Resumen" && !strings.HasPrefix(table.Header, "Patente|Pedimento|SeccionAduanera|") {
			t.Errorf("table %s begins %.40s", table.Code, table.Header)
		}
		seen := map[string]bool{}
		for column := range strings.SplitSeq(table.Header, "|") {
			if seen[column] || column == "" {
				t.Errorf("table %s names %q twice or not at all", table.Code, column)
			}
			seen[column] = true
		}
	}
}
