package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// packageFlags are what a package is asked with.
type packageFlags struct {
	month, year, out    string
	key, decide, reason string
}

func (w *packageFlags) period() string { return w.month + w.year }

func (a *app) packageCmd() *cobra.Command {
	var w packageFlags
	c := &cobra.Command{
		Use:   "package",
		Short: a.say("compila, sella y firma el paquete de un mes o un año, uno por programa", "compiles, seals and signs the package of a month or a year, one per programme"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if err := a.checkPeriod(w.month, w.year); err != nil {
				return err
			}
			decision, err := a.decision(&w)
			if err != nil {
				return err
			}
			f, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			return a.packages(c.Context(), f, &w, decision)
		},
	}
	fl := c.Flags()
	fl.StringVar(&w.month, "month", "", a.say("mes AAAA-MM", "month YYYY-MM"))
	fl.StringVar(&w.year, "year", "", a.say("año AAAA", "year YYYY"))
	fl.StringVar(&w.out, "out", ".", a.say("carpeta de salida", "output folder"))
	fl.StringVar(&w.key, "key", "", a.say("llave Ed25519 (PEM) con que se firma; sin ella, la de la carpeta de datos", "Ed25519 key (PEM) to sign with; without it, that of the data folder"))
	fl.StringVar(&w.decide, "decide", "", a.say("«nombre, cargo» de quien cierra el periodo aunque falte algo", "\"name, capacity\" of who closes the period although something is missing"))
	fl.StringVar(&w.reason, "reason", "", a.say("por qué se cierra; obligatorio con --decide", "why it is closed; required with --decide"))
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

// packages compiles a period of every programme. One that is not due yet is a
// draft, which is never sealed.
func (a *app) packages(ctx context.Context, f *folder, w *packageFlags, decision *closer) error {
	due, err := step.DueOn(w.period())
	if err != nil {
		return usage(err)
	}
	if a.today() < due {
		return errors.New(a.say("%[1]s es borrador hasta el %[2]s (tercer día hábil del mes siguiente) y un borrador no se sella; mientras, vea immex balance e immex findings",
			"%[1]s is a draft until %[2]s (third business day of the next month) and a draft is not sealed; see immex balance and immex findings meanwhile", w.period(), due))
	}
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
	if decision != nil {
		if err := a.closePeriod(ctx, f, rfcs, w.period(), decision); err != nil {
			return err
		}
	}
	key, err := a.signingKey(w.key)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		r, err := a.compile(ctx, f, rfc, w.period(), w.out, key)
		if err != nil {
			return err
		}
		if err := a.printPackage(rfc, r); err != nil {
			return err
		}
	}
	return nil
}

// returnedError says in the language of who asked that a reviewer returned it.
type returnedError struct {
	text string
	back *step.ReturnedError
}

func (e *returnedError) Error() string { return e.text }
func (e *returnedError) Unwrap() error { return e.back }

// compile runs the deployed workflow on this machine.
func (a *app) compile(ctx context.Context, f *folder, rfc, period, out string, key expediente.Signer) (step.Result, error) {
	l, done, err := a.engine(f, out, key)
	if err != nil {
		return step.Result{}, err
	}
	defer done()
	r, err := l.Run(ctx, rfc, period, a.execution(rfc, period))
	if back, ok := errors.AsType[*step.ReturnedError](err); ok {
		return r, fault.New(fault.Misconfigured, period, &returnedError{a.say("quien revisa lo devolvió: %s", "a reviewer returned it: %s", back.Reason), back})
	}
	return r, err //nolint:wrapcheck // names the state that failed
}

// engine is the deployed workflow on this machine, and what ends its reader.
func (a *app) engine(f *folder, out string, key expediente.Signer) (*step.Local, func(), error) {
	a.spare()
	reader, done, err := a.reader()
	if err != nil {
		return nil, nil, err
	}
	return &step.Local{
		Definition: statemachine.Compile,
		Steps: &step.Compile{
			Books: f.books, Blobs: f.blobs, Locator: f.blobs, Outbox: outFolder{a, out}, Language: a.lang, Tool: step.Release,
			Reader: func(string) *step.Reader { return reader }, Signer: key, Now: a.now, Scratch: blob.Rooms(a.data),
		},
		Sleep: waiting(mostWait), Workers: runtime.NumCPU(),
	}, done, nil
}

