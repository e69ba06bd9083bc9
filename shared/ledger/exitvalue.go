package ledger

import (
	"strings"

	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Bears reports an exit that may stand for the value of its piece: of a product,
// what was built into it. All of those leave on one day; its merma and desperdicio
// may have arisen on another.
func (x *Exit) Bears() bool { return x.Rol == RoleSalida || x.Rol == RoleIncorporado }

// EffectOf is what an exit is in law: the effect of its pedimento or act where goods
// leave by it, as they stand, inside a product or as desperdicio; else its role, since
// merma and what became desperdicio carry the pedimento of a product that they did not
// leave with (LA 109: merma is not taken for imported for good), and so for what is lost or counted.
func EffectOf(rol Role, tipo string) string {
	switch rol {
	case RoleMerma, RoleDesperdicio, RoleFaltante, RoleHallado, RoleConteo:
	case RoleSalida, RoleIncorporado, RoleActa:
		if tipo != "" {
			return tipo
		}
	}
	return string(rol)
}

// Effect is EffectOf of an exit.
func (x *Exit) Effect() string { return EffectOf(x.Rol, x.Tipo) }

// Piece is the id of the partida, or the share of a part in it, that an exit
// belongs to: the needs of a product leave together as one piece, and each of
// them states the value of the whole piece.
func (x *Exit) Piece() string {
	switch x.Rol {
	case RoleIncorporado, RoleMerma, RoleDesperdicio:
		id := x.ID
		if x.Orden != "" {
			id = strings.TrimSuffix(id, ":"+x.Orden)
		}
		return strings.TrimSuffix(id, ":"+string(x.Rol)+":"+x.Parte)
	case RoleSalida, RoleActa, RoleFaltante, RoleHallado, RoleConteo:
	}
	return x.ID
}

// pool is the value of the partidas of one fracción and unit, given out in
// their order to the records 512 that name it: each peso once.
type pool struct {
	pieces []*piece
	used   quantity.Micros // of the first piece
}

// take is the value of the next q of the pool; what goes beyond it has none.
func (p *pool) take(q quantity.Micros) (comercial, dolares money.Amount) {
	var c, d money.Sum
	for q > 0 && len(p.pieces) > 0 {
		first := p.pieces[0]
		n := min(q, first.CantidadUMT-p.used)
		s := share{of: first.CantidadUMT, done: p.used}
		c.Add(s.amount(first.Comercial, n, pesos))
		d.Add(s.amount(first.Dolares, n, cents))
		q, p.used = q-n, p.used+n
		if p.used == first.CantidadUMT {
			p.pieces, p.used = p.pieces[1:], 0
		}
	}
	comercial, okC := c.Total()
	dolares, okD := d.Total()
	if !okC {
		comercial = money.Amount{}
	}
	if !okD {
		dolares = money.Amount{}
	}
	return comercial, dolares
}

// pools are the values records 512 take from, by fracción and unit.
func (r *resolver) pools(pieces []piece) map[Material]*pool {
	out := map[Material]*pool{}
	for i := range pieces {
		p := &pieces[i]
		if r.suspended(p.Sec) || p.CantidadUMT == 0 {
			continue
		}
		goods := Fraccion(p.Fraccion, p.UMT)
		if out[goods] == nil {
			out[goods] = &pool{}
		}
		out[goods].pieces = append(out[goods].pieces, p)
	}
	return out
}
