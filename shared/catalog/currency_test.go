package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestIsCurrency: only keys that exist, as of the date they exist.
func TestIsCurrency(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for key, want := range map[string]bool{"USD": true, "MXN": true, "MXP": true, "EUR": true, "JPY": true, "USA": false, "DLS": false, "RMB": false, "usd": false, "": false} {
		if got := c.IsCurrency(key, 0); got != want {
			t.Errorf("%q: %v", key, got)
		}
	}
	if c.IsCurrency("EUR", document.NewDate(1998, 12, 31)) || !c.IsCurrency("EUR", document.NewDate(1999, 1, 1)) {
		t.Error("the euro begins in 1999")
	}
}

// TestCurrencyUnit: amounts of a currency have its decimals and no others.
func TestCurrencyUnit(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{"USD": "0.01", "MXN": "0.01", "JPY": "1", "KRW": "1", "KWD": "0.001", "none": "0.01"} {
		if got := catalog.Default().CurrencyUnit(key); got.String() != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}
