package report_test

import (
	"testing"

	"example.com/immex/shared/report"
)

// TestBeside: what is done beside is given to who waits, as often as it is asked for;
// a panic too.
func TestBeside(t *testing.T) {
	t.Parallel()
	wait := report.Beside(func() int { return 7 })
	if a, b := wait(), wait(); a != 7 || b != 7 {
		t.Errorf("%d, %d", a, b)
	}
	for range 2 {
		func() {
			defer func() {
				if p := recover(); p != "no" {
					t.Errorf("panicked with %v", p)
				}
			}()
			report.Beside(func() int { panic("no") })()
		}()
	}
}
