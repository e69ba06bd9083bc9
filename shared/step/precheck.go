package step

import (
	"context"

	"example.com/immex/shared/expediente"
	"example.com/immex/shared/report"
)

// Precheck is the check of the discharges of a month to report (Anexos 30 and
// 31), from the books as they are now: the table that the package of the month
// has, with what came, went or changed of the months before since the last of
// them was sealed. The package that closed the month before is nil where none
// was.
func (c *Compile) Precheck(ctx context.Context, rfc, period string) (*report.Table, *EarlierSeal, error) {
	from, to, err := Period(period)
	if err != nil {
		return nil, nil, err
	}
	cut, err := c.freeze(ctx, PlanIn{RFC: rfc, Period: period}, from, to)
	if err != nil {
		return nil, nil, err
	}
	in, err := c.input(ctx, cut)
	if err != nil {
		return nil, nil, err
	}
	if in.Earlier, err = c.earlier(ctx, cut, in.Facts); err != nil {
		return nil, nil, err
	}
	t, err := expediente.Precheck(in)
	if n := len(cut.Earlier); n > 0 && cut.Earlier[n-1].Period == before(period) {
		return t, &cut.Earlier[n-1], err //nolint:wrapcheck // classified there
	}
	return t, nil, err //nolint:wrapcheck // classified there
}
