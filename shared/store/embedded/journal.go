package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// Head implements step.Journal.
func (s *Store) Head(ctx context.Context, rfc string) (step.Head, error) {
	return head(ctx, s.write, rfc)
}

// querier is what a connection and a transaction have in common.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func head(ctx context.Context, q querier, rfc string) (step.Head, error) {
	var h step.Head
	err := q.QueryRowContext(ctx, "SELECT seq, hash FROM journal WHERE rfc=? ORDER BY seq DESC LIMIT 1", rfc).Scan(&h.Seq, &h.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return step.Head{}, fault.New(fault.Transient, "read journal head", err)
	}
	return h, nil
}

// Commit implements step.Journal.
func (s *Store) Commit(ctx context.Context, c step.Commit) error {
	return s.tx(ctx, "commit", func(tx *sql.Tx) error {
		now, err := head(ctx, tx, c.RFC)
		if err != nil {
			return err
		}
		if now != c.After {
			return fault.Newf(fault.Conflict, "commit", "the journal of %s is at %d, this commit was computed on %d", c.RFC, now.Seq, c.After.Seq)
		}
		w := &writer{ctx: ctx, tx: tx, rfc: c.RFC, seq: c.After.Seq}
		if n := len(c.Entries); n > 0 {
			w.seq = c.Entries[n-1].Seq
		}
		w.entries(c.Entries)
		w.facts(c)
		w.movements(c.Movements)
		w.findings(c.Findings)
		return w.err
	})
}

// writer carries the first error through the statements of one commit.
type writer struct {
	ctx context.Context //nolint:containedctx // lives as long as one transaction
	tx  *sql.Tx
	rfc string
	seq int64
	err error
}

// each prepares once and runs for n rows.
func (w *writer) each(query string, n int, args func(i int) []any) {
	if w.err != nil || n == 0 {
		return
	}
	stmt, err := w.tx.PrepareContext(w.ctx, query)
	if err != nil {
		w.err = fmt.Errorf("prepare: %w", err)
		return
	}
	for i := range n {
		if _, err := stmt.ExecContext(w.ctx, args(i)...); err != nil {
			w.err = fmt.Errorf("%.40s: %w", query, err)
			break
		}
	}
	if err := stmt.Close(); err != nil && w.err == nil {
		w.err = fmt.Errorf("close statement: %w", err)
	}
}

func (w *writer) entries(es []step.Entry) {
	w.each("INSERT INTO journal (rfc, seq, recorded_at, prev, hash, sha, status, record) VALUES (?,?,?,?,?,?,?,?)", len(es), func(i int) []any {
		e := &es[i]
		rec, err := json.Marshal(e.Record)
		if err != nil && w.err == nil {
			w.err = fmt.Errorf("record %s: %w", e.Record.Name, err)
		}
		return []any{w.rfc, e.Seq, e.RecordedAt.Format(time.RFC3339Nano), string(e.Prev), string(e.Hash), string(e.Record.SHA), string(e.Record.Status), rec}
	})
}

func (w *writer) facts(c step.Commit) {
	w.each("UPDATE fact SET grp=? WHERE rfc=? AND grp=?", len(c.Regroups), func(i int) []any {
		return []any{c.Regroups[i].To, w.rfc, c.Regroups[i].From}
	})
	w.each("INSERT OR IGNORE INTO fact (rfc, grp, hash, kind, key, suffix, data) VALUES (?,?,?,?,?,?,?)", len(c.Facts), func(i int) []any {
		f := &c.Facts[i]
		return []any{w.rfc, f.Group, string(f.Hash), string(f.Kind), f.Key, suffix(f), f.Data}
	})
}

// suffix indexes pedimentos by their last 13 digits; other facts by nothing.
func suffix(f *step.FactRecord) string {
	if len(f.Key) == 15 {
		return f.Key[2:]
	}
	return ""
}

