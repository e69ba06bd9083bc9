package step_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/step"
)

// TestPricedAt: what is found of an expired lot leads to what the choices cost, in
// both languages; what is about none leads nowhere.
func TestPricedAt(t *testing.T) {
	t.Parallel()
	for code, told := range map[string]bool{"expired_in_sequence": true, "expired_taken": true, "expired_named": true, "shortage_no_bom": false, "": false} {
		at := step.PricedAt(code)
		if strings.Contains(at.ES, "immex contingency --pay") != told || strings.Contains(at.EN, "immex contingency --pay") != told || (at.ES == at.EN) == told {
			t.Errorf("%s: %q", code, at)
		}
	}
}
