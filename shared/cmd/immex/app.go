package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
	maps []string // files of --mapping
	code int      // exit code of a verb that ended without an error
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

// create makes the data folder when it is missing and opens it for writing.
func (a *app) create(ctx context.Context) (*folder, error) {
	if err := os.MkdirAll(a.data, 0o700); err != nil {
		return nil, fault.New(fault.Misconfigured, "open "+a.data, err)
	}
	return a.openAs(ctx, true)
}

// open opens a data folder that is there; writers also take its lock. A
// mistyped --data must not look like a company without documents.
func (a *app) open(ctx context.Context, write bool) (*folder, error) {
	if _, err := os.Stat(filepath.Join(a.data, "books.db")); errors.Is(err, fs.ErrNotExist) {
		return nil, usage(errors.New(a.nothingYet()))
	}
	f, err := a.openAs(ctx, write)
	if err != nil || write {
		return f, err
	}
	if err := a.catchUp(ctx, f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// catchUp finishes the books that a crash left behind, before anybody reads
// them. While another process works on them, they are read as they stand.
func (a *app) catchUp(ctx context.Context, f *folder) error {
	rfcs, err := f.books.Programmes(ctx)
	if err != nil {
		return fmt.Errorf("list programmes: %w", err)
	}
	behind := 0
	for _, rfc := range rfcs {
		head, err := f.books.Head(ctx, rfc)
		if err != nil {
			return fmt.Errorf("journal of %s: %w", rfc, err)
		}
		if head.Stale() {
			behind++
		}
		dirty, err := f.books.Dirty(ctx, rfc)
		if err != nil {
			return fmt.Errorf("books of %s: %w", rfc, err)
		}
		behind += len(dirty)
	}
	if behind == 0 {
		return nil
	}
	var busy *codedError
	switch err := a.lock(f); {
	case errors.As(err, &busy):
		fmt.Fprintln(a.err, a.say("immex: otro proceso está calculando los libros; esperan %d materiales", //nolint:errcheck // stderr
			"immex: another process is computing the books; %d materials wait", behind))
		return nil
	case err != nil:
		return err
	}
	if err = a.renew(ctx, f); err == nil {
		_, err = a.match(ctx, f)
	}
	f.lock, err = nil, errors.Join(err, f.lock.Unlock())
	return err
}

func (a *app) nothingYet() string {
	return a.say("no hay libros en la carpeta %s: entregue documentos con immex ingest, o indique otra con --data",
		"there are no books in folder %s: deliver documents with immex ingest, or give another with --data", a.data)
}

func (a *app) openAs(ctx context.Context, write bool) (*folder, error) {
	f := &folder{}
	if write {
		if err := a.lock(f); err != nil {
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
	if write {
		if err := a.renew(ctx, f); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// renew derives the books of a folder that another engine or catalogue made from
// the facts it holds, and says so.
func (a *app) renew(ctx context.Context, f *folder) error {
	rfcs, err := f.books.Programmes(ctx)
	if err != nil {
		return fmt.Errorf("list programmes: %w", err)
	}
	for _, rfc := range rfcs {
		renewed, err := step.Renew(ctx, f.books, rfc, a.now())
		if err != nil {
			return fmt.Errorf("derive %s: %w", rfc, err)
		}
		if renewed {
			fmt.Fprintln(a.err, a.say("immex: los libros de %s eran de otro motor o catálogo; se derivaron de nuevo de sus documentos (immex diff dice qué cambió)", //nolint:errcheck // stderr
				"immex: the books of %s were of another engine or catalogue; they were derived from their documents again (immex diff tells what changed)", rfc))
		}
	}
	return nil
}

// lock takes the folder and leaves word of who holds it.
func (a *app) lock(f *folder) error {
	path := filepath.Join(a.data, "lock")
	f.lock = flock.New(path)
	ok, err := f.lock.TryLock()
	if err != nil {
		return fault.New(fault.Misconfigured, "lock "+a.data, err)
	}
	if !ok {
		f.lock = nil
		who, _ := os.ReadFile(path) //nolint:gosec // only to say who; an unreadable note says nobody
		return &codedError{exitBusy, errors.New(a.say(
			"otro proceso (%s) usa la carpeta %s: espere a que termine, o deje los archivos en %s si es immex run",
			"another process (%s) uses folder %s: wait for it to end, or drop the files in %s if it is immex run",
			who, a.data, filepath.Join(a.data, "inbox")))}
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
	all, err := a.everyone(ctx, f)
	return slices.DeleteFunc(all, func(rfc string) bool { return rfc == step.Unassigned }), err
}

// everyone is programmes and, with it, the shelf of documents of nobody.
func (a *app) everyone(ctx context.Context, f *folder) ([]string, error) {
	all, err := f.books.Programmes(ctx)
	if err != nil {
		return nil, fmt.Errorf("list programmes: %w", err)
	}
	if a.rfc == "" {
		return all, nil
	}
	if !slices.Contains(all, a.rfc) {
		return nil, usage(errors.New(a.say("no hay documentos del programa %s; hay de: %s", "there are no documents of programme %s; there are of: %s",
			a.rfc, strings.Join(all, ", "))))
	}
	return []string{a.rfc}, nil
}
