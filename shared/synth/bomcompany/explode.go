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
)

// roleOrder is the order of the roles within a partida.
func roleOrder(rol string) int {
	return slices.Index([]string{rolSalida, rolIncorporado, rolMerma, rolDesperdicio, rolActa, rolFaltante}, rol)
}

// need is how much of a part a quantity of product takes in one role.
type need struct {
	parte, rol string
	exact      *big.Rat
}

// explode adds what qty of a product takes, through all levels. Every part of
// what is consumed is net, merma or desperdicio: consumed = net ÷ (1 − both);
// what is lost of a component that is made here is lost in all that it is made
// of.
func (g *goods) explode(list version, on document.Date, qty *big.Rat, lost string, add func(parte, rol string, q *big.Rat)) bool {
	for _, c := range list.rows {
		for _, x := range c.consumed(qty, lost) {
			if p := g.part(c.parte); p.tipo != producto {
				add(c.parte, x.rol, x.q)
				continue
			}
			below := g.inForce(c.parte, on)
			if len(below) != 1 {
				return false
			}
			if x.rol == rolIncorporado {
				x.rol = ""
			}
			if !g.explode(below[0], on, x.q, x.rol, add) {
				return false
			}
		}
	}
	return true
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
	m, d := percent(c.merma), percent(c.desperdicio)
	kept := new(big.Rat).Sub(new(big.Rat).Sub(big.NewRat(1, 1), m), d)
	whole := new(big.Rat).Quo(net, kept)
	if lost == "" {
		lost = rolIncorporado
	}
	all := []fate{{lost, net}, {rolMerma, m.Mul(m, whole)}, {rolDesperdicio, d.Mul(d, whole)}}
	return slices.DeleteFunc(all, func(x fate) bool { return x.q.Sign() == 0 })
}

func percent(s string) *big.Rat {
	if s == "" {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(decimal(strings.TrimSuffix(s, "%")), big.NewRat(100, 1))
}

// needs gathers an explosion by part and role, in order of part and role.
func (g *goods) needs(list version, on document.Date, qty micros) ([]need, bool) {
	var out []need
	ok := g.explode(list, on, qty.rat(), "", func(parte, rol string, q *big.Rat) {
		for i := range out {
			if out[i].parte == parte && out[i].rol == rol {
				out[i].exact.Add(out[i].exact, q)
				return
			}
		}
		out = append(out, need{parte, rol, new(big.Rat).Set(q)})
	})
	slices.SortFunc(out, func(a, b need) int {
		if a.parte != b.parte {
			return strings.Compare(a.parte, b.parte)
		}
		return roleOrder(a.rol) - roleOrder(b.rol)
	})
	return out, ok
}