func (w *writer) movements(ms []step.MovementRecord) {
	var gone, kept []step.MovementRecord
	for _, m := range ms {
		if m.Data == nil {
			gone = append(gone, m)
			continue
		}
		kept = append(kept, m)
	}
	w.each("DELETE FROM movement WHERE rfc=? AND material=? AND grp=?", len(gone), func(i int) []any {
		return []any{w.rfc, gone[i].ID, gone[i].Group}
	})
	w.each("INSERT OR REPLACE INTO movement (rfc, material, grp, data) VALUES (?,?,?,?)", len(kept), func(i int) []any {
		return []any{w.rfc, kept[i].ID, kept[i].Group, kept[i].Data}
	})
	seen := map[string]bool{}
	var touched []step.MovementRecord
	for _, m := range ms {
		if !seen[m.ID] {
			seen[m.ID] = true
			touched = append(touched, m)
		}
	}
	w.each(`INSERT INTO material (rfc, id, kind, key, unit, wanted) VALUES (?,?,?,?,?,?)
		ON CONFLICT (rfc, id) DO UPDATE SET wanted=excluded.wanted`, len(touched), func(i int) []any {
		m := &touched[i]
		return []any{w.rfc, m.ID, m.Material.Kind, m.Material.Key, m.Material.Unit, w.seq}
	})
}

func (w *writer) findings(gs []step.GroupFindings) {
	w.each("INSERT OR REPLACE INTO finding (rfc, grp, data) VALUES (?,?,?)", len(gs), func(i int) []any {
		b, err := json.Marshal(gs[i].Findings)
		if err != nil && w.err == nil {
			w.err = fmt.Errorf("findings of %s: %w", gs[i].Group, err)
		}
		return []any{w.rfc, gs[i].Group, b}
	})
	if w.err == nil {
		_, err := w.tx.ExecContext(w.ctx, "DELETE FROM finding WHERE rfc=? AND data IN ('null','[]')", w.rfc)
		w.err = err
	}
}

// Entries implements step.Journal.
func (s *Store) Entries(ctx context.Context, rfc string, after int64) iter.Seq2[step.Entry, error] {
	return rows(ctx, s.read, "SELECT seq, recorded_at, prev, hash, record FROM journal WHERE rfc=? AND seq>? ORDER BY seq",
		[]any{rfc, after}, func(r *sql.Rows) (step.Entry, error) {
			var e step.Entry
			var at string
			var rec []byte
			if err := r.Scan(&e.Seq, &at, &e.Prev, &e.Hash, &rec); err != nil {
				return e, fmt.Errorf("scan: %w", err)
			}
			var err error
			if e.RecordedAt, err = time.Parse(time.RFC3339Nano, at); err != nil {
				return e, fmt.Errorf("recorded_at: %w", err)
			}
			return e, json.Unmarshal(rec, &e.Record)
		})
}

// Known implements step.Journal.
func (s *Store) Known(ctx context.Context, rfc string, shas []document.Hash) (map[document.Hash]step.Record, error) {
	out := map[document.Hash]step.Record{}
	const batch = 500 // below SQLite's limit of bound variables
	for len(shas) > 0 {
		n := min(batch, len(shas))
		args := []any{rfc}
		for _, h := range shas[:n] {
			args = append(args, string(h))
		}
		shas = shas[n:]
		q := "SELECT sha, record FROM journal WHERE rfc=? AND status<>'duplicate' AND sha IN (?" + strings.Repeat(",?", n-1) + ") ORDER BY seq"
		for rec, err := range rows(ctx, s.write, q, args, func(r *sql.Rows) (step.Record, error) {
			var sha string
			var b []byte
			var rec step.Record
			if err := r.Scan(&sha, &b); err != nil {
				return rec, fmt.Errorf("scan: %w", err)
			}
			return rec, json.Unmarshal(b, &rec)
		}) {
			if err != nil {
				return nil, err
			}
			out[rec.SHA] = rec
		}
	}
	return out, nil
}

// Programmes implements step.Journal.
func (s *Store) Programmes(ctx context.Context) ([]string, error) {
	var out []string
	for rfc, err := range rows(ctx, s.read, "SELECT DISTINCT rfc FROM journal ORDER BY rfc", nil, func(r *sql.Rows) (string, error) {
		var rfc string
		return rfc, r.Scan(&rfc)
	}) {
		if err != nil {
			return nil, err
		}
		out = append(out, rfc)
	}
	return out, nil
}

// rows walks a query; every error is Transient, and the caller stops at it.
func rows[T any](ctx context.Context, db *sql.DB, query string, args []any, scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		rs, err := db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(zero, fault.New(fault.Transient, "read books", err))
			return
		}
		defer rs.Close() //nolint:errcheck // reading only
		for rs.Next() {
			v, err := scan(rs)
			if err != nil {
				yield(zero, fault.New(fault.Corrupt, "read books", err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rs.Err(); err != nil {
			yield(zero, fault.New(fault.Transient, "read books", err))
		}
	}
}
