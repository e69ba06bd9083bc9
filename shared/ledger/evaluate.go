package ledger

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// Evaluate runs PEPS over all movements of one material and gives its book.
// The movements may come in any order.
func Evaluate(rfc string, m Material, movements []Movements, policy Policy, catalogVersion document.Hash) *Book {
	return assemble(rfc, m, movements, policy, catalogVersion).evaluate(policy)
}

func (b *Book) evaluate(policy Policy) *Book {
	var in match.Input
	b.input(&in, policy)
	var out match.Output
	b.run(&in, &out)
	b.read(in, &out, policy)
	b.explain(in, &out)
	return b
}

// assemble puts the lots and exits of a material in their order, with what
// opening balances make of them.
func assemble(rfc string, m Material, movements []Movements, policy Policy, catalogVersion document.Hash) *Book {
	var all Movements
	lots, exits := 0, 0
	for i := range movements {
		lots, exits = lots+len(movements[i].Lots), exits+len(movements[i].Exits)
	}
	all.Lots, all.Exits = make([]Lot, 0, lots), make([]Exit, 0, exits)
	for i := range movements {
		all.Lots = append(all.Lots, movements[i].Lots...)
		all.Exits = append(all.Exits, movements[i].Exits...)
		all.Openings = append(all.Openings, movements[i].Openings...)
	}
	return all.assemble(rfc, m, policy, catalogVersion)
}

// assemble is assemble of what one list holds, which becomes the book's own.
func (m *Movements) assemble(rfc string, of Material, policy Policy, catalogVersion document.Hash) *Book {
	b := &Book{
		RFC: rfc, ID: of.ID(rfc), Material: of, Engine: Engine, Policy: policy, Catalog: string(catalogVersion),
		Lots: m.Lots, Exits: m.Exits, Descargos: []Descargo{}, Held: []Held{}, Shortages: []Shortage{}, Saldos: []Saldo{},
	}
	b.open(m.Openings, policy.KeyDate)
	arrange(b.Lots, lotOrder)
	arrange(b.Exits, exitOrder)
	slices.SortFunc(b.Avisos, findingOrder)
	return b
}

// arrange sorts large values: they are compared where they stand, and moved
// only when they are not in order already.
func arrange[T any](list []T, order func(a, b *T) int) {
	at := make([]int32, 0, len(list))
	sorted := true
	for i := range list {
		sorted = sorted && (i == 0 || order(&list[i-1], &list[i]) <= 0)
		at = append(at, int32(i))
	}
	if sorted {
		return
	}
	slices.SortStableFunc(at, func(i, j int32) int { return order(&list[i], &list[j]) })
	was := slices.Clone(list)
	for k, i := range at {
		list[k] = was[i]
	}
}

// lotOrder is PEPS: available_from, pedimento, partida.
func lotOrder(a, b *Lot) int {
	return cmp.Or(cmp.Compare(a.AvailableFrom, b.AvailableFrom), cmp.Compare(a.Pedimento, b.Pedimento),
		cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID))
}

// exitOrder is moved_at, then what counts a day at its close, pedimento,
// partida, role and line; what an exit names comes before the rest of its own
// pedimento.
func exitOrder(a, b *Exit) int {
	return cmp.Or(cmp.Compare(a.MovedAt, b.MovedAt), boolCompare(a.Rol == RoleConteo, b.Rol == RoleConteo),
		cmp.Compare(a.Pedimento, b.Pedimento), boolCompare(!a.identifies(), !b.identifies()),
		cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.Rol.rank(), b.Rol.rank()), cmp.Compare(a.ID, b.ID))
}

func findingOrder(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Where, b.Where), cmp.Compare(a.Message.ES, b.Message.ES))
}

// identifies reports whether an exit says itself which lots it takes.
func (x *Exit) identifies() bool {
	return x.Named != "" || x.Serie != "" || len(x.Dirigido)+len(x.Identifica) > 0
}

// only reports an exit that means the lots it names and no other: a record 512,
// and a row of the plant about a lot (loss, find, act), which says where the
// quantity is. What a person directs of a declared exit leaves the rest to PEPS.
func (x *Exit) only() bool {
	return x.Named != "" || len(x.Identifica) > 0 || x.ofLot()
}

// ofLot reports a loss, a find or an act whose row names its lot.
func (x *Exit) ofLot() bool {
	return len(x.Dirigido) > 0 && (x.Rol == RoleFaltante || x.Rol == RoleHallado || x.Rol == RoleActa)
}

func (r Role) rank() int { return slices.Index(Roles(), r) }

// kernel is the role as the matcher knows it.
func (x *Exit) kernel() match.Role {
	switch x.Rol {
	case RoleDesperdicio:
		return match.ToWaste
	case RoleActa, RoleSalida:
		if x.Desperdicio {
			return match.Act
		}
	case RoleFaltante:
		return match.ToMissing
	case RoleHallado:
		return match.Found
	case RoleConteo:
		return match.Count
	case RoleIncorporado, RoleMerma:
	}
	return match.Out
}

