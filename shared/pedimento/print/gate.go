package print

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// gate compares the print with its own control totals. Whatever disagrees is
// an error that quotes both figures: a print is accepted whole or not at all.
// The controls are those the dossier measured (§12): the count of partidas,
// their sums, the cuadro de liquidación, unit prices and the bank's amount.
func (r *reader) gate() {
	g := &gate{r: r}
	g.dollarsColumn()
	g.count()
	g.sums()
	g.prices()
	g.columns()
	g.units()
	g.dollars()
	g.additions()
	g.invoices()
	g.cuadro()
	g.totals()
	g.payment()
	g.number()
	r.pedimentoLevel()
	g.cotejo()
}

// gate counts which controls the print offers.
type gate struct {
	r     *reader
	could int // controls a full print has
	did   int // controls found, agreeing or not
}

// control notes that a control exists in print, and whether it was there.
func (g *gate) control(there bool) bool {
	g.could++
	if there {
		g.did++
	}
	return there
}

// differ reports two figures that should be one.
func (r *reader) differ(code, es, en string, a, b any, at ...document.Place) {
	places := make([]string, len(at))
	for i, p := range at {
		places[i] = where(p)
	}
	r.p.Findings.Add(code, document.Error, strings.Join(places, " / "), document.Textf(
		es+": %v contra %v; compare con el original y pida el archivo M o el XML de VUCEM",
		en+": %v against %v; compare with the original and ask for the archivo M or the VUCEM XML", a, b))
}

func (r *reader) placeOfTotal(field string) document.Place { return placeOf(r.totals[field].at...) }

// count compares NUM. TOTAL DE PARTIDAS with the partidas read, and their
// numbers with 1..n.
func (g *gate) count() {
	p := g.r.p
	if g.r.simple {
		g.control(false)
		return
	}
	if g.control(p.TotalPartidas != nil) && *p.TotalPartidas != len(p.Partidas) {
		g.r.differ("print_count", "el total impreso de partidas y las leídas no coinciden",
			"the printed total of partidas and those read disagree", *p.TotalPartidas, len(p.Partidas), g.r.placeOfTotal("total_partidas"))
	}
	for i := range p.Partidas {
		if p.Partidas[i].Secuencia != i+1 {
			g.r.differ("print_sequence", "las partidas no van de 1 a n", "partidas do not run from 1 to n",
				p.Partidas[i].Secuencia, i+1, p.Partidas[i].At)
			return
		}
	}
}

// dollarsColumn decides what VAL ADU/USD holds on an export: dollars, unless
// its sum is the header's VALOR ADUANA and not its VALOR DOLARES.
func (g *gate) dollarsColumn() {
	p := g.r.p
	if p.Operacion != "EXP" {
		return
	}
	var sum money.Sum
	for i := range p.Partidas {
		sum.Add(p.Partidas[i].ValorDolares)
	}
	t, ok := sum.Total()
	if !ok || !p.ValorAduana.Known() || p.ValorAduana.Sign() == 0 || !t.Equal(p.ValorAduana) || t.Equal(p.ValorDolares) {
		return
	}
	for i := range p.Partidas {
		q := &p.Partidas[i]
		q.ValorAduana, q.ValorDolares = q.ValorDolares, money.Amount{}
		q.Mark("valor_aduana", q.Evidence(p.Source, "valor_dolares"))
	}
}

// sums compares the header values with the sums over the partidas.
func (g *gate) sums() {
	p := g.r.p
	pick := func(field func(*pedimento.Partida) money.Amount) (money.Amount, bool) {
		var s money.Sum
		for i := range p.Partidas {
			s.Add(field(&p.Partidas[i]))
		}
		return s.Total()
	}
	comercial, ok := pick(func(q *pedimento.Partida) money.Amount { return q.ValorComercial })
	g.sum("valor_comercial", "precio pagado", comercial, ok, p.ValorComercial, money.Int(0))
	if aduana, ok := pick(func(q *pedimento.Partida) money.Amount { return q.ValorAduana }); ok {
		g.sum("valor_aduana", "valor aduana", aduana, ok, p.ValorAduana, money.Int(0))
		return
	}
	usd, ok := pick(func(q *pedimento.Partida) money.Amount { return q.ValorDolares })
	g.sum("valor_dolares", "valor en dólares", usd, ok, p.ValorDolares, cents(int64(len(p.Partidas))))
}

// cents is n hundredths: rows are rounded one by one.
func cents(n int64) money.Amount { return money.FromMicros(n * 10_000) }

