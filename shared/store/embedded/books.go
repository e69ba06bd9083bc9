package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// SaveBooks implements step.BookStore: one transaction for all updates.
func (s *Store) SaveBooks(ctx context.Context, rfc string, updates []step.BookUpdate) error {
	err := s.tx(ctx, "save books", func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx, rfc: rfc}
		if err := switchHeads(ctx, tx, rfc, updates); err != nil {
			return err
		}
		w.each("INSERT INTO book (rfc, id, gen, applied, manifest, rewrite) VALUES (?,?,?,?,?,?)", len(updates), func(i int) []any {
			b := &updates[i].Book
			return []any{rfc, b.ID, b.Gen, b.Applied, b.Manifest, b.Rewrite}
		})
		w.segments(updates)
		return w.err
	})
	if err != nil {
		return err
	}
	size := 0
	for i := range updates {
		size += updates[i].Size()
	}
	s.file(ctx, size)
	return nil
}

func switchHeads(ctx context.Context, tx *sql.Tx, rfc string, updates []step.BookUpdate) error {
	stmt, err := tx.PrepareContext(ctx, "UPDATE material SET gen=?, applied=? WHERE rfc=? AND id=? AND gen=?")
	if err != nil {
		return fmt.Errorf("switch heads: %w", err)
	}
	defer stmt.Close() //nolint:errcheck // what it wrote is committed or not
	for i := range updates {
		u := &updates[i]
		res, err := stmt.ExecContext(ctx, u.Book.Gen, u.Book.Applied, rfc, u.Book.ID, u.Ref.Gen)
		if err != nil {
			return fmt.Errorf("switch head: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return fault.Newf(fault.Conflict, "save book", "material %s is no longer at generation %d", u.Book.ID, u.Ref.Gen)
		}
	}
	return nil
}

func (w *writer) segments(updates []step.BookUpdate) {
	type row struct {
		material string
		*ledger.Segment
	}
	var all []row
	for i := range updates {
		for k := range updates[i].Segments {
			all = append(all, row{updates[i].Book.ID, &updates[i].Segments[k]})
		}
	}
	w.insert("INSERT OR IGNORE INTO segment (rfc, material, id, data) VALUES ", "(?,?,?,?)", len(all), func(args []any, i int) []any {
		return append(args, w.rfc, all[i].material, all[i].ID[:], all[i].Data)
	})
}

const headColumns = "b.id, b.gen, b.applied, b.manifest"

func scanHead(scan func(...any) error) (step.BookRecord, error) {
	var b step.BookRecord
	return b, scan(&b.ID, &b.Gen, &b.Applied, &b.Manifest)
}

// Book implements step.BookStore.
func (s *Store) Book(ctx context.Context, rfc, material string) (step.BookRecord, bool, error) {
	b, err := scanHead(s.read.QueryRowContext(ctx, "SELECT "+headColumns+` FROM book b
		JOIN material m ON m.rfc=b.rfc AND m.id=b.id AND m.gen=b.gen WHERE b.rfc=? AND b.id=?`, rfc, material).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return b, false, nil
	}
	if err != nil {
		return b, false, fault.New(fault.Transient, "read book", err)
	}
	return b, true, nil
}

// Books implements step.BookStore.
func (s *Store) Books(ctx context.Context, rfc string) iter.Seq2[step.BookRecord, error] {
	return rows(ctx, s.read, "SELECT "+headColumns+` FROM material m
		JOIN book b ON m.rfc=b.rfc AND m.id=b.id AND m.gen=b.gen WHERE m.rfc=? ORDER BY m.id`, []any{rfc},
		func(r *sql.Rows) (step.BookRecord, error) { return scanHead(r.Scan) })
}

// Segments implements step.BookStore.
func (s *Store) Segments(ctx context.Context, rfc, material string, ids []ledger.SegmentID) ([][]byte, error) {
	out := make([][]byte, len(ids))
	at := make(map[ledger.SegmentID]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	for some := range slices.Chunk(ids, segmentsAsked) {
		if err := s.someSegments(ctx, rfc, material, some, func(id ledger.SegmentID, data []byte) { out[at[id]] = data }); err != nil {
			return nil, fault.New(fault.Transient, "read segments", err)
		}
	}
	for i, id := range ids {
		if out[i] = out[at[id]]; out[i] == nil { // one may be asked for twice
			return nil, fault.Newf(fault.Conflict, "read segments", "segment %s of material %s is not there", id, material)
		}
	}
	return out, nil
}

// segmentsAsked is how many segments one statement reads: a late fact reads a
// hundred, each of which would wait for its own.
const segmentsAsked = 32

// someSegments gives each of up to segmentsAsked segments that is there, once.
func (s *Store) someSegments(ctx context.Context, rfc, material string, ids []ledger.SegmentID, give func(ledger.SegmentID, []byte)) error {
	n := 1
	if len(ids) > 1 {
		n = segmentsAsked // one text, prepared once; the last id stands for those that are not asked for
	}
	rs, err := s.query(ctx, "SELECT id, data FROM segment WHERE rfc=? AND material=? AND id IN ("+marks(n)+")", segmentArguments(rfc, material, ids, n)...)
	if err != nil {
		return err
	}
	defer rs.Close() //nolint:errcheck // reading only
	for rs.Next() {
		var name, data sql.RawBytes
		if err := rs.Scan(&name, &data); err != nil {
			return err //nolint:wrapcheck // the caller says what it reads
		}
		var id ledger.SegmentID
		copy(id[:], name)
		give(id, append([]byte{}, data...)) // one may be empty
	}
	return rs.Err() //nolint:wrapcheck // same
}

func segmentArguments(rfc, material string, ids []ledger.SegmentID, n int) []any {
	args := append(make([]any, 0, n+2), rfc, material) //nolint:mnd // and these two
	for i := range n {
		args = append(args, ids[min(i, len(ids)-1)][:])
	}
	return args
}
