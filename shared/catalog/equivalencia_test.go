package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestNames: a name that could be two currencies is none.
func TestNames(t *testing.T) {
	t.Parallel()
	c, on := catalog.Default(), document.NewDate(2026, 3, 1)
	for written, want := range map[string]string{
		"US Dolar": "USD", "us dólar": "USD", "DOLAR (ESTADOS UNIDOS DE AMÉRICA)": "USD", "Euro": "EUR", "Peso Mexicano": "MXN",
		"Dolar": "", "Peso": "", "Pesos": "", "Corona": "", "": "", "USD": "",
	} {
		if got, ok := c.Currency(written, on); got != want || ok != (want != "") {
			t.Errorf("currency %q is %q, want %q", written, got, want)
		}
	}
	for written, want := range map[string]string{"EACH": "", "Pieza": "", "Kilogramo": "KGM", "metro cuadrado": "MTK", "Caja": "", "Metro cuadrado lineal": ""} {
		if got, ok := c.UnitOMA(written, on); got != want || ok != (want != "") {
			t.Errorf("unit %q is %q, want %q", written, got, want)
		}
	}
	if got, ok := c.Currency("Euro", document.NewDate(1999, 1, 1)); ok {
		t.Errorf("before the table begins Euro is %q", got)
	}
}
