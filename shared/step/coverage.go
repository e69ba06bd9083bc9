package step

import (
	"context"
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// ClassExpired is what waits for a decision since PEPS reached an expired lot.
const ClassExpired = "expired"

// coverageClasses are what becomes of a quantity that left, from the best
// founded to the worst.
func coverageClasses() []string {
	out := []string{string(ledger.Proved), string(ledger.Assumed), string(ledger.Undocumented), ClassExpired}
	for _, c := range []ledger.Cause{
		ledger.CauseNoBOM, ledger.CauseBeforeWindow, ledger.CauseUnit, ledger.CauseAlias, ledger.CauseBOMVersion, ledger.CauseBOM,
		ledger.CauseNoPart, ledger.CauseBlocked, ledger.CauseNoWaste, ledger.CauseNotMissing, ledger.CauseLateImport, ledger.CauseOverDischarge,
	} {
		out = append(out, string(c))
	}
	return out
}

// saidWhenEmpty are the classes a reader looks for: nothing in them is an answer.
func saidWhenEmpty(class string) bool {
	switch class {
	case string(ledger.Proved), string(ledger.Assumed), ClassExpired,
		string(ledger.CauseNoBOM), string(ledger.CauseBeforeWindow), string(ledger.CauseUnit):
		return true
	}
	return false
}

// CoverageClass is what of the exits is in one class.
type CoverageClass struct {
	Class string
	// Lines are the partidas whose worst part is in this class: each is counted
	// once. Unpriced are those of them that state no value.
	Lines, Unpriced int
	Pesos           money.Sum
	Quantities      map[string]*money.Sum // by unit: pieces and kilos are never added
}

// Coverage says how well everything that left is accounted for, under one
// policy. The classes add up to the total, which is computed from the exits
// alone, in lines, in quantity per unit and in pesos.
type Coverage struct {
	RFC     string
	SinBOM  ledger.SinBOM
	Stored  bool // it is the policy of the programme
	Lots    int  // entries they were matched against
	Exits   int
	Classes []CoverageClass // in their order: those with something in them, and those of saidWhenEmpty
	Total   CoverageClass
}

// CoverageOf computes the coverage of a programme for both values of sin_bom,
// the stored one first: from the books that are kept where they are of the very facts
// that are read, else from its facts. A range of dates takes what left in it, both ends
// included; an unknown date is no limit.
func CoverageOf(ctx context.Context, store Books, rfc string, from, to document.Date) ([]*Coverage, error) {
	facts, kept, err := factsAndBooks(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	basis, err := basisOf(rfc, facts)
	if err != nil {
		return nil, err
	}
	stored := basis.Terms.Policy.SinBOM
	other := ledger.SinBOMDirecto
	if stored == other {
		other = ledger.SinBOMFaltante
	}
	var out []*Coverage
	for _, policy := range []ledger.SinBOM{stored, other} {
		basis.Terms.Policy.SinBOM = policy
		books := kept.each(ctx, store, rfc)
		if kept == nil || policy != stored {
			d, err := DeriveUnder(ctx, rfc, facts, basis)
			if err != nil {
				return nil, err
			}
			if books, err = d.racked(); err != nil {
				return nil, err
			}
		}
		c, err := coverageOf(books, basis.Terms.Plant, from, to)
		if err != nil {
			return nil, err
		}
		c.RFC, c.SinBOM, c.Stored = rfc, policy, policy == stored
		out = append(out, c)
	}
	return out, nil
}

// coverer adds up books.
type coverer struct {
	out      *Coverage
	index    *ledger.Stock
	rank     map[string]int
	sums     []CoverageClass // by rank
	pieces   map[string]*coveredPiece
	from, to document.Date
}

// coveredPiece is what stands behind the value of one piece of a partida: one
// exit, or the needs of a product, which leave together.
type coveredPiece struct {
	line  string
	value money.Amount
	upTo  []int64 // pesos of it in this class or a better one; of several needs the least
	grain int64
	worst int
}

// eachBook visits the books of a programme in their order, one open at a time.
type eachBook func(visit func(*ledger.Book)) error

// each are the books that are kept.
func (h heads) each(ctx context.Context, store BookStore, rfc string) eachBook {
	return func(visit func(*ledger.Book)) error {
		open := h.book(ctx, store, rfc)
		for _, id := range slices.Sorted(maps.Keys(h)) {
			b, err := open(id)
			if err != nil {
				return err
			}
			visit(b)
		}
		return nil
	}
}

// racked are the books of what was derived, whose movements it lets go.
func (d *Derived) racked() (eachBook, error) {
	rack := ledger.NewRack()
	var all []*ledger.Kept
	for _, id := range slices.Sorted(maps.Keys(d.Moves)) {
		b, err := d.Book(id)
		if err != nil {
			return nil, err
		}
		all = append(all, rack.Keep(b))
		delete(d.Moves, id)
	}
	rack.Done()
	return func(visit func(*ledger.Book)) error {
		for b := range ledger.Opened(all) {
			visit(b)
		}
		return nil
	}, nil
}

func coverageOf(books eachBook, plant ledger.Plant, from, to document.Date) (*Coverage, error) {
	c := &coverer{out: &Coverage{Total: CoverageClass{Quantities: map[string]*money.Sum{}}}, index: ledger.NewStock(plant), rank: map[string]int{}, pieces: map[string]*coveredPiece{}, from: from, to: to}
	for i, class := range coverageClasses() {
		c.rank[class] = i
		c.sums = append(c.sums, CoverageClass{Class: class, Quantities: map[string]*money.Sum{}})
	}
	if err := books(c.index.Add); err != nil {
		return nil, err
	}
	if err := books(c.book); err != nil {
		return nil, err
	}
	c.close()
	return c.out, nil
}

// counts reports whether an exit is one of a pedimento, in the range: acts,
// counts and losses are the plant's own records.
func (c *coverer) counts(x *ledger.Exit) bool {
	switch x.Rol {
	case ledger.RoleSalida, ledger.RoleIncorporado, ledger.RoleMerma, ledger.RoleDesperdicio:
		return x.Pedimento != "" && x.MovedAt >= c.from && (!c.to.Known() || x.MovedAt <= c.to)
	case ledger.RoleActa, ledger.RoleFaltante, ledger.RoleHallado, ledger.RoleConteo:
	}
	return false
}

// book classifies every exit of one material.
func (c *coverer) book(b *ledger.Book) {
	c.out.Lots += len(b.Lots)
	at := make(map[string]int, len(b.Exits))
	parts := make([][]quantity.Micros, len(b.Exits))
	for e := range b.Exits {
		if x := &b.Exits[e]; c.counts(x) {
			at[x.ID] = e
			parts[e] = make([]quantity.Micros, len(c.sums))
		}
	}
	put := func(exit, class string, q quantity.Micros) {
		if e, ok := at[exit]; ok {
			parts[e][c.rank[class]] += q
		}
	}
	for i := range b.Descargos {
		put(b.Descargos[i].Exit, string(b.Descargos[i].Status), b.Descargos[i].Cantidad)
	}
	for i := range b.Cambios {
		put(b.Cambios[i].Exit, string(b.Cambios[i].Status), b.Cambios[i].Cantidad)
	}
	for i := range b.Held {
		put(b.Held[i].Exit, ClassExpired, b.Held[i].Cantidad)
	}
	for i := range b.Shortages {
		s := &b.Shortages[i]
		if e, ok := at[s.Exit]; ok {
			put(s.Exit, string(c.index.Cause(b, &b.Exits[e], s)), s.Cantidad)
		}
	}
	for e := range b.Exits {
		if parts[e] != nil {
			c.exit(b.Material.Unit, &b.Exits[e], parts[e])
		}
	}
}

// exit adds the quantities of one exit, and weighs the value of its piece.
func (c *coverer) exit(unit string, x *ledger.Exit, parts []quantity.Micros) {
	c.out.Exits++
	c.out.Total.quantity(unit, x.Cantidad)
	for rank, q := range parts {
		if q != 0 {
			c.sums[rank].quantity(unit, q)
		}
	}
	if x.Rol != ledger.RoleSalida && x.Rol != ledger.RoleIncorporado {
		return // merma and desperdicio do not leave in the goods: they carry no value
	}
	p := c.piece(x)
	var cum quantity.Micros
	for rank, q := range parts {
		if cum += q; q != 0 {
			p.worst = max(p.worst, rank)
		}
		p.upTo[rank] = min(p.upTo[rank], p.share(cum, x.Cantidad))
	}
}

// piece is what an exit is of. The needs of a product bear the id of the piece
// before a colon, and the value of the whole piece each.
func (c *coverer) piece(x *ledger.Exit) *coveredPiece {
	id := x.Piece()
	p := c.pieces[id]
	if p == nil {
		line := x.Pedimento + "-" + ledger.LineNumber(x.Partida)
		if x.Partida == 0 {
			line = id
		}
		p = &coveredPiece{line: line, value: x.Comercial, upTo: make([]int64, len(c.sums)), grain: 1}
		total, known := x.Comercial.Micros()
		if known && total%wholePeso == 0 {
			p.grain = wholePeso
		}
		for i := range p.upTo {
			p.upTo[i] = total / p.grain
		}
		c.pieces[id] = p
	}
	return p
}

const wholePeso = 1_000_000

// share is the value of cum of a whole, rounded once.
func (p *coveredPiece) share(cum, whole quantity.Micros) int64 {
	total := p.upTo[len(p.upTo)-1] // the last class is reached by the whole
	if cum >= whole {
		return total
	}
	n, err := quantity.Micros(total).MulDiv(cum, whole)
	if err != nil {
		return 0 // cannot be: cum is less than whole
	}
	return int64(n)
}

func (k *CoverageClass) quantity(unit string, q quantity.Micros) {
	if k.Quantities[unit] == nil {
		k.Quantities[unit] = &money.Sum{}
	}
	k.Quantities[unit].Add(money.FromMicros(int64(q)))
}

// close divides the value of every piece and counts every line once.
func (c *coverer) close() {
	worst, unpriced := map[string]int{}, map[string]bool{}
	t := &c.out.Total
	for _, p := range c.pieces {
		worst[p.line] = max(worst[p.line], p.worst)
		if !p.value.Known() {
			unpriced[p.line] = true
			continue
		}
		t.Pesos.Add(p.value)
		var before int64
		for rank, upTo := range p.upTo {
			if upTo > before || rank == p.worst {
				c.sums[rank].Pesos.Add(money.FromMicros((upTo - before) * p.grain))
			}
			before = upTo
		}
	}
	for line, rank := range worst {
		c.sums[rank].Lines++
		t.Lines++
		if unpriced[line] {
			c.sums[rank].Unpriced++
			t.Unpriced++
		}
	}
	for i := range c.sums {
		if k := &c.sums[i]; k.Lines > 0 || len(k.Quantities) > 0 || saidWhenEmpty(k.Class) {
			c.out.Classes = append(c.out.Classes, *k)
		}
	}
}
