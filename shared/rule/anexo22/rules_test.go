package anexo22_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/rule/anexo22"
	"example.com/immex/shared/rule/ruletest"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, anexo22.Rules(), slices.Concat(totales()))
}
