package ledger

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// Evaluate runs PEPS over all movements of one material and gives its book.
// The movements may come in any order.
func Evaluate(rfc string, m Material, movements []Movements, policy Policy, catalogVersion document.Hash) *Book {
	b := &Book{
		RFC: rfc, ID: m.ID(rfc), Material: m, Engine: Engine, Policy: policy, Catalog: string(catalogVersion),
		Lots: []Lot{}, Exits: []Exit{}, Descargos: []Descargo{}, Held: []Held{}, Shortages: []Shortage{}, Saldos: []Saldo{},
	}
	for i := range movements {
		b.Lots = append(b.Lots, movements[i].Lots...)
		b.Exits = append(b.Exits, movements[i].Exits...)
	}
	slices.SortFunc(b.Lots, lotOrder)
	slices.SortFunc(b.Exits, exitOrder)
	in := b.input(policy)
	var out match.Output
	match.Run(in, &out)
	b.read(in, &out, policy)
	b.explain(in, &out)
	return b
}

// lotOrder is PEPS: available_from, pedimento, partida.
func lotOrder(a, b Lot) int {
	return cmp.Or(cmp.Compare(a.AvailableFrom, b.AvailableFrom), cmp.Compare(a.Pedimento, b.Pedimento),
		cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID))
}

// exitOrder is moved_at, pedimento, partida, line; what an exit names comes
// before the rest of its own pedimento.
func exitOrder(a, b Exit) int {
	return cmp.Or(cmp.Compare(a.MovedAt, b.MovedAt), cmp.Compare(a.Pedimento, b.Pedimento),
		boolCompare(a.Named == "", b.Named == ""), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID))
}

// input packs the book for the matcher.
func (b *Book) input(policy Policy) match.Input {
	in := match.Input{Lots: make([]match.Lot, len(b.Lots)), Exits: make([]match.Exit, len(b.Exits))}
	bySuffix := map[string][]int32{}
	for i := range b.Lots {
		l := &b.Lots[i]
		in.Lots[i] = match.Lot{Qty: l.Cantidad, Available: l.AvailableFrom, Due: l.Due, NamedOnly: l.NamedOnly}
		for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
			if s := Suffix(n); !slices.Contains(bySuffix[s], int32(i)) {
				bySuffix[s] = append(bySuffix[s], int32(i))
			}
		}
	}
	for e := range b.Exits {
		x := &b.Exits[e]
		from := int32(len(in.Names)) //nolint:gosec // names of one material
		if x.Named != "" {
			for _, lot := range bySuffix[Suffix(x.Named)] {
				if b.Lots[lot].named(x.Named) {
					in.Names = append(in.Names, match.Name{Lot: lot, Qty: x.Cantidad, More: len(in.Names) > int(from)})
				}
			}
		}
		in.Exits[e] = match.Exit{
			Qty: x.Cantidad, Moved: x.MovedAt, NamedFrom: from, NamedTo: int32(len(in.Names)), //nolint:gosec // same
			TakesExpired: x.Regularises, NamedOnly: x.Named != "",
			Hold: !x.SameState && policy.SinBOM != SinBOMDirecto,
		}
	}
	return in
}

// named reports whether a record 512 that says number means this lot: by any
// number of its chain, whose year the record only computes.
func (l *Lot) named(number string) bool {
	return samePedimento(l.Pedimento, number) || slices.ContainsFunc(l.Numeros, func(n string) bool { return samePedimento(n, number) })
}

// read turns takes into descargos, held quantities and saldos.
func (b *Book) read(in match.Input, out *match.Output, policy Policy) {
	held := make([]quantity.Micros, len(b.Lots))
	for _, t := range out.Takes {
		x, l := &b.Exits[t.Exit], &b.Lots[t.Lot]
		if t.Basis == match.Held {
			held[t.Lot] += t.Qty
			b.Held = append(b.Held, Held{x.ID, l.ID, t.Qty, x.MovedAt})
			continue
		}
		d := Descargo{Exit: x.ID, Lot: l.ID, Cantidad: t.Qty, MovedAt: x.MovedAt, Status: Proved, Basis: "peps"}
		if t.Basis == match.Named {
			d.Basis = "named"
		} else if !x.SameState && policy.SinBOM == SinBOMDirecto {
			d.Status = Assumed
		}
		b.Descargos = append(b.Descargos, d)
	}
	for i := range b.Lots {
		b.Saldos = append(b.Saldos, Saldo{b.Lots[i].ID, out.Left[i], held[i]})
	}
	for e, short := range out.Short {
		if short == 0 {
			continue
		}
		x := &b.Exits[e]
		s := Shortage{Exit: x.ID, Cantidad: short, MovedAt: x.MovedAt, Cause: CauseOverDischarge, Named: x.Named}
		if in.Exits[e].Hold {
			s.Cause = CauseNoBOM
		}
		b.Shortages = append(b.Shortages, s)
	}
}

// explain ranks the cause of each shortage from what this material knows.
func (b *Book) explain(in match.Input, out *match.Output) {
	if len(b.Shortages) == 0 {
		return
	}
	exits := make(map[string]int, len(b.Exits))
	for e := range b.Exits {
		exits[b.Exits[e].ID] = e
	}
	takers := map[int32][]string{}
	for _, t := range out.Takes {
		if t.Basis != match.Held {
			takers[t.Lot] = append(takers[t.Lot], b.Exits[t.Exit].ID)
		}
	}
	for i := range b.Shortages {
		s := &b.Shortages[i]
		if s.Cause == CauseNoBOM {
			continue
		}
		b.cause(s, in, in.Exits[exits[s.Exit]], takers)
	}
}

// cause: a named lot that is absent, not yet there, or taken (and by whom);
// else no lot at all in this material, lots only later, or too much taken.
func (b *Book) cause(s *Shortage, in match.Input, x match.Exit, takers map[int32][]string) {
	names := in.Names[x.NamedFrom:x.NamedTo]
	switch {
	case s.Named != "" && len(names) == 0:
		s.Cause = CauseBeforeWindow
	case s.Named != "":
		for _, n := range names {
			if in.Lots[n.Lot].Available > x.Moved {
				s.Cause = CauseLateImport
			}
			s.TakenBy = append(s.TakenBy, takers[n.Lot]...)
		}
		slices.Sort(s.TakenBy)
		s.TakenBy = slices.Compact(s.TakenBy)
		s.TakenBy = slices.DeleteFunc(s.TakenBy, func(id string) bool { return id == s.Exit })
	case len(b.Lots) == 0:
		s.Cause = CauseBeforeWindow
	case b.Lots[len(b.Lots)-1].AvailableFrom > x.Moved:
		s.Cause = CauseLateImport
	}
}
