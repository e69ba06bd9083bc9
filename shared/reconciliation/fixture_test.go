package reconciliation_test

import (
	"testing"

	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

func quantityOf(n int64) quantity.Micros { return quantity.Micros(n) }

func amount(tb testing.TB, s string) money.Amount {
	tb.Helper()
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}
