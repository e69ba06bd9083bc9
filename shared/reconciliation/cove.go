package reconciliation

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
	"example.com/immex/shared/rule/papers"
)

// OfCOVE holds each declaration against its acuses de valor, and these against
// the commercial invoices, header and line, both ways. The declarations are
// those in force; a paper that is not here is told, never taken for equal.
func OfCOVE(on document.Date) *Declarations {
	return &Declarations{
		r: &Result{Kind: COVE, On: on}, take: (*Result).acuses,
		none: document.Textf("Ningún pedimento declara facturas.", "No pedimento declares invoices."),
	}
}

// Declarations are held against their papers one after the other, as they are read:
// an archive is never in memory for them.
type Declarations struct {
	r    *Result
	take func(*Result, *rule.Case)
	none document.Text // where none was taken
}

// Add holds one against its papers, unless it is of a later day.
func (d *Declarations) Add(c *rule.Case) {
	if !d.r.On.Known() || c.On <= d.r.On {
		d.take(d.r, c)
	}
}

// Result is what came of all that were added.
func (d *Declarations) Result() *Result {
	if d.r.Books == 0 {
		d.r.Note = d.none
	}
	return d.r.rank()
}

func (r *Result) acuses(c *rule.Case) {
	if len(c.P.Facturas) == 0 {
		return
	}
	r.Books++
	before := len(r.Differences)
	r.coves(c)
	if len(r.Differences) == before {
		r.Agreed++
	}
}

// coveFix is what to do about an acuse that differs.
func coveFix() document.Text {
	return document.Textf("Pregunte al agente y al proveedor cuál es el correcto: adenda del COVE o rectificación del pedimento.", "Ask the broker and the supplier which is right: an adenda of the COVE or a rectification of the pedimento.")
}

// coves compares a declaration with the papers of each invoice, and all goods
// of the acuses with its partidas when none of them is missing. An acuse that
// several invoices cite stands for all of them.
func (r *Result) coves(c *rule.Case) {
	var goods []lineas.Line
	whole := true
	seen := map[string]bool{}
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		if f.COVE != "" && seen[f.COVE] {
			continue
		}
		seen[f.COVE] = true
		v := r.acuse(c, i, f)
		if v == nil {
			whole = false
			r.declaredInvoice(c, f)
			continue
		}
		r.Other++
		both := citing(c.P, f)
		r.acuseHead(c, &both, v)
		goods = cruce.OfCOVE(c, goods, v)
		r.invoiceOf(c, i, &both, v)
	}
	if whole && len(c.P.Partidas) > 0 {
		r.goods(c, "partida_cove", side{document.Textf("el pedimento", "the pedimento"), cruce.Declared(c), false}, side{document.Textf("sus COVE", "its COVE"), goods, false}, coveFix())
	}
}

// citing is what a declaration says of an acuse: the invoice that cites it, or,
// when several do, their sum, which has no number, day or supplier of its own.
func citing(p *pedimento.Pedimento, f *pedimento.Factura) pedimento.Factura {
	out, n := *f, 0
	var value, dollars money.Sum
	for i := range p.Facturas {
		if x := &p.Facturas[i]; x.COVE == f.COVE {
			n++
			value.Add(x.ValorMoneda)
			dollars.Add(x.ValorDolares)
			if x.Moneda != f.Moneda {
				out.Moneda = ""
			}
		}
	}
	if n > 1 {
		out.Numero, out.Fecha, out.IDFiscal = "", 0, ""
		out.ValorMoneda, out.ValorDolares = cruce.Total(&value), cruce.Total(&dollars)
	}
	return out
}

