package invoice

import (
	"fmt"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/money"
	"example.com/immex/shared/sheet"
)

// line is a row whose amount its price explains only if it is rounded.
type line struct {
	row     *sheet.Row
	l       Linea
	product money.Amount
}

// product holds the amount of a line to its quantity and price: to the last
// decimal written, so that no digit of the amount may be another. What only a
// rounded price explains waits for the totals.
func (r *reader) product(w *sheet.Row, key string, l *Linea) {
	product, err := l.Cantidad.Mul(l.PrecioUnitario)
	switch {
	case err != nil:
		r.bad(w, mapping.Importe, l.Importe.Written(), "cifras de menos de 19 dígitos", "figures of less than 19 digits")
	case !product.Known() || !l.Importe.Known() || money.Within(product, l.Importe, slack("invoice_line", 0, l.Importe)):
	case roundedPrice(product, l):
		r.rounded[key] = append(r.rounded[key], line{w, *l, product})
	default:
		r.wrong("invoice_line", w, mapping.Importe, l.Importe.Written(),
			fmt.Sprintf("cantidad × precio unitario = %s", product), fmt.Sprintf("quantity × unit price = %s", product))
	}
}

// proved refuses the lines of a rounded price unless the quantities and the
// amounts have totals of their own.
func (r *reader) proved(v *Invoice) {
	if v.Total.Known() && v.TotalCantidad.Known() {
		return
	}
	for _, x := range r.rounded[v.Key()] {
		r.wrong("invoice_price", x.row, mapping.Importe, x.l.Importe.Written(),
			fmt.Sprintf("cantidad × precio unitario = %s; si el precio está redondeado, agregue un renglón TOTAL con la cantidad y el importe", x.product),
			fmt.Sprintf("quantity × unit price = %s; if the price is rounded, add a TOTAL row with the quantity and the amount", x.product))
	}
}

// cents is how many decimals every amount of money has, written or not: a
// workbook stores 250.00 as 250.
const cents = 2

// last is one unit of the last decimal of a figure, at most a cent.
func last(a money.Amount) money.Amount {
	u := money.Int(1)
	for range max(a.Scale(), cents) {
		u, _ = u.Mul(money.FromMicros(100_000)) // at most 19 decimals
	}
	return u
}

// slack is how far a figure may be from what others make of it: what rounding
// to its own decimals explains, and never more than its check allows.
func slack(code string, on document.Date, a money.Amount) money.Amount {
	most := catalog.Default().Tolerance(code, on, a, 0)
	half, err := last(a).Mul(money.FromMicros(500_000))
	if err != nil || half.Cmp(most) > 0 {
		return most
	}
	return half
}

// roundedPrice reports an amount that a price rounded to its decimals explains.
func roundedPrice(product money.Amount, l *Linea) bool {
	each, err := last(l.PrecioUnitario).Mul(catalog.Default().Tolerance("invoice_price", 0, l.PrecioUnitario, 1))
	if err != nil {
		return false
	}
	all, err := each.Mul(l.Cantidad.Abs())
	return err == nil && money.Within(product, l.Importe, all)
}

// crossfoot adds up the lines and the charges.
func (r *reader) crossfoot(v *Invoice) {
	var lines, quantities money.Sum
	for _, l := range v.Lineas {
		lines.Add(l.Importe)
		quantities.Add(l.Cantidad)
	}
	sum, ok := lines.Total()
	if v.Subtotal.Known() {
		r.foot(v, "invoice_total", mapping.Subtotal, v.Subtotal, sum, ok)
	}
	if v.TotalCantidad.Known() {
		got, ok := quantities.Total()
		r.foot(v, "invoice_units", mapping.TotalCantidad, v.TotalCantidad, got, ok)
	}
	if !v.Total.Known() {
		return
	}
	var all money.Sum
	all.Add(sum)
	for _, charge := range []money.Amount{v.Flete, v.Seguro, v.Embalaje, v.OtrosCargos, v.Impuesto} {
		if charge.Known() {
			all.Add(charge)
		}
	}
	if v.Descuento.Known() {
		minus, err := money.Int(0).Sub(v.Descuento.Abs())
		ok = ok && err == nil
		all.Add(minus)
	}
	got, fits := all.Total()
	r.foot(v, "invoice_total", mapping.Total, v.Total, got, ok && fits)
}

// foot holds a total to its sum.
func (r *reader) foot(v *Invoice, code string, what field, says, got money.Amount, ok bool) {
	if ok && money.Within(got, says, slack(code, v.Fecha, says)) {
		return
	}
	r.findings.At(code, document.Error, document.Spot{Sheet: r.sheet.Name, Invoice: v.Numero, Field: string(what)}, document.Textf(
		"La factura %s dice %s %s y sus renglones dan %s; corrija el archivo.",
		"Invoice %s says %s %s and its rows give %s; correct the file.", v.Numero, what, says, got))
}
