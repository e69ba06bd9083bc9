package step

import (
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/material"
)

// closes reports a file with a person's decision to close a period.
func closes(r *FactRecord, period string) bool {
	if r.Kind != FactPlant || r.Key != material.CierresTable {
		return false
	}
	f, _, err := material.Decode(r.Data)
	if err != nil {
		return true // the package says what is wrong with it
	}
	return slices.ContainsFunc(f.Rows, func(row material.Row) bool { return f.Get(&row, "periodo").Text == period })
}

// open lists the consolidados that the Data Stages of the period expect and no
// paid pedimento of the books is.
func (cut *Cut) open(closed map[string]bool) {
	for i := range cut.Documents {
		d := &cut.Documents[i]
		if d.Kind != document.KindDataStage || !usable(d.Status) {
			continue
		}
		for _, suffix := range d.Expected {
			if !closed[suffix] {
				cut.Open = append(cut.Open, suffix)
			}
		}
	}
	slices.Sort(cut.Open)
	cut.Open = slices.Compact(cut.Open)
}

// strays lists what lies in quarantine of the months of the period and names no
// programme: it may be of any of them.
func (c *Compile) strays(ctx context.Context, cut *Cut) error {
	docs, err := Documents(ctx, c.Books, Unassigned)
	if err != nil {
		return err
	}
	for i := range docs {
		if r := &docs[i].Record; r.Status == document.Quarantined && inPeriod(r.Period, cut.From, cut.To) {
			cut.Strays = append(cut.Strays, expediente.Stray(r.SHA))
		}
	}
	slices.Sort(cut.Strays)
	return nil
}

// Closing says how final a period is today and what it lacks, before anything
// is sealed.
func (c *Compile) Closing(ctx context.Context, rfc, period string) (expediente.Closing, error) {
	from, to, err := Period(period)
	if err != nil {
		return expediente.Closing{}, err
	}
	cut, err := c.freeze(ctx, PlanIn{RFC: rfc, Period: period}, from, to)
	if err != nil {
		return expediente.Closing{}, err
	}
	in, err := c.input(ctx, cut)
	if err != nil {
		return expediente.Closing{}, err
	}
	return expediente.Close(&in) //nolint:wrapcheck // classified there
}
