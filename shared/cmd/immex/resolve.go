package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/step"
)

// resolveFlags are what a person says of a finding.
type resolveFlags struct {
	state, who, note, evidence, until, assign string
}

// resolveCmd records what a person decides about a finding: a row of the table
// resoluciones, kept like any other document.
func (a *app) resolveCmd() *cobra.Command {
	var w resolveFlags
	c := &cobra.Command{
		Use:   a.say("resolve HUELLA", "resolve FINGERPRINT"),
		Short: a.say("anota quién reconoce, resuelve, suprime o reabre un hallazgo", "records who acknowledges, resolves, suppresses or reopens a finding"),
		Args:  a.exactly(a.say("HUELLA", "FINGERPRINT")),
		RunE: func(c *cobra.Command, args []string) (err error) {
			if err := a.oneOf("state", w.state, "reconocido", "resuelto", "suprimido", "abierto"); err != nil {
				return err
			}
			if w.who == "" || w.note == "" {
				return usage(errors.New(a.say("immex resolve espera --who y --note: quién lo decide y qué se hizo", "immex resolve expects --who and --note: who decides and what was done")))
			}
			until, err := a.day("until", w.until)
			if err != nil {
				return err
			}
			f, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			return a.resolve(c.Context(), f, args[0], &w, until)
		},
	}
	fl := c.Flags()
	fl.StringVar(&w.state, "state", "reconocido", a.say("reconocido, resuelto, suprimido o abierto", "reconocido, resuelto, suprimido or abierto"))
	fl.StringVar(&w.who, "who", "", a.say("quién lo decide: puesto o nombre", "who decides: role or name"))
	fl.StringVar(&w.note, "note", "", a.say("qué se hizo o se decidió", "what was done or decided"))
	fl.StringVar(&w.evidence, "evidence", "", a.say("documento que lo prueba; obligatorio al resolver", "document that proves it; required to resolve"))
	fl.StringVar(&w.assign, "assign", "", a.say("a quién le toca desde ahora; sin decirlo, a quien le tocaba", "whose it is from now on; left out, whose it was"))
	fl.StringVar(&w.until, "until", "", a.say("último día de una supresión, AAAA-MM-DD", "last day of a suppression, YYYY-MM-DD"))
	return c
}

// resolve finds the finding, so that nobody resolves what is not there, and
// records the decision.
func (a *app) resolve(ctx context.Context, f *folder, fingerprint string, w *resolveFlags, until document.Date) error {
	rfcs, err := a.everyone(ctx, f)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		b, err := a.board(ctx, f, rfc)
		if err != nil {
			return err
		}
		var found []*step.Found
		for i := range b.Found {
			if l := &b.Found[i]; l.Fingerprint == fingerprint {
				found = append(found, l)
			}
		}
		if len(found) > 0 {
			return a.record(ctx, f, found, w, until)
		}
	}
	return usage(errors.New(a.say("no hay hallazgo con la huella %s; vea immex findings --state all", "no finding has fingerprint %s; see immex findings --state all", fingerprint)))
}

// record keeps the decision about every finding of one fingerprint, each with
// its own cause.
func (a *app) record(ctx context.Context, f *folder, found []*step.Found, w *resolveFlags, until document.Date) error {
	l := found[0]
	said, err := step.Resolutions(ctx, f.books, l.RFC)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	b := step.ResolutionTable(found, &plant.Resolution{
		Estado: w.state, Fecha: a.today(), Hasta: until, Quien: w.who, Nota: w.note, Evidencia: w.evidence, Asignado: w.assign,
		Orden: step.NextOrder(said, l.Fingerprint, a.today()),
	})
	return a.keepTable(ctx, f, l.RFC, step.ResolutionName(l.Fingerprint), b)
}

// why is the first reason a document was refused for.
func (a *app) why(fs document.Findings) string {
	for _, f := range fs {
		if f.Severity == document.Error {
			return f.Message.In(a.lang)
		}
	}
	return a.say("la resolución no se puede guardar", "the resolution cannot be kept")
}
