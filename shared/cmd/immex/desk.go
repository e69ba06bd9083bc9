package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"time"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/material"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// deskPatience is how long a page waits for figures that are being worked out;
// IMMEX_DESK_WAIT says otherwise, for who walks through the screens by machine.
const deskPatience = 75 * time.Millisecond

func (a *app) deskPatience() time.Duration {
	if d, err := time.ParseDuration(a.env("IMMEX_DESK_WAIT")); err == nil && d > 0 {
		return d
	}
	return deskPatience
}

// desk is the browser's side of the folder; reader reads what is
// delivered, and start runs what takes longer than a request.
func (a *app) desk(f *folder, zone *time.Location, reader *step.Reader, start func(func(context.Context))) (*desk.Desk, error) {
	gate, err := access.NewGate(f.books, f.books, a.now, rand.Reader, access.DefaultCost())
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "desk", err)
	}
	failed := func(err error) {
		fmt.Fprintln(a.err, "immex:", a.explain(err)) //nolint:errcheck // stderr
	}
	office := desk.NewOffice(desk.OfficeConfig{
		Books: f.books, Blobs: f.blobs, Now: a.now, Go: start, Failed: failed, Cabinet: cabinet{filepath.Join(a.data, "derived")}, Scratch: blob.Rooms(a.data),
		Reader: func(string) (*step.Reader, func(), error) { return a.learningReader(f.books, nil) },
		Compile: func(ctx context.Context, rfc, period string, told func(step.Stage)) (step.Result, error) {
			return a.build(ctx, f, told, func(l *step.Local) (step.Result, error) { return l.Run(ctx, rfc, period, a.execution(rfc, period)) })
		},
		Resume: func(ctx context.Context, in step.ReviewIn, told func(step.Stage)) (step.Result, error) {
			return a.build(ctx, f, told, func(l *step.Local) (step.Result, error) {
				r, _, err := l.Answer(ctx, in, a.execution(in.RFC, in.Period))
				return r, err //nolint:wrapcheck // names the state that failed
			})
		},
		Keys: func(ctx context.Context) ([]document.Hash, error) { return a.trusted(ctx, nil) },
	})
	start(func(ctx context.Context) {
		office.Watch(ctx, func() document.Date {
			n := a.now().In(zone)
			return document.NewDate(n.Year(), int(n.Month()), n.Day())
		}, lookEvery)
	})
	return desk.New(desk.Config{ //nolint:wrapcheck // names the template
		Reader: desk.Read(f.books), Intake: desk.Counter(f.books, f.blobs, reader, a.now), Judges: office, Packages: office, Clerk: office, Inquirer: office,
		Gate: gate, Log: f.books, Now: a.now, Zone: zone, Lang: a.lang, Host: desk.Loopback, Files: material.Files(), Failed: failed,
		Patience: a.deskPatience(),
	})
}

// build runs the workflow for the desk, as immex package and immex approve do,
// into the folder where the schedule puts its own.
func (a *app) build(ctx context.Context, f *folder, told func(step.Stage), run func(*step.Local) (step.Result, error)) (step.Result, error) {
	if _, err := a.match(ctx, f); err != nil {
		return step.Result{}, err
	}
	key, err := a.signingKey("")
	if err != nil {
		return step.Result{}, err
	}
	l, done, err := a.engine(f, filepath.Join(a.data, "packages"), key)
	if err != nil {
		return step.Result{}, err
	}
	defer done()
	l.Told = told
	return run(l)
}