func (g *gate) sum(field, name string, sum money.Amount, ok bool, total, tolerance money.Amount) {
	if !g.control(ok && total.Known()) {
		return
	}
	if !money.Within(sum, total, tolerance) {
		g.r.differ("print_sum_"+field, "la suma de "+name+" de las partidas y el total del encabezado no coinciden",
			"the sum of "+name+" over the partidas and the header total disagree", sum, total, g.r.placeOfTotal(field))
	}
}

// prices compares unit price × quantity with the price paid of each partida.
func (g *gate) prices() {
	p, all := g.r.p, len(g.r.p.Partidas) > 0
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if !q.PrecioUnitario.Known() || !q.CantidadUMC.Known() || !q.ValorComercial.Known() {
			all = false
			continue
		}
		if !agrees(q.PrecioUnitario, q.CantidadUMC, q.ValorComercial) {
			g.r.differ("print_unit_price", fmt.Sprintf("partida %d: precio unitario × cantidad y precio pagado no coinciden", q.Secuencia),
				fmt.Sprintf("partida %d: unit price × quantity and price paid disagree", q.Secuencia),
				q.PrecioUnitario.Written()+" × "+q.CantidadUMC.Written(), q.ValorComercial, q.At)
		}
	}
	g.control(all)
}

// columns reports a partida that lacks what the others print: a lost word.
func (g *gate) columns() {
	ps := g.r.p.Partidas
	for _, c := range []struct {
		name string
		of   func(*pedimento.Partida) string
	}{
		{"NICO", func(q *pedimento.Partida) string { return q.NICO }},
		{"VINC", func(q *pedimento.Partida) string { return q.Vinculacion }},
		{"MET VAL", func(q *pedimento.Partida) string { return q.MetodoValoracion }},
	} {
		filled := 0
		for i := range ps {
			if c.of(&ps[i]) != "" {
				filled++
			}
		}
		if filled == len(ps) || filled == 0 {
			continue
		}
		for i := range ps {
			if c.of(&ps[i]) == "" {
				g.r.unread("print_partida", fmt.Sprintf("%s de la partida %d", c.name, ps[i].Secuencia), ps[i].At)
			}
		}
	}
}

// dollars compares VALOR DOLARES × TIPO CAMBIO with the header values in
// pesos: valor aduana on imports, precio pagado on exports and in systems that
// take the dollars from the invoices.
func (g *gate) dollars() {
	p := g.r.p
	pesos, err := p.ValorDolares.Mul(p.TipoCambio)
	if !g.control(err == nil && pesos.Known() && p.ValorAduana.Known() && p.ValorComercial.Known()) {
		return
	}
	tol := share(pesos, 200, 2)
	if !money.Within(pesos, p.ValorAduana, tol) && !money.Within(pesos, p.ValorComercial, tol) {
		g.r.differ("print_dollars", "valor dólares × tipo de cambio no da el valor aduana ni el precio pagado",
			"value in dollars × exchange rate is neither the customs value nor the price paid",
			p.ValorDolares.Written()+" × "+p.TipoCambio.Written(), p.ValorAduana, g.r.placeOfTotal("valor_dolares"), g.r.placeOfTotal("tipo_cambio"), g.r.placeOfTotal("valor_aduana"))
	}
}

// share is a tolerance of so many millionths of a, at least low.
func share(a money.Amount, millionths, low int64) money.Amount {
	t, err := a.Abs().Mul(money.FromMicros(millionths))
	if err != nil || !t.Known() || t.Cmp(money.Int(low)) < 0 {
		return money.Int(low)
	}
	return t
}

// invoices compares value × factor with dollars of each invoice.
func (g *gate) invoices() {
	for _, f := range g.r.p.Facturas {
		usd, err := f.ValorMoneda.Mul(f.FactorMoneda)
		if err != nil || !usd.Known() || !f.ValorDolares.Known() {
			continue
		}
		tol := share(usd, 5_000, 0)
		if tol.Cmp(cents(2)) < 0 {
			tol = cents(2)
		}
		if !money.Within(usd, f.ValorDolares, tol) {
			g.r.differ("print_invoice_dollars", "factura "+f.Numero+": valor × factor y dólares no coinciden",
				"invoice "+f.Numero+": value × factor and dollars disagree",
				f.ValorMoneda.Written()+" × "+f.FactorMoneda.Written(), f.ValorDolares, document.Place{})
		}
	}
}

// cotejo says how far the print could be checked.
func (g *gate) cotejo() {
	switch {
	case g.did == 0:
		g.r.p.Cotejo = document.CotejoNinguno
	case g.did == g.could && !g.r.p.Findings.Blocking():
		g.r.p.Cotejo = document.CotejoCompleto
	default:
		g.r.p.Cotejo = document.CotejoParcial
	}
}
