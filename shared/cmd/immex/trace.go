package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

func (a *app) traceCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("trace CLAVE", "trace KEY"),
		Short: a.say("sigue un pedimento, lote o salida hasta sus documentos, en ambos sentidos", "follows a pedimento, lot or exit down to its documents, both ways"),
		Args:  a.exactly(a.say("CLAVE", "KEY")),
		RunE: func(c *cobra.Command, args []string) (err error) {
			f, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			rfcs, err := a.programmes(c.Context(), f)
			if err != nil {
				return err
			}
			reader, done, err := a.reader()
			if err != nil {
				return err
			}
			defer done()
			reader.Keep, reader.Mappings = true, step.StoredMappings(f.books)
			found := false
			for _, rfc := range rfcs {
				here, err := a.traceOne(c.Context(), f, reader, rfc, args[0])
				if err != nil {
					return err
				}
				found = found || here
			}
			if !found {
				return errors.New(a.say("nada en los libros lleva la clave %q; use 15 dígitos, o el id de un lote o salida (immex balance --json)",
					"nothing in the books has key %q; use 15 digits, or the id of a lot or exit (immex balance --json)", args[0]))
			}
			return nil
		},
	}
}

// traceOne prints what the books of one programme know of a key, if anything.
func (a *app) traceOne(ctx context.Context, f *folder, reader *step.Reader, rfc, key string) (found bool, err error) {
	t, err := step.Trace(ctx, f.books, f.blobs, rfc, key)
	if err != nil {
		return false, fmt.Errorf("trace %s: %w", key, err)
	}
	if len(t.Documents)+len(t.Lots)+len(t.Exits) == 0 {
		return false, nil
	}
	if err := t.Locate(ctx, f.blobs, reader); err != nil {
		return false, fmt.Errorf("trace %s: %w", key, err)
	}
	return true, a.printTrace(t)
}

func (a *app) printTrace(t step.Traced) error {
	if a.json {
		return a.emit(t)
	}
	a.printf("%s (programa %s)", "%s (programme %s)", t.Key, t.RFC)
	a.printTracedLots(&t)
	a.printTracedExits(&t)
	for _, d := range t.Descargos {
		a.printf("  descargo de %s (%s en UMT): salida %s ← lote %s, %s, %s (%s)", "  descargo of %s (%s in UMT): exit %s ← lot %s, %s, %s (%s)", d.Cantidad, d.CantidadUMT, d.Exit, d.Lot, d.MovedAt, a.proof(d.Status), d.Basis)
	}
	for _, c := range t.Changes {
		a.printf("  cambio de estado de %s: %s, lote %s, %s, a %s (%s, %s); sigue bajo su lote y su plazo", "  change of state of %s: %s, lot %s, %s, to %s (%s, %s); it stays under its lot and due date",
			c.Cantidad, c.Exit, c.Lot, c.MovedAt, step.ChangeName(c.A).In(a.lang), a.proof(c.Status), c.Basis)
	}
	for _, h := range t.Held {
		a.printf("  retenido %s: salida %s llega al lote vencido %s", "  held %s: exit %s reaches expired lot %s", h.Cantidad, h.Exit, h.Lot)
		a.printNotes(step.HeldNotes(&h))
	}
	for _, s := range t.Shortages {
		a.printf("  faltante %s: salida %s, %s, %s", "  short %s: exit %s, %s, %s", s.Cantidad, s.Exit, s.MovedAt, s.Cause)
	}
	for _, d := range t.Documents {
		a.printf("  documento %s %s [%s] %s %s %s", "  document %s %s [%s] %s %s %s", d.Source, d.Name, a.status(d.Status), d.In, d.AtName().In(a.lang), d.SHA)
	}
	for _, r := range t.Runs {
		a.printf("  cálculo %s: material %s, motor %s", "  run %s: material %s, engine %s", r.Run, r.Material, r.Engine)
	}
	return nil
}

func (a *app) printTracedLots(t *step.Traced) {
	for i, l := range t.Lots {
		a.printf("  lote %s: %s %s (UMT %s; %s en su unidad), disponible %s, vence %s (%s), saldo %s en UMT",
			"  lot %s: %s %s (UMT %s; %s in its unit), available %s, due %s (%s), saldo %s in UMT",
			l.ID, l.Fraccion, l.CantidadUMT, l.UMT, l.Cantidad, l.AvailableFrom, l.Due, l.StayBasis, t.Saldos[i].CantidadUMT)
		a.printNotes(t.LotNotes(i))
	}
}

// printNotes prints what there is to say under a line.
func (a *app) printNotes(notes []document.Text) {
	for _, n := range notes {
		a.printf("    %s", "    %s", n.In(a.lang))
	}
}

func (a *app) printTracedExits(t *step.Traced) {
	for _, x := range t.Exits {
		a.printf("  salida %s (%s): %s %s%s, %s el %s", "  exit %s (%s): %s %s%s, %s on %s", x.ID, x.Rol, x.Fraccion, x.Cantidad, ofProduct(&x), x.Clave, x.MovedAt)
		a.printNotes(step.ExitNotes(&x))
	}
}

// proof says how sure a descargo is.
func (a *app) proof(s ledger.Status) string {
	switch s {
	case ledger.Proved:
		return a.say("probado", "proved")
	case ledger.Undocumented:
		return a.say("sin documento", "undocumented")
	case ledger.Assumed:
	}
	return a.say("supuesto", "assumed")
}

// ofProduct says what an exit leaves inside, and by which list and order.
func ofProduct(x *ledger.Exit) string {
	if made := step.Made(x); made != "" {
		return " " + x.Parte + " → " + made
	}
	return ""
}
