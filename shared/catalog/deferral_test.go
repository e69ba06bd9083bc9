package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

func TestDeferral(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	for _, tt := range []struct {
		pais string
		on   document.Date
		want string
	}{
		{"USA", 20240101, "T-MEC"},
		{"CAN", 20200630, "TLCAN"},
		{"ZYA", 20240101, "TLCUEM"},
		{"CHE", 20240101, "TLCAELC"},
		{"GBR", 20201231, "TLCUEM"},
		{"GBR", 20240101, "ACC"},
		{"GBR", 20210301, ""},
		{"CHN", 20240101, ""},
		{"USA", 19990101, ""},
	} {
		row, ok := cat.Deferral(tt.pais, tt.on)
		if row.Acuerdo != tt.want || ok != (tt.want != "") || ok && row.Confirmed() {
			t.Errorf("%s on %s: %+v, %v", tt.pais, tt.on, row, ok)
		}
	}
}

// TestRestrictions: the rows of a day are those that hold on it, prefixed and
// not.
func TestRestrictions(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	count := func(on document.Date, list string) (n int) {
		for _, r := range cat.Restrictions(on) {
			if r.List == list {
				n++
			}
		}
		return n
	}
	if n := count(20250828, "anexo_I"); n == 0 || count(20250829, "anexo_I") != n+5 || count(20241219, "anexo_I") != 0 {
		t.Errorf("Anexo I has %d rows the day before footwear came in", n)
	}
	if count(20180601, "petroliferos") != 0 || count(20180602, "petroliferos") == 0 {
		t.Error("petroleum products are restricted from another day")
	}
}
