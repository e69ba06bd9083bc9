package cruce

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// dollar is the currency the lines of a pedimento are valued in.
const dollar = "USD"

// OfCOVE are the goods of an acuse de valor, numbered after those already
// there, valued in dollars.
func OfCOVE(c *rule.Case, out []lineas.Line, v *cove.Cove) []lineas.Line {
	return Read(c, out, v, money.Amount{}, func() []lineas.Line { return goodsOf(c, v) })
}

func goodsOf(c *rule.Case, v *cove.Cove) []lineas.Line {
	n := 0
	for i := range v.Facturas {
		n += len(v.Facturas[i].Mercancias)
	}
	out, units := Blank(c, n), UnitsOf(c)
	for i := range v.Facturas {
		for k := range v.Facturas[i].Mercancias {
			m := &v.Facturas[i].Mercancias[k]
			l := lineas.Line{Number: len(out) + 1, Descripcion: m.Descripcion, Cantidad: m.Cantidad, Valor: m.ValorDolares}
			if l.Unidad = units.OMA(m.UnidadOMA); l.Unidad == "" {
				l.Unidad = units.Named(m.Unidad)
			}
			out = append(out, l)
		}
	}
	return out
}

// OfInvoice are the lines of a commercial invoice, valued in dollars where its
// currency is the dollar or the pedimento gives its factor.
func OfInvoice(c *rule.Case, out []lineas.Line, v *invoice.Invoice, factor money.Amount) []lineas.Line {
	return Read(c, out, v, factor, func() []lineas.Line { return billed(c, v, factor) })
}

func billed(c *rule.Case, v *invoice.Invoice, factor money.Amount) []lineas.Line {
	out, units := Blank(c, len(v.Lineas)), UnitsOf(c)
	for i := range v.Lineas {
		x := &v.Lineas[i]
		l := lineas.Line{Number: len(out) + 1, Parte: x.Parte, Fraccion: x.Fraccion, Descripcion: x.Descripcion, Cantidad: x.Cantidad, Valor: x.Importe}
		if v.Moneda != dollar {
			l.Valor, _ = x.Importe.Mul(factor) // unknown when it does not fit
		}
		l.Unidad = units.Named(x.Unidad)
		out = append(out, l)
	}
	return out
}
