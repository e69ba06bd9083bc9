package embedded

import (
	"context"
	"database/sql"
	"iter"

	"example.com/immex/shared/step"
)

// Generations implements step.BookStore.
func (s *Store) Generations(ctx context.Context, rfc, material string) iter.Seq2[step.BookRecord, error] {
	return rows(ctx, s.read, "SELECT "+headColumns+", b.rewrite FROM book b WHERE b.rfc=? AND b.id=? ORDER BY b.gen", []any{rfc, material},
		func(r *sql.Rows) (step.BookRecord, error) {
			var b step.BookRecord
			return b, r.Scan(&b.ID, &b.Gen, &b.Applied, &b.Manifest, &b.Rewrite)
		})
}
