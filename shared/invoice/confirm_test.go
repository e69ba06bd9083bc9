package invoice_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
)

func printed() *invoice.Invoice {
	open := document.Evidence{Source: document.SourcePrint, Check: document.Unchecked}
	return &invoice.Invoice{
		Numero: "INV-1", Fecha: document.NewDate(2026, 3, 2),
		Header: invoice.Header{Source: document.SourcePrint, Marks: map[string]document.Evidence{"numero": open, "fecha": open}},
		Lineas: []invoice.Linea{{
			Parte: "P-1", Cantidad: money.Int(5),
			Detail: invoice.Detail{Marks: map[string]document.Evidence{"parte": open, "cantidad": {Check: document.ByControl}}},
		}},
	}
}

// TestConfirm: what both engines read alike is held by them, what a control
// holds stays so, and what they read differently stays open and is named.
func TestConfirm(t *testing.T) {
	a := printed()
	if differ := invoice.Confirm(a, printed()); len(differ) != 0 {
		t.Errorf("alike, yet %v", differ)
	}
	if !invoice.Checked(a.Marks, "fecha") || !invoice.Checked(a.Lineas[0].Marks, "parte") ||
		a.Lineas[0].Marks["cantidad"].Check != document.ByControl {
		t.Errorf("%+v %+v", a.Marks, a.Lineas[0].Marks)
	}
	a, b := printed(), printed()
	b.Numero, b.Lineas[0].Parte = "INV-7", "P-7"
	if diff := cmp.Diff([]string{"numero", "lineas.0.parte"}, invoice.Confirm(a, b)); diff != "" {
		t.Error(diff)
	}
	if invoice.Checked(a.Marks, "numero") || invoice.Checked(a.Lineas[0].Marks, "parte") || !invoice.Checked(a.Marks, "fecha") {
		t.Errorf("%+v %+v", a.Marks, a.Lineas[0].Marks)
	}
	b.Lineas = nil
	if diff := cmp.Diff([]string{"numero", "lineas"}, invoice.Confirm(printed(), b)); diff != "" {
		t.Error(diff)
	}
	if !invoice.Checked(nil, "parte") {
		t.Error("a table needs no check")
	}
}
