package plant

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Reported is a figure of an annual report as it was filed.
type Reported struct {
	Ejercicio, Mes   int // Mes 0 is the whole year
	Concepto, Moneda string
	Importe          money.Amount
	Source           Source
}

// Stock is what the plant's own system shows of a part on a day.
type Stock struct {
	Fecha        document.Date
	Parte, Lugar string
	Cantidad     money.Amount
	Unidad       string
	Source       Source
}

// CreditBalance is what the SAT's ledger of credits shows of a pedimento and
// fracción on a day, in pesos.
type CreditBalance struct {
	Fecha               document.Date
	Pedimento, Fraccion string
	Saldo               money.Amount
	Source              Source
}

// readDeclared reads what others' systems and filings say; no balance follows
// from it.
func (x *Index) readDeclared(m merged) {
	for i := range m["raoce_presentado"] {
		r := &m["raoce_presentado"][i]
		year, _ := strconv.Atoi(r.text("ejercicio")) // the table holds whole numbers only
		month, _ := strconv.Atoi(r.text("mes"))      // and "" for the year
		x.reported = append(x.reported, Reported{year, month, r.text("concepto"), r.text("moneda"), r.get("importe").Amount, r.source()})
	}
	for i := range m["existencias_erp"] {
		r := &m["existencias_erp"][i]
		x.stock = append(x.stock, Stock{r.get("fecha").Date, r.text("parte"), r.text("lugar"), r.get("existencia").Amount, r.text("unidad"), r.source()})
	}
	for i := range m["scccyg_saldos"] {
		r := &m["scccyg_saldos"][i]
		x.credit = append(x.credit, CreditBalance{r.get("fecha").Date, r.text("pedimento_entrada"), r.text("fraccion"), r.get("saldo_pesos").Amount, r.source()})
	}
	for i := range m["cumplimiento"] {
		r := &m["cumplimiento"][i]
		x.evidence = append(x.evidence, Evidence{
			r.text("asunto"), r.text("obligacion"), r.get("periodo").Date, r.text("pedimento"), r.get("fecha").Date, r.get("vence").Date,
			r.text("resultado") == "negativo", r.text("folio"), r.source(),
		})
	}
	slices.SortFunc(x.evidence, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Asunto, b.Asunto), cmp.Compare(a.Obligacion, b.Obligacion), cmp.Compare(a.Periodo, b.Periodo),
			cmp.Compare(a.Pedimento, b.Pedimento))
	})
	slices.SortFunc(x.reported, func(a, b Reported) int {
		return cmp.Or(cmp.Compare(a.Ejercicio, b.Ejercicio), cmp.Compare(a.Concepto, b.Concepto), cmp.Compare(a.Mes, b.Mes), cmp.Compare(a.Moneda, b.Moneda))
	})
	slices.SortFunc(x.stock, func(a, b Stock) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Parte, b.Parte), cmp.Compare(a.Lugar, b.Lugar))
	})
	slices.SortFunc(x.credit, func(a, b CreditBalance) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Fraccion, b.Fraccion))
	})
}

// Reported are the figures filed, by year, concept, month and currency.
func (x *Index) Reported() []Reported { return x.reported }

// Stock is what the plant's own system shows, by day, part and place.
func (x *Index) Stock() []Stock { return x.stock }

// Evidence is what was done by its day, by the day it was done.
func (x *Index) Evidence() []Evidence { return x.evidence }

// CreditBalances are the SAT's balances by day, pedimento and fracción.
func (x *Index) CreditBalances() []CreditBalance { return x.credit }
