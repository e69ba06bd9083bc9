package ledger

import (
	"slices"

	"example.com/immex/shared/match"
)

// explain says of what was held who took it, and ranks the cause of each
// shortage, from what this material knows.
func (b *Book) explain(in match.Input, out *match.Output) {
	b.taken(out)
	if len(b.Shortages) == 0 {
		return
	}
	exits := make(map[string]int, len(b.Exits))
	for e := range b.Exits {
		exits[b.Exits[e].ID] = e
	}
	takers := map[int32][]string{}
	for _, t := range out.Takes {
		if t.Basis == match.Named || t.Basis == match.PEPS {
			takers[t.Lot] = append(takers[t.Lot], b.Exits[t.Exit].ID)
		}
	}
	for i := range b.Shortages {
		s := &b.Shortages[i]
		e := exits[s.Exit]
		if x := &b.Exits[e]; !in.Exits[e].Hold && (x.Serie != "" || !x.unexplained(b.Policy)) {
			b.cause(s, in, e, takers)
		}
	}
}

// taken gives what exits took that was held for earlier ones to whom it was
// held for, the earliest first.
func (b *Book) taken(out *match.Output) {
	var open map[string][]int // holds by lot
	for _, t := range out.Takes {
		if t.Basis != match.Freed {
			continue
		}
		if open == nil {
			open = make(map[string][]int, len(b.Held))
			for i := range b.Held {
				open[b.Held[i].Lot] = append(open[b.Held[i].Lot], i)
			}
		}
		x, lot, rest := &b.Exits[t.Exit], b.Lots[t.Lot].ID, t.Qty
		for rest > 0 && len(open[lot]) > 0 {
			h := &b.Held[open[lot][0]]
			q := min(rest, h.Pendiente())
			if n := len(h.Tomado); n > 0 && h.Tomado[n-1].Exit == x.ID {
				h.Tomado[n-1].Cantidad += q
			} else {
				h.Tomado = append(h.Tomado, TakenHeld{x.ID, q, x.MovedAt})
			}
			if rest -= q; h.Pendiente() == 0 {
				open[lot] = open[lot][1:]
			}
		}
	}
}

// cause: a named lot that is absent, not yet there, or taken (and by whom);
// else no lot at all in this material (or in this unit), lots only later, one that a person
// blocked, or too much taken.
func (b *Book) cause(s *Shortage, in match.Input, e int, takers map[int32][]string) {
	x := in.Exits[e]
	names := in.Names[x.NamedFrom:x.NamedTo]
	switch {
	case x.Role == match.Act:
		s.Cause = CauseNoWaste
	case x.Role == match.Found:
		s.Cause = CauseNotMissing
	case (s.Named != "" || b.Exits[e].ofLot()) && len(names) == 0:
		s.Cause = CauseBeforeWindow
	case s.Named != "" || b.Exits[e].ofLot() || b.Exits[e].Serie != "" && x.NamedOnly && len(names) > 0:
		for _, n := range names {
			if in.Lots[n.Lot].Available > x.Moved {
				s.Cause = CauseLateImport
			}
			if match.Blocked(in.Lots[n.Lot:n.Lot+1], x.Moved) {
				s.Cause = CauseBlocked
			}
			s.TakenBy = append(s.TakenBy, takers[n.Lot]...)
		}
		slices.Sort(s.TakenBy)
		s.TakenBy = slices.Compact(s.TakenBy)
		s.TakenBy = slices.DeleteFunc(s.TakenBy, func(id string) bool { return id == s.Exit })
	case len(b.Lots) == 0 && b.Exits[e].OtraUnidad:
		s.Cause = CauseUnit
	case len(b.Lots) == 0 && b.Material.Kind == KindPart && b.Exits[e].Rol == RoleSalida:
		s.Cause = CauseNoBOM // no part that ever came in: a product, most likely
	case len(b.Lots) == 0:
		s.Cause = CauseBeforeWindow
	case b.Lots[len(b.Lots)-1].AvailableFrom > x.Moved:
		s.Cause = CauseLateImport
	case match.Blocked(in.Lots, x.Moved):
		s.Cause = CauseBlocked
	}
}
