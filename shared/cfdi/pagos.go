package cfdi

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/xmlguard"
)

// Pagos is the payment complement (2.0 or 1.0): what was paid, and of which
// invoices.
type Pagos struct {
	Version    string
	MontoTotal money.Amount // MontoTotalPagos in pesos, 2.0 only
	Pagos      []Pago
}

// Pago is one payment.
type Pago struct {
	Where      string
	Fecha      document.Date
	FormaPago  string
	Moneda     string
	TipoCambio money.Amount // pesos per unit of Moneda
	Monto      money.Amount // in Moneda
	Documentos []DoctoPagado
}

// DoctoPagado is one invoice a payment pays, in the currency of that invoice.
type DoctoPagado struct {
	Where         string
	UUID          string
	Serie, Folio  string
	Moneda        string
	Equivalencia  money.Amount // units of Moneda per unit of the payment's
	Parcialidad   string
	SaldoAnterior money.Amount
	Pagado        money.Amount
	SaldoInsoluto money.Amount
}

func (r *reader) pagos(e *xmlguard.Element) {
	if r.c.Pagos == nil {
		r.c.Pagos = &Pagos{Version: text(e, "Version"), MontoTotal: r.amount(e.At("Totales"), "MontoTotalPagos")}
	}
	r.once(e, []string{"Totales"})
	documents := 0
	for _, p := range e.All("Pago") {
		pago := Pago{
			Where: p.Where(), Fecha: r.date(p, "FechaPago"), FormaPago: text(p, "FormaDePagoP"),
			Moneda: text(p, "MonedaP"), TipoCambio: r.amount(p, "TipoCambioP"), Monto: r.amount(p, "Monto"),
		}
		for _, d := range p.All("DoctoRelacionado") {
			if documents++; documents > MaxConceptos {
				r.limit(e, "documentos pagados", "paid invoices")
				return
			}
			r.required(d, []string{"IdDocumento"})
			id := strings.ToUpper(text(d, "IdDocumento"))
			r.c.PagoDe = append(r.c.PagoDe, id)
			rate := r.amount(d, "EquivalenciaDR")
			if !rate.Known() {
				rate = r.amount(d, "TipoCambioDR")
			}
			pago.Documentos = append(pago.Documentos, DoctoPagado{
				Where: d.Where(), UUID: id, Serie: text(d, "Serie"), Folio: text(d, "Folio"), Moneda: text(d, "MonedaDR"),
				Equivalencia: rate, Parcialidad: text(d, "NumParcialidad"), SaldoAnterior: r.amount(d, "ImpSaldoAnt"),
				Pagado: r.amount(d, "ImpPagado"), SaldoInsoluto: r.amount(d, "ImpSaldoInsoluto"),
			})
		}
		r.c.Pagos.Pagos = append(r.c.Pagos.Pagos, pago)
	}
	r.c.Findings.Add("cfdi_pago", document.Notice, e.Where(), document.Textf(
		"Recibo de pago: se conserva, pero no mueve inventario.",
		"Payment receipt: kept, but it moves no inventory."))
}

// limit says that a list is longer than what is read.
func (r *reader) limit(e *xmlguard.Element, es, en string) {
	r.c.Findings.Add("cfdi_limite", document.Error, e.Where(), document.Textf(
		"El CFDI pasa de %d "+es+", el máximo que se lee; pida que se emita en varios.",
		"The CFDI has more than %d "+en+", the most that are read; ask for several.", MaxConceptos))
}

// checkPagos holds what a payment receipt promises: each balance follows from
// the one before (Anexo 20, guide of Pagos), and the total is that of the
// payments in pesos.
func (g *gatekeeper) checkPagos() {
	p := g.c.Pagos
	var total money.Sum
	for i := range p.Pagos {
		pago := &p.Pagos[i]
		pesos := pago.Monto
		if pago.Moneda != "MXN" {
			pesos = product(pago.Monto, pago.TipoCambio)
		}
		total.Add(pesos)
		g.checkPagados(pago)
	}
	if p.MontoTotal.Known() {
		g.same("cfdi_pago_total", "/Comprobante/Complemento/Pagos/Totales/@MontoTotalPagos", "MontoTotalPagos",
			p.MontoTotal, sumOf(&total), unit("MXN"), len(p.Pagos))
	}
}

func (g *gatekeeper) checkPagados(pago *Pago) {
	var paid money.Sum
	paid.Add(money.Int(0))
	same := true
	for _, d := range pago.Documentos {
		same = same && d.Moneda == pago.Moneda
		paid.Add(d.Pagado)
		if !d.SaldoAnterior.Known() && !d.SaldoInsoluto.Known() {
			continue // optional in 1.0
		}
		left, err := d.SaldoAnterior.Sub(d.Pagado)
		if err != nil {
			left = money.Amount{}
		}
		g.same("cfdi_pago_saldo", d.Where+"/@ImpSaldoInsoluto", "ImpSaldoInsoluto", d.SaldoInsoluto, left, unit(d.Moneda), 1)
	}
	sum := sumOf(&paid)
	if same && sum.Known() && pago.Monto.Known() && sum.Cmp(pago.Monto) > 0 {
		g.same("cfdi_pago_monto", pago.Where+"/@Monto", "Monto", pago.Monto, sum, unit(pago.Moneda), len(pago.Documentos))
	}
}
