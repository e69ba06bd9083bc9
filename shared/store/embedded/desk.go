package embedded

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
)

// The store keeps who may use the desk beside the books: one file to back up.
var (
	_ access.Users    = (*Store)(nil)
	_ access.Sessions = (*Store)(nil)
	_ access.Log      = (*Store)(nil)
)

const userColumns = "name, role, programmes, lang, off, password, created, signs"

func scanUser(row interface{ Scan(...any) error }) (u access.User, err error) {
	var programmes, created string
	if err = row.Scan(&u.Name, &u.Role, &programmes, &u.Lang, &u.Off, &u.Password, &created, &u.Signs); err != nil {
		return u, err //nolint:wrapcheck // the caller names the operation
	}
	if programmes != "" {
		u.Programmes = strings.Split(programmes, " ")
	}
	u.Created, err = time.Parse(time.RFC3339Nano, created)
	return u, err //nolint:wrapcheck // same
}

// User implements access.Users.
func (s *Store) User(ctx context.Context, name string) (access.User, bool, error) {
	u, err := scanUser(s.read.QueryRowContext(ctx, "SELECT "+userColumns+" FROM desk_user WHERE name=?", name))
	if errors.Is(err, sql.ErrNoRows) {
		return access.User{}, false, nil
	}
	if err != nil {
		return access.User{}, false, fault.New(fault.Transient, "read user", err)
	}
	return u, true, nil
}

// Users implements access.Users.
func (s *Store) Users(ctx context.Context) (out []access.User, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+userColumns+" FROM desk_user ORDER BY name")
	if err != nil {
		return nil, fault.New(fault.Transient, "list users", err)
	}
	defer rows.Close() //nolint:errcheck // reading only
	for rows.Next() {
		u, err := scanUser(rows)
		if err != nil {
			return nil, fault.New(fault.Transient, "list users", err)
		}
		out = append(out, u)
	}
	if err := rows.Err(); err != nil {
		return nil, fault.New(fault.Transient, "list users", err)
	}
	return out, nil
}

// AddUser implements access.Users.
func (s *Store) AddUser(ctx context.Context, u access.User, first bool) error {
	return s.changesOne(ctx, "add user "+u.Name,
		"INSERT INTO desk_user ("+userColumns+") SELECT ?,?,?,?,?,?,?,? WHERE NOT EXISTS (SELECT 1 FROM desk_user WHERE name=? OR ?)",
		u.Name, string(u.Role), strings.Join(u.Programmes, " "), string(u.Lang), u.Off, u.Password, u.Created.UTC().Format(time.RFC3339Nano), u.Signs, u.Name, first)
}

// SetUser implements access.Users.
func (s *Store) SetUser(ctx context.Context, u access.User) error {
	return s.changesOne(ctx, "set user "+u.Name,
		"UPDATE desk_user SET role=?, programmes=?, lang=?, off=?, password=?, signs=? WHERE name=?",
		string(u.Role), strings.Join(u.Programmes, " "), string(u.Lang), u.Off, u.Password, u.Signs, u.Name)
}

// changesOne runs a statement that changes one row; none is a Conflict.
func (s *Store) changesOne(ctx context.Context, op, q string, args ...any) error {
	return s.tx(ctx, op, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, q, args...)
		if err != nil {
			return err //nolint:wrapcheck // tx names the operation
		}
		if n, err := r.RowsAffected(); err != nil || n != 1 {
			return fault.Newf(fault.Conflict, op, "it is not as expected")
		}
		return nil
	})
}

// Session implements access.Sessions.
func (s *Store) Session(ctx context.Context, id document.Hash) (access.Session, bool, error) {
	out := access.Session{ID: id}
	var started, expires int64
	err := s.read.QueryRowContext(ctx, "SELECT user, started, expires FROM desk_session WHERE id=?", string(id)).Scan(&out.User, &started, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		return access.Session{}, false, nil
	}
	if err != nil {
		return out, false, fault.New(fault.Transient, "read session", err)
	}
	out.Started, out.Expires = time.Unix(0, started).UTC(), time.Unix(0, expires).UTC()
	return out, true, nil
}

// AddSession implements access.Sessions.
func (s *Store) AddSession(ctx context.Context, v access.Session) error {
	return s.tx(ctx, "add session", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM desk_session WHERE expires<?", v.Started.UnixNano()); err != nil {
			return err //nolint:wrapcheck // tx names the operation
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO desk_session (id, user, started, expires) VALUES (?,?,?,?)", string(v.ID), v.User, v.Started.UnixNano(), v.Expires.UnixNano())
		return err //nolint:wrapcheck // same
	})
}

// EndSession implements access.Sessions.
func (s *Store) EndSession(ctx context.Context, id document.Hash) error {
	return s.execute(ctx, "end session", "DELETE FROM desk_session WHERE id=?", string(id))
}

// EndSessionsOf implements access.Sessions.
func (s *Store) EndSessionsOf(ctx context.Context, user string) error {
	return s.execute(ctx, "end sessions", "DELETE FROM desk_session WHERE user=?", user)
}

func (s *Store) execute(ctx context.Context, op, q string, args ...any) error {
	return s.tx(ctx, op, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, q, args...)
		return err //nolint:wrapcheck // tx names the operation
	})
}

// AddEntry implements access.Log.
func (s *Store) AddEntry(ctx context.Context, e access.Entry) error {
	return s.execute(ctx, "write log", "INSERT INTO desk_log (at, user, role, rfc, method, path, status, origin, note) VALUES (?,?,?,?,?,?,?,?,?)",
		e.At.UTC().Format(time.RFC3339Nano), e.User, string(e.Role), e.RFC, e.Method, e.Path, e.Status, e.From, e.Note)
}

// LogEntries implements access.Log.
func (s *Store) LogEntries(ctx context.Context, rfc string, before int64, n int) (out []access.Entry, err error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	q, args := "SELECT seq, at, user, role, rfc, method, path, status, origin, note FROM desk_log WHERE seq<? ORDER BY seq DESC LIMIT ?", []any{before, n}
	if rfc != "" {
		q, args = strings.Replace(q, "WHERE", "WHERE rfc=? AND", 1), append([]any{rfc}, args...)
	}
	rows, err := s.read.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, fault.New(fault.Transient, "read log", err)
	}
	defer rows.Close() //nolint:errcheck // reading only
	for rows.Next() {
		var e access.Entry
		var at string
		if err := rows.Scan(&e.Seq, &at, &e.User, &e.Role, &e.RFC, &e.Method, &e.Path, &e.Status, &e.From, &e.Note); err != nil {
			return nil, fault.New(fault.Transient, "read log", err)
		}
		if e.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, fault.New(fault.Corrupt, "read log", err)
		}
		out = append(out, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fault.New(fault.Transient, "read log", err)
	}
	return out, nil
}
