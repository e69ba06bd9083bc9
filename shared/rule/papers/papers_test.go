package papers_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/papers"
)

var _ rule.Papers = (*papers.Index)(nil)

func index(docs ...any) *papers.Index {
	x := papers.New()
	for _, d := range docs {
		x.Add(d)
	}
	return x
}

func acuse(forma cove.Forma, adenda, name string) *cove.Cove {
	return &cove.Cove{Forma: forma, EDocument: "COVE2400ABC12", Adenda: adenda, Numero: "INV-1", Emisor: cove.Persona{Nombre: name}}
}

func TestCOVE(t *testing.T) {
	tests := map[string]struct {
		in   []any
		want string // name of its issuer; "" none
	}{
		"none":                         {nil, ""},
		"one":                          {[]any{acuse(cove.Consulta, "", "A")}, "A"},
		"the same twice":               {[]any{acuse(cove.Consulta, "", "A"), acuse(cove.Consulta, "", "A")}, "A"},
		"two that differ":              {[]any{acuse(cove.Consulta, "", "A"), acuse(cove.Consulta, "", "B")}, ""},
		"the authority's over a print": {[]any{acuse(cove.Impreso, "", "B"), acuse(cove.Consulta, "", "A")}, "A"},
		"what was sent over a print":   {[]any{acuse(cove.Impreso, "", "B"), acuse(cove.Carga, "", "A")}, "A"},
		"its adenda":                   {[]any{acuse(cove.Consulta, "", "B"), acuse(cove.Consulta, "ADEN24000ABC1", "A")}, "A"},
		"two adendas":                  {[]any{acuse(cove.Consulta, "ADEN24000ABC2", "B"), acuse(cove.Consulta, "ADEN24000ABC1", "A")}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			if c := index(tt.in...).COVE("COVE2400ABC12"); c != nil {
				got = c.Emisor.Nombre
			}
			if got != tt.want {
				t.Errorf("issuer %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAddRefuses(t *testing.T) {
	x := papers.New()
	for _, d := range []any{nil, "text", &cove.Cove{}, &invoice.Invoice{}, &invoice.Packing{}, &cfdi.Comprobante{Folio: "1"}, invoice.Invoice{Numero: "1"}} {
		if x.Add(d) {
			t.Errorf("took %T without a key", d)
		}
	}
}

func bill(number, supplier string, day document.Date, source document.Source) *invoice.Invoice {
	return &invoice.Invoice{Numero: number, ProveedorID: supplier, Fecha: day, Header: invoice.Header{Source: source}}
}

func TestInvoices(t *testing.T) {
	x := index(bill("INV-1", "9", 20240301, ""), bill("inv 1", "8", 20240301, ""), bill("INV-1", "9", 20240301, document.SourcePrint), bill("INV-2", "9", 20240302, ""))
	count := func(number, supplier string) int { return len(x.Invoices(number, supplier)) }
	for _, tt := range []struct {
		number, supplier string
		want             int
	}{{"INV-1", "", 2}, {"INV1", "9", 1}, {"INV-1", "7", 0}, {"INV-2", "", 1}, {"INV-3", "", 0}, {"", "", 0}} {
		if got := count(tt.number, tt.supplier); got != tt.want {
			t.Errorf("%q of %q: %d, want %d", tt.number, tt.supplier, got, tt.want)
		}
	}
	if got := x.Invoices("INV-1", "9"); got[0].Source != "" {
		t.Error("the print is given although the table is at hand")
	}
	scanned := bill("INV-9", "9", 20240301, document.SourceOCR)
	if got := index(scanned).Invoices("INV-9", ""); len(got) != 1 || got[0] != scanned {
		t.Error("a scan alone is not given")
	}
}

func TestPackings(t *testing.T) {
	x := index(&invoice.Packing{Numero: "PL-1", Factura: "INV-1"}, &invoice.Packing{Numero: "26 24 3210 6000123"})
	for number, want := range map[string]int{"INV-1": 1, "pl1": 1, "262432106000123": 1, "INV-2": 0, "": 0} {
		if got := len(x.Packings(number)); got != want {
			t.Errorf("%q: %d, want %d", number, got, want)
		}
	}
}

func TestCFDI(t *testing.T) {
	sale := &cfdi.Comprobante{
		UUID: "1F0C3A9E-0000-4000-8000-00000000000A", Serie: "A", Folio: "123",
		Conceptos: []cfdi.Concepto{{Pedimentos: []string{"242432104000123", "242432104000123"}}, {Pedimentos: []string{"242432104000123"}}},
	}
	other := &cfdi.Comprobante{UUID: "1F0C3A9E-0000-4000-8000-00000000000B", Serie: "B", Folio: "123"}
	x := index(sale, other, sale)
	for number, want := range map[string]int{
		"A123": 1, "A-123": 1, "a 123": 1, "123": 2, "B123": 1, "1f0c3a9e-0000-4000-8000-00000000000a": 1, "C123": 0, "": 0,
	} {
		if got := len(x.CFDI(number)); got != want {
			t.Errorf("%q: %d, want %d", number, got, want)
		}
	}
	for number, want := range map[string]int{"242432104000123": 1, "24 24 3210 4000123": 1, "242432104000124": 0} {
		if got := len(x.Sales(number)); got != want {
			t.Errorf("sales of %q: %d, want %d", number, got, want)
		}
	}
}

// TestOrderDecidesNothing: whatever the order and however often papers arrive,
// every question has the same answer.
func TestOrderDecidesNothing(t *testing.T) {
	pool := []any{
		acuse(cove.Consulta, "", "A"), acuse(cove.Consulta, "", "B"), acuse(cove.Impreso, "", "C"), acuse(cove.Carga, "ADEN24000ABC1", "D"),
		bill("INV-1", "9", 20240301, ""), bill("INV-1", "8", 20240301, ""), bill("INV1", "9", 20240302, document.SourceOCR), bill("INV-1", "9", 20240301, document.SourcePrint),
		&invoice.Packing{Numero: "PL-1", Factura: "INV-1"}, &invoice.Packing{Numero: "PL-2", Factura: "INV 1"},
		&cfdi.Comprobante{UUID: "1F0C3A9E-0000-4000-8000-00000000000A", Folio: "1", Conceptos: []cfdi.Concepto{{Pedimentos: []string{"242432104000123"}}}},
		&cfdi.Comprobante{UUID: "1F0C3A9E-0000-4000-8000-00000000000A", Folio: "1", Serie: "A"},
	}
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfN(rapid.SampledFrom(pool), 0, 20).Draw(t, "docs")
		a := index(docs...)
		b := index(rapid.Permutation(append(docs, docs...)).Draw(t, "order")...)
		if diff := cmp.Diff(asked(a), asked(b)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func asked(x *papers.Index) []string {
	out := []string{}
	if c := x.COVE("COVE2400ABC12"); c != nil {
		out = append(out, c.Emisor.Nombre+c.Adenda)
	}
	for _, v := range x.Invoices("INV-1", "") {
		out = append(out, v.ProveedorID+v.Fecha.String()+string(v.Source))
	}
	for _, p := range x.Packings("INV-1") {
		out = append(out, p.Numero)
	}
	for _, c := range x.CFDI("1") {
		out = append(out, c.UUID+c.Serie)
	}
	for _, c := range x.Sales("242432104000123") {
		out = append(out, c.UUID+c.Serie)
	}
	return out
}
