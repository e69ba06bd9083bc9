package storetest

import (
	"fmt"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// Size is a plant's history for a benchmark.
type Size struct {
	Materials, Lots, Exits int // lots and exits of each material
	Together               int // exits or lots of one pedimento in one material
	PerDay                 int // exits of a day in a material; 0: all within three years
}

// Load commits the movements of a history, material by material, and gives how
// many pedimentos made it. Its lots are about enough for its exits, in order.
func (z Size) Load(tb testing.TB, s step.Books, rfc string) (pedimentos int) {
	tb.Helper()
	return z.load(tb, s, rfc, z.Materials, func(commit, n int) (m, from int) { return commit, n * z.Together }, z.groups())
}

// LoadAsItCame commits the same history as a plant's years bring it: what a
// material does lies between what all the others do.
func (z Size) LoadAsItCame(tb testing.TB, s step.Books, rfc string) (pedimentos int) {
	tb.Helper()
	return z.load(tb, s, rfc, z.groups(), func(commit, n int) (m, from int) { return n, commit * z.Together }, z.Materials)
}

// groups is how many pedimentos a material has.
func (z Size) groups() int { return (z.Lots + z.Exits + z.Together - 1) / z.Together }

// load makes commits of so many pedimentos each; at says the material and the
// first item of the n-th pedimento of a commit.
func (z Size) load(tb testing.TB, s step.Books, rfc string, commits int, at func(commit, n int) (m, from int), each int) (pedimentos int) {
	tb.Helper()
	head, err := s.Head(tb.Context(), rfc)
	if err != nil {
		tb.Fatal(err)
	}
	for k := range commits {
		c := step.Commit{RFC: rfc, After: head}
		for n := range each {
			m, from := at(k, n)
			c.Movements = append(c.Movements, z.Group(rfc, m, from))
		}
		pedimentos += len(c.Movements)
		head = commitOne(tb, s, &c, fmt.Sprintf("part %d of the history after %d", k, head.Seq))
	}
	return pedimentos
}

// Group is one pedimento of the history: the n-th item of the m-th material
// and those together with it.
func (z Size) Group(rfc string, m, n int) step.MovementRecord {
	number := fmt.Sprintf("21%013d", m*10_000_000+n)
	days := 1000
	if z.PerDay > 0 {
		days = z.Exits / z.PerDay
	}
	mat := material(m)
	moves := ledger.Movements{Material: mat}
	facts := []document.Hash{document.HashOf([]byte(number))}
	for k := range z.Together {
		id := fmt.Sprintf("%s-%d", number, k+1)
		if at := n + k; at < z.Lots {
			q := quantity.Micros(max(1, z.Exits/max(1, z.Lots))) * 5_000_000
			on := document.NewDate(2021, 1, 1).AddDays(at * days / z.Lots)
			moves.Lots = append(moves.Lots, ledger.Lot{
				ID: id, Pedimento: number, Partida: k + 1, Clave: "IN", Tipo: "insumo", Fraccion: mat.Key, UMT: "06", UMC: "06", Descripcion: "resistencia", Origen: "USA",
				Cantidad: q, CantidadUMT: q, CantidadUMC: q, AvailableFrom: on, AvailableBasis: "entrada", Pago: on, StayStart: on, StayBasis: "entrada", Facts: facts,
			})
			continue
		}
		q := quantity.Micros(3+(n+k)%5) * 1_000_000
		on := document.NewDate(2021, 1, 2).AddDays((n + k - z.Lots) * days / z.Exits)
		moves.Exits = append(moves.Exits, ledger.Exit{
			ID: id, Rol: ledger.RoleIncorporado, Pedimento: number, Partida: k + 1, Clave: "RT", Tipo: "retorno", Fraccion: mat.Key, UMT: "06", UMC: "06", Descripcion: "resistencia", Destino: "USA",
			Cantidad: q, CantidadUMT: q, CantidadUMC: q, MovedAt: on, MovedBasis: "pago", PaidAt: on, SameState: true, Producto: "ARNES-1", Facts: facts,
		})
	}
	return step.MovementRecord{Material: mat, ID: mat.ID(rfc), Group: number, Data: moves.Pack()}
}

// CommitGroup commits one pedimento at the head.
func CommitGroup(tb testing.TB, s step.Books, rfc, name string, m step.MovementRecord) {
	tb.Helper()
	head, err := s.Head(tb.Context(), rfc)
	if err != nil {
		tb.Fatal(err)
	}
	commitOne(tb, s, &step.Commit{RFC: rfc, After: head, Movements: []step.MovementRecord{m}}, name)
}

func commitOne(tb testing.TB, s step.Books, c *step.Commit, name string) step.Head {
	tb.Helper()
	e, err := step.Chain(c.After.Hash, c.After.Seq+1, time.Date(2021, 3, 1, 12, 0, 0, 0, time.UTC), record(name))
	if err != nil {
		tb.Fatal(err)
	}
	c.Entries = []step.Entry{e}
	if err := s.Commit(tb.Context(), *c); err != nil {
		tb.Fatal(err)
	}
	return step.Head{Seq: e.Seq, Hash: e.Hash}
}

// LoadInOrder brings a history of one material as it happened, lots before the
// exits that take them, and matches it part by part. It gives the number of
// the next item.
func (z Size) LoadInOrder(tb testing.TB, s step.Books, rfc string) (next int) {
	tb.Helper()
	const (
		part = 20_000
		lead = 100 // lots that are there before the exits that take them
	)
	var c step.Commit
	flush := func() {
		head, err := s.Head(tb.Context(), rfc)
		if err != nil {
			tb.Fatal(err)
		}
		c.RFC, c.After = rfc, head
		commitOne(tb, s, &c, fmt.Sprintf("up to %d", next))
		c = step.Commit{}
		if err := (&step.Match{Books: s}).One(tb.Context(), rfc, material(0).ID(rfc)); err != nil {
			tb.Fatal(err)
		}
	}
	lot, exit := 0, z.Lots
	for exit < z.Lots+z.Exits {
		for lot < z.Lots && (lot-lead)*z.Exits < (exit-z.Lots)*z.Lots {
			c.Movements = append(c.Movements, z.Group(rfc, 0, lot))
			lot += z.Together
		}
		c.Movements = append(c.Movements, z.Group(rfc, 0, exit))
		exit += z.Together
		if next = exit; len(c.Movements)*z.Together >= part {
			flush()
		}
	}
	flush()
	return next
}
