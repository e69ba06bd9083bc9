package step

import (
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/material"
)

// trendMonths is how many months before its own a package looks at.
const trendMonths = 11

// freezeSeals names the last package of each month of the year before. They are
// part of the cut: what is sealed afterwards changes nothing. That an earlier
// month was sealed since does not make another package of the same facts: what
// is sealed says what stood when it was.
func (c *Compile) freezeSeals(ctx context.Context, cut *Cut) error {
	if !cut.month() {
		return nil
	}
	all, err := Seals(ctx, c.Books, cut.RFC)
	if err != nil {
		return err
	}
	own := document.NewDate(cut.From.Year(), cut.From.Month(), 1)
	first, last := month(own.AddMonths(-trendMonths)), month(own.AddMonths(-1))
	for i := range all { // by period and number: the last of a period stands
		s := &all[i]
		if len(s.Period) != len(first) || s.Period < first || s.Period > last {
			continue
		}
		seal := EarlierSeal{s.Period, s.SHA256}
		if n := len(cut.Earlier); n > 0 && cut.Earlier[n-1].Period == s.Period {
			cut.Earlier[n-1] = seal
			continue
		}
		cut.Earlier = append(cut.Earlier, seal)
	}
	return nil
}

// earlier reads the packages a cut builds on, one at a time.
func (c *Compile) earlier(ctx context.Context, cut *Cut, facts []expediente.FactLine) ([]expediente.Earlier, error) {
	var out []expediente.Earlier
	on := cut.From.AddDays(-1)
	for _, s := range cut.Earlier {
		err := c.sealed(ctx, cut.RFC, s.SHA256, func(sealed *expediente.Sealed) (err error) {
			if sealed.SHA256 != s.SHA256 || sealed.Period != s.Period {
				return fault.Newf(fault.Corrupt, "sealed package of "+s.Period, "the shelf holds %s of %s", sealed.SHA256, sealed.Period)
			}
			var told expediente.Earlier
			if s.Period == month(on) {
				told, err = sealed.Last(facts, on)
			} else {
				told, err = sealed.Older()
			}
			out = append(out, told)
			return err //nolint:wrapcheck // classified there
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// balances reports a file of other systems' balances with a row of the period:
// what it says of another period is told there.
func balances(r *FactRecord, from, to document.Date) bool {
	if r.Kind != FactPlant || r.Key != "existencias_erp" && r.Key != "scccyg_saldos" {
		return false
	}
	f, _, err := material.Decode(r.Data)
	if err != nil {
		return true // the package says what is wrong with it
	}
	return slices.ContainsFunc(f.Rows, func(row material.Row) bool {
		d := f.Get(&row, "fecha").Date
		return d >= from && d <= to
	})
}
