package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the schedule is in Mexico City's time, wherever the machine is

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web"
)

// lookEvery is how often the inbox is looked at; a file is taken when it did
// not change between two looks, so that half an upload is never read.
const lookEvery = 2 * time.Second

func (a *app) runCmd() *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "run",
		Short: a.say("vigila inbox, sirve una página de estado y cumple el calendario", "watches inbox, serves a status page and runs the schedule"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			f, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			return a.serve(c.Context(), f, addr)
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", a.say("dirección de la página; sólo esta máquina", "address of the page; this machine only"))
	return c
}

// serve runs until the context ends.
func (a *app) serve(ctx context.Context, f *folder, addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return usage(errors.New(a.say("--addr debe ser de esta máquina (127.0.0.1:PUERTO)", "--addr must be of this machine (127.0.0.1:PORT)")))
	}
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		return fault.New(fault.Misconfigured, "time zone", err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return fault.New(fault.Misconfigured, "listen on "+addr, err)
	}
	status := &web.Status{Books: f.books, Lang: a.lang, Today: func() document.Date {
		n := a.now().In(zone)
		return document.NewDate(n.Year(), int(n.Month()), n.Day())
	}}
	server := &http.Server{Handler: status.Handler(), ReadHeaderTimeout: 5 * time.Second}
	go server.Serve(l)   //nolint:errcheck // ends with Close below
	defer server.Close() //nolint:errcheck // the process ends
	inbox := filepath.Join(a.data, "inbox")
	if err := os.MkdirAll(inbox, 0o700); err != nil {
		return fault.New(fault.Misconfigured, "inbox", err)
	}
	a.printf("Vigilando %s; estado en http://%s/; Ctrl-C termina.", "Watching %s; status at http://%s/; Ctrl-C ends.", inbox, l.Addr())
	w := &watcher{app: a, folder: f, inbox: inbox, seen: map[string]fileState{}}
	for {
		if err := w.look(ctx); err != nil {
			return err
		}
		a.scheduled(ctx, f, a.now().In(zone))
		if err := sleep(ctx, lookEvery); err != nil {
			return nil //nolint:nilerr // asked to stop
		}
	}
}

// scheduled compiles what is due and not there yet; a failure is said and
// tried again at the next look.
func (a *app) scheduled(ctx context.Context, f *folder, now time.Time) {
	rfcs, err := a.programmes(ctx, f)
	if err != nil {
		return // the books are busy; the next look asks again
	}
	out := filepath.Join(a.data, "packages")
	for _, rfc := range rfcs {
		for _, period := range step.DuePeriods(now) {
			if _, err := os.Stat(filepath.Join(out, rfc+"-"+period+".zip")); err == nil {
				continue
			}
			r, err := a.compile(ctx, f, rfc, period, out)
			if err != nil {
				fmt.Fprintln(a.err, a.explain(err)) //nolint:errcheck // stderr
				continue
			}
			if err := a.printPackage(rfc, r); err != nil {
				return
			}
		}
	}
}

// fileState is what must not change between two looks.
type fileState struct {
	size int64
	at   time.Time
}

// watcher takes what settles in the inbox.
type watcher struct {
	app    *app
	folder *folder
	inbox  string
	seen   map[string]fileState
}

// look takes the files that did not change since the last look, and removes
// each once its bytes and its record are durable.
func (w *watcher) look(ctx context.Context) error {
	now := map[string]fileState{}
	var ready []string
	err := filepath.WalkDir(w.inbox, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return nil //nolint:nilerr // it went away while we looked
		}
		now[path] = fileState{info.Size(), info.ModTime()}
		if w.seen[path] == now[path] {
			ready = append(ready, path)
		}
		return nil
	})
	if err != nil {
		return fault.New(fault.Misconfigured, "watch "+w.inbox, err)
	}
	w.seen = now
	slices.Sort(ready)
	for _, path := range ready {
		a := *w.app
		if a.rfc = w.programme(path); a.rfc == "" {
			a.rfc = w.app.rfc
		}
		if _, err := a.ingest(ctx, w.folder, []string{path}, a.report); err != nil {
			return err
		}
		if err := os.Remove(path); err != nil {
			return fault.New(fault.Misconfigured, "remove "+path, err)
		}
		delete(w.seen, path)
	}
	return nil
}

// programme is the RFC of inbox/<RFC>/…, "" for anything else.
func (w *watcher) programme(path string) string {
	rel, err := filepath.Rel(w.inbox, path)
	if err != nil {
		return ""
	}
	if first, _, ok := strings.Cut(filepath.ToSlash(rel), "/"); ok && pedimento.RFCShape(first) {
		return first
	}
	return ""
}
