package ours_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ours"
	"example.com/immex/shared/rule/ruletest"
)

// TestRules: every rule passes, fails, does not apply, was not always asked, and
// says when too little came in.
func TestRules(t *testing.T) {
	ruletest.Table(t, ours.Rules(), slices.Concat(
		origenUnico(), factorUMT(), fraccionParte(), fraccionProveedor(), valorUnitario(), coveReusado(), cantidadRedonda(),
	))
}

// months is n imports, one a day from 2024-01-01, each changed.
func months(n int, change func(i int, p *pedimento.Pedimento)) []*rule.Case {
	return many(20240101, n, change)
}

func many(from, n int, change func(i int, p *pedimento.Pedimento)) []*rule.Case {
	out := make([]*rule.Case, n)
	for i := range n {
		p := ruletest.Import(ruletest.At(document.Date(from).AddDays(i)))
		change(i, p)
		out[i] = ruletest.Case(p)
	}
	return out
}

func same(int, *pedimento.Pedimento) {}

// exports is imports that leave.
func exports(_ int, p *pedimento.Pedimento) { p.Operacion = "EXP" }

func early(change func(int, *pedimento.Pedimento)) []*rule.Case { return many(19990101, 120, change) }

func origenUnico() []ruletest.Example {
	const code = "ours_origen_unico"
	suppliers := func(i int, p *pedimento.Pedimento) { p.Facturas[0].IDFiscal = string(rune('A' + i%8)) }
	mixed := func(i int, p *pedimento.Pedimento) {
		suppliers(i, p)
		if i == 7 {
			p.Partidas[0].PaisOrigen = "CHN"
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "two countries", Want: rule.Pass, Series: months(120, mixed)},
		{Rule: code, Name: "one country", Want: rule.Notice, Series: months(120, suppliers)},
		{Rule: code, Name: "too few lines", Want: rule.Unreadable, Series: months(20, suppliers)},
		{Rule: code, Name: "one supplier", Want: rule.Unreadable, Series: months(120, same)},
		{Rule: code, Name: "exports", Want: rule.NotApplicable, Series: months(120, exports)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(suppliers)},
	}
}

func factorUMT() []ruletest.Example {
	const code = "ours_factor_umt"
	thousands := func(factor string) func(int, *pedimento.Pedimento) {
		return func(i int, p *pedimento.Pedimento) {
			q := &p.Partidas[0]
			q.UMC, q.CantidadUMC, q.CantidadUMT = "11", ruletest.Amount("2"), ruletest.Amount("2000")
			if p.Patente = "3210"; i%2 == 0 {
				p.Patente, q.CantidadUMT = "1234", ruletest.Amount(factor)
			}
		}
	}
	kilos := func(_ int, p *pedimento.Pedimento) { p.Partidas[0].UMC, p.Partidas[1].UMC = "1", "1" }
	return []ruletest.Example{
		{Rule: code, Name: "alike", Want: rule.Pass, Series: months(30, thousands("2000"))},
		{Rule: code, Name: "one is off", Want: rule.Notice, Series: months(30, thousands("200"))},
		{Rule: code, Name: "too few", Want: rule.Unreadable, Series: months(6, thousands("200"))},
		{Rule: code, Name: "units of two kinds", Want: rule.NotApplicable, Series: months(30, kilos)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(thousands("200"))},
	}
}

func fraccionParte() []ruletest.Example {
	const code = "ours_fraccion_parte"
	part := func(change func(i int, q *pedimento.Partida)) func(int, *pedimento.Pedimento) {
		return func(i int, p *pedimento.Pedimento) {
			p.Partidas[0].CodigoProducto = "CON-10"
			change(i, &p.Partidas[0])
		}
	}
	toAndFro := part(func(i int, q *pedimento.Partida) {
		if i%2 == 1 {
			q.Fraccion = "85369099"
		}
	})
	return []ruletest.Example{
		{Rule: code, Name: "one fracción", Want: rule.Pass, Series: months(12, part(func(int, *pedimento.Partida) {}))},
		{Rule: code, Name: "reclassified once", Want: rule.Pass, Series: months(12, part(func(i int, q *pedimento.Partida) {
			if i > 6 {
				q.Fraccion = "85369099"
			}
		}))},
		{Rule: code, Name: "to and fro", Want: rule.Notice, Series: months(12, toAndFro)},
		{Rule: code, Name: "no parts", Want: rule.Unreadable, Series: months(12, same)},
		{Rule: code, Name: "exports", Want: rule.NotApplicable, Series: months(12, exports)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(toAndFro)},
	}
}

func fraccionProveedor() []ruletest.Example {
	const code = "ours_fraccion_proveedor"
	distinct := func(_ int, p *pedimento.Pedimento) { p.Partidas[1].Descripcion = "CABLE" }
	toAndFro := func(i int, p *pedimento.Pedimento) {
		distinct(i, p)
		if i%2 == 1 {
			p.Partidas[0].Fraccion = "85369099"
		}
	}
	two := func(i int, p *pedimento.Pedimento) {
		toAndFro(i, p)
		p.Facturas = append(p.Facturas, pedimento.Factura{Numero: "INV-2", IDFiscal: "980000002"})
	}
	return []ruletest.Example{
		{Rule: code, Name: "one fracción", Want: rule.Pass, Series: months(12, distinct)},
		{Rule: code, Name: "to and fro", Want: rule.Notice, Series: months(12, toAndFro)},
		{Rule: code, Name: "too few", Want: rule.Unreadable, Series: months(3, toAndFro)},
		{Rule: code, Name: "several suppliers", Want: rule.Unreadable, Series: months(12, two)},
		{Rule: code, Name: "exports", Want: rule.NotApplicable, Series: months(12, exports)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(toAndFro)},
	}
}

