package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

// app is what every verb needs: where to write, in which language and form,
// and which data folder.
type app struct {
	in   io.Reader
	out  io.Writer
	err  io.Writer
	env  func(string) string
	now  func() time.Time
	lang document.Lang
	json bool
	data string
	rfc  string
	code int // exit code of a verb that ended without an error
}

// say is one text in the language of the run.
func (a *app) say(es, en string, args ...any) string {
	return document.Textf(es, en, args...).In(a.lang)
}

// printf writes a line of the report, in the language of the run.
func (a *app) printf(es, en string, args ...any) {
	fmt.Fprintln(a.out, a.say(es, en, args...)) //nolint:errcheck // a closed pipe ends the process
}

// emit writes one JSON object on its own line.
func (a *app) emit(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// folder is an opened data folder.
type folder struct {
	books *embedded.Store
	blobs *file.Store
	lock  *flock.Flock
}

// open opens the data folder; writers also take its lock.
func (a *app) open(ctx context.Context, write bool) (*folder, error) {
	if err := os.MkdirAll(a.data, 0o700); err != nil {
		return nil, fault.New(fault.Misconfigured, "open "+a.data, err)
	}
	f := &folder{}
	if write {
		if err := f.take(a.data); err != nil {
			return nil, err
		}
	}
	var err error
	if f.books, err = embedded.Open(ctx, filepath.Join(a.data, "books.db")); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if f.blobs, err = file.Open(filepath.Join(a.data, "blobs")); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// errBusy says that another process holds the data folder.
var errBusy = errors.New("data folder is in use")

// take locks the folder and leaves word of who holds it.
func (f *folder) take(dir string) error {
	path := filepath.Join(dir, "lock")
	f.lock = flock.New(path)
	ok, err := f.lock.TryLock()
	if err != nil {
		return fault.New(fault.Misconfigured, "lock "+dir, err)
	}
	if !ok {
		f.lock = nil
		who, _ := os.ReadFile(path) //nolint:errcheck,gosec // only to say who; an unreadable note says nobody
		return fmt.Errorf("%w: %s (%s)", errBusy, dir, who)
	}
	return os.WriteFile(path, fmt.Appendf(nil, "pid %d", os.Getpid()), 0o600) //nolint:wrapcheck // names the file itself
}

// Close releases the folder.
func (f *folder) Close() error {
	var errs []error
	if f.books != nil {
		errs = append(errs, f.books.Close())
	}
	if f.lock != nil {
		errs = append(errs, f.lock.Unlock())
	}
	return errors.Join(errs...)
}

// programmes are those the verb is about: --rfc, or all that have books.
func (a *app) programmes(ctx context.Context, f *folder) ([]string, error) {
	if a.rfc != "" {
		return []string{a.rfc}, nil
	}
	all, err := f.books.Programmes(ctx)
	if err != nil {
		return nil, fmt.Errorf("list programmes: %w", err)
	}
	out := all[:0]
	for _, r := range all {
		if r != step.Unassigned {
			out = append(out, r)
		}
	}
	return out, nil
}
