package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/synth"
)

func (a *app) synthCmd() *cobra.Command {
	opt := synth.Options{ErrorsOn: true}
	var out string
	var clean bool
	c := &cobra.Command{
		Use:   "synth",
		Short: a.say("inventa una empresa con sus documentos y la verdad de sus libros", "makes up a company with its documents and the truth of its books"),
		Args:  a.exactly(),
		RunE: func(_ *cobra.Command, _ []string) error {
			opt.ErrorsOn = !clean && !opt.Bulk
			n, err := writeSynth(opt, out)
			if err != nil {
				return err
			}
			if a.json {
				return a.emit(map[string]any{"out": out, "files": n})
			}
			a.printf("%d archivos en %s", "%d files in %s", n, out)
			return nil
		},
	}
	fl := c.Flags()
	fl.Uint64Var(&opt.Seed, "seed", 1, a.say("semilla: la misma da los mismos bytes", "seed: the same gives the same bytes"))
	fl.IntVar(&opt.Months, "months", 3, a.say("meses", "months"))
	fl.IntVar(&opt.Pedimentos, "pedimentos", 40, a.say("pedimentos por mes", "pedimentos per month"))
	fl.IntVar(&opt.Partidas, "partidas", 0, a.say("partidas por pedimento, en promedio", "partidas per pedimento, on average"))
	fl.BoolVar(&opt.Bulk, "bulk", false, a.say("sólo Data Stage y programa, sin errores, para medir", "only Data Stage and programme, no errors, for measuring"))
	fl.BoolVar(&clean, "clean", false, a.say("sin errores deliberados", "without deliberate errors"))
	fl.StringVar(&out, "out", "./immex-synth", a.say("carpeta de salida", "output folder"))
	return c
}

func writeSynth(opt synth.Options, dir string) (int, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return 0, usage(err)
	}
	n := 0
	_, err := synth.Generate(opt, func(name string, b []byte) error {
		n++
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), b, 0o600); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return n, fmt.Errorf("synth: %w", err)
	}
	return n, nil
}
