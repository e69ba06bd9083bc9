package embedded_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

const rfc = "AAA010101AA1"

// old makes a file of schema 1 with one material whose book is up to date.
func old(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "books.db")
	script, err := os.ReadFile("testdata/schema1.sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), string(script)); err != nil {
		t.Fatal(err)
	}
	m := ledger.Movements{Material: ledger.Fraccion("39012001", "1"), Lots: []ledger.Lot{{ID: "212430010000001-1", Pedimento: "212430010000001", Partida: 1, Cantidad: 5e6}}}
	for _, q := range []struct {
		text string
		args []any
	}{
		{"INSERT INTO movement VALUES (?,?,?,?)", []any{rfc, m.Material.ID(rfc), "212430010000001", m.Pack()}},
		{"INSERT INTO material VALUES (?,?,'fraccion','39012001','1',7,7,3)", []any{rfc, m.Material.ID(rfc)}},
		{"INSERT INTO book VALUES (?,?,3,7,'run',?)", []any{rfc, m.Material.ID(rfc), []byte("an old book")}},
	} {
		if _, err := db.ExecContext(t.Context(), q.text, q.args...); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestMigrate: a file of schema 1 opens, its books are gone and are matched
// again from its movements.
func TestMigrate(t *testing.T) {
	t.Parallel()
	path := old(t)
	for range 2 { // the second time there is nothing to migrate
		s, err := embedded.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := (&step.Match{Books: s}).Run(t.Context(), rfc); err != nil || n > 1 {
			t.Fatalf("matched %d, %v", n, err)
		}
		r, ok, err := s.Book(t.Context(), rfc, ledger.Fraccion("39012001", "1").ID(rfc))
		if err != nil || !ok || r.Gen != 1 || r.Applied != 7 {
			t.Fatalf("book %+v, %v, %v", r, ok, err)
		}
		b, err := step.OpenBook(t.Context(), s, rfc, r)
		if err != nil || len(b.Saldos) != 1 || b.Saldos[0].Cantidad != 5e6 {
			t.Fatalf("%+v, %v", b, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNewer: a file of a schema to come is left alone.
func TestNewer(t *testing.T) {
	t.Parallel()
	path := old(t)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "PRAGMA user_version=99"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := embedded.Open(t.Context(), path); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("got %v, want Misconfigured", err)
	}
}

// TestMigrateFrom2: the books of schema 2 stay; they tell nothing of what they
// changed, and the next generation does.
func TestMigrateFrom2(t *testing.T) {
	t.Parallel()
	path := old(t)
	s, err := embedded.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&step.Match{Books: s}).Run(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, back := range []string{"ALTER TABLE book DROP COLUMN rewrite", "DROP TABLE desk_user", "DROP TABLE desk_session", "DROP TABLE desk_log", "PRAGMA user_version=2"} {
		if _, err := db.ExecContext(t.Context(), back); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = embedded.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	n := 0
	for g, err := range s.Generations(t.Context(), rfc, ledger.Fraccion("39012001", "1").ID(rfc)) {
		if n++; err != nil || g.Gen != 1 || g.Applied != 7 || g.Rewrite != nil {
			t.Errorf("%+v, %v", g, err)
		}
	}
	if n != 1 {
		t.Errorf("%d generations, want the one there was", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
