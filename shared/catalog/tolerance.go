package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Tolerance is how far two figures that a rule compares may differ: rounding
// of the documents, measured on declarations the authority accepted.
type Tolerance struct {
	Rule     string       // the code of the rule
	Absolute money.Amount // in the unit of the figures
	PerRow   money.Amount // times the rows that were added up
	PPM      int64        // millionths of the larger figure
	Validity
}

func addTolerance(c *Catalog, m map[string]string, v Validity) error {
	abs, err := money.Parse(m["absoluta"])
	if err != nil {
		return fmt.Errorf("absoluta: %w", err)
	}
	row, err := money.Parse(m["por_renglon"])
	if err != nil {
		return fmt.Errorf("por_renglon: %w", err)
	}
	ppm, err := atoi(m["ppm"])
	if err != nil {
		return fmt.Errorf("ppm: %w", err)
	}
	c.tolerances[m["regla"]] = append(c.tolerances[m["regla"]], Tolerance{
		Rule: m["regla"], Absolute: abs, PerRow: row, PPM: int64(ppm), Validity: v,
	})
	return nil
}

// RuleTolerance is what a rule forgives on a date; one that nobody listed
// forgives nothing.
func (c *Catalog) RuleTolerance(code string, on document.Date) Tolerance {
	for _, t := range c.tolerances[code] {
		if !on.Known() && t.To == 0 || on.Known() && t.Holds(on) {
			return t
		}
	}
	return Tolerance{Rule: code, Absolute: money.Int(0), PerRow: money.Int(0)}
}

// Of is how far a figure may differ: the absolute part, or what the rows
// allow, or the share of the figure, whichever is most.
func (t *Tolerance) Of(figure money.Amount, rows int) money.Amount {
	x := Cotejo{Absolute: t.Absolute, PerRow: t.PerRow, PPM: t.PPM}
	return x.Tolerance(figure, rows)
}
