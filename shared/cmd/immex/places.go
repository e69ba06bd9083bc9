package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// placedView is the JSON of a part in a place.
type placedView struct {
	RFC      string          `json:"rfc"`
	Al       document.Date   `json:"al"`
	Parte    string          `json:"parte"`
	Unidad   string          `json:"unidad"`
	Lugar    string          `json:"lugar"`
	Tipo     *string         `json:"tipo"` // null: not registered, or several places
	Cantidad quantity.Micros `json:"cantidad"`
	Saldo    bool            `json:"con_saldo"` // false: the books hold no balance of the part
}

func (a *app) placesCmd() *cobra.Command {
	var asOf string
	c := &cobra.Command{
		Use:   "places",
		Short: a.say("en qué lugar está cada parte según los traslados; no cambian saldos", "in which place each part is, by its moves; they change no balance"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			on, err := a.day("as-of", asOf)
			if err != nil {
				return err
			}
			on = cmp.Or(on, a.today())
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				if err := a.afterOpening(c, f, rfc, on); err != nil {
					return err
				}
				placed, found, err := step.Places(c.Context(), f.books, rfc, on)
				if err != nil {
					return fmt.Errorf("places of %s: %w", rfc, err)
				}
				return a.printPlaces(rfc, on, placed, len(found))
			})
		},
	}
	c.Flags().StringVar(&asOf, "as-of", "", a.say("lo que había en esa fecha, AAAA-MM-DD", "what there was on that date, YYYY-MM-DD"))
	return c
}

// printPlaces prints where parts stand, and how many moves do not fit.
func (a *app) printPlaces(rfc string, on document.Date, placed []step.Placed, unfit int) error {
	if !a.json {
		a.printf("%s al %s: %d partes y lugares", "%s on %s: %d parts and places", rfc, on, len(placed))
	}
	for i := range placed {
		if err := a.printPlaced(rfc, on, &placed[i]); err != nil {
			return err
		}
	}
	if unfit > 0 && !a.json {
		a.printf("  %d traslados no caben en su lugar: immex findings", "  %d moves do not fit their place: immex findings", unfit)
	}
	return nil
}

func (a *app) printPlaced(rfc string, on document.Date, p *step.Placed) error {
	if a.json {
		return a.emit(placedView{rfc, on, p.Parte, p.Unidad, p.Lugar, optional(p.Tipo), p.Cantidad, p.Known})
	}
	note := ""
	if !p.Known {
		note = a.say("  (neto de traslados: los libros no llevan esta parte)", "  (net of moves: the books do not keep this part)")
	}
	a.printf("  %-16s %-16s %16s (unidad %s)%s", "  %-16s %-16s %16s (unit %s)%s", p.Parte, dashed(p.Lugar), p.Cantidad, p.Unidad, note)
	return nil
}
