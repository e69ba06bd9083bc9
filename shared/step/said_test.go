package step_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// TestSaid: what is told of a document names what it is, and what of its values
// or their currencies was not read.
func TestSaid(t *testing.T) {
	t.Parallel()
	const cfdi, cove, ubl = "cfdi/testdata/export40.xml", "cove/testdata/consulta.xml", "invoice/ubl/testdata/factura.xml"
	const second = "<tipoMoneda>EUR</tipoMoneda>\n                    <cantidad>91.500"
	for name, c := range map[string]struct {
		file   string
		change []string // from, to, and so on, everywhere
		es, en string
		not    string // what neither tells
	}{
		"a credit note":          {ubl, []string{"InvoicedQuantity", "CreditedQuantity", "Invoice", "CreditNote"}, "nota de crédito UBL INV-1001", "UBL credit note INV-1001", "factura"},
		"no currency":            {ubl, []string{"USD", ""}, "total 700.00 (moneda sin leer)", "total 700.00 (currency not read)", "USD"},
		"no currency by law":     {cfdi, []string{` Moneda="USD"`, ` Moneda="XXX"`, `TipoDeComprobante="I"`, `TipoDeComprobante="T"`}, "CFDI de traslado", "transfer CFDI", "total "},
		"dollars of one line":    {cove, []string{"<valorDolares>337", "<valorDolares>x337"}, "valor 1405 EUR, en dólares USD sin leer completo", "value 1405 EUR, in dollars USD not read in full", "1215"},
		"a value":                {cove, []string{">305<", ">x305<"}, "valor EUR sin leer completo", "value EUR not read in full", "1100"},
		"of the second currency": {cove, []string{second, strings.Replace(second, "EUR", "GBP", 1), ">305<", ">x305<"}, "valor 1100 EUR, GBP sin leer completo", "value 1100 EUR, GBP not read in full", "305"},
	} {
		b, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(c.file)))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(c.change); i += 2 {
			if !bytes.Contains(b, []byte(c.change[i])) {
				t.Fatalf("%s: %s has no %s", name, c.file, c.change[i])
			}
			b = bytes.ReplaceAll(b, []byte(c.change[i]), []byte(c.change[i+1]))
		}
		said := (&step.Reader{Tell: true}).Read(t.Context(), step.Input{Name: "x.xml", Bytes: b})[0].Said
		es, en := said.In(document.Spanish), said.In(document.English)
		if !strings.Contains(es, c.es) || !strings.Contains(en, c.en) || strings.Contains(es+en, c.not) {
			t.Errorf("%s: %q / %q", name, es, en)
		}
	}
}
