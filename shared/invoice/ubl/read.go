package ubl

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/xmlguard"
)

// Space begins the name space of every UBL 2.x document.
const Space = "urn:oasis:names:specification:ubl:schema:xsd:"

// Read reads one document to the end and checks it. It is nil only when the
// bytes are no readable UBL invoice or credit note.
func Read(b []byte) (*Documento, document.Findings, document.Status) {
	root, findings, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil {
		return nil, document.Findings{xmlguard.Refusal(err)}, document.Quarantined
	}
	credit := root.Local() == "CreditNote"
	if !strings.HasPrefix(root.Space(), Space) || !credit && root.Local() != "Invoice" {
		findings.Add("ubl_raiz", document.Notice, root.Where(), document.Textf(
			"El XML <%s> no es una factura ni una nota de crédito UBL; entréguela como CSV o XLSX.",
			"The XML <%s> is neither a UBL invoice nor a credit note; deliver it as CSV or XLSX.", root.Local()))
		return nil, findings, document.Unsupported
	}
	r := reader{d: &Documento{Credito: credit, Findings: findings, Cotejo: document.CotejoNinguno}}
	r.read(root)
	gate(r.d)
	if r.d.Findings.Blocking() {
		return r.d, r.d.Findings, document.Quarantined
	}
	return r.d, r.d.Findings, document.Accepted
}

type reader struct{ d *Documento }

// one is a child that may stand there once.
func (r *reader) one(e *xmlguard.Element, name string) *xmlguard.Element {
	list := e.All(name)
	if len(list) == 0 {
		return nil
	}
	if len(list) > 1 {
		r.d.Findings.Add("ubl_repetido", document.Error, list[1].Where(), document.Textf(
			"El elemento %s aparece %d veces (%q y %q) y no se sabe cuál vale; pida el XML original.",
			"Element %s appears %d times (%q and %q) and it cannot be told which holds; ask for the original XML.",
			name, len(list), list[0].Text(), list[1].Text()))
	}
	return list[0]
}

func (r *reader) text(e *xmlguard.Element, name string) string { return r.one(e, name).Text() }

func (r *reader) number(e *xmlguard.Element) money.Amount {
	a, err := money.Parse(e.Text())
	if err != nil {
		r.d.Findings.Add("ubl_numero", document.Unreadable, e.Where(), document.Textf(
			"%s = %q no es un número decimal; pida el XML original.",
			"%s = %q is not a decimal number; ask for the original XML.", e.Local(), e.Text()))
	}
	return a
}

// amount is a child's amount, which must be in the currency of the document.
func (r *reader) amount(e *xmlguard.Element, name string) money.Amount {
	x := r.one(e, name)
	if c, ok := x.Attr("currencyID"); ok && r.d.Moneda != "" && c != r.d.Moneda {
		r.d.Findings.Add("ubl_moneda", document.Error, x.Where(), document.Textf(
			"%s está en %s y la factura en %s; pida el XML correcto.",
			"%s is in %s and the invoice in %s; ask for the right XML.", name, c, r.d.Moneda))
	}
	return r.number(x)
}

func (r *reader) read(e *xmlguard.Element) {
	d := r.d
	d.Numero, d.Moneda = r.text(e, "ID"), r.text(e, "DocumentCurrencyCode")
	d.Tipo = r.text(e, "InvoiceTypeCode") + r.text(e, "CreditNoteTypeCode")
	date := r.one(e, "IssueDate")
	var err error
	if d.Fecha, err = document.ParseDate(date.Text()); err != nil {
		d.Findings.Add("ubl_fecha", document.Unreadable, date.Where(), document.Textf(
			"IssueDate = %q no es una fecha AAAA-MM-DD; pida el XML original.",
			"IssueDate = %q is not a date YYYY-MM-DD; ask for the original XML.", date.Text()))
	}
	if d.Moneda == "" { // UBL 2.0 leaves it to the amounts
		d.Moneda, _ = e.At("LegalMonetaryTotal", "PayableAmount").Attr("currencyID")
	}
	d.Orden = e.At("OrderReference", "ID").Text()
	d.bills(e)
	d.Incoterm = e.At("DeliveryTerms", "ID").Text()
	d.Vendedor, d.Comprador = parte(r.one(e, "AccountingSupplierParty")), parte(r.one(e, "AccountingCustomerParty"))
	t := r.one(e, "LegalMonetaryTotal")
	d.SumaLineas, d.Descuentos, d.Cargos = r.amount(t, "LineExtensionAmount"), r.amount(t, "AllowanceTotalAmount"), r.amount(t, "ChargeTotalAmount")
	d.SinImpto, d.ConImpto = r.amount(t, "TaxExclusiveAmount"), r.amount(t, "TaxInclusiveAmount")
	d.Anticipo, d.Redondeo, d.Total = r.amount(t, "PrepaidAmount"), r.amount(t, "PayableRoundingAmount"), r.amount(t, "PayableAmount")
	for _, x := range e.All("TaxTotal") { // one more may be in the currency of the tax office
		tax := x.At("TaxAmount")
		if c, ok := tax.Attr("currencyID"); !ok || c == d.Moneda {
			d.Impuesto = r.number(tax)
			break
		}
	}
	for i, x := range append(e.All("InvoiceLine"), e.All("CreditNoteLine")...) {
		if i == MaxLineas {
			d.Findings.Add("ubl_limite", document.Error, x.Where(), document.Textf(
				"La factura pasa de %d renglones, el máximo que se lee.", "The invoice has more than %d lines, the most that are read.", MaxLineas))
			break
		}
		d.Lineas = append(d.Lineas, r.linea(x))
		d.bills(x)
	}
}

