package cove

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// factura checks the goods of one invoice and counts those whose value agrees.
func (g gate) factura(i int) (checked int) {
	f := &g.c.Facturas[i]
	if g.c.Relacion == "1" {
		g.missing(where(&f.Block), "numeroFactura", f.Numero)
	}
	first := ""
	for k := range f.Mercancias {
		m := &f.Mercancias[k]
		if g.mercancia(m) {
			checked++
		}
		switch {
		case first == "":
			first = m.Moneda
		case m.Moneda != "" && m.Moneda != first:
			g.add("cove_moneda", document.Warning, where(&m.Block), document.Textf(
				"La factura trae mercancías en %s y en %s; confirme la moneda.",
				"The invoice has goods in %s and in %s; confirm the currency.", first, m.Moneda))
			first = m.Moneda
		}
	}
	return checked
}

func (g gate) mercancia(m *Mercancia) (checked bool) {
	at := where(&m.Block)
	moneda := m.Moneda
	if moneda == "" {
		moneda = m.MonedaEscrita
	}
	g.missing(at, "descripcionGenerica", m.Descripcion, "claveUnidadMedida", m.Unidad, "tipoMoneda", moneda,
		"cantidad", m.Cantidad.String(), "valorUnitario", m.ValorUnitario.String(), "valorTotal", m.ValorTotal.String(),
		"valorDolares", m.ValorDolares.String())
	if moneda != "" && !isoShape.MatchString(m.Moneda) {
		g.add("cove_moneda_desconocida", document.Unreadable, at, document.Textf(
			"No se sabe qué moneda es %q; entregue el XML del COVE.",
			"It cannot be told which currency %q is; deliver the XML of the COVE.", moneda))
	}
	if m.Cantidad.Known() && m.Cantidad.Sign() <= 0 {
		g.add("cove_cantidad", document.Error, at, document.Textf(
			"La cantidad %s no es mayor que cero; pida el documento original.",
			"The quantity %s is not above zero; ask for the original document.", m.Cantidad))
	}
	for _, a := range []money.Amount{m.ValorUnitario, m.ValorTotal, m.ValorDolares} {
		if a.Known() && a.Sign() < 0 {
			g.add("cove_negativo", document.Error, at, document.Textf(
				"El valor %s es menor que cero; pida el documento original.",
				"The value %s is below zero; ask for the original document.", a))
		}
	}
	checked = g.product(m, at)
	g.dollars(m, at)
	return checked
}

// product holds quantity × unit value = total value. The rounding that the
// decimals of the format force is allowed; the table adds what practice does.
func (g gate) product(m *Mercancia, at string) bool {
	if !m.Cantidad.Known() || !m.ValorUnitario.Known() || !m.ValorTotal.Known() {
		return false
	}
	check, sev := g.cotejo("cove_valor_total")
	tol := check.Tolerance(m.ValorTotal, 1)
	want, err := m.Cantidad.Mul(m.ValorUnitario)
	if err == nil && (money.Within(want, m.ValorTotal, tol) || money.Within(want, m.ValorTotal, rounding(m))) {
		m.confirm("cantidad", "valor_unitario", "valor_total")
		return true
	}
	if err != nil {
		g.add("cove_valor_total", sev, at, document.Textf(
			"Cantidad %s por valor unitario %s pasa de 19 dígitos y no se puede cotejar con %s; confírmelo.",
			"Quantity %s times unit value %s is above 19 digits and cannot be checked against %s; confirm it.",
			m.Cantidad.Written(), m.ValorUnitario.Written(), m.ValorTotal.Written()))
		return false
	}
	g.add("cove_valor_total", sev, at, document.Textf(
		"Cantidad %s por valor unitario %s son %s y el valor total dice %s; confirme las tres cifras con quien lo emitió.",
		"Quantity %s times unit value %s is %s and the total value says %s; confirm the three figures with its issuer.",
		m.Cantidad.Written(), m.ValorUnitario.Written(), want, m.ValorTotal.Written()))
	return false
}

// rounding is the error that half a unit of the last decimal of the format
// explains, where a figure uses it: six decimals of the unit value, three of
// the quantity. |q|·½10⁻⁶ + |p|·½10⁻³.
func rounding(m *Mercancia) money.Amount {
	sum := money.Int(0)
	for _, x := range []struct {
		other, figure money.Amount
		decimals      int
	}{{m.Cantidad, m.ValorUnitario, 6}, {m.ValorUnitario, m.Cantidad, 3}} {
		_, after, _ := strings.Cut(x.figure.String(), ".")
		if len(after) < x.decimals {
			continue // exact
		}
		half := money.FromMicros(500)
		if x.decimals == 6 {
			var err error
			if half, err = money.Parse("0.0000005"); err != nil {
				continue
			}
		}
		if p, err := x.other.Abs().Mul(half); err == nil {
			if t, err := sum.Add(p); err == nil {
				sum = t
			}
		}
	}
	return sum
}

// dollars holds that a dollar is a dollar.
func (g gate) dollars(m *Mercancia, at string) {
	if m.Moneda != "USD" || !m.ValorTotal.Known() || !m.ValorDolares.Known() {
		return
	}
	check, sev := g.cotejo("cove_valor_dolares")
	if money.Within(m.ValorTotal, m.ValorDolares, check.Tolerance(m.ValorTotal, 1)) {
		m.confirm("valor_total", "valor_dolares")
		return
	}
	g.add("cove_valor_dolares", sev, at, document.Textf(
		"La mercancía está en USD, su valor total es %s y su valor en dólares %s; confirme ambos.",
		"The goods are in USD, their total value is %s and their value in dollars %s; confirm both.",
		m.ValorTotal.Written(), m.ValorDolares.Written()))
}

// confirm marks printed figures that a check of the document covers.
func (m *Mercancia) confirm(fields ...string) {
	for _, f := range fields {
		if e, ok := m.Marks[f]; ok {
			e.Check = document.ByControl
			m.Marks[f] = e
		}
	}
}
