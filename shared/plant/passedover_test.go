package plant_test

import (
	"testing"

	"example.com/immex/shared/document"
)

// TestPassedOver: of two files that contradict each other the later counts, and
// a notice says so; where no date says which came after, it is a warning.
func TestPassedOver(t *testing.T) {
	t.Parallel()
	const head = "alias,parte,de,vigente_desde,vigente_hasta\n"
	for name, tt := range map[string]struct {
		other string
		want  document.Severity
	}{
		"a later date":  {"A,Q,X,2026-01-01,2026-12-31\n", document.Notice},
		"the same date": {"A,Q,X,2026-01-01,\n", document.Warning},
	} {
		told := false
		for _, p := range index(t, head+"A,P,X,2026-01-01,\n", head+tt.other).Problems() {
			if p.Code == "plant_displaced" {
				told = true
				if p.Severity != tt.want {
					t.Errorf("%s: %s, want %s", name, p.Severity, tt.want)
				}
			}
		}
		if !told {
			t.Errorf("%s: nothing was told", name)
		}
	}
}
