package step

import (
	"strconv"
	"strings"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/cove/doda"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/ubl"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// tell keeps what was read of a paper in a line for who sent it, whatever
// becomes of the paper.
func (r *Reader) tell(p *Paper, said func() document.Text) {
	if r.Tell {
		p.Said = said()
	}
}

// clause is part of a line: nothing when there is no value.
func clause(t *document.Text, es, en, value string) {
	if value != "" {
		t.ES, t.EN = t.ES+", "+es+value, t.EN+", "+en+value
	}
}

// counted adds how many there are of what has its plural in an s.
func counted(t *document.Text, n int, one document.Text) {
	s := "s"
	if n == 1 {
		s = ""
	}
	count := document.Textf(", %d %s", ", %d %s", n, document.Text{ES: one.ES + s, EN: one.EN + s})
	t.ES, t.EN = t.ES+count.ES, t.EN+count.EN
}

// rows adds how many lines an invoice has.
func rows(t *document.Text, n int) {
	if n == 1 {
		t.ES, t.EN = t.ES+", 1 renglón", t.EN+", 1 line"
		return
	}
	count := document.Textf(", %d renglones", ", %d lines", n)
	t.ES, t.EN = t.ES+count.ES, t.EN+count.EN
}

// saidOfPedimento tells number, clave and values; what the document leaves
// open is not told.
func saidOfPedimento(ped *pedimento.Pedimento) document.Text {
	number := ped.Number
	if number == "" {
		number = ped.Documento
	}
	t := document.Textf("pedimento %s", "pedimento %s", number)
	clause(&t, "clave ", "clave ", ped.Clave)
	clause(&t, "", "", ped.Operacion)
	if ped.FechaPago.Known() {
		clause(&t, "pago ", "paid ", ped.FechaPago.String())
	}
	if n := len(ped.Partidas); n > 0 {
		counted(&t, n, document.Textf("partida", "line"))
	}
	worth(&t, "valor en aduana ", "customs value ", ped.ValorAduana, "MXN")
	worth(&t, "", "", ped.ValorDolares, "USD")
	return t
}

// worth is an amount with its currency; nothing when the document does not give
// it.
func worth(t *document.Text, es, en string, a money.Amount, currency string) {
	if !a.Known() {
		return
	}
	of := unitOf(currency)
	t.ES, t.EN = t.ES+", "+es+a.Written()+" "+of.ES, t.EN+", "+en+a.Written()+" "+of.EN
}

// unitOf names a currency, also one that was not read.
func unitOf(currency string) document.Text {
	if currency == "" {
		return document.Text{ES: "(moneda sin leer)", EN: "(currency not read)"}
	}
	return document.Text{ES: currency, EN: currency}
}

// kindOfCFDI names the TipoDeComprobante of anexo 20.
func kindOfCFDI(tipo string) document.Text {
	switch tipo {
	case "I":
		return document.Textf("de ingreso", "income")
	case "E":
		return document.Textf("de egreso", "credit note")
	case "T":
		return document.Textf("de traslado", "transfer")
	case "P":
		return document.Textf("de pago", "payment")
	case "N":
		return document.Textf("de nómina", "payroll")
	}
	return document.Text{}
}

func saidOfCFDI(c *cfdi.Comprobante) document.Text {
	kind := kindOfCFDI(c.Tipo)
	t := document.Text{ES: strings.TrimSpace("CFDI " + kind.ES), EN: strings.TrimSpace(kind.EN + " CFDI")}
	if number := strings.TrimSpace(strings.TrimSpace(c.Serie) + " " + strings.TrimSpace(c.Folio)); number != "" {
		t.ES, t.EN = t.ES+" "+number, t.EN+" "+number
	}
	clause(&t, "UUID ", "UUID ", c.UUID)
	if c.Fecha.Known() {
		clause(&t, "del ", "dated ", c.Fecha.String())
	}
	if n := len(c.Conceptos); n > 0 {
		counted(&t, n, document.Textf("concepto", "item"))
	}
	switch {
	case c.Pagos != nil: // its own total is nought by law
		var sums currencies
		for i := range c.Pagos.Pagos {
			sums.add(c.Pagos.Pagos[i].Moneda, c.Pagos.Pagos[i].Monto)
		}
		sums.tell(&t, document.Textf("pagado ", "paid "))
	case c.Moneda != "XXX": // of no currency, and then of no value
		worth(&t, "total ", "total ", c.Total, c.Moneda)
	}
	if x := c.Comercio; x != nil {
		clause(&t, "clave de pedimento ", "clave of pedimento ", x.ClavePedimento)
		worth(&t, "comercio exterior ", "foreign trade ", x.TotalUSD, "USD")
	}
	return t
}

func saidOfCOVE(c *cove.Cove) document.Text {
	t := document.Textf("COVE", "COVE")
	if key := c.Key(); key != "" {
		t = document.Text{ES: key, EN: key}
	}
	if c.Relacion == "1" {
		n := document.Textf(", relación %s de %d facturas", ", list %s of %d invoices", c.Numero, len(c.Facturas))
		t.ES, t.EN = t.ES+n.ES, t.EN+n.EN
	} else {
		clause(&t, "factura ", "invoice ", c.Numero)
	}
	if c.Fecha.Known() {
		clause(&t, "del ", "dated ", c.Fecha.String())
	}
	clause(&t, "", "", strings.TrimPrefix(c.TipoOperacion, "TOCE."))
	var sums, dollars currencies
	lines := 0
	for i := range c.Facturas {
		for j := range c.Facturas[i].Mercancias {
			m := &c.Facturas[i].Mercancias[j]
			currency := m.Moneda
			if currency == "" {
				currency = m.MonedaEscrita
			}
			sums.add(currency, m.ValorTotal)
			dollars.add("USD", m.ValorDolares)
			lines++
		}
	}
	counted(&t, lines, document.Textf("mercancía", "good"))
	sums.tell(&t, document.Textf("valor ", "value "))
	dollars.tell(&t, document.Textf("en dólares ", "in dollars "))
	return t
}

// maxPedimentos is how many pedimentos of a DODA are told one by one.
const maxPedimentos = 5

// saidOfDODA tells its number, and the pedimentos it is about with the amounts declared
// of each, in dollars.
func saidOfDODA(m *doda.Message) document.Text {
	t := document.Textf("DODA", "DODA")
	if m.Ticket != "" {
		t = document.Textf("DODA %s", "DODA %s", m.Ticket)
	}
	if m.Fecha.Known() {
		clause(&t, "del ", "dated ", m.Fecha.String())
	}
	clause(&t, "aduana ", "customs office ", m.Aduana)
	clause(&t, "CAAT ", "CAAT ", m.CAAT)
	clause(&t, "transporte ", "transport ", m.Transporte)
	for i := range m.Pedimentos[:min(len(m.Pedimentos), maxPedimentos)] {
		p := &m.Pedimentos[i]
		clause(&t, "pedimento ", "pedimento ", strings.TrimSpace(p.Patente+" "+p.Documento))
		worth(&t, "efectivo ", "cash ", p.EfectivoDolares, "USD")
		worth(&t, "diferencia ", "difference ", p.DifDolares, "USD")
	}
	if more := len(m.Pedimentos) - maxPedimentos; more > 0 {
		clause(&t, "otros pedimentos: ", "other pedimentos: ", strconv.Itoa(more))
	}
	return t
}

func saidOfInvoice(inv *invoice.Invoice) document.Text {
	t := document.Textf("factura %s", "invoice %s", inv.Numero)
	if inv.Fecha.Known() {
		clause(&t, "del ", "dated ", inv.Fecha.String())
	}
	clause(&t, "del pedimento ", "of pedimento ", inv.Pedimento)
	rows(&t, len(inv.Lineas))
	if inv.Total.Known() {
		worth(&t, "total ", "total ", inv.Total, inv.Moneda)
		return t
	}
	var sums currencies
	for i := range inv.Lineas {
		sums.add(inv.Moneda, inv.Lineas[i].Importe)
	}
	sums.tell(&t, document.Textf("suma de importes ", "sum of amounts "))
	return t
}

func saidOfUBL(d *ubl.Documento) document.Text {
	t := document.Textf("factura UBL %s", "UBL invoice %s", d.Numero)
	if d.Credito {
		t = document.Textf("nota de crédito UBL %s", "UBL credit note %s", d.Numero)
	}
	if d.Fecha.Known() {
		clause(&t, "del ", "dated ", d.Fecha.String())
	}
	rows(&t, len(d.Lineas))
	worth(&t, "total ", "total ", d.Total, d.Moneda)
	return t
}

// currencies are sums by currency, in the order in which they stand.
type currencies struct {
	names []string
	sums  map[string]*money.Sum
}

func (c *currencies) add(currency string, a money.Amount) {
	if c.sums == nil {
		c.sums = map[string]*money.Sum{}
	}
	if c.sums[currency] == nil {
		c.names = append(c.names, currency)
		c.sums[currency] = &money.Sum{}
	}
	c.sums[currency].Add(a)
}

// tell adds the sums; one of which a part is unknown is not told, which says
// more than a sum that lacks it.
func (c *currencies) tell(t *document.Text, what document.Text) {
	for i, name := range c.names {
		if i > 0 {
			what = document.Text{}
		}
		if total, ok := c.sums[name].Total(); ok {
			worth(t, what.ES, what.EN, total, name)
			continue
		}
		of := unitOf(name)
		t.ES, t.EN = t.ES+", "+what.ES+of.ES+" sin leer completo", t.EN+", "+what.EN+of.EN+" not read in full"
	}
}