// EndsWaste reports an exit of desperdicio: an act on it, or its sale or
// donation.
func (x *Exit) EndsWaste() bool {
	return x.Desperdicio && (x.Rol == RoleActa || x.Rol == RoleSalida)
}

// holds reports an exit that looks at no lot at all, but for those it identifies.
func (x *Exit) holds(policy Policy) bool {
	return x.Causa != "" || x.unexplained(policy)
}

// reaches reports an exit of which only the whole book tells whether it takes
// the lots it names.
func (x *Exit) reaches() bool { return x.Causa == CauseNoPart && x.Named != "" }

// unexplained reports goods of which nobody tells the materials.
func (x *Exit) unexplained(policy Policy) bool {
	return x.Rol == RoleSalida && !x.SameState && policy.SinBOM != SinBOMDirecto
}

// input packs the book for the matcher, in the memory of the last one.
func (b *Book) input(in *match.Input, policy Policy) {
	classes := b.classes()
	bySuffix := b.inputLots(in, classes)
	in.Exits = slices.Grow(in.Exits[:0], len(b.Exits))[:len(b.Exits)]
	for e := range b.Exits {
		x := &b.Exits[e]
		in.Exits[e] = x.input(policy)
		in.Exits[e].Class = classes[x.Parte]
		b.inputNames(in, e, x, bySuffix)
	}
}

// inputLots packs the lots, and gives where those of a pedimento stand.
func (b *Book) inputLots(in *match.Input, classes map[string]int32) (bySuffix map[string][]int32) {
	in.Lots = slices.Grow(in.Lots[:0], len(b.Lots))[:len(b.Lots)]
	in.Names, in.Late = in.Names[:0], in.Late[:0]
	bySuffix = map[string][]int32{}
	for i := range b.Lots {
		l := &b.Lots[i]
		in.Lots[i] = match.Lot{
			Qty: l.Bueno(), Waste: l.Desperdicio, Available: l.AvailableFrom, Due: l.Due, NamedOnly: l.NamedOnly,
			Class: classes[l.Parte],
		}
		for _, b := range l.Bloqueos {
			in.Lots[i].Blocks = append(in.Lots[i].Blocks, match.Block{From: b.Desde, To: b.Hasta})
		}
		for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
			if s := Suffix(n); !slices.Contains(bySuffix[s], int32(i)) {
				bySuffix[s] = append(bySuffix[s], int32(i))
			}
		}
	}
	return bySuffix
}

// inputNames packs the lots that the e-th exit names, and those of which a
// person decided that it takes or leaves them expired.
func (b *Book) inputNames(in *match.Input, e int, x *Exit, bySuffix map[string][]int32) {
	from := len(in.Names)
	in.Names = b.names(in.Names, x, b.Exits[:min(e, len(b.Exits))], bySuffix)
	in.Exits[e].NamedFrom, in.Exits[e].NamedTo = int32(from), int32(len(in.Names)) //nolint:gosec // names of one material
	known := len(in.Late)
	in.Late = b.late(in.Late, int32(e), x, bySuffix) //nolint:gosec // exits of one material
	in.Exits[e].Decided = len(in.Late) > known
	b.identify(in, e, x, in.Names[from:])
}

// identify lets an exit take the lots it identifies, and no other, though nothing
// tells what its goods are made of, by their serial number or because a person
// directed it, or of which part they are: fixed assets have none.
func (b *Book) identify(in *match.Input, e int, x *Exit, names []match.Name) {
	k := &in.Exits[e]
	switch {
	case len(names) == 0 || len(x.Identifica) > 0:
	case x.Causa == "" && x.unexplained(b.Policy):
		k.Hold, k.NamedOnly = false, true
	case x.reaches() && !slices.ContainsFunc(names, func(n match.Name) bool { return !b.Lots[n.Lot].NamedOnly }):
		k.Hold = false // the exit stays as it was told: in the next generation the lots may be others
	}
}

// late appends what a person decided of single lots that an exit may find
// expired, in the order of the lots.
func (b *Book) late(all []match.Late, e int32, x *Exit, bySuffix map[string][]int32) []match.Late {
	from := len(all)
	for _, v := range x.Vencidos {
		for _, lot := range bySuffix[Suffix(pedimentoOf(v.Lot))] {
			if b.Lots[lot].isLine(v.Lot) {
				all = slices.DeleteFunc(all, func(l match.Late) bool { return l.Exit == e && l.Lot == lot })
				all = append(all, match.Late{Exit: e, Lot: lot, Takes: v.Toma})
			}
		}
	}
	slices.SortFunc(all[from:], func(x, y match.Late) int { return cmp.Compare(x.Lot, y.Lot) })
	return all
}

