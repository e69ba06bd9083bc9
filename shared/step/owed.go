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

// Owed are the periods whose package the schedule makes at a local time: what
// became due since the last one that was sealed, months before years, and those
// sealed whose facts or documents are not what they were. A release or law of
// another day alone supplements nothing by itself.
func (c *Compile) Owed(ctx context.Context, rfc string, now time.Time) ([]string, error) {
	seals, err := Seals(ctx, c.Books, rfc)
	if err != nil {
		return nil, err
	}
	last := map[string]*Sealed{} // by period
	for i := range seals {
		last[seals[i].Period] = &seals[i]
	}
	due := DuePeriods(now)
	out := owedMonths(last, due[0])
	out = append(out, owedYears(last, out, due, now)...)
	for _, period := range window(due[0], now) {
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

// Behind are the months whose package a schedule that did not run owes: those
// after the last one sealed, the one that is due last and always.
func (c *Compile) Behind(ctx context.Context, rfc string, now time.Time) ([]string, error) {
	seals, err := Seals(ctx, c.Books, rfc)
	if err != nil {
		return nil, err
	}
	last := map[string]*Sealed{}
	for i := range seals {
		last[seals[i].Period] = &seals[i]
	}
	due := DuePeriods(now)[0]
	out := owedMonths(last, due)
	if !slices.Contains(out, due) {
		out = append(out, due) // sealed already: the same, or a supplement
	}
	return out, nil
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

// owedMonths are those after the last one sealed up to the one that is due; of a
// programme that never sealed one, that one alone.
func owedMonths(last map[string]*Sealed, due string) []string {
	var out []string
	month := due
	for range monthsBack {
		if last[month] != nil {
			slices.Reverse(out)
			return out
		}
		out = append(out, month)
		month = before(month)
	}
	for period := range last {
		if len(period) == len(due) && period < month { // sealed longer ago than the schedule looks back
			slices.Reverse(out)
			return out
		}
	}
	return []string{due}
}

// owedYears are those that are over, not sealed, and of which the schedule made
// a month; of a programme that begins, the one whose season it is.
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
			made = made || len(last) > 0 && m[:4] == year
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
