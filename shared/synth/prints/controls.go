package prints

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
)

// controls evaluates what a pedimento promises about itself, on what its pages
// say: the names of the promises that are broken. It is the arithmetic of
// customs, written apart from any reader.
type controls struct {
	v      map[string]string
	broken []string
}

func (s said) broken(rectifies bool) []string {
	c := &controls{v: s.values}
	for _, p := range s.conflicts {
		c.fail("twice:" + p)
	}
	for _, p := range s.malformed {
		c.fail("malformed:" + p)
	}
	c.number()
	c.count()
	c.sums()
	c.lines()
	if !rectifies { // its cuadro may print differences only
		c.cuadro()
	}
	c.totals()
	c.payment()
	c.dollars()
	c.invoices()
	c.avisoSums()
	if !rectifies {
		c.rates()
	}
	slices.Sort(c.broken)
	return slices.Compact(c.broken)
}

func (c *controls) fail(name string) { c.broken = append(c.broken, name) }

// at is the figure of a path; zero and false when the page does not say it.
func (c *controls) at(path string) (*big.Rat, bool) {
	r, ok := new(big.Rat).SetString(c.v[path])
	if !ok || c.v[path] == "" {
		return new(big.Rat), false
	}
	return r, true
}

// far says that a and b differ by more than share of b and more than least.
func far(a, b *big.Rat, share, least string) bool {
	s, _ := new(big.Rat).SetString(share)
	l, _ := new(big.Rat).SetString(least)
	d := new(big.Rat).Sub(a, b)
	d.Abs(d)
	tol := new(big.Rat).Mul(s, new(big.Rat).Abs(b))
	if tol.Cmp(l) < 0 {
		tol = l
	}
	return d.Cmp(tol) > 0
}

// number: AA DD PPPP NNNNNNN, whose eighth-last digit repeats the year and
// whose DD begins the aduana of dispatch.
func (c *controls) number() {
	n, ok := c.v["number"]
	if !ok || n == "" {
		return
	}
	if len(n) != 15 || n[8] != n[1] {
		c.fail("number")
		return
	}
	if a := c.v["aduana"]; len(a) == 3 && a[:2] != n[2:4] {
		c.fail("number_aduana")
	}
}

func (c *controls) count() {
	n := count(c.v, "partidas")
	if t, ok := c.v["total_partidas"]; ok && t != "" && n > 0 && t != strconv.Itoa(n) {
		c.fail("count")
	}
	for i := range n {
		if s := c.v[fmt.Sprintf("partidas.%d.secuencia", i)]; s != "" && s != strconv.Itoa(i+1) {
			c.fail("sequence")
		}
	}
}

func (c *controls) sums() {
	n := count(c.v, "partidas")
	if n == 0 {
		return
	}
	exp := c.v["operacion"] == "EXP"
	cents := big.NewRat(int64(n), 100).FloatString(2)
	for _, f := range []struct{ field, tolerance string }{{"valor_comercial", "0"}, {"valor_aduana", "0"}, {"valor_dolares", cents}} {
		if exp && f.field == "valor_aduana" || !exp && f.field == "valor_dolares" {
			continue
		}
		total, ok := c.at(f.field)
		if !ok {
			continue
		}
		sum := new(big.Rat)
		for i := range n {
			v, _ := c.at(fmt.Sprintf("partidas.%d.%s", i, f.field))
			sum.Add(sum, v)
		}
		if far(sum, total, "0", f.tolerance) {
			c.fail("sum_" + f.field)
		}
	}
}

// lines: unit price × quantity gives the price paid; one unit, one quantity.
func (c *controls) lines() {
	for i := range count(c.v, "partidas") {
		p := fmt.Sprintf("partidas.%d.", i)
		price, ok1 := c.at(p + "precio_unitario")
		quantity, ok2 := c.at(p + "cantidad_umc")
		paid, ok3 := c.at(p + "valor_comercial")
		if ok1 && ok2 && ok3 && far(new(big.Rat).Mul(price, quantity), paid, "0.005", "1") {
			c.fail("unit_price")
		}
		tariff, ok := c.at(p + "cantidad_umt")
		if ok && ok2 && c.v[p+"umc"] != "" && c.v[p+"umc"] == c.v[p+"umt"] && far(quantity, tariff, "0.005", "0") {
			c.fail("units")
		}
	}
}