// input is an exit for the matcher, but for what only the book knows: the lots
// it names, and the number of its part.
func (x *Exit) input(policy Policy) match.Exit {
	lost := x.Rol == RoleFaltante
	return match.Exit{
		Qty: x.Cantidad, Moved: x.MovedAt, Role: x.kernel(),
		TakesExpired: x.TakesExpired || lost || x.Regularises && !x.LeaveExpired, LeavesExpired: x.LeaveExpired && !lost, NamedOnly: x.only(),
		Hold: x.holds(policy),
	}
}

// classes numbers the parts of a family; nil for every other material.
func (b *Book) classes() map[string]int32 {
	if b.Material.Kind != KindFamilia {
		return nil
	}
	var parts []string
	for i := range b.Lots {
		parts = append(parts, b.Lots[i].Parte)
	}
	for e := range b.Exits {
		parts = append(parts, b.Exits[e].Parte)
	}
	slices.Sort(parts)
	out := map[string]int32{}
	for i, p := range slices.Compact(parts) {
		out[p] = int32(i + 1)
	}
	return out
}

// names appends the lots an exit identifies: those a person directed, and
// those of the pedimento its record 512 says. Of an exit that does not say it
// identifies any it appends none.
func (b *Book) names(names []match.Name, x *Exit, earlier []Exit, bySuffix map[string][]int32) []match.Name {
	for _, d := range x.Dirigido {
		first := true
		for _, lot := range bySuffix[Suffix(pedimentoOf(d.Lot))] {
			if b.Lots[lot].meant(d.Lot) {
				names = append(names, match.Name{Lot: lot, Qty: d.Cantidad, More: !first})
				first = false
			}
		}
	}
	if x.Serie != "" {
		names = b.bySerial(names, x, earlier)
	}
	whole := func(number string, q quantity.Micros) {
		first := true
		for _, lot := range bySuffix[Suffix(number)] {
			if b.Lots[lot].named(number) {
				names = append(names, match.Name{Lot: lot, Qty: q, More: !first})
				first = false
			}
		}
	}
	if x.Named != "" {
		whole(x.Named, x.Cantidad)
	}
	for _, n := range x.Identifica {
		whole(n.Pedimento, n.Cantidad)
	}
	return names
}

// bySerial appends the lots whose serial numbers an exit declares: all of a lot
// that declares the same, then as many pieces of another as it shares
// numbers with the exit. A number that an earlier exit declared since the lot came is
// gone with that one.
func (b *Book) bySerial(names []match.Name, x *Exit, earlier []Exit) []match.Name {
	first := true
	for i := range b.Lots {
		l := &b.Lots[i]
		if l.Serie == x.Serie {
			names = append(names, match.Name{Lot: int32(i), Qty: x.Cantidad, More: !first})
			first = false
		}
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		theirs := slices.DeleteFunc(serials(x.Serie, x.Cantidad), func(s string) bool {
			return slices.ContainsFunc(earlier, func(before Exit) bool {
				return before.MovedAt >= l.AvailableFrom && slices.Contains(serials(before.Serie, before.Cantidad), s)
			})
		})
		if q := quantity.Micros(shared(serials(l.Serie, l.Cantidad), theirs)) * one; q > 0 && l.Serie != x.Serie {
			names = append(names, match.Name{Lot: int32(i), Qty: q})
		}
	}
	return names
}

// serialsBy stands between the serial numbers of one partida.
const serialsBy = "; "

// serials are those of a partida, where they are as many as its pieces.
func serials(s string, pieces quantity.Micros) []string {
	if s == "" {
		return nil
	}
	if out := strings.Split(s, serialsBy); quantity.Micros(len(out))*one == pieces {
		return out
	}
	return nil
}

func shared(mine, theirs []string) (n int) {
	for _, s := range mine {
		if slices.Contains(theirs, s) {
			n++
		}
	}
	return n
}

// bears reports a lot with a serial number of an exit.
func (l *Lot) bears(x *Exit) bool {
	return x.Serie != "" && (l.Serie == x.Serie || shared(serials(l.Serie, l.Cantidad), serials(x.Serie, x.Cantidad)) > 0)
}

// named reports whether a record 512 that says number means this lot: by any
// number of its chain, whose year the record only computes.
func (l *Lot) named(number string) bool {
	return samePedimento(l.Pedimento, number) || slices.ContainsFunc(l.Numeros, func(n string) bool { return samePedimento(n, number) })
}

// isLine reports whether "<15 digits>-<partida>" (or the whole id) means this
// lot.
func (l *Lot) isLine(id string) bool {
	if l.ID == id {
		return true
	}
	number := pedimentoOf(id)
	return l.named(number) && id == number+"-"+LineNumber(l.Partida)
}

// meant is isLine, or any lot of a pedimento that is named without a partida.
func (l *Lot) meant(id string) bool { return l.isLine(id) || l.named(id) }

// pedimentoOf is the number in the id of a lot or exit.
func pedimentoOf(id string) string {
	const digits = 15
	return id[:min(digits, len(id))]
}
