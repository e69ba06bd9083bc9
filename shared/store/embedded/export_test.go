package embedded

import (
	"context"
	"database/sql"
)

// Hold keeps the one writer, as a commit does, for as long as fn takes.
func (s *Store) Hold(ctx context.Context, fn func() error) error {
	return s.tx(ctx, "hold", func(*sql.Tx) error { return fn() })
}
