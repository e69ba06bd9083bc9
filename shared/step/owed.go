package step

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/document"
)

// How far back the schedule looks by itself: what a machine that was off owes,
// and which sealed packages late documents still supplement. Older ones are
// compiled by hand.
const (
	monthsBack = 12
	yearsBack  = 2
)

// Owed are the periods whose package the schedule makes at a local time: those
// that are due and have none, months before years, and those sealed whose facts
// or documents are not what they were. A release or law of another day alone
// supplements nothing by itself.
func (c *Compile) Owed(ctx context.Context, rfc string, now time.Time) ([]string, error) {
	last, out, err := c.missed(ctx, rfc, now)
	if err != nil {
		return nil, err
	}
	for _, period := range window(DuePeriods(now)[0], now) {
		s := last[period]
		if s == nil || slices.Contains(out, period) {
			continue
		}
		is, err := c.changed(ctx, rfc, s)
		if err != nil {
			return nil, err
		}
		if is {
			out = append(out, period)
		}
	}
	return out, nil
}

// Missed are the periods that are due and have no package, months before years:
// whatever kept the schedule from them, since the programme came here. What
// failed stays among them until it is sealed.
func (c *Compile) Missed(ctx context.Context, rfc string, now time.Time) ([]string, error) {
	_, out, err := c.missed(ctx, rfc, now)
	return out, err
}

// Behind are the months of Missed, with the one that is due last and always.
func (c *Compile) Behind(ctx context.Context, rfc string, now time.Time) ([]string, error) {
	_, out, err := c.missed(ctx, rfc, now)
	if err != nil {
		return nil, err
	}
	due := DuePeriods(now)[0]
	out = slices.DeleteFunc(out, func(period string) bool { return len(period) < len(due) })
	if !slices.Contains(out, due) {
		out = append(out, due) // sealed already: the same, or a supplement
	}
	return out, nil
}

// missed is Missed, and the last seal of each period.
func (c *Compile) missed(ctx context.Context, rfc string, now time.Time) (last map[string]*Sealed, out []string, err error) {
	seals, err := Seals(ctx, c.Books, rfc)
	if err != nil {
		return nil, nil, err
	}
	last = map[string]*Sealed{}
	for i := range seals {
		last[seals[i].Period] = &seals[i]
	}
	first, err := c.began(ctx, rfc)
	if err != nil {
		return nil, nil, err
	}
	due := DuePeriods(now)
	out = owedMonths(last, first, due[0])
	return last, append(out, owedYears(last, out, due, now)...), nil
}

// began is the month that was due when the first document of a programme came,
// "" of one that has none.
func (c *Compile) began(ctx context.Context, rfc string) (string, error) {
	for e, err := range c.Books.Entries(ctx, rfc, 0) {
		if err != nil {
			return "", err
		}
		return DuePeriods(InMexico(e.RecordedAt))[0], nil
	}
	return "", nil
}

// before is the month before another.
func before(month string) string {
	from, _, err := Period(month)
	if err != nil {
		return ""
	}
	return from.AddDays(-1).String()[:7]
}

// window are the months and years that the schedule looks at, the oldest first.
func window(month string, now time.Time) []string {
	var out []string
	for range monthsBack {
		out = append(out, month)
		month = before(month)
	}
	slices.Reverse(out)
	for n := yearsBack; n > 0; n-- {
		out = append(out, fmt.Sprintf("%04d", now.Year()-n))
	}
	return out
}

// owedMonths are those not sealed from the first one that was sealed, or was due
// when the programme came, up to the one that is due; the last monthsBack of them.
func owedMonths(last map[string]*Sealed, first, due string) []string {
	for period := range last {
		if len(period) == len(due) && (first == "" || period < first) {
			first = period
		}
	}
	if first == "" || first > due { // the clock stands before the books
		first = due
	}
	var out []string
	month := due
	for range monthsBack {
		if month < first {
			break
		}
		if last[month] == nil {
			out = append(out, month)
		}
		month = before(month)
	}
	slices.Reverse(out)
	return out
}

// owedYears are those that are over, not sealed, and of which the schedule made
// or owes a month; of a programme that begins, the one whose season it is.
func owedYears(last map[string]*Sealed, months, due []string, now time.Time) []string {
	today := document.NewDate(now.Year(), int(now.Month()), now.Day())
	var out []string
	for n := yearsBack; n > 0; n-- {
		year := fmt.Sprintf("%04d", now.Year()-n)
		on, err := DueOn(year)
		if err != nil || today < on || last[year] != nil {
			continue
		}
		made := slices.Contains(due, year)
		for period := range last {
			made = made || len(period) > len(year) && period[:4] == year
		}
		for _, m := range months {
			made = made || m[:4] == year
		}
		if made {
			out = append(out, year)
		}
	}
	return out
}

// changed reports a sealed package whose period would have other facts or
// documents today.
func (c *Compile) changed(ctx context.Context, rfc string, s *Sealed) (bool, error) {
	now, err := c.now(ctx, rfc, s.Period)
	if err != nil {
		return false, err
	}
	return now.Facts != s.Inputs.Facts || now.Documents != s.Inputs.Documents, nil
}

// now are the inputs of a period as they stand, without what is found in it.
func (c *Compile) now(ctx context.Context, rfc, period string) (inputs, error) {
	from, to, err := Period(period)
	if err != nil {
		return inputs{}, err
	}
	cut, err := c.freeze(ctx, PlanIn{RFC: rfc, Period: period}, from, to)
	if err != nil {
		return inputs{}, err
	}
	in, err := c.input(ctx, cut)
	if err != nil {
		return inputs{}, err
	}
	return inputsOf(cut, &in)
}

// Standing names what a package of a period would be made of now: a second
// start with the same name is the same.
func (c *Compile) Standing(ctx context.Context, rfc, period string) (document.Hash, error) {
	now, err := c.now(ctx, rfc, period)
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(now)
	if err != nil {
		return "", fmt.Errorf("inputs of %s: %w", period, err)
	}
	return document.HashOf(b), nil
}
