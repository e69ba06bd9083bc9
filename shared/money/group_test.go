package money_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/money"
)

func TestGroup(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "0": "0", "999": "999", "1000": "1,000", "-1234567.89": "-1,234,567.89", "-123": "-123", "12345678": "12,345,678", "0.123456": "0.123456",
	} {
		if got := money.Group(in); got != want || strings.ReplaceAll(got, ",", "") != in {
			t.Errorf("%q: %q", in, got)
		}
	}
}
