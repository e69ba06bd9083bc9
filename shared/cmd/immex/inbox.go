package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// fileState is what must not change between two looks.
type fileState struct {
	size int64
	at   time.Time
}

func stateOf(info fs.FileInfo) fileState { return fileState{info.Size(), info.ModTime()} }

// watcher takes what settles in the inbox.
type watcher struct {
	app    *app
	folder *folder
	inbox  string
	seen   map[string]fileState
	kept   map[string]fileState // what could not be taken, so that it is said once
	mails  *mailbox             // of the folder of mails; nil for the inbox
}

// look takes the files that did not change since the last look, and says how
// many there were.
func (w *watcher) look(ctx context.Context) (took int, err error) {
	now := map[string]fileState{}
	var ready []source
	err = filepath.WalkDir(w.inbox, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == w.inbox:
			return err
		case err != nil, d.IsDir(), unfinished(d.Name()):
			return nil //nolint:nilerr // a folder that closed or went away costs only itself
		}
		src := source{path: path}
		if !d.Type().IsRegular() {
			src.err = errSpecial
		}
		info, err := d.Info()
		if err != nil {
			return nil //nolint:nilerr // it went away while we looked
		}
		now[path] = stateOf(info)
		if w.seen[path] == now[path] && w.kept[path] != now[path] {
			ready = append(ready, src)
		}
		return nil
	})
	if err != nil {
		return 0, fault.New(fault.Misconfigured, "watch "+w.inbox, err)
	}
	w.seen = now
	for _, src := range ready {
		if err := w.take(ctx, src, now[src.path]); err != nil {
			return 0, err
		}
	}
	return len(ready), nil
}

// unfinished are the names programs give to what they are still writing.
func unfinished(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".part", ".partial", ".filepart", ".crdownload", ".tmp":
		return true
	}
	return false
}

// take ingests one file and removes it once its bytes and its record are
// durable. One that could not be read, or that somebody went on writing,
// stays.
func (w *watcher) take(ctx context.Context, src source, at fileState) error {
	a, path := *w.app, src.path
	if rfc := w.programme(path); rfc != "" {
		a.rfc = rfc
	}
	taken, err := w.bring(ctx, &a, src)
	if err != nil {
		return err
	}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil //nolint:nilerr // somebody else took it away
	case stateOf(info) != at:
		delete(w.seen, path)
		return nil
	case taken:
		err = os.Remove(path)
	}
	if err != nil {
		fmt.Fprintln(a.err, "immex:", a.cause(err)) //nolint:errcheck // stderr
	}
	if err != nil || !taken {
		w.kept[path] = at
	}
	return nil
}

// bring ingests one file; taken is false when it could not be read from disk.
func (w *watcher) bring(ctx context.Context, a *app, src source) (taken bool, err error) {
	if w.mails != nil {
		return w.mails.take(ctx, a, w.folder, src)
	}
	taken = true
	_, err = a.ingest(ctx, w.folder, []source{src}, func(r step.Record) error {
		taken = taken && r.SHA != ""
		return a.report(r)
	})
	return taken, err
}

// programme is the RFC of inbox/<RFC>/…, "" for anything else.
func (w *watcher) programme(path string) string {
	rel, err := filepath.Rel(w.inbox, path)
	if err != nil {
		return ""
	}
	first, _, ok := strings.Cut(filepath.ToSlash(rel), "/")
	if first = strings.ToUpper(first); ok && pedimento.RFCShape(first) {
		return first
	}
	return ""
}
