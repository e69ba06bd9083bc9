package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// diffView is the JSON of what changed between two runs, or two moments.
type diffView struct {
	RFC     string          `json:"rfc"`
	Deltas  []ledger.Delta  `json:"cambios"`
	Periods []periodChanged `json:"periodos"` // months whose closing balance changes
}

// periodChanged is a month whose reports change.
type periodChanged struct {
	Period  string  `json:"periodo"`
	Package *string `json:"paquete"` // the sealed one, when there is one
}

// differ compares two runs of the books of a programme, or without runs what
// was known at two moments.
func (a *app) differ(ctx context.Context, f *folder, rfc string, runs []string, start, end time.Time) (*step.Difference, error) {
	if len(runs) != 2 {
		return step.DiffKnown(ctx, f.books, rfc, start, end) //nolint:wrapcheck // said with the programme above
	}
	return step.DiffRuns(ctx, f.books, rfc, document.Hash(runs[0]), document.Hash(runs[1])) //nolint:wrapcheck // said with the programme above
}

// strangers is the error of two runs that no programme has both of.
func (a *app) strangers(runs, programmes []string) error {
	return usage(errors.New(a.say("una de las corridas %s y %s no es de los libros de %s, o lo que se escribió es el principio de varias; immex trace y immex diff las dicen",
		"one of the runs %s and %s is not of the books of %s, or what was written begins several; immex trace and immex diff tell them", runs[0], runs[1], strings.Join(programmes, ", "))))
}

func (a *app) diffCmd() *cobra.Command {
	var from, to, packages string
	var runs []string
	var list bool
	c := &cobra.Command{
		Use:   "diff",
		Short: a.say("qué lotes, descargos, saldos y periodos cambian entre dos corridas o dos momentos", "which lots, descargos, balances and periods change between two runs or two moments"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if len(runs) != 0 && len(runs) != 2 || list && len(runs)+len(from) > 0 || from == "" && to != "" {
				return usage(errors.New(a.say("diff espera --run A --run B, o --from MOMENTO (y --to MOMENTO); solo, o con --list, da lo guardado", "diff expects --run A --run B, or --from MOMENT (and --to MOMENT); alone, or with --list, it gives what is stored")))
			}
			start, errF := a.moment("from", from)
			end, errT := a.moment("to", to)
			if err := errors.Join(errF, errT); err != nil {
				return err
			}
			return a.diffs(c.Context(), packages, runs, start, end, list || len(runs) == 0 && from == "")
		},
	}
	c.Flags().StringArrayVar(&runs, "run", nil, a.say("corrida (o su principio; immex trace las dice); dos veces", "run (or its beginning; immex trace tells them); twice"))
	c.Flags().BoolVar(&list, "list", false, a.say("lo que cada corrida cambió del pasado, como se guardó al calcularla", "what each run changed of the past, as stored when it was made"))
	c.Flags().StringVar(&from, "from", "", a.say("desde lo que se sabía en ese momento", "from what was known at that moment"))
	c.Flags().StringVar(&to, "to", "", a.say("hasta lo que se sabía en ese momento; ahora si falta", "to what was known at that moment; now without it"))
	c.Flags().StringVar(&packages, "packages", ".", a.say("carpeta donde están los paquetes sellados", "folder the sealed packages are in"))
	return c
}

// diffs prints what is asked for of every programme. Runs are of one of them, which
// need not be the first.
func (a *app) diffs(ctx context.Context, packages string, runs []string, start, end time.Time, stored bool) error {
	known, without := false, []string(nil)
	err := a.eachDiff(ctx, func(f *folder, rfc string) error {
		if stored {
			return a.listDiffs(ctx, f, packages, rfc)
		}
		d, err := a.differ(ctx, f, rfc, runs, start, end)
		if errors.Is(err, step.ErrNoRun) {
			without = append(without, rfc)
			return nil
		}
		if len(runs) > 0 && fault.Is(err, fault.Misconfigured) {
			return a.strangers(runs, []string{rfc})
		}
		if err != nil {
			return err
		}
		known = true
		return a.printDiff(packages, rfc, d)
	})
	if err == nil && !known && len(without) > 0 {
		return a.strangers(runs, without)
	}
	return err
}

// rewriteView is the JSON of a stored diff without its deltas.
type rewriteView struct {
	*ledger.Rewrite
	Periods []periodChanged `json:"periodos"`
}

// listDiffs prints what each run changed of the past, as it was stored.
func (a *app) listDiffs(ctx context.Context, f *folder, packages, rfc string) error {
	all, err := step.Rewrites(ctx, f.books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // said with the programme above
	}
	if !a.json {
		a.printf("%s: %d corridas cambiaron el pasado", "%s: %d runs changed the past", rfc, len(all))
	}
	for _, r := range all {
		v := rewriteView{r, sealedPeriods(packages, rfc, r.Periods)}
		if a.json {
			if err := a.emit(v); err != nil {
				return err
			}
			continue
		}
		a.printf("  %s / %s: diario %d a %d, desde %s, %s", "  %s / %s: journal %d to %d, from %s, %s",
			r.Material.Key, r.Material.Unit, r.FromSeq, r.ToSeq, r.FirstAffected, countsText(r.Counts))
		a.printf("    immex diff --run %.16s --run %.16s", "    immex diff --run %.16s --run %.16s", r.From, r.To)
		a.printPeriods("    ", v.Periods)
	}
	return nil
}

// countsText says how many of each kind of thing changed.
func countsText(counts map[string]int) string {
	var said []string
	for _, que := range slices.Sorted(maps.Keys(counts)) {
		said = append(said, fmt.Sprintf("%s %d", que, counts[que]))
	}
	return strings.Join(said, ", ")
}

// sealedPeriods says which months have a sealed package in a folder.
func sealedPeriods(packages, rfc string, months []string) []periodChanged {
	out := []periodChanged{}
	for _, p := range months {
		out = append(out, periodChanged{p, sealedIn(packages, rfc, p)})
	}
	return out
}

func (a *app) printPeriods(indent string, periods []periodChanged) {
	for _, p := range periods {
		if p.Package != nil {
			a.printf(indent+"cambia el cierre de %s, que está sellado en %s: corresponde un paquete complementario", indent+"it changes the close of %s, which is sealed in %s: a supplementary package is due", p.Period, *p.Package)
		} else {
			a.printf(indent+"cambia el cierre de %s", indent+"it changes the close of %s", p.Period)
		}
	}
}

// eachDiff does it for every programme asked for.
func (a *app) eachDiff(ctx context.Context, of func(f *folder, rfc string) error) (err error) {
	f, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rfcs, err := a.programmes(ctx, f)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		err := of(f, rfc)
		if _, said := errors.AsType[*codedError](err); said {
			return err
		}
		if err != nil {
			return fmt.Errorf("diff of %s: %w", rfc, err)
		}
	}
	return nil
}

// sealedIn finds the sealed package of a month in a folder, nil without one.
func sealedIn(dir, rfc, period string) *string {
	for _, name := range []string{rfc + "-" + period + ".zip", rfc + "-" + period[:4] + ".zip"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
			return &name
		}
	}
	return nil
}

func (a *app) printDiff(packages, rfc string, d *step.Difference) error {
	v := diffView{RFC: rfc, Deltas: d.Deltas, Periods: sealedPeriods(packages, rfc, d.Periods)}
	if v.Deltas == nil {
		v.Deltas = []ledger.Delta{}
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s: %d diferencias", "%s: %d differences", rfc, len(v.Deltas))
	a.printDeltas(v.Deltas)
	a.printPeriods("  ", v.Periods)
	return nil
}
