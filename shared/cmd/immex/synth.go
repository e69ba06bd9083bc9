package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/bomcompany"
)

func (a *app) synthCmd() *cobra.Command {
	opt := synth.Options{ErrorsOn: true}
	var out, bom, operations string
	var clean bool
	c := &cobra.Command{
		Use:   "synth",
		Short: a.say("inventa una empresa con sus documentos y la verdad de sus libros", "makes up a company with its documents and the truth of its books"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			opt.ErrorsOn = !clean && !opt.Bulk
			write := func() (int, error) { return writeSynth(opt, out) }
			if bom != "" && operations != "" {
				return usage(errors.New(a.say("elija --bom o --operations", "choose --bom or --operations")))
			}
			if operations != "" {
				out, write = operations, func() (int, error) { return writeOperations(opt.Seed, operations) }
			}
			if bom != "" {
				own := bomcompany.Options{Seed: opt.Seed}
				if !clean {
					own = bomcompany.Full(opt.Seed)
				}
				if c.Flags().Changed("months") {
					own.Months = opt.Months
				}
				out, write = bom, func() (int, error) { return writeBOM(own, bom) }
			}
			n, err := write()
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
	fl.StringVar(&bom, "bom", "", a.say("carpeta para una empresa que ensambla, con listas de materiales, 24 meses si no se dice otra cosa", "folder for a company that assembles, with bills of materials, 24 months unless said otherwise"))
	fl.StringVar(&operations, "operations", "", a.say("carpeta para una importación y un retorno impresos, cada uno con todos sus documentos", "folder for a printed import and a printed return, each with all its papers"))
	return c
}

func writeOperations(seed uint64, dir string) (int, error) {
	return writeInto(dir, func(emit func(string, []byte) error) error {
		return synth.Operations(seed, emit)
	})
}

func writeSynth(opt synth.Options, dir string) (int, error) {
	return writeInto(dir, func(emit func(string, []byte) error) error {
		_, err := synth.Generate(opt, emit)
		return err //nolint:wrapcheck // wrapped by writeInto
	})
}

func writeBOM(opt bomcompany.Options, dir string) (int, error) {
	return writeInto(dir, func(emit func(string, []byte) error) error {
		_, err := bomcompany.Generate(opt, emit)
		return err //nolint:wrapcheck // wrapped by writeInto
	})
}

// writeInto writes what a generator emits and counts it.
func writeInto(dir string, generate func(emit func(name string, b []byte) error) error) (int, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return 0, usage(err)
	}
	n := 0
	err := generate(func(name string, b []byte) error {
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
