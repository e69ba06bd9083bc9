package prints

import (
	"fmt"
	"math/big"
)

// rates: no contribution of an import is below its rate times its base, and the
// IVA of the prevalidation is its rate times the prevalidation.
func (c *controls) rates() {
	for i := range count(c.v, "partidas") {
		value, ok := c.at(fmt.Sprintf("partidas.%d.valor_aduana", i))
		if c.v["operacion"] != "IMP" || !ok {
			continue
		}
		list := fmt.Sprintf("partidas.%d.", i)
		if got, rate, ok := c.levied(list+"contribuciones", list+"tasas", "IGI", "1"); ok {
			c.atLeast("igi", got, new(big.Rat).Mul(value, rate))
		}
		if got, rate, ok := c.levied(list+"contribuciones", list+"tasas", "IVA", "1"); ok {
			base := new(big.Rat).Set(value)
			for k := range count(c.v, list+"contribuciones") {
				if p := fmt.Sprintf("%scontribuciones.%d.", list, k); c.v[p+"clave"] != "IVA" {
					v, _ := c.at(p + "importe")
					base.Add(base, v)
				}
			}
			c.atLeast("iva", got, base.Mul(base, rate))
		}
	}
	prv, _, ok := c.levied("liquidacion", "tasas", "PRV", "2")
	if got, rate, ok2 := c.levied("liquidacion", "tasas", "IVA/PRV", "1"); ok && ok2 && far(got, hundredth(new(big.Rat).Mul(prv, rate)), "0", "1") {
		c.fail("iva_prv")
	}
}

func hundredth(a *big.Rat) *big.Rat { return new(big.Rat).Quo(a, big.NewRat(100, 1)) }

// atLeast fails when an amount is below a hundredth of what is asked, by more
// than a peso.
func (c *controls) atLeast(name string, got, hundredfold *big.Rat) {
	if new(big.Rat).Sub(hundredth(hundredfold), got).Cmp(big.NewRat(1, 1)) > 0 {
		c.fail(name)
	}
}

// levied is the sum of a contribution and its one rate of a kind; false
// without both, or when nothing is charged.
func (c *controls) levied(amounts, rates, clave, kind string) (sum, rate *big.Rat, ok bool) {
	sum = new(big.Rat)
	for k := range count(c.v, amounts) {
		if p := fmt.Sprintf("%s.%d.", amounts, k); c.v[p+"clave"] == clave {
			v, known := c.at(p + "importe")
			if !known {
				return nil, nil, false
			}
			sum.Add(sum, v)
		}
	}
	for k := range count(c.v, rates) {
		p := fmt.Sprintf("%s.%d.", rates, k)
		if c.v[p+"clave"] != clave {
			continue
		}
		v, known := c.at(p + "tasa")
		if !known || c.v[p+"tipo"] != kind || rate != nil {
			return nil, nil, false
		}
		rate = v
	}
	return sum, rate, rate != nil && sum.Sign() != 0
}
