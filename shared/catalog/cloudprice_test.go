package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

func TestCloudPriceOn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		item  string
		on    document.Date
		price string
		ok    bool
	}{
		{"write_request_unit", document.NewDate(2024, 10, 31), "1.25", true},
		{"write_request_unit", document.NewDate(2024, 11, 1), "0.625", true},
		{"read_request_unit", document.NewDate(2026, 1, 1), "0.125", true},
		{"read_request_unit", document.NewDate(2010, 1, 1), "", false},
		{"no_such_item", document.NewDate(2026, 1, 1), "", false},
	} {
		p, ok := catalog.CloudPriceOn("dynamodb", tt.item, "us-east-1", tt.on)
		if ok != tt.ok || ok && (p.Price.String() != tt.price || p.Per != 1_000_000 || p.Currency != "USD") {
			t.Errorf("%s on %s: %+v, %v", tt.item, tt.on, p, ok)
		}
	}
}
