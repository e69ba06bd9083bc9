package print

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Kinds of rate, Apéndice 18.
const (
	porcentual = "1"
	especifica = "2"
	cuotaFija  = "4"
	alMillar   = "7"
)

// rates compares contributions with rate × base as far as a print tells the
// base. A contribution is never below it: minimum fees, updates of a change of
// regime and the fees in the base of IVA only add. A rectification prints what
// changes, so that it promises nothing here.
func (g *gate) rates() {
	p := g.r.p
	if p.Rectifica != nil {
		return
	}
	for i := range p.Partidas {
		if p.Operacion == "IMP" && p.Partidas[i].ValorAduana.Known() {
			g.igi(&p.Partidas[i])
			g.iva(&p.Partidas[i])
		}
	}
	g.levelRates()
}

// sumOf adds the amounts of one contribution in all forms of payment; unknown
// when there is none, or nothing is due: an exemption leaves the rate as it is.
func sumOf(cs []pedimento.Contribucion, is func(clave string) bool) money.Amount {
	var s money.Sum
	found := false
	for _, c := range cs {
		if is(c.Clave) {
			s.Add(c.Importe)
			found = true
		}
	}
	if t, ok := s.Total(); ok && found && t.Sign() != 0 {
		return t
	}
	return money.Amount{}
}

func only(clave string) func(string) bool { return func(s string) bool { return s == clave } }

// rateOf is the one rate of a contribution of a kind; false when there is none
// or several.
func rateOf(ts []pedimento.Tasa, clave, kind string) (money.Amount, bool) {
	var out money.Amount
	for _, t := range ts {
		if t.Clave != clave || !t.Tasa.Known() {
			continue
		}
		if t.Tipo != kind || out.Known() && !out.Equal(t.Tasa) {
			return money.Amount{}, false
		}
		out = t.Tasa
	}
	return out, out.Known()
}

// share is base × rate ÷ parts, a power of ten.
func share(base, rate money.Amount, parts int64) (money.Amount, bool) {
	product, err := base.Mul(rate)
	if err != nil || !product.Known() {
		return money.Amount{}, false
	}
	part, err := product.Mul(money.FromMicros(1_000_000 / parts))
	return part, err == nil && part.Known()
}

// below reports an amount that is less than a base asks for.
func (g *gate) below(code string, amount, least money.Amount) bool {
	d, err := least.Sub(amount)
	return err == nil && d.Cmp(g.tolerance(code, least, 1)) > 0
}

func (g *gate) igi(q *pedimento.Partida) {
	for _, clave := range []string{"IGI", "IGE"} {
		rate, ok := rateOf(q.Tasas, clave, porcentual)
		got := sumOf(q.Contribuciones, only(clave))
		if !ok || !got.Known() {
			continue
		}
		want, ok := share(q.ValorAduana, rate, 100)
		if !ok {
			continue
		}
		quoted := q.ValorAduana.Written() + " × " + rate.Written() + " %"
		switch {
		case g.below("print_igi", got, want):
			g.r.differ("print_igi", fmt.Sprintf("partida %d: el %s es menor que valor aduana por tasa", q.Secuencia, clave),
				fmt.Sprintf("partida %d: the %s is less than customs value times rate", q.Secuencia, clave), got, quoted, q.At)
		case g.below("print_igi_mayor", want, got):
			g.r.differ("print_igi_mayor", fmt.Sprintf("partida %d: el %s es mayor que valor aduana por tasa, como ocurre con la actualización de un cambio de régimen", q.Secuencia, clave),
				fmt.Sprintf("partida %d: the %s is more than customs value times rate, as the update of a change of regime makes it", q.Secuencia, clave), got, quoted, q.At)
		}
	}
}

// iva: its base is the customs value with every other contribution (LIVA 27).
func (g *gate) iva(q *pedimento.Partida) {
	rate, ok := rateOf(q.Tasas, "IVA", porcentual)
	got := sumOf(q.Contribuciones, only("IVA"))
	if !ok || !got.Known() {
		return
	}
	base := q.ValorAduana
	if rest := sumOf(q.Contribuciones, func(s string) bool { return s != "IVA" }); rest.Known() {
		var err error
		if base, err = base.Add(rest); err != nil {
			return
		}
	}
	if want, ok := share(base, rate, 100); ok && g.below("print_iva", got, want) {
		g.r.differ("print_iva", fmt.Sprintf("partida %d: el IVA es menor que su tasa por valor aduana y contribuciones", q.Secuencia),
			fmt.Sprintf("partida %d: IVA is less than its rate times customs value and contributions", q.Secuencia), got, base.String()+" × "+rate.Written()+" %", q.At)
	}
}

// levelRates compares the rates at pedimento level with the cuadro.
func (g *gate) levelRates() {
	p := g.r.p
	level := func(clave string) money.Amount { return sumOf(p.Liquidacion, only(clave)) }
	for _, x := range []struct {
		clave, kind, code string
		base              money.Amount
		parts             int64
	}{
		{"DTA", alMillar, "print_dta", p.ValorAduana, 1000},
		{"DTA", cuotaFija, "print_dta", money.Int(1), 1},
		{"PRV", especifica, "print_prv", money.Int(1), 1},
		{"IVA/PRV", porcentual, "print_iva_prv", level("PRV"), 100},
	} {
		rate, ok := rateOf(p.Tasas, x.clave, x.kind)
		got := level(x.clave)
		if !ok || !got.Known() || !x.base.Known() || x.kind == alMillar && p.Operacion != "IMP" {
			continue
		}
		want, ok := share(x.base, rate, x.parts)
		if !ok {
			continue
		}
		if g.below(x.code, got, want) || x.code == "print_iva_prv" && g.below(x.code, want, got) {
			g.r.differ(x.code, "cuadro de liquidación, "+x.clave+": el importe no va con su tasa", "cuadro de liquidación, "+x.clave+": the amount does not go with its rate", got, rate.Written(), document.Place{})
		}
	}
}
