package step_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// tampered is a data folder somebody opened with another program.
type tampered struct {
	*world
	db *sql.DB
}

// openTampered makes the books of a small story and opens them again by hand.
func openTampered(t *testing.T) *tampered {
	t.Helper()
	files := openFolders(t)
	w, done := files.open(t)
	t.Cleanup(done)
	for _, p := range stories()["a chain of rectifications"]() {
		w.settle(p)
		w.match(rfc)
	}
	w.settle(paper(ledger.Fact{Key: number(2021, 30), Clave: "XX", Pago: date("2021-05-01"), Lineas: []ledger.Line{line(1, "39012001", 1)}}))
	w.match(rfc)
	db, err := sql.Open("sqlite", filepath.Join(files.dir, "books1.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return &tampered{w, db}
}

func (w *tampered) exec(query string, args ...any) {
	w.t.Helper()
	r, err := w.db.ExecContext(w.ctx, query, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		w.t.Fatalf("%s changes %d rows, %v", query, n, err)
	}
}

// edit stores, for every material, the sound book of other movements in the
// place of its own.
func (w *tampered) edit(change func(*ledger.Movements)) {
	w.t.Helper()
	for head, err := range w.books.Books(w.ctx, rfc) {
		if err != nil {
			w.t.Fatal(err)
		}
		rows, err := w.books.Movements(w.ctx, rfc, head.ID, step.Latest)
		if err != nil {
			w.t.Fatal(err)
		}
		var moves []ledger.Movements
		for _, b := range rows {
			m, err := ledger.UnpackMovements(b)
			if err != nil {
				w.t.Fatal(err)
			}
			change(&m)
			moves = append(moves, m)
		}
		if len(moves) == 0 {
			continue // everything of it went elsewhere
		}
		g, err := ledger.EvaluateSegments(rfc, moves[0].Material, moves, ledger.DefaultPolicy(), catalog.Default().Version, nil, nil)
		if err != nil {
			w.t.Fatal(err)
		}
		w.exec("UPDATE book SET manifest=? WHERE id=?", g.Manifest, head.ID)
		for _, x := range g.Segments {
			if _, err := w.db.ExecContext(w.ctx, "INSERT OR IGNORE INTO segment (rfc, material, id, data) VALUES (?,?,?,?)", rfc, head.ID, x.ID[:], x.Data); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// movements changes every movement in place and packs it again.
func (w *tampered) movements(change func(*ledger.Movements)) {
	w.t.Helper()
	rows, err := w.db.QueryContext(w.ctx, "SELECT rowid, data FROM movement WHERE data IS NOT NULL")
	if err != nil {
		w.t.Fatal(err)
	}
	all := map[int64][]byte{}
	for rows.Next() {
		var id int64
		var b []byte
		if err := rows.Scan(&id, &b); err != nil {
			w.t.Fatal(err)
		}
		all[id] = b
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	for id, b := range all {
		m, err := ledger.UnpackMovements(b)
		if err != nil {
			w.t.Fatal(err)
		}
		change(&m)
		w.exec("UPDATE movement SET data=? WHERE rowid=?", m.Pack(), id)
	}
}

// TestCheckSeesTampering: whatever is changed by hand in the data folder, in a
// way that still reads, is a breach that says where.
func TestCheckSeesTampering(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		tamper func(*tampered)
		says   string
	}{
		"nothing": {func(*tampered) {}, ""},
		"journal: the name of a document": {func(w *tampered) {
			w.exec("UPDATE journal SET record=replace(record, '.datastage', '.other') WHERE seq=2")
		}, "journal breaks at entry 2"},
		"journal: the day it came": {func(w *tampered) {
			w.exec("UPDATE journal SET recorded_at='2020-01-01T00:00:00Z' WHERE seq=1")
		}, "journal breaks at entry 1"},
		"journal: an entry taken out": {func(w *tampered) { w.exec("DELETE FROM journal WHERE seq=2") }, "journal breaks at entry 3"},
		"journal: its last entry taken out": {func(w *tampered) {
			w.exec("DELETE FROM journal WHERE seq=(SELECT max(seq) FROM journal)")
		}, "no journal entry brings fact"},
		"fact: other bytes": {func(w *tampered) {
			w.exec("UPDATE fact SET data=(SELECT data FROM fact WHERE key=?) WHERE key=?", number(2021, 1), number(2021, 2))
		}, "is not the one that came in"},
		"fact: taken out": {func(w *tampered) { w.exec("DELETE FROM fact WHERE key=?", number(2021, 3)) }, "which the journal brings, is missing"},
		"fact: in another group": {func(w *tampered) {
			w.exec("UPDATE fact SET grp=key WHERE key=?", number(2021, 3))
		}, "stored movements of material"},
		"movement: a quantity": {func(w *tampered) {
			w.movements(func(m *ledger.Movements) {
				for i := range m.Lots {
					m.Lots[i].Cantidad++
				}
			})
		}, "stored movements of material"},
		"movement: a due date": {func(w *tampered) {
			w.movements(func(m *ledger.Movements) {
				for i := range m.Lots {
					m.Lots[i].Due = m.Lots[i].Due.AddDays(365)
				}
			})
		}, "stored movements of material"},
		"movement: taken out":       {func(w *tampered) { w.exec("DELETE FROM movement WHERE grp=?", number(2021, 9)) }, "stored movements of material"},
		"movement: no bytes of one": {func(w *tampered) { w.exec("UPDATE movement SET data=X'00'") }, "stored movements of material"},
		"book: cut": {func(w *tampered) {
			w.exec("UPDATE book SET manifest=substr(manifest,1,length(manifest)-1)")
		}, "the stored book does not hold"},
		"book: that of a larger lot": {func(w *tampered) {
			w.edit(func(m *ledger.Movements) {
				for i := range m.Lots {
					m.Lots[i].Cantidad++
					m.Lots[i].CantidadUMT++
				}
			})
		}, "is not what the facts give"},
		"book: that without an exit": {func(w *tampered) { w.edit(func(m *ledger.Movements) { m.Exits = nil }) }, "is not what the facts give"},
		"book: that of a later due date": {func(w *tampered) {
			w.edit(func(m *ledger.Movements) {
				for i := range m.Lots {
					m.Lots[i].Due = m.Lots[i].Due.AddDays(90)
				}
			})
		}, "is not what the facts give"},
		"book: no bytes of one": {func(w *tampered) { w.exec("UPDATE book SET manifest=X'00'") }, "the stored book does not hold"},
		"book: an earlier one back": {func(w *tampered) {
			w.exec("DELETE FROM book WHERE (id, gen) IN (SELECT id, max(gen) FROM book GROUP BY id)")
		}, "material"},
		"finding: taken out": {func(w *tampered) { w.exec("DELETE FROM finding WHERE grp=?", number(2021, 30)) }, "stored findings of " + number(2021, 30)},
		"finding: made up": {func(w *tampered) {
			w.exec("UPDATE finding SET grp=? WHERE grp=?", number(2021, 31), number(2021, 30))
		}, "stored findings of " + number(2021, 30)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openTampered(t)
			tt.tamper(w)
			k, err := step.CheckBooks(context.Background(), w.books, rfc)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, b := range k.Breaches {
				lines = append(lines, b.In(document.English))
				if b.ES == b.EN || b.ES == "" {
					t.Errorf("in one language: %v", b)
				}
			}
			said := strings.Join(lines, "\n")
			if tt.says == "" && said != "" || !strings.Contains(said, tt.says) {
				t.Errorf("says %q, want %q", said, tt.says)
			}
			r, err := step.Replay(context.Background(), w.books, rfc)
			if seen := r.Difference.EN != "" || fault.Is(err, fault.Corrupt); seen != (tt.says != "") {
				t.Errorf("replay says %q, %v", r.Difference.EN, err)
			}
		})
	}
}
