package embedded_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

const rfc = "AAA010101AA1"

// group is the pedimento of an old file.
const group = "242430010000001"

// old makes a file of schema 1 with one fact, and the movements and the book
// that another engine made of it.
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
	f := ledger.Fact{
		Key: group, Doc: document.HashOf([]byte("a document")), Source: document.SourceDataStage, AsOf: 20240105, Clave: "IN", Operacion: "IMP", Pago: 20240105,
		Lineas: []ledger.Line{{Sec: 1, Fraccion: "39012001", UMT: "1", CantidadUMT: 5e6, UMC: "1", CantidadUMC: 5e6}},
	}
	canonical, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	hash := document.HashOf(canonical)
	m := ledger.Movements{Material: ledger.Fraccion("39012001", "1")}
	for _, q := range []struct {
		text string
		args []any
	}{
		{"INSERT INTO programme VALUES (?)", []any{rfc}},
		{"INSERT INTO journal VALUES (?,7,'2026-01-02T12:00:00Z','','hash',?,'','accepted','{}')", []any{rfc, string(f.Doc)}},
		{"INSERT INTO fact VALUES (?,?,?,'pedimento',?,?,?)", []any{rfc, group, string(hash), group, group[2:], f.Pack()}},
		{"INSERT INTO finding VALUES (?,?,'[]')", []any{rfc, group}},
		{"INSERT INTO movement VALUES (?,?,?,?)", []any{rfc, m.Material.ID(rfc), group, []byte("\x01m of another engine")}},
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

// derive makes the books of a file again.
func derive(t *testing.T, s *embedded.Store) (renewed bool) {
	t.Helper()
	renewed, err := step.Renew(t.Context(), s, rfc, time.Date(2026, 1, 3, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&step.Match{Books: s}).Run(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	return renewed
}

// TestMigrate: a file of schema 1 opens, its movements and books are gone and
// are derived again from its facts, once.
func TestMigrate(t *testing.T) {
	t.Parallel()
	path := old(t)
	for round := range 2 { // the second time there is nothing to migrate
		s, err := embedded.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if derive(t, s) != (round == 0) {
			t.Fatalf("round %d: derived in another", round)
		}
		r, ok, err := s.Book(t.Context(), rfc, ledger.Fraccion("39012001", "1").ID(rfc))
		if err != nil || !ok || r.Gen != 1 || r.Applied != 8 {
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

// TestMigrateFrom4: a file of schema 4 does the same, whatever its movements and books
// hold.
func TestMigrateFrom4(t *testing.T) {
	t.Parallel()
	path := old(t)
	s, err := embedded.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	derive(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, back := range []string{
		"ALTER TABLE programme DROP COLUMN terms",
		"ALTER TABLE desk_user DROP COLUMN signs",
		"UPDATE movement SET data = x'026d00'",
		"UPDATE book SET manifest = x'024d00'",
		"INSERT INTO segment SELECT rfc, id, x'00', x'00' FROM material",
		"PRAGMA user_version=4",
	} {
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
	if !derive(t, s) {
		t.Error("not derived")
	}
	id := ledger.Fraccion("39012001", "1").ID(rfc)
	r, ok, err := s.Book(t.Context(), rfc, id)
	if err != nil || !ok || r.Gen != 1 || r.Applied != 9 { // derived twice, an entry each
		t.Fatalf("book %+v, %v, %v", r, ok, err)
	}
	b, err := step.OpenBook(t.Context(), s, rfc, r)
	if err != nil || b.Engine != ledger.Engine || len(b.Saldos) != 1 || b.Saldos[0].Cantidad != 5e6 {
		t.Fatalf("%+v, %v", b, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