func (a *app) execution(rfc, period string) flow.Execution {
	return flow.Execution{ID: rfc + ":" + period, Name: period, StartTime: a.now()}
}

// mostWait is how long one compile waits in all for what fails and may heal. The
// state machine waits for hours; here the folder is held meanwhile, and somebody
// looks on.
const mostWait = 2 * time.Minute

var errImpatient = errors.New("it failed again and was waited for long enough")

// waiting sleeps for so long in all, and refuses what would go beyond.
func waiting(most time.Duration) func(context.Context, time.Duration) error {
	var slept atomic.Int64
	return func(ctx context.Context, d time.Duration) error {
		if slept.Add(int64(d)) > int64(most) {
			return errImpatient
		}
		return sleep(ctx, d)
	}
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

// Deliver implements step.Outbox: the package, and its signature beside it.
func (o outFolder) Deliver(_ context.Context, p step.Parcel) (string, error) {
	path := filepath.Join(o.dir, filepath.Base(p.Name))
	if err := o.keep(path, p.SHA256, p.Zip); err != nil {
		return "", err
	}
	if p.Signature != nil {
		err := o.keep(path+expediente.SignatureSuffix, document.HashOf(p.Signature), func(w io.Writer) error {
			_, err := w.Write(p.Signature)
			return err //nolint:wrapcheck // of the file
		})
		if err != nil {
			return "", err
		}
	}
	return path, nil
}

// keep writes a file once. The same again is a success; other bytes under a
// sealed name are never written over it.
func (o outFolder) keep(path string, h document.Hash, write func(io.Writer) error) error {
	switch old, err := hashOfFile(path); {
	case err == nil && old == h:
		return nil
	case err == nil:
		return fault.New(fault.Misconfigured, path, errors.New(o.app.say(
			"ahí está otro archivo con ese nombre y lo sellado no se reescribe; muévalo o indique otra carpeta con --out",
			"another file of that name is there and what is sealed is never written over; move it away or give another folder with --out")))
	case !errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.Misconfigured, path, err)
	}
	if err := os.MkdirAll(o.dir, 0o750); err != nil {
		return fault.New(fault.Misconfigured, path, err)
	}
	tmp := path + ".part"
	if err := writtenTo(tmp, write); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return fault.New(fault.Transient, path, err)
	}
	return nil
}

// hashOfFile is the hash of a file, read piece by piece.
func hashOfFile(path string) (document.Hash, error) {
	f, err := os.Open(path) //nolint:gosec // the user names the folder
	if err != nil {
		return "", err //nolint:wrapcheck // names the file itself
	}
	h, err := sumOf(f)
	return h, cmp.Or(err, f.Close()) //nolint:wrapcheck // names the file itself
}

// writtenTo makes a file of its own; what was begun and failed is gone.
func writtenTo(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // the user names the folder
	if err != nil {
		return fault.New(fault.Misconfigured, path, err)
	}
	err = write(f)
	if closed := f.Close(); err == nil && closed != nil {
		err = fault.New(fault.Misconfigured, path, closed)
	}
	if err != nil {
		_ = os.Remove(path) // why it failed is said
	}
	return err
}

func (a *app) printPackage(rfc string, r step.Result) error {
	if a.json {
		return a.emit(struct {
			RFC string `json:"rfc"`
			step.Result
		}{rfc, r})
	}
	if w := r.Waiting; w != nil {
		a.printf("%[1]s %[2]s: espera aprobación hasta el %[3]s de: %[4]s\n  immex approve %[2]s --by «nombre, cargo»", "%[1]s %[2]s: waits for approval until %[3]s by: %[4]s\n  immex approve %[2]s --by \"name, capacity\"",
			rfc, w.Period, a.clock(w.Until), reviewers(w.Reviewers))
		return nil
	}
	fmt.Fprintf(a.out, "%s  sha256 %s\n", r.Delivered, r.SHA256) //nolint:errcheck // a closed pipe ends the process
	return nil
}
