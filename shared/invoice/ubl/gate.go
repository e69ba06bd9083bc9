package ubl

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// gate holds what EN 16931 promises of the sums, and that each line is its
// quantity times its price.
func gate(d *Documento) {
	for _, x := range []struct{ es, en, value string }{
		{"el número (ID)", "the number (ID)", d.Numero},
		{"la fecha (IssueDate)", "the date (IssueDate)", d.Fecha.String()},
		{"la moneda", "the currency", d.Moneda},
		{"el vendedor", "the seller", d.Vendedor.Nombre + d.Vendedor.ID},
		{"el total (PayableAmount)", "the total (PayableAmount)", d.Total.String()},
	} {
		if x.value == "" {
			d.Findings.Add("ubl_falta", document.Error, "/", document.Text{
				ES: "Falta " + x.es + "; pida el XML completo.", EN: "Missing: " + x.en + "; ask for the complete XML.",
			})
		}
	}
	if len(d.Lineas) == 0 {
		d.Findings.Add("ubl_falta", document.Error, "/", document.Textf(
			"La factura no trae renglones; pida el XML completo.", "The invoice has no lines; ask for the complete XML."))
	}
	var lines money.Sum
	for i := range d.Lineas {
		lines.Add(d.Lineas[i].Importe)
		d.product(&d.Lineas[i])
	}
	sum, _ := lines.Total()
	if !d.SumaLineas.Known() {
		d.SumaLineas = sum // UBL 2.0 lets it out
	} else {
		d.same("ubl_suma", "LineExtensionAmount", d.SumaLineas, sum, len(d.Lineas))
	}
	without := add(d.SumaLineas, minus(zero(d.Descuentos)), zero(d.Cargos))
	if d.SinImpto.Known() {
		d.same("ubl_sin_impuesto", "TaxExclusiveAmount", d.SinImpto, without, 1)
		without = d.SinImpto
	}
	with := add(without, zero(d.Impuesto))
	if d.ConImpto.Known() {
		d.same("ubl_con_impuesto", "TaxInclusiveAmount", d.ConImpto, with, 1)
		with = d.ConImpto
	}
	d.same("ubl_total", "PayableAmount", d.Total, add(with, minus(zero(d.Anticipo)), zero(d.Redondeo)), 1)
	if !d.Findings.Blocking() {
		d.Cotejo = document.CotejoCompleto
	}
	if d.Credito {
		d.Findings.Add("ubl_credito", document.Notice, "/", document.Textf(
			"Es una nota de crédito: resta de las facturas %s y no es evidencia de una entrada.",
			"It is a credit note: it takes from invoices %s and is no evidence of an entry.", strings.Join(d.Facturas, ", ")))
	}
}

// product holds quantity × price ÷ base + charges − allowances = amount, as
// quantity × price = (amount − adjustment) × base, which needs no division.
func (d *Documento) product(l *Linea) {
	base := money.Int(1)
	if l.Base.Known() && l.Base.Sign() > 0 {
		base = l.Base
	}
	if !l.Cantidad.Known() || !l.Precio.Known() || !l.Importe.Known() || l.Unidad == "" || l.text() == "" {
		d.Findings.Add("ubl_falta", document.Error, l.Where, document.Textf(
			"Al renglón %s le falta cantidad (%q), unidad (%q), precio (%q), importe (%q) o descripción (%q); pida el XML completo.",
			"Line %s lacks quantity (%q), unit (%q), price (%q), amount (%q) or description (%q); ask for the complete XML.",
			l.ID, l.Cantidad, l.Unidad, l.Precio, l.Importe, l.text()))
		return
	}
	left, err := l.Cantidad.Mul(l.Precio)
	net := add(l.Importe, minus(zero(l.Ajuste)))
	right, errR := net.Mul(base)
	tol, errT := catalog.Default().Tolerance("ubl_renglon", d.Fecha, net, 1).Mul(base)
	if err == nil && errR == nil && errT == nil && right.Known() && money.Within(left, right, tol) {
		return
	}
	d.Findings.Add("ubl_renglon", document.Error, l.Where, document.Textf(
		"Renglón %s: cantidad %s por precio %s (por %s) no da el importe %s con su ajuste %s; confírmelo con el proveedor.",
		"Line %s: quantity %s times price %s (per %s) does not give the amount %s with its adjustment %s; confirm it with the supplier.",
		l.ID, l.Cantidad.Written(), l.Precio.Written(), base, l.Importe.Written(), zero(l.Ajuste)))
}

func (d *Documento) same(code, name string, declared, computed money.Amount, rows int) {
	if declared.Known() && computed.Known() && money.Within(declared, computed, catalog.Default().Tolerance(code, d.Fecha, declared, rows)) {
		return
	}
	d.Findings.Add(code, document.Error, "/LegalMonetaryTotal/"+name, document.Textf(
		"%s declarado %q, calculado %q; pida al proveedor la factura correcta.",
		"%s declared %q, computed %q; ask the supplier for the right invoice.", name, declared, computed))
}

// zero is the amount, or 0 for an optional one.
func zero(a money.Amount) money.Amount {
	if a.Known() {
		return a
	}
	return money.Int(0)
}

func minus(a money.Amount) money.Amount {
	m, err := money.Int(0).Sub(a)
	if err != nil {
		return money.Amount{}
	}
	return m
}

// add is the sum, unknown when an addend is or it does not fit.
func add(list ...money.Amount) money.Amount {
	var sum money.Sum
	for _, a := range list {
		sum.Add(a)
	}
	total, ok := sum.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}
