package reconciliation

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
	"example.com/immex/shared/rule/papers"
)

// OfSalesLines holds each export (RT, A1, V1 and the like) against the CFDI it
// declares or that name it: header, and line by line. What is here is compared;
// what is not is named, and partidas that it may bill are not judged. Whether a
// CFDI was issued at all is the annual bridge's to say (OfSales). Under maquila
// the CFDI bills the service and not the goods: then a difference is no finding.
//
// withdrawn says why a CFDI, by its UUID, is in force no more: cancelado by the SAT's
// answer, sustituido by another one (relation 04), dos_versiones that contradict each
// other; "" of one in force, nil knows of none. Such a one bills nothing and is
// compared with nothing; a declaration that names it is told so (CFF 29-A).
func OfSalesLines(on document.Date, withdrawn func(uuid string) string) *Declarations {
	if withdrawn == nil {
		withdrawn = func(string) string { return "" }
	}
	return &Declarations{
		r: &Result{Kind: SalesLines, On: on}, take: func(r *Result, c *rule.Case) { r.exported(c, withdrawn) },
		none: document.Textf("Ningún pedimento es de exportación.", "No pedimento is of an export."),
	}
}

func (r *Result) exported(c *rule.Case, withdrawn func(uuid string) string) {
	if !c.Exporta {
		return
	}
	r.Books++
	all, lack, gone := invoicesOf(c, withdrawn)
	r.Other += len(all)
	before := len(r.Differences)
	for _, x := range gone {
		r.notInForce(c, x, withdrawn(x.Key()))
	}
	if len(lack) > 0 || len(all) == 0 && len(gone) == 0 {
		r.unbilled(c, len(all), lack)
	}
	if len(all) > 0 {
		// what bills the goods of one that is in force no more may be elsewhere
		r.sale(c, all, len(lack) > 0 || slices.ContainsFunc(gone, func(x *cfdi.Comprobante) bool { return withdrawn(x.Key()) != replacedCFDI }))
	}
	if len(r.Differences) == before {
		r.Agreed++
	}
	if c.Company != nil && c.Company.SalesBasis == "maquila" {
		for i := before; i < len(r.Differences); i++ {
			r.Differences[i].Severity = "" // the CFDI bills the service, or goods return without a sale
		}
	}
}

// replacedCFDI is why a CFDI of which another stands in its place is in force no more.
const replacedCFDI = "sustituido"

// notInForce tells of a CFDI that an export declares and that bills nothing.
func (r *Result) notInForce(c *rule.Case, x *cfdi.Comprobante, why string) {
	d := Difference{Reason: "cfdi_sin_vigencia", Severity: document.Warning, Key: c.P.Number, On: c.On, Books: x.UUID, Other: why}
	d.Fix = document.Textf("Entregue el CFDI que ampara la operación y rectifique el pedimento; si sigue vigente, entregue la respuesta del SAT.", "Deliver the CFDI that covers the operation and rectify the pedimento; if it is in force after all, deliver the SAT's answer.")
	if why == replacedCFDI {
		d.Severity = document.Notice // another one stands in its place
		d.Fix = document.Textf("Verifique si el pedimento debe rectificarse para declarar el que lo sustituye; si ése no nombra el pedimento, no se compara.", "See whether the pedimento has to be rectified to declare the one that replaces it; where that one does not name the pedimento it is not compared.")
	}
	d.Says = document.Textf("%s declara el CFDI %s, que no está vigente (%s): no se compara con él.", "%s declares CFDI %s, which is not in force (%s): it is not compared with it.", c.P.Number, x.UUID, worded(why))
	r.add(d)
}

// invoicesOf are the CFDI of an export that are in force, each once, the invoices it
// declares of which none is here, or more than one, and those it declares that are in
// force no more.
func invoicesOf(c *rule.Case, withdrawn func(uuid string) string) (out []*cfdi.Comprobante, lack []string, gone []*cfdi.Comprobante) {
	if c.Papers == nil {
		return nil, declared(c), nil
	}
	seen := map[string]bool{}
	add := func(x *cfdi.Comprobante) {
		if !seen[x.Key()] && (x.Tipo == "I" || x.Tipo == "T") && withdrawn(x.Key()) == "" {
			seen[x.Key()] = true
			out = append(out, x)
		}
	}
	names := declared(c)
	for i := range c.P.Facturas {
		number := numberOf(c, &c.P.Facturas[i])
		if number == "" {
			lack = append(lack, names[i])
			continue
		}
		x, ended := inForce(c.Papers.CFDI(number), withdrawn)
		switch {
		case x == nil:
			lack = append(lack, names[i])
		case !ended:
			add(x)
		case !slices.Contains(gone, x):
			gone = append(gone, x)
		}
	}
	for _, x := range c.Papers.Sales(c.P.Number) {
		add(x)
	}
	return out, lack, gone
}

// inForce is the one CFDI that a number names: of several, which may be a series and
// folio used again, that in force. Of one alone that is in force no more ended is true;
// nil where none is it or more than one.
func inForce(found []*cfdi.Comprobante, withdrawn func(uuid string) string) (x *cfdi.Comprobante, ended bool) {
	left := slices.DeleteFunc(slices.Clone(found), func(v *cfdi.Comprobante) bool { return withdrawn(v.Key()) != "" })
	switch {
	case len(left) == 1:
		return left[0], false
	case len(left) == 0 && len(found) == 1:
		return found[0], true
	}
	return nil, false
}

