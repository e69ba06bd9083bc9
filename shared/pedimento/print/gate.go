package print

import (
	"fmt"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// gate compares the print with its own control totals. Whatever disagrees is
// an error that quotes both figures: a print is accepted whole or not at all.
// Each check and its tolerance is a row of the catalogue of checks.
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
	g.rates()
	g.totals()
	g.payment()
	g.number()
	g.sheets()
	g.regimen()
	g.dates()
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

// tolerance is how far the figures of a check may differ at the payment's date.
func (g *gate) tolerance(code string, figure money.Amount, rows int) money.Amount {
	return catalog.Default().Tolerance(code, g.r.p.FechaPago, figure, rows)
}

// differ reports two figures that should be one.
func (r *reader) differ(code, es, en string, a, b any, at ...document.Place) {
	sev := catalog.Default().Severity(code, string(r.p.Source), r.p.FechaPago)
	places := make([]string, len(at))
	for i, p := range at {
		places[i] = where(p)
	}
	r.p.Findings.Add(code, sev, strings.Join(places, " / "), document.Textf(
		es+": %v contra %v; compare con el original y pida el archivo M o el XML de VUCEM",
		en+": %v against %v; compare with the original and ask for the archivo M or the VUCEM XML", a, b))
}

func (r *reader) placeOfTotal(field string) document.Place { return placeOf(r.totals[field].at...) }

// covers notes that a control holds fields exactly: a changed digit in any of
// them would have been found.
func covers(b *pedimento.Block, fields ...string) {
	for _, f := range fields {
		if e, ok := b.Marks[f]; ok {
			e.Check = document.ByControl
			b.Marks[f] = e
		}
	}
}

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
		return
	}
	for i := range p.Partidas {
		if p.Partidas[i].Secuencia != i+1 {
			g.r.differ("print_sequence", "las partidas no van de 1 a n", "partidas do not run from 1 to n",
				p.Partidas[i].Secuencia, i+1, p.Partidas[i].At)
			return
		}
		covers(&p.Partidas[i].Block, "secuencia")
	}
	covers(&p.Block, "total_partidas")
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
		delete(q.Marks, "valor_dolares")
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
		t, ok := s.Total()
		return t, ok && len(p.Partidas) > 0
	}
	comercial, ok := pick(func(q *pedimento.Partida) money.Amount { return q.ValorComercial })
	g.sum("valor_comercial", "precio pagado", comercial, ok, p.ValorComercial)
	if aduana, ok := pick(func(q *pedimento.Partida) money.Amount { return q.ValorAduana }); ok {
		g.sum("valor_aduana", "valor aduana", aduana, ok, p.ValorAduana)
		return
	}
	usd, ok := pick(func(q *pedimento.Partida) money.Amount { return q.ValorDolares })
	g.sum("valor_dolares", "valor en dólares", usd, ok, p.ValorDolares)
}

func (g *gate) sum(field, name string, sum money.Amount, ok bool, total money.Amount) {
	if !g.control(ok && total.Known()) {
		return
	}
	p := g.r.p
	if !money.Within(sum, total, g.tolerance("print_sum_"+field, total, len(p.Partidas))) {
		g.r.differ("print_sum_"+field, "la suma de "+name+" de las partidas y el total del encabezado no coinciden",
			"the sum of "+name+" over the partidas and the header total disagree", sum, total, g.r.placeOfTotal(field), p.Partidas[0].At)
		return
	}
	covers(&p.Block, field)
	for i := range p.Partidas {
		covers(&p.Partidas[i].Block, field)
	}
}

// prices compares unit price × quantity with the price paid of each partida.
// The tolerance leaves the last digits open: it covers neither exactly.
func (g *gate) prices() {
	p, all := g.r.p, len(g.r.p.Partidas) > 0
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if !q.PrecioUnitario.Known() || !q.CantidadUMC.Known() || !q.ValorComercial.Known() {
			all = false
			continue
		}
		switch {
		case agrees(q.PrecioUnitario, q.CantidadUMC, q.ValorComercial):
		case symbolic(p, q):
			all = false
			g.r.p.Findings.Add("print_symbolic_value", catalog.Default().Severity("print_symbolic_value", string(p.Source), p.FechaPago),
				where(q.Evidence(p.Source, "valor_comercial").At), document.Textf(
					"La partida %d se declara en un dólar simbólico (%s) y su precio no coteja su cantidad %s; compárela con el original.",
					"Partida %d is declared at one symbolic dollar (%s) and its price does not check its quantity %s; compare it with the original.",
					q.Secuencia, q.ValorComercial, q.CantidadUMC.Written()))
		default:
			g.r.differ("print_unit_price", fmt.Sprintf("partida %d: precio unitario × cantidad y precio pagado no coinciden", q.Secuencia),
				fmt.Sprintf("partida %d: unit price × quantity and price paid disagree", q.Secuencia),
				q.PrecioUnitario.Written()+" × "+q.CantidadUMC.Written(), q.ValorComercial, q.Evidence(p.Source, "precio_unitario").At, q.Evidence(p.Source, "valor_comercial").At)
		}
	}
	g.control(all)
}

// symbolic reports a partida without a price of its own, as packing that comes
// and goes: all of it is worth one dollar, and its unit price says that dollar
// again, in pesos or in dollars (98 of 5,059 accepted pedimentos).
func symbolic(p *pedimento.Pedimento, q *pedimento.Partida) bool {
	dollar := p.TipoCambio
	if !dollar.Known() || !money.Within(q.ValorComercial, dollar, money.FromMicros(500_000)) {
		return false
	}
	return q.PrecioUnitario.Cmp(dollar) == 0 || q.PrecioUnitario.Cmp(money.Int(1)) == 0
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
		{"VAL ADU/USD", func(q *pedimento.Partida) string { return q.ValorAduana.Written() + q.ValorDolares.Written() }},
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

// units compares the two quantities of a partida whose two units are one.
func (g *gate) units() {
	p := g.r.p
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if q.UMC == "" || q.UMC != q.UMT || !q.CantidadUMC.Known() || !q.CantidadUMT.Known() {
			continue
		}
		if !money.Within(q.CantidadUMC, q.CantidadUMT, g.tolerance("print_units", q.CantidadUMC, 1)) {
			g.r.differ("print_units", fmt.Sprintf("partida %d: las dos cantidades tienen la misma unidad y no coinciden", q.Secuencia),
				fmt.Sprintf("partida %d: the two quantities have one unit and disagree", q.Secuencia),
				q.CantidadUMC.Written(), q.CantidadUMT.Written(), q.Evidence(p.Source, "cantidad_umc").At, q.Evidence(p.Source, "cantidad_umt").At)
			continue
		}
		covers(&q.Block, "umc", "umt", "cantidad_umc", "cantidad_umt")
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
