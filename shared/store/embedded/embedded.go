// Package embedded keeps the books of one machine in one SQLite file: WAL,
// synchronous=FULL, one writer. It is one of the two engines and passes the
// same conformance suite as the other.
//
// The package decides nothing about customs: it stores what the steps give it
// and returns it in the order the contracts in package step promise.
package embedded

import (
	"context"
	"database/sql"
	_ "embed" // the schema
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sync"
	"sync/atomic"

	_ "modernc.org/sqlite" // the driver

	"example.com/immex/shared/fault"
)

//go:embed schema.sql
var schema string

//go:embed schema2.sql
var schema2 string

//go:embed schema3.sql
var schema3 string

//go:embed schema4.sql
var schema4 string

//go:embed schema5.sql
var schema5 string

//go:embed schema6.sql
var schema6 string

//go:embed schema7.sql
var schema7 string

// version is the schema this binary writes; older ones are migrated forward.
const version = 7

// Store is the books of one data folder. The caller holds the folder's lock.
type Store struct {
	read  *sql.DB
	write *sql.DB

	mu       sync.Mutex
	prepared map[string]*sql.Stmt // on read, by their text

	filing sync.WaitGroup
	filer  chan struct{} // holds one while the log is brought into the file
	behind atomic.Int64  // bytes that books wrote since
}

// Open opens or creates the file. Reads use their own connections, so that a
// desk never waits for an ingest.
func Open(ctx context.Context, path string) (*Store, error) {
	dsn := func(cache, extra string) string {
		v := url.Values{"_pragma": {
			"page_size(8192)", "journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(10000)", cache,
			"temp_store(MEMORY)", "foreign_keys(ON)", "wal_autocheckpoint(4000)",
		}}
		name := url.URL{Path: filepath.ToSlash(path)} // a folder may be called "año #1?"
		return "file:" + name.EscapedPath() + "?" + v.Encode() + extra
	}
	write, err := sql.Open("sqlite", dsn("cache_size(-32768)", "&_txlock=immediate"))
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "open "+path, err)
	}
	write.SetMaxOpenConns(1)
	s := &Store{write: write, prepared: map[string]*sql.Stmt{}, filer: make(chan struct{}, 1)}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	if s.read, err = sql.Open("sqlite", dsn("cache_size(-4096)", "&_query_only=1")); err != nil {
		return nil, fault.New(fault.Misconfigured, "open "+path, err)
	}
	s.read.SetMaxIdleConns(4) // no bound on those in use: who reads within an iterator would wait for the connections of others who do
	return s, nil
}

// Close releases the file.
func (s *Store) Close() error {
	s.filing.Wait()
	return errors.Join(s.read.Close(), s.write.Close())
}

// query reads by a statement.
func (s *Store) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...) //nolint:wrapcheck // the caller says what it reads
}

// statement is one that is asked for each material: it is prepared once on every
// connection, and closed with them.
func (s *Store) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt := s.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.read.PrepareContext(ctx, query)
	if err == nil {
		s.prepared[query] = stmt
	}
	return stmt, err //nolint:wrapcheck // same
}

func (s *Store) migrate(ctx context.Context) error {
	var have int
	if err := s.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return fault.New(fault.Misconfigured, "read schema version", err)
	}
	if have > version {
		return fault.Newf(fault.Misconfigured, "open books", "the file has schema %d, this immex knows up to %d: use the newer immex", have, version)
	}
	steps := []string{schema} // from nothing
	if have > 0 {
		steps = []string{schema2, schema3, schema4, schema5, schema6, schema7}[have-1:] // from each schema to the next
	}
	if have == version {
		return nil
	}
	return s.tx(ctx, "create schema", func(tx *sql.Tx) error {
		for _, step := range steps {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("schema: %w", err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version=%d", version))
		if err != nil {
			return fmt.Errorf("schema version: %w", err)
		}
		return nil
	})
}

// tx runs fn in one durable transaction.
func (s *Store) tx(ctx context.Context, op string, fn func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fault.New(fault.Transient, op, err)
	}
	if err := fn(tx); err != nil {
		rollback := tx.Rollback()
		if fault.Is(err, fault.Conflict) {
			return err
		}
		return fault.New(fault.Transient, op, errors.Join(err, rollback))
	}
	if err := tx.Commit(); err != nil {
		return fault.New(fault.Transient, op, err)
	}
	return nil
}

// Backup writes a consistent copy of the file.
func (s *Store) Backup(ctx context.Context, to string) error {
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return fault.New(fault.Transient, "backup to "+to, err)
	}
	return nil
}
