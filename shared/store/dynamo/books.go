package dynamo

import (
	"context"
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

// The attributes of a generation, beside its manifest.
const (
	attrFrom    = "from"    // SK of the generation it goes on from
	attrRewrite = "rewrite" // what it changed of the past
)

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

// nameDigits are enough of a hash to tell rivals of one generation apart.
const nameDigits = 32

// generationSK names a generation: rivals differ in their run or in how much of
// the journal they cover.
func generationSK(gen, applied int64, run document.Hash) string {
	name := document.HashOf([]byte(string(run) + separator + seqKey(applied)))
	return seqKey(gen) + separator + string(name[:nameDigits])
}

// saveBook stores the segments and the generation under names of their own,
// then switches the head to it if nobody else did.
func (s *Store) saveBook(ctx context.Context, rfc string, u *step.BookUpdate) error {
	b := &u.Book
	if err := usable("save book", b.ID); err != nil {
		return err
	}
	if err := s.saveSegments(ctx, rfc, b.ID, u.Segments); err != nil {
		return err
	}
	i := at(bookPK(rfc, b.ID), generationSK(b.Gen, b.Applied, b.Run()))
	i[attrGen], i[attrApplied] = number(b.Gen), number(b.Applied)
	if u.From != "" {
		i[attrFrom] = text(generationSK(u.Ref.Gen, u.Ref.Applied, u.From))
	}
	if b.Rewrite != nil {
		i[attrRewrite] = bytesOf(b.Rewrite)
	}
	if err := s.pack(ctx, rfc, i, "data", b.Manifest, inlineLimit); err != nil {
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
	err := s.update(ctx, materialsPK(rfc, shardOf(b.ID)), b.ID, "SET #gen = :gen, #applied = :applied, #book = :book, #by = :by", cond, values)
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	head, getErr := s.get(ctx, materialsPK(rfc, shardOf(b.ID)), b.ID) // a repeat of our own, whose answer was lost?
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
	head, err := s.get(ctx, materialsPK(rfc, shardOf(material)), material)
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
	return step.BookRecord{ID: id, Gen: i.number(attrGen), Applied: i.number(attrApplied), Manifest: data}, err
}

// saveSegments stores what a generation brings; the bytes of a name never
// change, so that it may be stored again.
func (s *Store) saveSegments(ctx context.Context, rfc, material string, list []ledger.Segment) error {
	_, err := parallel(ctx, list, func(ctx context.Context, seg ledger.Segment) (struct{}, error) {
		i := at(segmentPK(rfc, material), seg.ID.String())
		if err := s.pack(ctx, rfc, i, "d", seg.Data, inlineLimit); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.put(ctx, i, "", nil)
	})
	return err
}

// Segments implements step.BookStore.
func (s *Store) Segments(ctx context.Context, rfc, material string, ids []ledger.SegmentID) ([][]byte, error) {
	if err := usable("read segments", rfc, material); err != nil {
		return nil, err
	}
	return parallel(ctx, ids, func(ctx context.Context, id ledger.SegmentID) ([]byte, error) {
		i, err := s.get(ctx, segmentPK(rfc, material), id.String())
		if err != nil {
			return nil, err
		}
		if i == nil {
			return nil, fault.Newf(fault.Conflict, "read segments", "segment %s of material %s is not there", id, material)
		}
		return s.unpack(ctx, rfc, i, "d")
	})
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
	for i, err := range s.merge(ctx, all(materialsPK, rfc, "attribute_exists(#book)")) {
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}
