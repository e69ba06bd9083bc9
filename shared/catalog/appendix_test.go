package catalog_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestListed: a key is known in its own appendix, from its date on.
func TestListed(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		appendix, key string
		on            document.Date
		want          bool
	}{
		{catalog.Aduanas, "240", day, true},
		{catalog.Aduanas, "24", day, false},
		{catalog.Aduanas, "", day, false},
		{catalog.Paises, "ROM", day, true},
		{catalog.Paises, "US", day, false},
		{catalog.Monedas, "USD", day, true},
		{catalog.Monedas, "MXP", day, true},
		{catalog.Monedas, "USA", day, false},
		{catalog.Paises, "USD", day, false},
		{catalog.Identificadores, "PC", day, true},
		{catalog.Incoterms, "DAP", day, true},
		{catalog.Metodos, "6", day, true},
		{catalog.Metodos, "7", day, false},
		{catalog.Destinos, "9", day, true},
		{catalog.Destinos, "4", day, false},
		{catalog.TiposTasa, "7", day, true},
		{catalog.TiposFecha, "4", day, false},
		{catalog.Vinculaciones, "2", day, true},
		{catalog.MediosTransporte, "98", day, true},
		{catalog.Paises, "USA", 19990101, false},
		{catalog.Paises, "USA", 0, true},
	} {
		if got := c.Listed(tt.appendix, tt.key, tt.on); got != tt.want {
			t.Errorf("%s %q on %s: %v", tt.appendix, tt.key, tt.on, got)
		}
	}
	if !c.FormaPago("21", day) || c.FormaPago("3", day) || c.FormaPago("21", 19990101) {
		t.Error("forms of payment")
	}
	if !c.KnownContribution("IGI") || c.KnownContribution("99") {
		t.Error("contributions")
	}
}

// TestRequired: dates and invoices a pedimento brings.
func TestRequired(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		clave, operacion string
		dates            []string
		invoice          bool
	}{
		{"IN", "IMP", []string{"1", "2"}, true},
		{"E1", "IMP", []string{"1", "2", "3"}, false},
		{"RT", "EXP", []string{"2", "5"}, true},
		{"RT", "IMP", []string{"1", "2"}, false},
		{"GC", "EXP", []string{"2", "5"}, false},
		{"CT", "EXP", []string{"2"}, false},
		{"G1", "IMP", []string{"2"}, false},
		{"IN", "", nil, false},
	} {
		got := c.RequiredDates(tt.clave, tt.operacion, day)
		if slices.Sort(got); !slices.Equal(got, tt.dates) || c.NeedsInvoice(tt.clave, tt.operacion, day) != tt.invoice {
			t.Errorf("%s %s: %v %v", tt.clave, tt.operacion, got, !tt.invoice)
		}
	}
	if c.RequiredDates("IN", "IMP", 19990101) != nil || c.NeedsInvoice("IN", "IMP", 19990101) {
		t.Error("a demand of before its date")
	}
}
