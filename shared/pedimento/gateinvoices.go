package pedimento

import (
	"slices"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// checkInvoices: Σ 505 against Σ 551 in dollars; a warning, since freight and
// currency make it differ in authority-accepted pedimentos. Rows of 505 that
// are equal in all are counted once: of 245 real pedimentos that repeat them,
// 242 add up so and none with the repetition.
func checkInvoices(p *Pedimento) {
	var invoices, goods money.Sum
	distinct := p.distinctInvoices()
	for _, f := range distinct {
		invoices.Add(f.ValorDolares)
	}
	for i := range p.Partidas {
		goods.Add(p.Partidas[i].ValorDolares)
	}
	a, okA := invoices.Total()
	b, okB := goods.Total()
	if !okA || !okB || a.Sign() == 0 {
		return
	}
	if money.Within(a, b, catalog.Default().Tolerance("facturas_sum", p.FechaPago, b, len(p.Partidas)+len(distinct))) {
		return
	}
	p.Raise("facturas_sum", "505/551", document.Textf(
		"Las facturas suman %s USD y las partidas %s USD; revise fletes y moneda.",
		"Invoices add up to %s USD and partidas to %s USD; look at freight and currency.", a, b))
}

// distinctInvoices are the invoices without exact repetitions, which are said.
func (p *Pedimento) distinctInvoices() []Factura {
	seen := make(map[Factura]bool, len(p.Facturas))
	out := make([]Factura, 0, len(p.Facturas))
	for _, f := range p.Facturas {
		if !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	if n := len(p.Facturas) - len(out); n > 0 {
		p.Findings.Add("factura_repetida", document.Notice, "505", document.Textf(
			"%d renglones de facturas repiten otro en todo; se cuentan una vez.", "%d rows of invoices repeat another in all; they count once.", n))
	}
	return out
}

// checkNeedsInvoice: without invoices (505) a pedimento is consolidated
// (identifier PC), or the table of it was cut.
func checkNeedsInvoice(p *Pedimento) {
	if len(p.Facturas) > 0 || p.Efecto != document.Pagado {
		return
	}
	for i := range p.Identificadores {
		if p.Identificadores[i].Clave == "PC" {
			return
		}
	}
	code := "facturas_ninguna"
	if catalog.Default().NeedsInvoice(p.Clave, p.Operacion, p.FechaPago) {
		code = "facturas_faltan"
	}
	p.Raise(code, "505", document.Textf(
		"El pedimento %s no trae ninguna factura ni es consolidado (identificador PC); confirme que la entrega está completa.",
		"The %s pedimento has no invoice and is not consolidated (identifier PC); confirm that the delivery is complete.", strconv.Quote(p.Clave)))
}

// checkNeedsCases: the identifiers that every pedimento of its clave carries;
// without them the table of them (507) was cut.
func checkNeedsCases(p *Pedimento) {
	if p.Efecto != document.Pagado {
		return
	}
	have := p.cases()
	for _, key := range catalog.Default().RequiredCases(p.Clave, p.Operacion, p.FechaPago) {
		if !slices.Contains(have, key) {
			p.Raise("caso_falta", "507", document.Textf(
				"Un pedimento %s trae el identificador %s y éste no; la entrega está incompleta. Pídala de nuevo.",
				"A pedimento %s carries identifier %s and this one does not; the delivery is incomplete. Ask for it again.", p.Clave, key))
		}
	}
}