type taxName struct{ clave, fp string }

// charged sums the contributions of the partidas.
func (c *controls) charged() map[taxName]*big.Rat {
	out := map[taxName]*big.Rat{}
	for i := range count(c.v, "partidas") {
		list := fmt.Sprintf("partidas.%d.contribuciones", i)
		for k := range count(c.v, list) {
			p := fmt.Sprintf("%s.%d.", list, k)
			n := taxName{c.v[p+"clave"], c.v[p+"forma_pago"]}
			if out[n] == nil {
				out[n] = new(big.Rat)
			}
			v, _ := c.at(p + "importe")
			out[n].Add(out[n], v)
		}
	}
	return out
}

// cuadro: what the partidas charge is in it, to the peso, and nothing else but
// contributions of the pedimento as a whole.
func (c *controls) cuadro() {
	sums := c.charged()
	if count(c.v, "partidas") == 0 {
		return
	}
	level := map[string]bool{"DTA": true, "PRV": true, "IVA/PRV": true}
	seen := map[taxName]bool{}
	for k := range count(c.v, "liquidacion") {
		p := fmt.Sprintf("liquidacion.%d.", k)
		n := taxName{c.v[p+"clave"], c.v[p+"forma_pago"]}
		seen[n] = true
		v, _ := c.at(p + "importe")
		switch sum := sums[n]; {
		case sum != nil && sum.Cmp(v) != 0:
			c.fail("cuadro")
		case sum == nil && !level[n.clave] && v.Sign() != 0:
			c.fail("cuadro")
		}
	}
	for n, sum := range sums {
		if sum.Sign() != 0 && !seen[n] {
			c.fail("cuadro")
		}
	}
}

func (c *controls) totals() {
	n := count(c.v, "liquidacion")
	cash, other := new(big.Rat), new(big.Rat)
	for k := range n {
		p := fmt.Sprintf("liquidacion.%d.", k)
		v, _ := c.at(p + "importe")
		if c.v[p+"forma_pago"] == "0" {
			cash.Add(cash, v)
		} else {
			other.Add(other, v)
		}
	}
	e, ok1 := c.at("efectivo")
	o, ok2 := c.at("otros")
	t, ok3 := c.at("total")
	if ok1 && e.Cmp(cash) != 0 {
		c.fail("efectivo")
	}
	if ok2 && o.Cmp(other) != 0 {
		c.fail("otros")
	}
	if ok1 && ok2 && ok3 && t.Cmp(new(big.Rat).Add(e, o)) != 0 {
		c.fail("total")
	}
}

func (c *controls) payment() {
	paid, ok1 := c.at("pago.importe")
	cash, ok2 := c.at("efectivo")
	if ok1 && ok2 && paid.Cmp(cash) != 0 {
		c.fail("paid")
	}
	if a, b := c.v["pago.fecha"], c.v["fecha_pago"]; a != "" && b != "" && a != b {
		c.fail("paid_date")
	}
}

// dollars: VALOR DOLARES × TIPO CAMBIO is the customs value or the price paid.
func (c *controls) dollars() {
	usd, ok1 := c.at("valor_dolares")
	rate, ok2 := c.at("tipo_cambio")
	customs, ok3 := c.at("valor_aduana")
	paid, ok4 := c.at("valor_comercial")
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return
	}
	mxn := new(big.Rat).Mul(usd, rate)
	if far(mxn, customs, "0.005", "5") && far(mxn, paid, "0.005", "5") {
		c.fail("dollars")
	}
}

func (c *controls) invoices() {
	for k := range count(c.v, "facturas") {
		p := fmt.Sprintf("facturas.%d.", k)
		value, ok1 := c.at(p + "valor_moneda")
		factor, ok2 := c.at(p + "factor_moneda")
		usd, ok3 := c.at(p + "valor_dolares")
		if ok1 && ok2 && ok3 && far(new(big.Rat).Mul(value, factor), usd, "0.01", "0.05") {
			c.fail("invoice")
		}
	}
}
