package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/step"
)

// checkView is the JSON of one programme's check.
type checkView struct {
	RFC       string   `json:"rfc"`
	OK        bool     `json:"ok"`
	Entries   int64    `json:"asientos"`
	Facts     int      `json:"hechos"`
	Materials int      `json:"materiales"`
	Lots      int      `json:"lotes"`
	Exits     int      `json:"salidas"`
	Postings  int      `json:"movimientos"`
	Breaches  []string `json:"faltas"`
}

func (a *app) checkCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: a.say("sostiene los libros contra sus invariantes: conservación, PEPS, diario, recálculo", "holds the books against their invariants: conservation, PEPS, journal, replay"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			f, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			rfcs, err := a.everyone(c.Context(), f)
			if err != nil {
				return err
			}
			for _, rfc := range rfcs {
				k, err := step.CheckBooks(c.Context(), f.books, rfc)
				if err != nil {
					return fmt.Errorf("check %s: %w", rfc, err)
				}
				if err := a.printCheck(k); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) printCheck(k *step.Checked) error {
	v := checkView{k.RFC, len(k.Breaches) == 0, k.Entries, k.Facts, k.Materials, k.Lots, k.Exits, k.Postings, []string{}}
	for _, b := range k.Breaches {
		v.Breaches = append(v.Breaches, b.In(a.lang))
	}
	if !v.OK {
		a.code = exitDiffers
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s: %d asientos en cadena, %d hechos, %d materiales, %d lotes, %d salidas, %d movimientos",
		"%s: %d chained entries, %d facts, %d materials, %d lots, %d exits, %d postings",
		k.RFC, k.Entries, k.Facts, k.Materials, k.Lots, k.Exits, k.Postings)
	for _, b := range v.Breaches {
		a.printf("  FALTA: %s", "  BREACH: %s", b)
	}
	if v.OK {
		a.printf("  conservación, saldos, orden PEPS, diario y recálculo se sostienen", "  conservation, balances, PEPS order, journal and replay hold")
	}
	return nil
}
