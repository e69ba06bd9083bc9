package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestPatterns: every threshold has a name in both languages and a figure, and
// one that nobody listed compares nothing.
func TestPatterns(t *testing.T) {
	c := catalog.Default()
	if got := c.PatternInt("linea_minimo", 20260105); got != 600 {
		t.Errorf("linea_minimo is %d", got)
	}
	for code, on := range map[string]int{"linea_minimo": 19800101, "kg_por_libra": 20260105, "no_such": 20260105} {
		if got := c.PatternInt(code, document.Date(on)); got != -1 {
			t.Errorf("%s on %d is the whole number %d", code, on, got)
		}
	}
	p, ok := c.Pattern("kg_por_libra", 0)
	if !ok || p.Value.String() != "0.45359237" || p.Title.ES == "" || p.Title.EN == "" || p.Source == "" {
		t.Errorf("the pound is %+v", p)
	}
}

func TestUnitOfOMA(t *testing.T) {
	for key, want := range map[string]string{"KGM": "1", "C62_1": "6", " kgm ": "1", "DZN": "19", "XXX": "", "": ""} {
		if row, ok := catalog.Default().UnitOfOMA(key); row.Clave != want || ok != (want != "") {
			t.Errorf("%q is %q", key, row.Clave)
		}
	}
}

func TestKeysOfCFDI(t *testing.T) {
	c := catalog.Default()
	if !c.Listed(catalog.CFDIPedimento, "A1", 20260105) || c.Listed(catalog.CFDIPedimento, "RT", 20260105) {
		t.Error("A1 is the one key of a pedimento in the complement")
	}
	for key, want := range map[string]bool{"01": false, "02": true, "03": false, "04": false, "": false} {
		if got := c.NeedsComplement(key, 20260105); got != want {
			t.Errorf("exportación %q needs the complement: %v", key, got)
		}
	}
	if c.NeedsComplement("02", 20211231) || c.Listed(catalog.CFDIExportacion, "01", 20211231) {
		t.Error("c_Exportacion came with CFDI 4.0")
	}
}
