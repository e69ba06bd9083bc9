package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

func (a *app) packageCmd() *cobra.Command {
	var month, year, out string
	c := &cobra.Command{
		Use:   "package",
		Short: a.say("compila y sella el paquete de un mes o un año, uno por programa", "compiles and seals the package of a month or a year, one per programme"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if err := a.checkPeriod(month, year); err != nil {
				return err
			}
			f, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			return a.packages(c.Context(), f, month+year, out)
		},
	}
	fl := c.Flags()
	fl.StringVar(&month, "month", "", a.say("mes AAAA-MM", "month YYYY-MM"))
	fl.StringVar(&year, "year", "", a.say("año AAAA", "year YYYY"))
	fl.StringVar(&out, "out", ".", a.say("carpeta de salida", "output folder"))
	return c
}

// checkPeriod asks for exactly one of a month and a year.
func (a *app) checkPeriod(month, year string) error {
	period := month + year
	if month != "" && year != "" || period == "" {
		return usage(errors.New(a.say("indique --month AAAA-MM o --year AAAA", "give --month YYYY-MM or --year YYYY")))
	}
	if _, _, err := step.Period(period); err != nil || month != "" && len(month) != 7 || year != "" && len(year) != 4 {
		return usage(errors.New(a.say("%q no es AAAA-MM ni AAAA", "%q is neither YYYY-MM nor YYYY", period)))
	}
	return nil
}

// packages compiles a period of every programme.
func (a *app) packages(ctx context.Context, f *folder, period, out string) error {
	if _, err := a.match(ctx, f); err != nil {
		return err
	}
	rfcs, err := a.programmes(ctx, f)
	if err != nil {
		return err
	}
	if len(rfcs) == 0 {
		return errors.New(a.say("no hay programas en %s: entregue documentos con immex ingest", "there are no programmes in %s: deliver documents with immex ingest", a.data))
	}
	for _, rfc := range rfcs {
		r, err := a.compile(ctx, f, rfc, period, out)
		if err != nil {
			return err
		}
		if err := a.printPackage(rfc, r); err != nil {
			return err
		}
	}
	return nil
}

// compile runs the deployed workflow on this machine.
func (a *app) compile(ctx context.Context, f *folder, rfc, period, out string) (step.Result, error) {
	reader, done, err := a.reader()
	if err != nil {
		return step.Result{}, err
	}
	defer done()
	l := &step.Local{
		Definition: statemachine.Compile,
		Steps: &step.Compile{
			Books: f.books, Blobs: f.blobs, Locator: f.blobs, Outbox: outFolder{a, out}, Language: a.lang, Tool: step.Release,
			Reader: func(string) *step.Reader { return reader },
		},
		Sleep: sleep, Workers: runtime.NumCPU(),
	}
	return l.Run(ctx, rfc, period, flow.Execution{ID: rfc + ":" + period, Name: period, StartTime: a.now()}) //nolint:wrapcheck // names the state that failed
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // cancelled
	}
}

// outFolder delivers packages into a folder.
type outFolder struct {
	app *app
	dir string
}

// Deliver implements step.Outbox. The same package again is a success; other
// bytes under a sealed name are never written over it.
func (o outFolder) Deliver(_ context.Context, _, name string, h document.Hash, b []byte) (string, error) {
	path := filepath.Join(o.dir, filepath.Base(name))
	switch old, err := os.ReadFile(path); { //nolint:gosec // the user names the folder
	case err == nil && document.HashOf(old) == h:
		return path, nil
	case err == nil:
		return "", fault.New(fault.Misconfigured, path, errors.New(o.app.say(
			"ahí está otro paquete con ese nombre y un paquete sellado no se reescribe; muévalo o indique otra carpeta con --out",
			"another package of that name is there and a sealed package is never written over; move it away or give another folder with --out")))
	case !errors.Is(err, fs.ErrNotExist):
		return "", fault.New(fault.Misconfigured, path, err)
	}
	if err := os.MkdirAll(o.dir, 0o750); err != nil {
		return "", fault.New(fault.Misconfigured, path, err)
	}
	tmp := path + ".part"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return "", fault.New(fault.Misconfigured, path, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return "", fault.New(fault.Transient, path, err)
	}
	return path, nil
}

func (a *app) printPackage(rfc string, r step.Result) error {
	if a.json {
		return a.emit(struct {
			RFC string `json:"rfc"`
			step.Result
		}{rfc, r})
	}
	fmt.Fprintf(a.out, "%s  sha256 %s\n", r.Delivered, r.SHA256) //nolint:errcheck // a closed pipe ends the process
	return nil
}
