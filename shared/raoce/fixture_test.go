package raoce_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/rule"
)

func amount(tb testing.TB, s string) money.Amount {
	tb.Helper()
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// bill is a CFDI in force of 2026.
func bill(tb testing.TB, uuid string, on document.Date, mxn, usd string, change ...func(*raoce.Invoice)) raoce.Invoice {
	tb.Helper()
	v := raoce.Invoice{UUID: uuid, Kind: "I", Serie: "A", Folio: uuid, On: on, MXN: amount(tb, mxn), USD: amount(tb, usd), Export: "01"}
	for _, c := range change {
		c(&v)
	}
	return v
}

// exit is a return of 2026 that declares an invoice by its UUID.
func exit(tb testing.TB, number string, on document.Date, mxn, usd, uuid string) raoce.Declaration {
	tb.Helper()
	d := raoce.Declaration{Number: number, Clave: "RT", On: on, Concept: raoce.Direct, Returns: true, MXN: amount(tb, mxn), USD: amount(tb, usd), Numbers: []string{number}}
	if uuid != "" {
		d.Papers = []raoce.Paper{{Number: uuid, On: on}}
	}
	return d
}

// year is an input of 2026 of which every month was told.
func year(basis string, bills []raoce.Invoice, exits ...raoce.Declaration) *raoce.Input {
	in := &raoce.Input{RFC: "MEN210101AB1", Year: 2026, SalesBasis: basis, Invoices: bills, Declarations: exits, Catalog: catalog.Default()}
	for m := range in.Staged {
		in.Staged[m] = true
	}
	return in
}

// every gives one national sale of a peso to each month, so that none is silent.
func every(tb testing.TB) (out []raoce.Invoice) {
	tb.Helper()
	for m := 1; m <= 12; m++ {
		out = append(out, bill(tb, string(rune('a'+m)), document.NewDate(2026, m, 1), "1", "1"))
	}
	return out
}

func comprobante(tb testing.TB, change func(*cfdi.Comprobante)) raoce.Invoice {
	tb.Helper()
	c := &cfdi.Comprobante{UUID: "U", Tipo: "I", Fecha: 20260310, Moneda: "USD", TipoCambio: amount(tb, "17.5"), SubTotal: amount(tb, "100.10"), Exportacion: "02"}
	change(c)
	return raoce.InvoiceOf(c)
}

func declared(clave, operacion string) raoce.Declaration {
	return declaration(&rule.Setting{Catalog: catalog.Default()}, &pedimento.Pedimento{Number: "262432106000001", Clave: clave, Operacion: operacion, FechaPago: 20260310})
}

func declaration(s *rule.Setting, p *pedimento.Pedimento) raoce.Declaration {
	return raoce.DeclarationOf(rule.NewCase(s, p), nil)
}
