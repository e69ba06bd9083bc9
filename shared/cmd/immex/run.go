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
	"sync"
	"time"
	_ "time/tzdata" // the schedule is in Mexico City's time, wherever the machine is

	"github.com/spf13/cobra"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/mail/door"
	"example.com/immex/shared/step"
)

// lookEvery is how often the inbox is looked at; a file is taken when it did
// not change between two looks, so that half an upload is never read.
const lookEvery = 2 * time.Second

func (a *app) runCmd() *cobra.Command {
	var addr string
	var p post
	c := &cobra.Command{
		Use:   "run",
		Short: a.say("vigila inbox, sirve el escritorio y cumple el calendario", "watches inbox, serves the desk and runs the schedule"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if !loopback(addr) {
				return usage(errors.New(a.say("--addr debe ser de esta máquina (127.0.0.1:PUERTO)", "--addr must be of this machine (127.0.0.1:PORT)")))
			}
			if err := p.check(a); err != nil {
				return err
			}
			p.chosen = c.Flags().Changed("smtp")
			f, err := a.create(c.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			return a.serve(c.Context(), f, addr, &p)
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", a.say("dirección del escritorio; sólo esta máquina", "address of the desk; this machine only"))
	c.Flags().StringVar(&p.addr, "smtp", "127.0.0.1:2525", a.say("dirección que recibe correo; sólo esta máquina, vacía para ninguna", "address that takes mail; this machine only, empty for none"))
	c.Flags().StringVar(&p.from, "mail-from", "immex@localhost", a.say("remitente de las respuestas en outbox", "sender of the answers in outbox"))
	return c
}

// serve runs until the context ends.
func (a *app) serve(ctx context.Context, f *folder, addr string, p *post) error {
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		return fault.New(fault.Misconfigured, "time zone", err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return fault.New(fault.Misconfigured, "listen on "+addr, err)
	}
	reader, done, err := a.reader()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer done()
	var work sync.WaitGroup
	defer work.Wait() // what the desk began ends before the folder is closed
	d, err := a.desk(f, zone, reader, func(do func(context.Context)) { work.Go(func() { do(ctx) }) })
	if err != nil {
		return errors.Join(err, l.Close())
	}
	server := &http.Server{
		Handler: d.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
	}
	go server.Serve(l)   //nolint:errcheck // ends with Close below
	defer server.Close() //nolint:errcheck // the process ends
	inbox := filepath.Join(a.data, "inbox")
	if err := os.MkdirAll(inbox, 0o700); err != nil {
		return fault.New(fault.Misconfigured, "inbox", err)
	}
	setUp, err := d.SetUpPath(ctx)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	mails, err := a.mailFolder()
	if err != nil {
		return err
	}
	smtp, stop, err := p.open(ctx, a, mails)
	if err != nil {
		return err
	}
	defer stop() //nolint:errcheck // the process ends
	if err := a.greet(greeting{inbox, "http://" + l.Addr().String(), setUp, mails, smtp}); err != nil {
		return err
	}
	return a.watch(ctx, f, zone, p.from, []*watcher{
		{app: a, folder: f, inbox: inbox, seen: map[string]fileState{}, kept: map[string]fileState{}},
		{app: a, folder: f, inbox: mails, seen: map[string]fileState{}, kept: map[string]fileState{}, mails: a.mailbox(f, zone, p.from)},
	})
}

// watch looks at the folders and the calendar until the context ends.
func (a *app) watch(ctx context.Context, f *folder, zone *time.Location, from string, folders []*watcher) error {
	due, gone := newTimetable(a, f, from), findingsSeen{}
	if _, err := a.match(ctx, f); err != nil && ctx.Err() == nil { // what a crash left behind
		return err
	}
	for {
		quiet := true
		for _, w := range folders {
			took, err := w.look(ctx)
			if err != nil && ctx.Err() == nil {
				return err
			}
			quiet = quiet && took == 0
		}
		if quiet {
			gone.look(ctx, a, f)
		}
		due.look(ctx, a.now().In(zone))
		if err := sleep(ctx, lookEvery); err != nil {
			return nil //nolint:nilerr // asked to stop
		}
	}
}

// findingsSeen is the journal and day, by programme, at which it was looked
// whether decided findings are gone.
type findingsSeen map[string]string

// look looks again where the journal moved or a day began. A failure is said,
// and the next change looks again.
func (s findingsSeen) look(ctx context.Context, a *app, f *folder) {
	rfcs, err := f.books.Programmes(ctx)
	if err != nil {
		return // the books are busy; the next look asks again
	}
	for _, rfc := range rfcs {
		head, err := f.books.Head(ctx, rfc)
		at := a.today().String() + " " + string(head.Hash)
		if err != nil || s[rfc] == at {
			continue // same
		}
		s[rfc] = at
		if err := a.lookAt(ctx, f, rfc); err != nil && ctx.Err() == nil {
			fmt.Fprintln(a.err, "immex:", a.explain(err)) //nolint:errcheck // stderr
		}
	}
}

// greeting is where everything is.
type greeting struct{ inbox, url, setUp, mails, smtp string }

// greet says what is watched, where the desk is, and how its first account is
// made while there is none.
func (a *app) greet(g greeting) error {
	if a.json {
		o := map[string]string{"inbox": g.inbox, "url": g.url + "/", "mail": g.mails}
		if g.setUp != "" {
			o["set_up"] = g.url + g.setUp
		}
		if g.smtp != "" {
			o["smtp"] = g.smtp
		}
		return a.emit(o)
	}
	a.printf("Vigilando %s y %s; escritorio en %s/; Ctrl-C termina.", "Watching %s and %s; desk at %s/; Ctrl-C ends.", g.inbox, g.mails, g.url)
	if g.smtp != "" {
		a.printf("Correo por SMTP en %s, dirigido a RFC@cualquier-dominio.", "Mail by SMTP at %s, addressed to RFC@any-domain.", g.smtp)
	}
	if g.setUp != "" {
		a.printf("Todavía no hay usuarios. Cree la primera cuenta, una sola vez, en %s%s", "There are no users yet. Make the first account, once, at %s%s", g.url, g.setUp)
	}
	return nil
}

// retryEvery is how long a compile that failed waits for its next attempt.
const retryEvery = 10 * time.Minute

// timetable compiles what is owed: looked up when it starts and once a day, so
// that a day of arrivals makes one supplement.
type timetable struct {
	app    *app
	folder *folder
	looked map[string]string   // by programme, the day
	owed   map[string][]string // by programme, what is still to be made
	failed map[string]time.Time
	from   string // sender of reminders
}

func newTimetable(a *app, f *folder, from string) *timetable {
	return &timetable{app: a, folder: f, from: from, looked: map[string]string{}, owed: map[string][]string{}, failed: map[string]time.Time{}}
}

// look compiles what is owed; a failure is said and tried again later.
func (s *timetable) look(ctx context.Context, now time.Time) {
	a := s.app
	rfcs, err := a.programmes(ctx, s.folder)
	if err != nil {
		return // the books are busy, or empty; the next look asks again
	}
	out := filepath.Join(a.data, "packages")
	for _, rfc := range rfcs {
		if day := now.Format(time.DateOnly); s.looked[rfc] != day {
			owed, err := s.find(ctx, rfc, now, out)
			if err != nil {
				continue // same
			}
			s.looked[rfc], s.owed[rfc] = day, owed
		}
		var left []string
		for _, period := range s.owed[rfc] {
			if now.Sub(s.failed[rfc+"-"+period]) < retryEvery || s.attempt(ctx, rfc, period, out, now) {
				left = append(left, period)
			}
		}
		s.owed[rfc] = left
	}
}

// attempt compiles what is owed, and reports that it is to be tried again.
func (s *timetable) attempt(ctx context.Context, rfc, period, out string, now time.Time) (again bool) {
	err := s.compile(ctx, rfc, period, out)
	if err == nil || ctx.Err() != nil {
		return false
	}
	_, back := errors.AsType[*step.ReturnedError](err)
	if !back {
		s.failed[rfc+"-"+period] = now
	}
	if !back || !s.told(ctx, rfc, period, now) {
		fmt.Fprintln(s.app.err, "immex:", s.app.explain(err)) //nolint:errcheck // stderr
	}
	return !back
}

// told reports a supplement that a reviewer returned and that was told of for days:
// the package it would supersede stands. Whatever was returned is asked for again on
// another day.
func (s *timetable) told(ctx context.Context, rfc, period string, now time.Time) bool {
	all, err := step.Reviews(ctx, s.folder.books, rfc)
	if err != nil {
		return false // the next attempt says so
	}
	seals, err := step.Seals(ctx, s.folder.books, rfc)
	if err != nil {
		return false // same
	}
	_, out := step.OfPeriod(all, period, now)
	stands := slices.ContainsFunc(seals, func(x step.Sealed) bool { return x.Period == period })
	return stands && out.Told(time.Time{}, step.Today(now))
}

// find is what is owed of one programme, without what waits for a person: that
// is said once a day from its day of reminder on.
func (s *timetable) find(ctx context.Context, rfc string, now time.Time, out string) ([]string, error) {
	a := s.app
	c := &step.Compile{Books: s.folder.books, Blobs: s.folder.blobs, Language: a.lang, Tool: step.Release}
	owed, err := c.Owed(ctx, rfc, now)
	if err != nil {
		return nil, err //nolint:wrapcheck // the next look asks again
	}
	seals, err := step.Seals(ctx, s.folder.books, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	for _, seal := range seals { // sealed, and a crash kept it from its folder
		_, err := os.Stat(filepath.Join(out, seal.Package))
		if errors.Is(err, fs.ErrNotExist) && slices.Contains(step.DuePeriods(now), seal.Period) && !slices.Contains(owed, seal.Period) {
			owed = append(owed, seal.Period)
		}
	}
	all, err := step.Reviews(ctx, s.folder.books, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	return slices.DeleteFunc(owed, func(period string) bool {
		asked, state := step.OfPeriod(all, period, now)
		if asked == nil || state.State != step.ReviewAsked && state.State != step.ReviewExpired {
			return false
		}
		if state.State == step.ReviewExpired || !now.Before(asked.Remind) {
			_ = a.printAsked(rfc, asked, &state, nil) // a closed pipe ends the process
			if err := s.remind(rfc, asked, state.State, now); err != nil {
				fmt.Fprintln(a.err, "immex:", a.explain(err)) //nolint:errcheck // stderr
			}
		}
		return true
	}), nil
}

// remind puts a letter of the day into the outbox: which package waits for whom, or
// was not approved in time.
func (s *timetable) remind(rfc string, asked *step.Review, state step.ReviewState, now time.Time) error {
	a := s.app
	body := fmt.Sprintf(a.say("El paquete de %s de %s espera aprobación hasta el %s.\nAprueba: %s.\nSe responde con immex approve o en el escritorio.\n",
		"The package of %s of %s waits for approval until %s.\nApproved by: %s.\nIt is answered with immex approve or on the desk.\n"), asked.Period, rfc, a.clock(asked.Until), reviewers(asked.Reviewers))
	if state == step.ReviewExpired {
		body = fmt.Sprintf(a.say("El paquete de %s de %s no se aprobó a tiempo (hasta el %s).\nAprueba: %s.\nSe pide otra vez con immex package.\n",
			"The package of %s of %s was not approved in time (until %s).\nApproved by: %s.\nIt is asked for again with immex package.\n"), asked.Period, rfc, a.clock(asked.Until), reviewers(asked.Reviewers))
	}
	n := mail.Notice{From: s.from, Subject: "IMMEX: " + a.say("falta aprobar ", "to approve: ") + rfc + " " + asked.Period, Body: body, Date: now}
	raw, err := n.Encode()
	if err != nil {
		return err //nolint:wrapcheck // never: a buffer takes everything
	}
	return door.Store(filepath.Join(a.data, "outbox"), now.Format(time.DateOnly)+"-aprobar-"+rfc+"-"+asked.Period+".eml", raw) //nolint:wrapcheck // already classified
}

// compile makes a package of books that are matched: nobody waits for them here.
func (s *timetable) compile(ctx context.Context, rfc, period, out string) error {
	if _, err := s.app.match(ctx, s.folder); err != nil {
		return err
	}
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
