package ledger_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// TestSince: a pedimento is of a month from the first day on which it moves something,
// and what moves by its payment alone has no other.
func TestSince(t *testing.T) {
	long, last, paid := document.NewDate(2005, 3, 1), document.NewDate(2021, 2, 26), document.NewDate(2021, 3, 3)
	for name, c := range map[string]struct {
		f    ledger.Fact
		want document.Date
	}{
		"consolidado":                      {ledger.Fact{Clave: "IN", Operacion: "IMP", Consolidado: true, Entrada: paid, Remesa: last}, last},
		"entry":                            {ledger.Fact{Clave: "IN", Operacion: "IMP", Entrada: last}, last},
		"entry after its payment":          {ledger.Fact{Clave: "IN", Operacion: "IMP", Entrada: paid.AddDays(3)}, paid},
		"transfer":                         {ledger.Fact{Clave: "V1", Operacion: "IMP", Entrada: last}, last},
		"transfer that leaves":             {ledger.Fact{Clave: "V1", Operacion: "EXP", Entrada: last, Seleccion: last}, paid},
		"return":                           {ledger.Fact{Clave: "RT", Operacion: "EXP", Entrada: long, Seleccion: last}, last},
		"extraction from depósito fiscal":  {ledger.Fact{Clave: "E1", Operacion: "IMP", Entrada: long}, paid},
		"change of régimen":                {ledger.Fact{Clave: "F5", Operacion: "IMP", Entrada: long}, paid},
		"definitive, which moves nothing":  {ledger.Fact{Clave: "A1", Operacion: "IMP", Entrada: long}, paid},
		"rectification":                    {ledger.Fact{Clave: "IN", Operacion: "IMP", Entrada: last, EsRectif: true}, paid},
		"of a clave that the tables lack":  {ledger.Fact{Clave: "Z9", Operacion: "IMP", Entrada: last}, paid},
		"nothing but its payment is known": {ledger.Fact{Clave: "IN", Operacion: "IMP"}, paid},
	} {
		c.f.Pago = paid
		if got := c.f.Since(catalog.Default()); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	open := ledger.Fact{Clave: "IN", Operacion: "IMP", Remesa: last}
	if got := open.Since(catalog.Default()); got.Known() {
		t.Errorf("not paid: %s", got)
	}
}

// TestBegun: a source that does not know the day comes with one that does, a
// rectification and another number of the same group do not.
func TestBegun(t *testing.T) {
	b := ledger.NewBegun(document.NewDate(2021, 2, 28))
	if !b.See("g", "212432101000001", document.NewDate(2021, 2, 26)) || b.See("g", "202432101000001", document.NewDate(2021, 3, 3)) {
		t.Error("a source is taken by its own day")
	}
	for want, got := range map[bool]bool{true: b.Other("g", "202432101000001", false), false: b.Other("g", "202432101000001", true) || b.Other("g", "212432101000002", false) || b.Other("h", "212432101000001", false) || b.Other("g", "312432101000001", false)} {
		if got != want {
			t.Errorf("taken with another source: %v, want %v", got, want)
		}
	}
}
