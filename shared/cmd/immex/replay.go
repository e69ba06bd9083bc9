package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/step"
)

// replayView is the JSON of one programme's recomputation.
type replayView struct {
	RFC        string  `json:"rfc"`
	OK         bool    `json:"ok"`
	Facts      int     `json:"facts"`
	Materials  int     `json:"materials"`
	Difference *string `json:"difference"`
}

func (a *app) replayCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "replay",
		Short: a.say("recalcula todo desde los hechos y compara byte a byte", "recomputes everything from the facts and compares byte by byte"),
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
				r, err := step.Replay(c.Context(), f.books, rfc)
				if err != nil {
					return fmt.Errorf("replay %s: %w", rfc, err)
				}
				if err := a.printReplay(rfc, r); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) printReplay(rfc string, r step.Replayed) error {
	diff := r.Difference.In(a.lang)
	if diff != "" {
		a.code = exitDiffers
	}
	if a.json {
		return a.emit(replayView{rfc, diff == "", r.Facts, r.Materials, optional(diff)})
	}
	if diff != "" {
		a.printf("%s: NO coincide: %s", "%s: does NOT agree: %s", rfc, diff)
		return nil
	}
	a.printf("%s: %d hechos vuelven a dar los mismos %d libros", "%s: %d facts give the same %d books again", rfc, r.Facts, r.Materials)
	return nil
}
