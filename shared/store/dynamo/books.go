package dynamo

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// The attributes of a material: the head of its book.
const (
	attrWanted  = "wanted"
	attrApplied = "applied"
	attrGen     = "gen"
	attrBook    = "book" // SK of the generation that is the head
)

// Dirty implements step.BookStore.
func (s *Store) Dirty(ctx context.Context, rfc string) ([]step.MaterialRef, error) {
	if err := usable("read materials", rfc); err != nil {
		return nil, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	var out []step.MaterialRef
	for i, err := range s.walk(ctx, query{pk: materialsPK(rfc), filter: "attribute_not_exists(#applied) OR #applied < #wanted"}) {
		if err != nil {
			return nil, err
		}
		out = append(out, step.MaterialRef{
			ID: i.text("SK"), Material: ledger.Material{Kind: i.text("kind"), Key: i.text("key"), Unit: i.text("unit")},
			Wanted: i.number(attrWanted), Gen: i.number(attrGen),
		})
	}
	return out, nil
}

// Movements implements step.BookStore.
func (s *Store) Movements(ctx context.Context, rfc, material string) ([][]byte, error) {
	if err := usable("read movements", rfc, material); err != nil {
		return nil, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	var out [][]byte
	for i, err := range s.walk(ctx, query{pk: movementsPK(rfc, material), filter: live}) {
		if err != nil {
			return nil, err
		}
		b, err := s.unpack(ctx, rfc, i, "data")
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// movementWrites replace what groups do in materials: removals first, as a
// group that leaves and comes back in one commit stays.
func movementWrites(c *step.Commit, seq int64, w *writes) {
	for _, gone := range []bool{true, false} {
		for n := range c.Movements {
			m := &c.Movements[n]
			if (m.Data == nil) != gone {
				continue
			}
			i := at(movementsPK(c.RFC, m.ID), m.Group)
			i[attrSeq] = number(seq)
			if gone {
				i[attrGone] = number(1)
			}
			w.add(write{item: i, cond: newer, name: "data", data: m.Data})
		}
	}
}

// touch raises wanted of every material a commit moves something in.
func (s *Store) touch(ctx context.Context, c *step.Commit, seq int64) error {
	seen := map[string]bool{}
	var touched []*step.MovementRecord
	for n := range c.Movements {
		if m := &c.Movements[n]; !seen[m.ID] {
			seen[m.ID] = true
			touched = append(touched, m)
		}
	}
	_, err := parallel(ctx, touched, func(ctx context.Context, m *step.MovementRecord) (struct{}, error) {
		err := s.update(ctx, materialsPK(c.RFC), m.ID, "SET #kind = :kind, #key = :key, #unit = :unit, #wanted = :seq",
			"attribute_not_exists(#wanted) OR #wanted < :seq",
			item{":kind": text(m.Material.Kind), ":key": text(m.Material.Key), ":unit": text(m.Material.Unit), ":seq": number(seq)})
		return struct{}{}, lost(err)
	})
	return err
}

// SaveBooks implements step.BookStore: each update switches on its own.
func (s *Store) SaveBooks(ctx context.Context, rfc string, updates []step.BookUpdate) error {
	if err := usable("save books", rfc); err != nil {
		return err
	}
	_, err := parallel(ctx, updates, func(ctx context.Context, u step.BookUpdate) (struct{}, error) {
		return struct{}{}, s.saveBook(ctx, rfc, &u)
	})
	return err
}

// saveBook stores the generation under a name of its own, then switches the
// head to it if nobody else did.
func (s *Store) saveBook(ctx context.Context, rfc string, u *step.BookUpdate) error {
	b := &u.Book
	if err := usable("save book", b.ID); err != nil {
		return err
	}
	content := document.HashOf(append(fmt.Appendf(nil, "%d\x00%s\x00", b.Applied, b.Run), b.Data...))
	i := at(bookPK(rfc, b.ID), seqKey(b.Gen)+separator+string(content))
	i[attrGen], i[attrApplied], i["run"] = number(b.Gen), number(b.Applied), text(string(b.Run))
	if err := s.pack(ctx, rfc, i, "data", b.Data, inlineLimit); err != nil {
		return err
	}
	if err := s.put(ctx, i, "", nil); err != nil {
		return err
	}
	cond, by := "attribute_exists(#wanted) AND attribute_not_exists(#gen)", token()
	values := item{":gen": number(b.Gen), ":applied": number(b.Applied), ":book": i["SK"], ":by": text(by)}
	if u.Ref.Gen != 0 {
		cond, values[":was"] = "#gen = :was", number(u.Ref.Gen)
	}
	err := s.update(ctx, materialsPK(rfc), b.ID, "SET #gen = :gen, #applied = :applied, #book = :book, #by = :by", cond, values)
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	head, getErr := s.get(ctx, materialsPK(rfc), b.ID) // a repeat of our own, whose answer was lost?
	if getErr != nil {
		return getErr
	}
	if head.text(attrToken) == by {
		return nil
	}
	return fault.Newf(fault.Conflict, "save book", "material %s is no longer at generation %d", b.ID, u.Ref.Gen)
}

// Book implements step.BookStore.
func (s *Store) Book(ctx context.Context, rfc, material string) (step.BookRecord, bool, error) {
	if err := usable("read book", rfc, material); err != nil {
		return step.BookRecord{}, false, err
	}
	head, err := s.get(ctx, materialsPK(rfc), material)
	if err != nil || !head.has(attrBook) {
		return step.BookRecord{}, false, err
	}
	b, err := s.book(ctx, rfc, head)
	return b, err == nil, err
}

// book reads the generation the head of a material names.
func (s *Store) book(ctx context.Context, rfc string, head item) (step.BookRecord, error) {
	id := head.text("SK")
	i, err := s.get(ctx, bookPK(rfc, id), head.text(attrBook))
	if err != nil {
		return step.BookRecord{}, err
	}
	if i == nil {
		return step.BookRecord{}, fault.Newf(fault.Corrupt, "read book "+id, "generation %d is not there", head.number(attrGen))
	}
	data, err := s.unpack(ctx, rfc, i, "data")
	return step.BookRecord{ID: id, Gen: i.number(attrGen), Applied: i.number(attrApplied), Run: document.Hash(i.text("run")), Data: data}, err
}

// Books implements step.BookStore, reading some books ahead.
func (s *Store) Books(ctx context.Context, rfc string) iter.Seq2[step.BookRecord, error] {
	return func(yield func(step.BookRecord, error) bool) {
		heads, err := s.heads(ctx, rfc)
		if err != nil {
			yield(step.BookRecord{}, err)
			return
		}
		for some := range slices.Chunk(heads, workers) {
			books, err := parallel(ctx, some, func(ctx context.Context, head item) (step.BookRecord, error) { return s.book(ctx, rfc, head) })
			if err != nil {
				yield(step.BookRecord{}, err)
				return
			}
			for _, b := range books {
				if !yield(b, nil) {
					return
				}
			}
		}
	}
}

// heads lists the materials that have a book, in the order of their id.
func (s *Store) heads(ctx context.Context, rfc string) ([]item, error) {
	if err := usable("read books", rfc); err != nil {
		return nil, err
	}
	var out []item
	for i, err := range s.walk(ctx, query{pk: materialsPK(rfc), filter: "attribute_exists(#book)"}) {
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}
