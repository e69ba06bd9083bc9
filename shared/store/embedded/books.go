package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// Dirty implements step.BookStore.
func (s *Store) Dirty(ctx context.Context, rfc string) ([]step.MaterialRef, error) {
	var out []step.MaterialRef
	for m, err := range rows(ctx, s.write, "SELECT id, kind, key, unit, wanted, gen FROM material WHERE rfc=? AND applied<wanted ORDER BY id",
		[]any{rfc}, func(r *sql.Rows) (step.MaterialRef, error) {
			var m step.MaterialRef
			return m, r.Scan(&m.ID, &m.Material.Kind, &m.Material.Key, &m.Material.Unit, &m.Wanted, &m.Gen)
		}) {
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// Movements implements step.BookStore.
func (s *Store) Movements(ctx context.Context, rfc, material string) ([][]byte, error) {
	var out [][]byte
	for b, err := range rows(ctx, s.read, "SELECT data FROM movement WHERE rfc=? AND material=? ORDER BY grp", []any{rfc, material},
		func(r *sql.Rows) ([]byte, error) {
			var b []byte
			return b, r.Scan(&b)
		}) {
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// SaveBooks implements step.BookStore: one transaction for all updates.
func (s *Store) SaveBooks(ctx context.Context, rfc string, updates []step.BookUpdate) error {
	return s.tx(ctx, "save books", func(tx *sql.Tx) error {
		for i := range updates {
			if err := saveBook(ctx, tx, rfc, &updates[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func saveBook(ctx context.Context, tx *sql.Tx, rfc string, u *step.BookUpdate) error {
	res, err := tx.ExecContext(ctx, "UPDATE material SET gen=?, applied=max(applied, ?) WHERE rfc=? AND id=? AND gen=?",
		u.Book.Gen, u.Book.Applied, rfc, u.Book.ID, u.Ref.Gen)
	if err != nil {
		return fmt.Errorf("switch head: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fault.Newf(fault.Conflict, "save book", "material %s is no longer at generation %d", u.Book.ID, u.Ref.Gen)
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO book (rfc, id, gen, applied, run, data) VALUES (?,?,?,?,?,?)",
		rfc, u.Book.ID, u.Book.Gen, u.Book.Applied, string(u.Book.Run), u.Book.Data)
	if err != nil {
		return fmt.Errorf("append book: %w", err)
	}
	return nil
}

// Book implements step.BookStore.
func (s *Store) Book(ctx context.Context, rfc, material string) (step.BookRecord, bool, error) {
	var b step.BookRecord
	err := s.read.QueryRowContext(ctx, `SELECT b.id, b.gen, b.applied, b.run, b.data FROM book b
		JOIN material m ON m.rfc=b.rfc AND m.id=b.id AND m.gen=b.gen WHERE b.rfc=? AND b.id=?`, rfc, material).
		Scan(&b.ID, &b.Gen, &b.Applied, &b.Run, &b.Data)
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
	return rows(ctx, s.read, `SELECT b.id, b.gen, b.applied, b.run, b.data FROM material m
		JOIN book b ON m.rfc=b.rfc AND m.id=b.id AND m.gen=b.gen WHERE m.rfc=? ORDER BY m.id`, []any{rfc},
		func(r *sql.Rows) (step.BookRecord, error) {
			var b step.BookRecord
			return b, r.Scan(&b.ID, &b.Gen, &b.Applied, &b.Run, &b.Data)
		})
}
