package pedimento

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// percent is the kind of rate that is a share of a value (Apéndice 18).
const percent = "1"

// checkLeast holds IGI and IVA of a partida to rate × base from below: updates,
// minimum fees and the fees in the base of IVA only add. A rectification gives
// what changes, and an exemption leaves its rate as it is.
func checkLeast(p *Pedimento) {
	if p.Operacion != "IMP" || p.Rectifica != nil || p.Tipo == "2" {
		return
	}
	for i := range p.Partidas {
		q := &p.Partidas[i]
		igi, _ := Charged(q.Contribuciones, "IGI")
		p.least(q, "IGI", igi, q.ValorAduana)
		base := q.ValorAduana
		if igi.Known() {
			base = added(base, igi)
		}
		iva, _ := Charged(q.Contribuciones, "IVA")
		p.least(q, "IVA", iva, base)
	}
}

// least compares a contribution with its rate × base.
func (p *Pedimento) least(q *Partida, clave string, got, base money.Amount) {
	var rate money.Amount
	for _, t := range q.Tasas {
		if t.Clave != clave || !t.Tasa.Known() {
			continue
		}
		if t.Tipo != percent || rate.Known() && !rate.Equal(t.Tasa) {
			return
		}
		rate = t.Tasa
	}
	product, err := base.Mul(rate)
	if err != nil || !got.Known() || got.Sign() == 0 || !product.Known() {
		return
	}
	const hundredth = 10_000 // millionths
	want, err := product.Mul(money.FromMicros(hundredth))
	if err != nil {
		return
	}
	tolerance := catalog.Default().Cotejo("contribucion_menor", string(p.Source), p.FechaPago)
	if less, err := want.Sub(got); err != nil || less.Cmp(tolerance.Tolerance(want, 1)) <= 0 {
		return
	}
	p.Raise("contribucion_menor", partidaName(q), document.Textf(
		"El %s de la partida es %s y su tasa de %s %% sobre %s da %s; no puede ser menor.",
		"The %s of the partida is %s and its rate of %s %% of %s gives %s; it cannot be less.", clave, got, rate, base, want))
}

// Charged adds what a list charges of a contribution in all forms of payment;
// found is false when it has none. An amount that is not known makes the sum
// unknown.
func Charged(list []Contribucion, clave string) (total money.Amount, found bool) {
	var s money.Sum
	for i := range list {
		if list[i].Clave == clave {
			s.Add(list[i].Importe)
			found = true
		}
	}
	total, _ = s.Total()
	return total, found
}

func added(a, b money.Amount) money.Amount {
	s, err := a.Add(b)
	if err != nil {
		return money.Amount{}
	}
	return s
}