// acuse finds the one an invoice cites, and tells when it is not here.
func (r *Result) acuse(c *rule.Case, i int, f *pedimento.Factura) *cove.Cove {
	d := Difference{Severity: document.Notice, Key: c.P.Number, On: c.On, Books: f.COVE, Pesos: pesosOf(c, f.ValorDolares)}
	if f.COVE == "" {
		d.Reason, d.Books = "sin_cove", f.Numero
		d.Says = document.Textf("%s: la factura %s no cita acuse de valor.", "%s: invoice %s cites no acuse de valor.", c.P.Number, invoiceName(i, f.Numero))
		d.Fix = document.Textf("Vea si la operación está exenta; si no, pida el número al agente.", "See whether the operation is exempt; if not, ask the broker for the number.")
		r.add(d)
		return nil
	}
	var v *cove.Cove
	if c.Papers != nil {
		v = c.Papers.COVE(f.COVE)
	}
	if v == nil {
		d.Reason = "cove_no_esta"
		d.Says = document.Textf("%s: el acuse de valor %s no está, o hay dos distintos.", "%s: acuse de valor %s is not here, or there are two that differ.", c.P.Number, f.COVE)
		d.Fix = document.Textf("Descárguelo de VUCEM y entréguelo.", "Download it from VUCEM and deliver it.")
		r.add(d)
	}
	return v
}

// acuseHead compares what the declaration says of an invoice with its acuse.
func (r *Result) acuseHead(c *rule.Case, f *pedimento.Factura, v *cove.Cove) {
	value, dollars, currency := sums(v)
	name := document.Textf("el COVE %s", "COVE %s", f.COVE)
	texts := []field{{"cove_fecha", f.Fecha.String(), v.Fecha.String()}, {"cove_operacion", kindOfOperation(c), v.TipoOperacion}, {"cove_moneda", f.Moneda, currency}}
	if v.Relacion != "1" && f.Numero != "" && v.Numero != "" && papers.Fold(f.Numero) != papers.Fold(v.Numero) {
		texts = append(texts, field{"cove_factura", f.Numero, v.Numero})
	}
	r.head(c, name, texts, money.Amount{})
	if f.Moneda == currency && currency != "" {
		r.value(c, "cove_valor_moneda", name, f.ValorMoneda, value, pesosOf(c, less(f.ValorDolares, dollars)))
	}
	r.value(c, "cove_valor_dolares", name, f.ValorDolares, dollars, pesosOf(c, less(f.ValorDolares, dollars)))
}

// kindOfOperation is the operation as an acuse writes it.
func kindOfOperation(c *rule.Case) string {
	switch c.P.Operacion {
	case "IMP":
		return cove.Importacion
	case "EXP":
		return cove.Exportacion
	}
	return ""
}

// sums are the goods of an acuse together; unknown where a line does not say,
// and without a currency where they have several.
func sums(v *cove.Cove) (value, dollars money.Amount, currency string) {
	var a, b money.Sum
	seen := map[string]bool{}
	for i := range v.Facturas {
		for k := range v.Facturas[i].Mercancias {
			m := &v.Facturas[i].Mercancias[k]
			a.Add(m.ValorTotal)
			b.Add(m.ValorDolares)
			seen[m.Moneda] = true
			currency = m.Moneda
		}
	}
	if len(seen) != 1 {
		return money.Amount{}, cruce.Total(&b), ""
	}
	return cruce.Total(&a), cruce.Total(&b), currency
}

// head adds the texts of two papers that differ; "" on a side is not said.
func (r *Result) head(c *rule.Case, other document.Text, fields []field, pesos money.Amount) {
	for _, f := range fields {
		if f.books == f.other || f.books == "" || f.other == "" {
			continue
		}
		r.add(Difference{
			Reason: f.reason, Severity: document.Warning, Key: c.P.Number, On: c.On, Books: f.books, Other: f.other, Pesos: pesos, Fix: coveFix(),
			Says: document.Textf("%s: declara %s y %s dice %s (%s).", "%s: it declares %s and %s says %s (%s).", c.P.Number, f.books, other, f.other, worded(f.reason)),
		})
	}
}

// value adds two amounts that differ by more than papers may.
func (r *Result) value(c *rule.Case, reason string, other document.Text, books, said, pesos money.Amount) {
	if equal, known := cruce.Values(c, books, said); known && !equal {
		r.head(c, other, []field{{reason, books.String(), said.String()}}, pesos)
	}
}

