package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata" // the schedule is in Mexico City's time, wherever the machine is

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
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
			host, _, err := net.SplitHostPort(addr)
			if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
				return usage(errors.New(a.say("--addr debe ser de esta máquina (127.0.0.1:PUERTO)", "--addr must be of this machine (127.0.0.1:PORT)")))
			}
			f, err := a.create(c.Context())
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
	if err := a.greet(inbox, "http://"+l.Addr().String()+"/"); err != nil {
		return err
	}
	w := &watcher{app: a, folder: f, inbox: inbox, seen: map[string]fileState{}, kept: map[string]fileState{}}
	due := &timetable{app: a, folder: f, failed: map[string]time.Time{}}
	if _, err := a.match(ctx, f); err != nil && ctx.Err() == nil { // what a crash left behind
		return err
	}
	for {
		if err := w.look(ctx); err != nil && ctx.Err() == nil {
			return err
		}
		due.look(ctx, a.now().In(zone))
		if err := sleep(ctx, lookEvery); err != nil {
			return nil // asked to stop
		}
	}
}

// greet says what is watched and where the page is.
func (a *app) greet(inbox, url string) error {
	if a.json {
		return a.emit(map[string]string{"inbox": inbox, "url": url})
	}
	a.printf("Vigilando %s; estado en %s; Ctrl-C termina.", "Watching %s; status at %s; Ctrl-C ends.", inbox, url)
	return nil
}

// retryEvery is how long a compile that failed waits for its next attempt.
const retryEvery = 10 * time.Minute

// timetable compiles what is due and not there yet.
type timetable struct {
	app    *app
	folder *folder
	failed map[string]time.Time
}

// look compiles once per programme and period; a failure is said and tried
// again later.
func (s *timetable) look(ctx context.Context, now time.Time) {
	a := s.app
	rfcs, err := a.programmes(ctx, s.folder)
	if err != nil {
		return // the books are busy, or empty; the next look asks again
	}
	out := filepath.Join(a.data, "packages")
	for _, rfc := range rfcs {
		for _, period := range step.DuePeriods(now) {
			name := rfc + "-" + period + ".zip"
			if _, err := os.Stat(filepath.Join(out, name)); err == nil || now.Sub(s.failed[name]) < retryEvery {
				continue
			}
			err := s.compile(ctx, rfc, period, out)
			if err != nil && ctx.Err() == nil {
				s.failed[name] = now
				fmt.Fprintln(a.err, "immex:", a.explain(err)) //nolint:errcheck // stderr
			}
		}
	}
}

func (s *timetable) compile(ctx context.Context, rfc, period, out string) error {
	key, err := s.app.signingKey("")
	if err != nil {
		return err
	}
	r, err := s.app.compile(ctx, s.folder, rfc, period, out, key)
	if err != nil {
		return err
	}
	return s.app.printPackage(rfc, r)
}