// numberOf is the number of a declared invoice: its own, else its acuse's.
func numberOf(c *rule.Case, f *pedimento.Factura) string {
	if f.Numero != "" || f.COVE == "" {
		return f.Numero
	}
	if v := c.Papers.COVE(f.COVE); v != nil && v.Relacion != "1" {
		return v.Numero
	}
	return ""
}

// unbilled names the invoices that are not here, or not once.
func (r *Result) unbilled(c *rule.Case, have int, lack []string) {
	d := Difference{Reason: "cfdi_no_esta", Severity: document.Notice, Key: c.P.Number, On: c.On, Books: strings.Join(lack, " ")}
	switch {
	case have > 0:
		d.Says = document.Textf("%s: de sus facturas no está el CFDI de %s, o hay varios; se compara lo que está (CFDI: %d).", "%s: of its invoices the CFDI of %s is not here, or there are several; what is here is compared (CFDI: %d).",
			c.P.Number, strings.Join(lack, ", "), have)
	default:
		d.Says = document.Textf("%s: facturas que declara: %d; con CFDI aquí: %d. No se compara por renglón.", "%s: invoices it declares: %d; with a CFDI here: %d. It is not compared line by line.", c.P.Number, len(c.P.Facturas), have)
	}
	d.Fix = document.Textf("Entregue el XML de cada CFDI; si no se emitió, vea la conciliación cfdi.", "Deliver the XML of every CFDI; where none was issued, see reconciliation cfdi.")
	r.add(d)
}

// declared are the invoices of a declaration by their number, their acuse or
// their place.
func declared(c *rule.Case) []string {
	var out []string
	for i := range c.P.Facturas {
		out = append(out, invoiceName(i, cmp.Or(c.P.Facturas[i].Numero, c.P.Facturas[i].COVE)))
	}
	return out
}

// sale compares an export with its CFDI, or with some of them.
func (r *Result) sale(c *rule.Case, all []*cfdi.Comprobante, some bool) {
	var goods []lineas.Line
	var names []string
	for _, x := range all {
		names = append(names, x.UUID)
		goods = ofCFDI(c, goods, x)
		f := declaredOf(c, x)
		if f == nil {
			continue
		}
		name := document.Textf("el CFDI %s", "CFDI %s", x.UUID)
		total, err := x.SubTotal.Sub(discount(x))
		if err != nil {
			total = money.Amount{}
		}
		r.head(c, name, []field{{"cfdi_fecha", f.Fecha.String(), x.Fecha.String()}, {"cfdi_moneda", f.Moneda, x.Moneda}}, money.Amount{})
		if f.Moneda == x.Moneda {
			r.value(c, "cfdi_valor", name, f.ValorMoneda, total, pesosIn(c, f, less(f.ValorMoneda, total)))
		}
	}
	fix := document.Textf("Corrija el CFDI (sustitución 04) o rectifique el pedimento, según cuál esté mal.", "Correct the CFDI (replacement 04) or rectify the pedimento, whichever is wrong.")
	if len(c.P.Partidas) > 0 {
		r.goods(c, "partida_cfdi", side{document.Textf("el pedimento", "the pedimento"), cruce.Declared(c), false},
			side{document.Textf("el CFDI %s", "CFDI %s", strings.Join(names, " ")), goods, some}, fix)
	}
}

// declaredOf is the invoice of a declaration that is a CFDI, nil when none says
// so.
func declaredOf(c *rule.Case, x *cfdi.Comprobante) *pedimento.Factura {
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		switch n := papers.Fold(numberOf(c, f)); n {
		case "":
		case papers.Fold(x.UUID), papers.Fold(x.Serie + x.Folio), papers.Fold(x.Folio):
			return f
		}
	}
	return nil
}

// discount is that of a CFDI; one that says none has none.
func discount(x *cfdi.Comprobante) money.Amount {
	if x.Descuento.Known() {
		return x.Descuento
	}
	return money.Int(0)
}

// ofCFDI are the goods of a CFDI valued in dollars: those of its complement as
// customs counts them, else its lines, whose dollars are known only when it is
// in dollars.
func ofCFDI(c *rule.Case, out []lineas.Line, x *cfdi.Comprobante) []lineas.Line {
	if x.Comercio != nil && len(x.Comercio.Mercancias) > 0 {
		for i := range x.Comercio.Mercancias {
			m := &x.Comercio.Mercancias[i]
			l := lineas.Line{
				Number: len(out) + 1, Parte: m.NoIdentificacion, Fraccion: m.FraccionArancelaria[:min(8, len(m.FraccionArancelaria))],
				Unidad: strings.TrimLeft(m.UnidadAduana, "0"), Cantidad: m.CantidadAduana, Valor: m.ValorDolares,
			}
			for k := range x.Conceptos {
				if x.Conceptos[k].NoIdentificacion == m.NoIdentificacion && m.NoIdentificacion != "" {
					l.Descripcion = x.Conceptos[k].Descripcion
					break
				}
			}
			out = append(out, l)
		}
		return out
	}
	for i := range x.Conceptos {
		k := &x.Conceptos[i]
		l := lineas.Line{Number: len(out) + 1, Parte: k.NoIdentificacion, Descripcion: k.Descripcion, Cantidad: k.Cantidad}
		if x.Moneda == "USD" {
			l.Valor = net(k)
		}
		if u, ok := c.Catalog.UnitNamed(k.Unidad); ok {
			l.Unidad = u.Clave
		}
		out = append(out, l)
	}
	return out
}

// net is the amount of a line less its discount.
func net(k *cfdi.Concepto) money.Amount {
	if !k.Descuento.Known() {
		return k.Importe
	}
	out, err := k.Importe.Sub(k.Descuento)
	if err != nil {
		return money.Amount{}
	}
	return out
}
