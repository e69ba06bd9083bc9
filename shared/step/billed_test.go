package step_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/step"
)

// TestInvoicesOfWhom: an invoice counts as cited where a pedimento cites its number of
// its supplier; of another's it is not, and where a pedimento does not say whose it
// cites, those of several suppliers are told as not known. Of a print what no control
// holds is not taken: no number, no pedimento, and neither tax id nor name of a supplier.
func TestInvoicesOfWhom(t *testing.T) {
	t.Parallel()
	loose := map[string]document.Evidence{
		"numero": {Check: document.Unchecked}, "pedimento": {Check: document.Unchecked}, "id_proveedor": {Check: document.Unchecked}, "proveedor": {Check: document.Unchecked},
	}
	mark := func(fields ...string) map[string]document.Evidence {
		out := map[string]document.Evidence{}
		for _, f := range fields {
			out[f] = loose[f]
		}
		return out
	}
	day := document.NewDate(2021, 3, 2)
	bill := func(supplier, name string, marks map[string]document.Evidence) *invoice.Invoice {
		return &invoice.Invoice{Numero: "INV-7", Fecha: day, ProveedorID: supplier, Proveedor: name, Header: invoice.Header{Marks: marks}}
	}
	const acme = "12-345"
	sure, unsaid := pedimento.Factura{Numero: "INV 7", IDFiscal: acme}, pedimento.Factura{Numero: "INV-7"}
	for _, c := range []struct {
		name  string
		cites []pedimento.Factura
		bills []*invoice.Invoice
		want  []string
	}{
		{"cited of its supplier", []pedimento.Factura{sure}, []*invoice.Invoice{bill("12345", "", nil)}, nil},
		{"cited of another", []pedimento.Factura{sure}, []*invoice.Invoice{bill("777", "", nil)}, []string{"INV-7"}},
		{"one of two suppliers", []pedimento.Factura{sure}, []*invoice.Invoice{bill("12345", "", nil), bill("777", "", nil)}, []string{"INV-7"}},
		{"its number alone", []pedimento.Factura{unsaid}, []*invoice.Invoice{bill("777", "", nil)}, nil},
		{"its number alone, of two suppliers", []pedimento.Factura{unsaid}, []*invoice.Invoice{bill("12345", "", nil), bill("777", "", nil)}, []string{"INV-7 212432101000000", "INV-7 212432101000000"}},
		{"two suppliers by name", []pedimento.Factura{unsaid}, []*invoice.Invoice{bill("", "Acme", nil), bill("", "Other", nil)}, []string{"INV-7 212432101000000", "INV-7 212432101000000"}},
		{"two suppliers, one of them sure", []pedimento.Factura{sure, unsaid}, []*invoice.Invoice{bill("12345", "", nil), bill("777", "", nil)}, []string{"INV-7 212432101000001"}},
		{"a tax id that nothing holds", []pedimento.Factura{sure}, []*invoice.Invoice{bill("777", "", mark("id_proveedor"))}, nil},
		{"a name that nothing holds", []pedimento.Factura{{Numero: "INV7", Proveedor: "Acme"}}, []*invoice.Invoice{bill("", "Other", mark("proveedor"))}, nil},
		{"a name that differs is not known to be another", []pedimento.Factura{{Numero: "INV7", Proveedor: "Acme"}}, []*invoice.Invoice{bill("", "Acme Inc", nil)}, nil},
		{"a number that nothing holds", nil, []*invoice.Invoice{bill("777", "", mark("numero"))}, nil},
		{"no pedimento at all", nil, []*invoice.Invoice{bill("777", "", nil)}, []string{"INV-7"}},
		{"a pedimento that nothing holds", nil, []*invoice.Invoice{{Numero: "INV-7", Fecha: day, Pedimento: "212432101999999", Header: invoice.Header{Marks: mark("pedimento")}}}, nil},
	} {
		x := glosa.NewIndex()
		for i, f := range c.cites {
			x.Add(glosa.EntryOf(ruletest.Import(func(p *pedimento.Pedimento) {
				p.Number, p.Facturas = fmt.Sprintf("2124321010%05d", i), []pedimento.Factura{f}
			}), false))
		}
		for range 2 { // in whatever order they come
			var got []string
			for _, o := range step.Unused(x, c.bills...) {
				got = append(got, strings.Join(append([]string{o.Key}, o.Unsure...), " "))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("%s: %s", c.name, d)
			}
			slices.Reverse(c.bills)
		}
	}
}