// bills keeps the invoices that a credit note or one of its lines is about.
func (d *Documento) bills(e *xmlguard.Element) {
	for _, x := range e.All("BillingReference") {
		if n := x.At("InvoiceDocumentReference", "ID").Text(); n != "" && !slices.Contains(d.Facturas, n) {
			d.Facturas = append(d.Facturas, n)
		}
	}
}

// parte reads a party: its tax id before its registration, which comes before
// the address of its mailbox.
func parte(e *xmlguard.Element) Parte {
	p := e.At("Party")
	return Parte{
		ID: firstText(p.At("PartyTaxScheme", "CompanyID"), p.At("PartyLegalEntity", "CompanyID"),
			p.At("PartyIdentification", "ID"), p.At("EndpointID")),
		Nombre: firstText(p.At("PartyLegalEntity", "RegistrationName"), p.At("PartyName", "Name"), p.At("PartyTaxScheme", "RegistrationName")),
		Pais:   p.At("PostalAddress", "Country", "IdentificationCode").Text(),
	}
}

func firstText(list ...*xmlguard.Element) string {
	for _, e := range list {
		if s := e.Text(); s != "" {
			return s
		}
	}
	return ""
}

func (r *reader) linea(e *xmlguard.Element) Linea {
	q := r.one(e, "InvoicedQuantity")
	if q == nil {
		q = r.one(e, "CreditedQuantity")
	}
	unit, _ := q.Attr("unitCode")
	item, price := r.one(e, "Item"), r.one(e, "Price")
	l := Linea{
		Where: e.Where(), ID: r.text(e, "ID"), Cantidad: r.number(q), Unidad: unit, Importe: r.amount(e, "LineExtensionAmount"),
		Precio: r.amount(price, "PriceAmount"), Base: r.number(r.one(price, "BaseQuantity")),
		Vendedor: item.At("SellersItemIdentification", "ID").Text(), Comprador: item.At("BuyersItemIdentification", "ID").Text(),
		Estandar: item.At("StandardItemIdentification", "ID").Text(), Nombre: r.text(item, "Name"), Origen: item.At("OriginCountry", "IdentificationCode").Text(),
		Lote: item.At("ItemInstance", "LotIdentification", "LotNumberID").Text(),
	}
	var parts []string
	for _, x := range item.All("Description") {
		parts = append(parts, x.Text())
	}
	l.Descripcion = strings.TrimSpace(strings.Join(parts, " "))
	for _, x := range item.All("ItemInstance") {
		if s := x.At("SerialID").Text(); s != "" {
			l.Series = append(l.Series, s)
		}
	}
	for _, x := range item.All("CommodityClassification") {
		for _, name := range []string{"ItemClassificationCode", "CommodityCode"} {
			if c := x.At(name); c.Text() != "" {
				list, _ := c.Attr("listID")
				l.Codigos = append(l.Codigos, Codigo{list, c.Text()})
			}
		}
	}
	l.Ajuste = r.adjustment(e)
	return l
}

// adjustment is what the charges of a line add and its allowances take away;
// unknown without any.
func (r *reader) adjustment(e *xmlguard.Element) money.Amount {
	var sum money.Sum
	for _, x := range e.All("AllowanceCharge") {
		a := r.amount(x, "Amount")
		if x.At("ChargeIndicator").Text() != "true" {
			var err error
			if a, err = money.Int(0).Sub(a); err != nil {
				a = money.Amount{}
			}
		}
		sum.Add(a)
	}
	total, ok := sum.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}