// invoiceOf compares an acuse with its commercial invoice.
func (r *Result) invoiceOf(c *rule.Case, i int, f *pedimento.Factura, v *cove.Cove) {
	number := f.Numero
	if number == "" && v.Relacion != "1" && len(v.Facturas) == 1 {
		number = v.Numero
	}
	d := Difference{Severity: document.Notice, Key: c.P.Number, On: c.On, Books: f.COVE, Other: number, Pesos: pesosOf(c, f.ValorDolares)}
	d.Fix = document.Textf("Pida al proveedor la factura comercial (LA 59-V) y entréguela.", "Ask the supplier for the commercial invoice (LA 59-V) and deliver it.")
	if number == "" || v.Relacion == "1" {
		d.Reason = "factura_sin_juzgar"
		d.Says = document.Textf("%s: el COVE %s es de varias facturas o no da su número: no se compara con ellas.", "%s: COVE %s is of several invoices or gives no number: it is not compared with them.", c.P.Number, f.COVE)
		r.add(d)
		return
	}
	var all []*invoice.Invoice
	if c.Papers != nil {
		all = c.Papers.Invoices(number, f.IDFiscal)
	}
	if len(all) != 1 {
		d.Reason = "factura_no_esta"
		d.Says = document.Textf("%s: la factura %s no está.", "%s: invoice %s is not here.", c.P.Number, invoiceName(i, number))
		if len(all) > 1 {
			d.Reason = "factura_repetida"
			d.Says = document.Textf("%s: hay %d facturas %s distintas.", "%s: there are %d different invoices %s.", c.P.Number, len(all), number)
			d.Fix = document.Textf("Deje la que vale; retire las otras.", "Keep the one that counts; withdraw the others.")
		}
		r.add(d)
		return
	}
	x := all[0]
	value, _, currency := sums(v)
	name := document.Textf("la factura %s", "invoice %s", number)
	r.head(c, name, []field{{"factura_fecha", v.Fecha.String(), x.Fecha.String()}, {"factura_moneda", currency, x.Moneda}}, money.Amount{})
	if currency == x.Moneda && currency != "" {
		r.value(c, "factura_valor", name, value, totalOf(x), pesosIn(c, f, less(value, totalOf(x))))
	}
	r.goods(c, "factura", side{document.Textf("el COVE %s", "COVE %s", f.COVE), cruce.OfCOVE(c, nil, v), false}, side{name, cruce.OfInvoice(c, nil, x, f.FactorMoneda), false}, coveFix())
}

// declaredInvoice compares an invoice that is here with what the declaration itself says
// of it, where the acuse between them is not.
func (r *Result) declaredInvoice(c *rule.Case, f *pedimento.Factura) {
	if f.Numero == "" || f.IDFiscal == "" || c.Papers == nil { // a number alone is that of any supplier
		return
	}
	all := c.Papers.Invoices(f.Numero, f.IDFiscal)
	if len(all) != 1 {
		return // none, or nobody knows which: the acuse is asked for already
	}
	x, name := all[0], document.Textf("la factura %s", "invoice %s", f.Numero)
	r.head(c, name, []field{{"factura_fecha", f.Fecha.String(), x.Fecha.String()}, {"factura_moneda", f.Moneda, x.Moneda}}, money.Amount{})
	if f.Moneda == x.Moneda && f.Moneda != "" {
		r.value(c, "factura_valor", name, f.ValorMoneda, totalOf(x), pesosIn(c, f, less(f.ValorMoneda, totalOf(x))))
	}
}

// totalOf is what an invoice says it is worth, else the sum of its lines.
func totalOf(v *invoice.Invoice) money.Amount {
	if v.Total.Known() {
		return v.Total
	}
	var sum money.Sum
	for i := range v.Lineas {
		sum.Add(v.Lineas[i].Importe)
	}
	return cruce.Total(&sum)
}

// pesosIn is an amount in the currency of a declared invoice in pesos.
func pesosIn(c *rule.Case, f *pedimento.Factura, a money.Amount) money.Amount {
	dollars, err := a.Mul(f.FactorMoneda)
	if err != nil {
		return money.Amount{}
	}
	return pesosOf(c, dollars)
}
