package print_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/print"
)

// TestUnexplained: an amount among the totals, or going on below them, is of a
// label this package knows or the invoice is refused.
func TestUnexplained(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, rows string
		ok         bool
	}{
		{"a deposit", "400 286 LESS DEPOSIT\n500 286 -100.00\n", false},
		{"a deposit close to its figure", "440 286 LESS DEPOSIT -100.00\n", false},
		{"an advance between the totals", "400 268 ADVANCE\n500 268 (25.00)\n", false},
		{"a discount in words of its own", "400 286 LOYALTY SAVINGS\n500 286 10.00\n", false},
		{"a balance", "400 286 BALANCE\n500 286 225.50\n", false},
		{"an unknown charge on the left of its figure", "380 256 PALLET RETURN FEE\n505 256 8.00\n", false},
		{"two below", "400 286 LESS\n400 298 DEPOSIT\n500 298 -100.00\n", false},
		{"an advance of nothing", "400 286 ADVANCE\n500 286 0.00\n", true},
		{"the total again", "400 286 TOTAL USD\n500 286 325.50\n", true},
		{"the total again in words of its own", "400 286 PLEASE REMIT\n500 286 325.50\n", true},
		{"a label of the header", "400 286 Purchase Order:\n500 286 4500012\n", true},
		{"far below", "40 340 Bank account 12345\n500 340 77.00\n", true},
		{"beside, in another column", "40 262 Lot 77.00\n", true},
		{"a note", "400 286 Thank you for your business\n", true},
	} {
		r := print.Read(written(plain+tt.rows), nil)
		if (r.Status() == document.Accepted) != tt.ok || r.Findings.Has("invoice_print_totals") == tt.ok {
			t.Errorf("%s: %s %+v", tt.name, r.Status(), r.Findings)
		}
		for _, f := range r.Findings {
			if f.Code == "invoice_print_totals" && (f.At.Page != 1 || !strings.Contains(f.In(document.English), "page 1 (")) {
				t.Errorf("%s: at %+v, %q", tt.name, f.At, f.In(document.English))
			}
		}
	}
}