func valorUnitario() []ruletest.Example {
	const code = "ours_valor_unitario"
	slip := func(dollars string) func(int, *pedimento.Pedimento) {
		return func(i int, p *pedimento.Pedimento) {
			if i == 5 {
				p.Partidas[0].ValorDolares = ruletest.Amount(dollars)
			}
		}
	}
	varied := func(i int, p *pedimento.Pedimento) {
		p.Partidas[0].ValorDolares = ruletest.Amount([]string{"500", "3000", "9000"}[i%3])
	}
	return []ruletest.Example{
		{Rule: code, Name: "steady", Want: rule.Pass, Series: months(20, same)},
		{Rule: code, Name: "a thousand times", Want: rule.Notice, Series: months(20, slip("1500000"))},
		{Rule: code, Name: "a thousandth", Want: rule.Notice, Series: months(20, slip("1.5"))},
		{Rule: code, Name: "twice is no slip", Want: rule.Pass, Series: months(20, slip("3000"))},
		{Rule: code, Name: "a price that comes again is of other goods", Want: rule.Pass, Series: months(20, func(i int, p *pedimento.Pedimento) {
			slip("1500000")(i%10, p)
		})},
		{Rule: code, Name: "goods that vary", Want: rule.Pass, Series: months(21, varied)},
		{Rule: code, Name: "an unknown value is no value", Want: rule.Pass, Series: months(20, slip(""))},
		{Rule: code, Name: "too few", Want: rule.Unreadable, Series: months(5, slip("1500000"))},
		{Rule: code, Name: "exports", Want: rule.NotApplicable, Series: months(20, exports)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(slip("1500000"))},
	}
}

func coveReusado() []ruletest.Example {
	const code = "ours_cove_reusado"
	own := func(i int, p *pedimento.Pedimento) { p.Facturas[0].COVE = "COVE2400ABC" + string(rune('A'+i)) }
	again := func(i int, p *pedimento.Pedimento) { own(i%20, p) }
	rectified := func(i int, p *pedimento.Pedimento) {
		again(i, p)
		if i >= 20 {
			p.Tipo = "2"
		}
	}
	none := func(_ int, p *pedimento.Pedimento) { p.Facturas[0].COVE = "" }
	return []ruletest.Example{
		{Rule: code, Name: "one each", Want: rule.Pass, Series: months(22, own)},
		{Rule: code, Name: "two come again", Want: rule.Notice, Series: months(22, again)},
		{Rule: code, Name: "rectifications", Want: rule.Pass, Series: months(22, rectified)},
		{Rule: code, Name: "too few", Want: rule.Unreadable, Series: months(5, own)},
		{Rule: code, Name: "none cited", Want: rule.NotApplicable, Series: months(22, none)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(none)},
	}
}

func cantidadRedonda() []ruletest.Example {
	const code = "ours_cantidad_redonda"
	counted := func(_ int, p *pedimento.Pedimento) {
		p.Partidas[0].CantidadUMC, p.Partidas[1].CantidadUMC = ruletest.Amount("1017"), ruletest.Amount("499")
	}
	return []ruletest.Example{
		{Rule: code, Name: "counted", Want: rule.Pass, Series: months(30, counted)},
		{Rule: code, Name: "all thousands", Want: rule.Notice, Series: months(30, same)},
		{Rule: code, Name: "too few", Want: rule.Unreadable, Series: months(5, same)},
		{Rule: code, Name: "exports", Want: rule.NotApplicable, Series: months(30, exports)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: early(same)},
	}
}

// TestTooFew: a series that nothing came to often enough names what came nearest, how
// often, and how often it must.
func TestTooFew(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"ours_valor_unitario":     `Too few lines to compare: part or goods "8544429900 6 CABLE" has the most, 5, and 12 are asked for.`,
		"ours_fraccion_parte":     `Too few lines to compare: part "CON-10" has the most, 2, and 3 are asked for.`,
		"ours_fraccion_proveedor": `Too few lines to compare: goods "990000001 CABLE" has the most, 5, and 6 are asked for.`,
		"ours_cantidad_redonda":   `Too few lines to compare: supplier "990000001" has the most, 10, and 50 are asked for.`,
		"ours_origen_unico":       `Too few lines to compare: there are 10 of 1 suppliers, and 200 of 5 are asked for.`,
		"ours_cove_reusado":       `Too few pedimentos to compare: 5 cite an acuse de valor, and 20 are asked for.`,
	} {
		for _, r := range ours.Rules() {
			if r.Code != code {
				continue
			}
			days, series := 5, r.Series()
			if code == "ours_fraccion_parte" {
				days = 2
			}
			for _, c := range months(days, func(_ int, p *pedimento.Pedimento) {
				p.Partidas[0].CodigoProducto, p.Partidas[1].Descripcion = "CON-10", "CABLE"
			}) {
				series.Add(c)
			}
			if v, _ := rule.Close(r, series, 20240131); v.Outcome != rule.Unreadable || v.Lack.Text().EN != want {
				t.Errorf("%s answers %s: %s", code, v.Outcome, v.Lack.Text().EN)
			}
		}
	}
}
