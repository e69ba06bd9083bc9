package bomcompany

import (
	"math/big"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// Roles of what a product takes with it.
const (
	rolSalida      = "salida"
	rolIncorporado = "incorporado"
	rolMerma       = "merma"
	rolDesperdicio = "desperdicio"
	rolActa        = "acta"
	rolFaltante    = "faltante"
	rolHallado     = "hallado"
	rolConteo      = "conteo"
)

// roleOrder is the order of the roles within a partida.
func roleOrder(rol string) int {
	return slices.Index([]string{rolSalida, rolIncorporado, rolMerma, rolDesperdicio, rolActa, rolFaltante, rolHallado, rolConteo}, rol)
}

// explode adds what qty of a product takes, through all levels. Every part of
// what is consumed is net, merma or desperdicio: consumed = net ÷ (1 − both);
// what is lost of a component that is made here is lost in all that it is made
// of.
func (g *goods) explode(list version, on document.Date, qty *big.Rat, lost string, add func(parte, rol string, q *big.Rat)) bool {
	for i, c := range list.rows {
		if c.familia != "" && slices.ContainsFunc(list.rows[:i], func(o component) bool { return o.familia == c.familia }) {
			continue
		}
		for _, x := range c.consumed(qty, lost) {
			if !g.down(c.parte, on, x, add) {
				return false
			}
		}
	}
	return true
}

// down adds a part, or what it is made of.
func (g *goods) down(parte string, on document.Date, x fate, add func(parte, rol string, q *big.Rat)) bool {
	if g.part(parte).tipo != producto {
		add(parte, x.rol, x.q)
		return true
	}
	below := g.inForce(parte, on)
	if len(below) != 1 {
		return false
	}
	if x.rol == rolIncorporado {
		x.rol = ""
	}
	return g.explode(below[0], on, x.q, x.rol, add)
}

// fate is a quantity by role.
type fate struct {
	rol string
	q   *big.Rat
}

// consumed is what a quantity of product takes of a component, by role; net
// is in the role lost when the product itself is.
func (c *component) consumed(qty *big.Rat, lost string) []fate {
	net := new(big.Rat).Mul(qty, decimal(c.cantidad))
	net.Mul(net, inUnit(c.unidad))
	kept := c.kept()
	return c.fates(net.Quo(net, kept), lost)
}

// kept is the share of what is consumed that ends up in the product.
func (c *component) kept() *big.Rat {
	k := new(big.Rat).Sub(big.NewRat(1, 1), percent(c.merma))
	return k.Sub(k, percent(c.desperdicio))
}

// fates divides what is consumed of a component.
func (c *component) fates(whole *big.Rat, lost string) []fate {
	m, d := percent(c.merma), percent(c.desperdicio)
	if lost == "" {
		lost = rolIncorporado
	}
	all := []fate{{lost, new(big.Rat).Mul(whole, c.kept())}, {rolMerma, m.Mul(m, whole)}, {rolDesperdicio, d.Mul(d, whole)}}
	return slices.DeleteFunc(all, func(x fate) bool { return x.q.Sign() == 0 })
}

func percent(s string) *big.Rat {
	if s == "" {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(decimal(strings.TrimSuffix(s, "%")), big.NewRat(100, 1))
}

// inUnit is what one unit of a row is in the unit of its part.
func inUnit(row string) *big.Rat {
	switch row {
	case gramo:
		return big.NewRat(1, 1000)
	case millar:
		return big.NewRat(1000, 1)
	default:
		return big.NewRat(1, 1)
	}
}
