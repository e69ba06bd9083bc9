package storetest

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// ctx keeps the signatures of wrappers short.
type ctx = context.Context

// plant is a programme with real movements in one material.
type plant struct {
	w    *writer
	rows map[string]ledger.Movements
	n    int // groups so far
}

func (p *plant) id() string { return material(1).ID(rfcA) }

// group is the n-th group: every tenth brings lots, the others take them.
func (p *plant) group(n, day int) ledger.Movements {
	m := ledger.Movements{Material: material(1)}
	number := fmt.Sprintf("21243001%07d", n)
	on := document.NewDate(2021, 1, 4).AddDays(day)
	facts := []document.Hash{document.HashOf([]byte(number))}
	if n%10 == 0 {
		for k := 1; k <= 10; k++ {
			m.Lots = append(m.Lots, ledger.Lot{
				ID: fmt.Sprintf("%s-%d", number, k), Pedimento: number, Partida: k, Clave: "IN", Tipo: "insumo", Fraccion: "85000001", UMT: "06", UMC: "06",
				Cantidad: 90e6, CantidadUMT: 90e6, CantidadUMC: 90e6, AvailableFrom: on, Pago: on, Facts: facts,
			})
		}
		return m
	}
	for k := 1; k <= 10; k++ {
		m.Exits = append(m.Exits, ledger.Exit{
			ID: fmt.Sprintf("%s-%d", number, k), Rol: ledger.RoleSalida, Pedimento: number, Partida: k, Clave: "RT", Tipo: "retorno", Fraccion: "85000001", UMT: "06", UMC: "06",
			Cantidad: quantity.Micros(1+n%19) * 1e6, MovedAt: on, PaidAt: on, SameState: true, Facts: facts,
		})
	}
	return m
}

// newPlant commits a history of so many exits and lots.
func newPlant(t *testing.T, s step.Books, items int) *plant {
	t.Helper()
	p := &plant{w: &writer{t: t, s: s, rfc: rfcA}, rows: map[string]ledger.Movements{}}
	const together = 400
	for p.n < items/10 {
		var groups []ledger.Movements
		for range min(together, items/10-p.n) {
			groups = append(groups, p.group(p.n+len(groups), (p.n+len(groups))/8))
		}
		p.commit(groups...)
	}
	return p
}

// commit brings groups, all new.
func (p *plant) commit(groups ...ledger.Movements) {
	p.w.arrive(fmt.Sprintf("groups from %d", p.n), func(c *step.Commit) {
		for i := range groups {
			name := fmt.Sprintf("21243001%07d", p.n)
			p.n++
			p.rows[name] = groups[i]
			c.Movements = append(c.Movements, step.MovementRecord{Material: material(1), ID: p.id(), Group: name, Data: groups[i].Pack()})
		}
	})
}

// late brings one group a third of the way back.
func (p *plant) late(t *testing.T) {
	t.Helper()
	p.commit(p.group(p.n, p.n/24))
}

// whole is the book of the whole history, in its canonical form.
func (p *plant) whole(t *testing.T) []byte {
	t.Helper()
	var ms []ledger.Movements
	for _, m := range p.rows {
		ms = append(ms, m)
	}
	return must(ledger.Evaluate(rfcA, material(1), ms, ledger.DefaultPolicy(), catalog.Default().Version).Encode())(t)
}

// match brings the book up to date and gives its head.
func (p *plant) match(t *testing.T) step.BookRecord {
	t.Helper()
	if err := (&step.Match{Books: p.w.s}).One(t.Context(), rfcA, p.id()); err != nil {
		t.Fatal(err)
	}
	b, ok, err := p.w.s.Book(t.Context(), rfcA, p.id())
	if err != nil || !ok {
		t.Fatalf("book: %v, %v", ok, err)
	}
	return b
}

// check holds the stored book against the whole history.
func (p *plant) check(t *testing.T) {
	t.Helper()
	r := p.match(t)
	b, err := step.OpenBook(t.Context(), p.w.s, rfcA, r)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Check(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(must(b.Encode())(t), p.whole(t)) {
		t.Errorf("the stored book is not that of the whole history")
	}
}

// named are the segments a generation reads.
func (p *plant) named(t *testing.T, r step.BookRecord) []ledger.SegmentID {
	t.Helper()
	var out []ledger.SegmentID
	_, err := ledger.OpenBook(r.Manifest, func(ids []ledger.SegmentID) ([][]byte, error) {
		out = append(out, ids...)
		return p.w.s.Segments(t.Context(), rfcA, p.id(), ids)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// twoMatchers work on one material while facts arrive.
func twoMatchers(t *testing.T, s step.Books) {
	p := newPlant(t, s, 1000)
	for round := range 4 {
		var wg sync.WaitGroup
		errs := make([]error, 3)
		for i := range errs {
			wg.Go(func() { errs[i] = (&step.Match{Books: s}).One(t.Context(), rfcA, p.id()) })
		}
		if round%2 == 0 {
			p.late(t)
		}
		wg.Wait()
		for i, err := range errs {
			if err != nil {
				t.Fatalf("round %d: matcher %d: %v", round, i, err)
			}
		}
		p.late(t)
	}
	p.check(t)
}

// messagesAnyOrder: a message of work says only which material; late, twice
// or in any order it does no harm.
func messagesAnyOrder(t *testing.T, s step.Books) {
	p := newPlant(t, s, 500)
	r := rand.New(rand.NewPCG(5, 5))
	var waiting []string
	for range 12 {
		p.late(t)
		waiting = append(waiting, p.id(), p.id(), material(9).ID(rfcA))
		r.Shuffle(len(waiting), func(i, j int) { waiting[i], waiting[j] = waiting[j], waiting[i] })
		for range r.IntN(4) {
			if err := (&step.Match{Books: s}).One(t.Context(), rfcA, waiting[0]); err != nil {
				t.Fatal(err)
			}
			waiting = append(waiting[1:], waiting[r.IntN(len(waiting))])
		}
	}
	head := p.match(t)
	again := p.match(t)
	same(t, "nothing to do makes no generation", again.Gen, head.Gen)
	p.check(t)
}

// longMaterial: no part of a book grows with its lots.
func longMaterial(t *testing.T, s step.Books) {
	p := &plant{w: &writer{t: t, s: s, rfc: rfcA}, rows: map[string]ledger.Movements{}}
	const lots, each = 50_000, 500
	for n := range lots / each {
		number := fmt.Sprintf("21243001%07d", n)
		m := p.group(0, n)
		l := m.Lots[0]
		m.Lots = nil
		for k := range each {
			l.ID, l.Pedimento, l.Partida = fmt.Sprintf("%s-%d", number, k+1), number, k+1
			m.Lots = append(m.Lots, l)
		}
		p.commit(m)
	}
	p.n++ // the next one takes
	p.commit(p.group(p.n, 50), p.group(p.n+1, 60))
	p.match(t)
	p.late(t)
	p.check(t)
}
