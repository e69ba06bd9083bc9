package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// Head implements step.Journal.
func (s *Store) Head(ctx context.Context, rfc string) (step.Head, error) {
	return head(ctx, s.read, rfc)
}

// querier is what a connection and a transaction have in common.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func head(ctx context.Context, q querier, rfc string) (step.Head, error) {
	var h step.Head
	err := q.QueryRowContext(ctx, "SELECT seq, hash, terms FROM journal JOIN programme USING (rfc) WHERE rfc=? ORDER BY seq DESC LIMIT 1", rfc).Scan(&h.Seq, &h.Hash, &h.Terms)
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
		if c.Terms != c.After.Terms {
			w.each("UPDATE programme SET terms=? WHERE rfc=?", 1, func(int) []any { return []any{c.Terms, c.RFC} })
		}
		w.facts(c)
		w.named(c.Facts)
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

// together is how many rows one statement writes: an ingest writes hundreds of
// thousands of small ones, and a call costs more than a row.
const together = 32

// insert writes n rows, many to a statement; args appends what one row holds.
func (w *writer) insert(into, row string, n int, args func(args []any, i int) []any) {
	part := func(from, to, rows int) {
		w.each(into+strings.Repeat(row+",", rows-1)+row, (to-from)/rows, func(k int) []any {
			var all []any
			for i := range rows {
				all = args(all, from+k*rows+i)
			}
			return all
		})
	}
	full := n / together * together
	part(0, full, together)
	part(full, n, 1)
}

func (w *writer) entries(es []step.Entry) {
	w.each("INSERT OR IGNORE INTO programme (rfc) VALUES (?)", min(1, len(es)), func(int) []any { return []any{w.rfc} })
	w.each("INSERT INTO journal (rfc, seq, recorded_at, prev, hash, sha, bkey, status, record) VALUES (?,?,?,?,?,?,?,?,?)", len(es), func(i int) []any {
		e := &es[i]
		rec, err := json.Marshal(e.Record)
		if err != nil && w.err == nil {
			w.err = fmt.Errorf("record %s: %w", e.Record.Name, err)
		}
		return []any{w.rfc, e.Seq, e.RecordedAt.Format(time.RFC3339Nano), string(e.Prev), string(e.Hash), string(e.Record.SHA), e.Record.BusinessKey(), string(e.Record.Status), rec}
	})
}

func (w *writer) facts(c step.Commit) {
	for _, r := range c.Regroups { // in order: one may move what another brought
		move := func(int) []any { return []any{r.To, w.rfc, r.From} }
		w.each("UPDATE OR IGNORE fact SET grp=? WHERE rfc=? AND grp=?", 1, move)
		// what the target already held stays once
		w.each("DELETE FROM fact WHERE ?<>grp AND rfc=? AND grp=?", 1, move)
		w.each("DELETE FROM named_group WHERE rfc=? AND grp=?", 1, func(int) []any { return []any{w.rfc, r.From} })
		if len(r.To) == pedimentoDigits {
			w.each("INSERT OR IGNORE INTO named_group (rfc, suffix, grp) VALUES (?,?,?)", 1, func(int) []any { return []any{w.rfc, r.To[2:], r.To} })
		}
	}
	w.each("INSERT OR IGNORE INTO fact (rfc, grp, hash, kind, key, suffix, data) VALUES (?,?,?,?,?,?,?)", len(c.Facts), func(i int) []any {
		f := &c.Facts[i]
		return []any{w.rfc, f.Group, string(f.Hash), string(f.Kind), f.Key, suffix(f), f.Data}
	})
}

// named records the groups that are named by a pedimento they may not hold.
func (w *writer) named(fs []step.FactRecord) {
	var apart []step.FactRecord
	for _, f := range fs {
		if f.Group != f.Key && len(f.Group) == 15 {
			apart = append(apart, f)
		}
	}
	w.each("INSERT OR IGNORE INTO named_group (rfc, suffix, grp) VALUES (?,?,?)", len(apart), func(i int) []any {
		return []any{w.rfc, apart[i].Group[2:], apart[i].Group}
	})
}

// pedimentoDigits is the length of a pedimento's number.
const pedimentoDigits = 15

// suffix indexes pedimentos by their last 13 digits; other facts by nothing.
func suffix(f *step.FactRecord) string {
	if len(f.Key) == 15 {
		return f.Key[2:]
	}
	return ""
}

func (w *writer) findings(gs []step.GroupFindings) {
	w.each("DELETE FROM finding WHERE rfc=? AND grp=?", len(gs), func(i int) []any {
		return []any{w.rfc, gs[i].Group}
	})
	kept := slices.DeleteFunc(slices.Clone(gs), func(g step.GroupFindings) bool { return len(g.Findings) == 0 })
	w.each("INSERT OR REPLACE INTO finding (rfc, grp, data) VALUES (?,?,?)", len(kept), func(i int) []any {
		b, err := json.Marshal(kept[i].Findings)
		if err != nil && w.err == nil {
			w.err = fmt.Errorf("findings of %s: %w", kept[i].Group, err)
		}
		return []any{w.rfc, kept[i].Group, b}
	})
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
func (s *Store) Known(ctx context.Context, rfc string, shas []document.Hash, keys []string) (step.Known, error) {
	k := step.Known{BySHA: map[document.Hash]step.Record{}, ByKey: map[string]step.Record{}}
	texts := make([]string, len(shas))
	for i, h := range shas {
		texts[i] = string(h)
	}
	err := s.among(ctx, rfc, "SELECT record FROM journal INDEXED BY journal_sha WHERE rfc=? AND status<>'duplicate' AND sha IN (%s) ORDER BY seq", texts,
		func(r step.Record) { k.BySHA[r.SHA] = r })
	if err != nil {
		return k, err
	}
	err = s.among(ctx, rfc, "SELECT record FROM journal INDEXED BY journal_key WHERE rfc=? AND status<>'duplicate' AND bkey<>'' AND bkey IN (%s) ORDER BY seq", keys,
		func(r step.Record) { k.ByKey[r.BusinessKey()] = r })
	return k, err
}

// among reads the records that match any of some values, in batches below
// SQLite's limit of bound variables.
func (s *Store) among(ctx context.Context, rfc, query string, values []string, found func(step.Record)) error {
	for q := range slices.Chunk(values, batch) {
		for rec, err := range rows(ctx, s.write, fmt.Sprintf(query, marks(len(q))), bind(rfc, q), func(r *sql.Rows) (step.Record, error) {
			var b []byte
			var rec step.Record
			if err := r.Scan(&b); err != nil {
				return rec, fmt.Errorf("scan: %w", err)
			}
			return rec, json.Unmarshal(b, &rec)
		}) {
			if err != nil {
				return err
			}
			found(rec)
		}
	}
	return nil
}

// batch is how many values one query asks for.
const batch = 500

// marks is a list of n placeholders.
func marks(n int) string { return "?" + strings.Repeat(",?", n-1) }

// bind is the programme followed by the values.
func bind(rfc string, values []string) []any {
	args := []any{rfc}
	for _, v := range values {
		args = append(args, v)
	}
	return args
}

// Programmes implements step.Journal.
func (s *Store) Programmes(ctx context.Context) ([]string, error) {
	var out []string
	for rfc, err := range rows(ctx, s.read, "SELECT rfc FROM programme ORDER BY rfc", nil, func(r *sql.Rows) (string, error) {
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
