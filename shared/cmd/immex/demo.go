package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

func (a *app) demoCmd() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "demo",
		Short: a.say("todo el camino con una empresa inventada", "the whole way with a made-up company"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
				return usage(errors.New(a.say("la carpeta %s no está vacía; bórrela o indique otra con --out", "folder %s is not empty; remove it or give another with --out", out)))
			}
			return a.demo(c.Context(), out)
		},
	}
	c.Flags().StringVar(&out, "out", "./immex-demo", a.say("carpeta de la demostración", "folder of the demonstration"))
	return c
}

// demo: documents of a made-up company → books → packages → verification.
func (a *app) demo(ctx context.Context, out string) (err error) {
	docs := filepath.Join(out, "documentos")
	a.note("1. Documentos de una empresa inventada, en %s", "1. Documents of a made-up company, in %s", docs)
	n, err := writeSynth(synth.Options{Seed: 2021, Months: 3, Pedimentos: 40, ErrorsOn: true}, docs)
	if err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(docs, "truth.json"), filepath.Join(out, "verdad.json")); err != nil {
		return usage(err)
	}
	a.note("   %d archivos, con errores puestos a propósito; la verdad está en %s", "   %d files, with deliberate errors; the truth is in %s", n-1, filepath.Join(out, "verdad.json"))

	a.data, a.rfc = filepath.Join(out, "datos"), "" // the made-up company, whatever the flags say
	f, err := a.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	a.note("2. Lectura y validación", "2. Reading and validation")
	s, err := a.ingest(ctx, f, walk(docs), a.report)
	if err != nil {
		return err
	}
	if err := a.summarise(s); err != nil {
		return err
	}
	a.code = exitOK // the quarantined ones are the point of the demonstration
	return a.demoBooks(ctx, f, out)
}

// demoFindings prints how often each kind of finding came, with one example.
func (a *app) demoFindings(ctx context.Context, f *folder, rfc string) error {
	byCode := map[string]int{}
	first := map[string]string{}
	var order []string
	err := step.Findings(ctx, f.books, rfc, func(l step.Located) error {
		if byCode[l.Finding.Code]++; byCode[l.Finding.Code] == 1 {
			order = append(order, l.Finding.Code)
			first[l.Finding.Code] = l.Finding.Message.In(a.lang)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("findings: %w", err)
	}
	for _, code := range order {
		a.note("   %3d × %-28s %s", "   %3d × %-28s %s", byCode[code], code, first[code])
	}
	return nil
}

// demoBooks shows what matching found, then compiles and verifies.
func (a *app) demoBooks(ctx context.Context, f *folder, out string) error {
	rfcs, err := a.programmes(ctx, f)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		a.note("3. Libros de %s: qué encontró el descargo", "3. Books of %s: what matching found", rfc)
		if err := a.demoFindings(ctx, f, rfc); err != nil {
			return err
		}
		r, err := step.Replay(ctx, f.books, rfc)
		if err != nil {
			return fmt.Errorf("replay: %w", err)
		}
		if diff := r.Difference.In(a.lang); diff != "" {
			return &codedError{exitDiffers, errors.New(diff)}
		}
		a.note("   recalculado: %d hechos vuelven a dar los mismos %d libros", "   recomputed: %d facts give the same %d books again", r.Facts, r.Materials)
	}
	a.note("4. Paquetes sellados y verificados sin conexión", "4. Packages sealed and verified offline")
	key, err := a.signingKey("")
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		for _, period := range []string{"2021-03", "2021"} {
			r, err := a.compile(ctx, f, rfc, period, filepath.Join(out, "paquetes"), key)
			if err != nil {
				return err
			}
			if err := a.verify(ctx, r.Delivered); err != nil || a.code != exitOK {
				return err
			}
		}
	}
	a.note("5. Dónde mirar:", "5. Where to look:")
	packages := filepath.Join(out, "paquetes")
	const where = "   immex status   --data %[1]s\n   immex balance  --data %[1]s --as-of 2021-03-31\n   immex findings --data %[1]s\n   %[2]s (PDF, XLSX, CSV, JSON)"
	a.note(where, where, a.data, packages)
	return nil
}

// note is a line of the story; with --json an object of its own.
func (a *app) note(es, en string, args ...any) {
	if !a.json {
		a.printf(es, en, args...)
		return
	}
	a.emit(map[string]string{"note": a.say(es, en, args...)}) //nolint:errcheck,gosec // a closed pipe ends the process
}
