// Package calendar is the days on which obligations fall due: those of the
// calendar alone (annual report, surveys, closings of the week) and those that
// run from an event (a transfer, a certification). What is owed and how its
// day is found are dated rows of the catalogue; this package counts the days.
//
// Example: the annual report of 2026 is due on the last business day of May
// 2027, Monday 31.
//
// A day is given as the rule finds it, and beside it the day that a
// non-business one would put it off to (CFF art. 12), which no source confirms
// for each obligation. Business days are those the catalogue knows: days that
// an authority closes and nobody delivered count as business days. The package
// does not know what was filed.
package calendar

import (
	"cmp"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Deadline is one day on which something is owed.
type Deadline struct {
	Code  string        `json:"obligacion"`
	Title document.Text `json:"titulo"`
	// From and To are what it reports on, unknown when it runs from an event.
	From document.Date `json:"desde"`
	To   document.Date `json:"hasta"`
	// Event is the day it runs from, unknown for one of the calendar alone.
	Event document.Date `json:"evento"`
	Due   document.Date `json:"vence"`
	// Extended is the next business day where Due is none.
	Extended document.Date `json:"prorrogado"`
	// Hours is what the rule counts in hours: Due is then no more than the day.
	Hours      int           `json:"horas"`
	Applies    []string      `json:"aplica"`
	Source     string        `json:"fuente"`
	Confidence string        `json:"confianza"`
	Since      document.Date `json:"vigente_desde"`
}

// Between are the deadlines of the calendar alone that fall due from one day to
// another, both included, by day and code. Without applies they are those of
// everybody; otherwise those that apply to one of them.
func Between(cat *catalog.Catalog, from, to document.Date, applies ...string) (out []Deadline) {
	if !from.Known() || !to.Known() || to < from {
		return nil
	}
	for _, o := range cat.Obligations() {
		if !o.Rule.Recurrent() || len(applies) > 0 && !slices.ContainsFunc(o.Applies, func(a string) bool { return slices.Contains(applies, a) }) {
			continue
		}
		days := monthly
		if o.Rule == catalog.RuleFridayNextWeek {
			days = weekly
		}
		for _, d := range days(cat, &o, from, to) {
			if d.Due >= from && d.Due <= to && o.Holds(d.Due) {
				out = append(out, complete(cat, &o, d))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Deadline) int { return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Code, b.Code)) })
	return out
}

// After is the deadline of an obligation that runs from an event. Of one that
// the calendar alone decides, or that no table has, the answer is Missing.
func After(cat *catalog.Catalog, code string, event document.Date) (Deadline, error) {
	o, err := cat.Obligation(code, event)
	if err != nil {
		return Deadline{}, err //nolint:wrapcheck // Missing says it all
	}
	d := Deadline{Event: event}
	switch o.Rule {
	case catalog.RuleDaysAfter:
		d.Due = event.AddDays(o.N)
	case catalog.RuleBusinessAfter:
		d.Due = Business(cat, event, o.N)
	case catalog.RuleDaysBefore:
		d.Due = event.AddDays(-o.N)
	case catalog.RuleBusinessBefore:
		d.Due = Business(cat, event, -o.N)
	case catalog.RuleHoursAfter:
		d.Due, d.Hours = event.AddDays(o.N/24), o.N
	case catalog.RuleLastBusinessDay, catalog.RuleDayNextMonth, catalog.RuleEndNextMonth, catalog.RuleFixedDay, catalog.RuleFridayNextWeek:
		return Deadline{}, &catalog.Missing{Table: "obligaciones", Key: code, When: event.String(), Reason: document.Textf(
			"no corre desde un hecho", "it does not run from an event")}
	}
	d = complete(cat, &o, d)
	if o.Rule == catalog.RuleDaysBefore || o.Rule == catalog.RuleBusinessBefore || o.Rule == catalog.RuleHoursAfter {
		d.Extended = d.Due // what comes before an act, or in hours, is not put off
	}
	return d, nil
}

// complete adds what the row says of every deadline.
func complete(cat *catalog.Catalog, o *catalog.ObligationRow, d Deadline) Deadline {
	d.Code, d.Title, d.Applies = o.Code, o.Title, o.Applies
	d.Source, d.Confidence, d.Since = o.Source, o.Confidence, o.From
	d.Extended = cat.BusinessDay(d.Due)
	return d
}

// monthly are the days of a rule in each month between two days.
func monthly(cat *catalog.Catalog, o *catalog.ObligationRow, from, to document.Date) (out []Deadline) {
	for first := document.NewDate(from.Year(), from.Month(), 1); first.Known() && first <= to; first = first.AddMonths(1) {
		if o.Month != 0 && o.Month != first.Month() {
			continue
		}
		d := Deadline{From: first, To: first.MonthEnd()}
		switch o.Rule {
		case catalog.RuleLastBusinessDay:
			d.Due = LastBusinessDay(cat, first)
		case catalog.RuleFixedDay:
			d.Due = document.NewDate(first.Year(), first.Month(), o.N)
		case catalog.RuleDayNextMonth:
			d.From, d.To = first.AddMonths(-1), first.AddDays(-1)
			d.Due = document.NewDate(first.Year(), first.Month(), o.N)
		case catalog.RuleEndNextMonth:
			d.From, d.To = first.AddMonths(-1), first.AddDays(-1)
			d.Due = first.MonthEnd()
		default:
			return nil
		}
		if o.Month != 0 { // once a year, of the year before
			d.From, d.To = document.NewDate(first.Year()-1, 1, 1), document.NewDate(first.Year()-1, 12, 31)
		}
		out = append(out, d)
	}
	return out
}

// weekly are the Fridays between two days: each closes the week from Monday to
// Sunday that ended before it.
func weekly(_ *catalog.Catalog, _ *catalog.ObligationRow, from, to document.Date) (out []Deadline) {
	const friday = document.Date(20240105)
	late := ((friday.DaysUntil(from) % 7) + 7) % 7
	for d := from.AddDays((7 - late) % 7); d.Known() && d <= to; d = d.AddDays(7) {
		out = append(out, Deadline{From: d.AddDays(-11), To: d.AddDays(-5), Due: d})
	}
	return out
}

// LastBusinessDay is the last business day of the month of a day, unknown for
// an unknown day and for a month without any.
func LastBusinessDay(cat *catalog.Catalog, d document.Date) document.Date {
	for last := d.MonthEnd(); last.Known() && last.Month() == d.Month(); last = last.AddDays(-1) {
		if _, closed := cat.Closed(last); !closed {
			return last
		}
	}
	return 0
}

// Business is the n-th business day after a day, or before it where n is
// negative; the day itself does not count (CFF art. 12). It is unknown where a
// year of days does not hold them.
func Business(cat *catalog.Catalog, d document.Date, n int) document.Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for range 366 {
		if n == 0 || !d.Known() {
			return d
		}
		d = d.AddDays(step)
		if _, closed := cat.Closed(d); !closed {
			n--
		}
	}
	return 0
}
