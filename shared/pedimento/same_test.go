package pedimento_test

import (
	"testing"

	"example.com/immex/shared/pedimento"
)

func TestSame(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"262432106000123", "262432106000123", true},
		{"262432106000123", "252432106000123", true},
		{"252432106000123", "262432106000123", true},
		{"002432106000123", "992432106000123", true},
		{"262432106000123", "242432106000123", false},
		{"262432106000123", "262432106000124", false},
		{"", "", true},
		{"26", "25", false},
		{"x62432106000123", "262432106000123", false},
		{"262432106000123", "2624321060001234", false},
	} {
		if got := pedimento.Same(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s: %v", tt.a, tt.b, got)
		}
	}
	if pedimento.Suffix("262432106000123") != "2432106000123" || pedimento.Suffix("2") != "" {
		t.Error("suffix")
	}
}
