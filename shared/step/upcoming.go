package step

import (
	"slices"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
)

// Upcoming is an obligation and the day on which it falls due next.
type Upcoming struct {
	calendar.Deadline // without a Due no day follows from what is known
	// Row is how its day is found, and Why what is missing to find it; of one
	// without a day.
	Row catalog.ObligationRow
	Why document.Text
}

// nextWithin is how far the next day of an obligation is looked for: those of
// once a year have one in any thirteen months.
const nextWithin = 13

// Next is each obligation that holds on a day, with the first day from then on
// that the calendar or the programme file gives it; last come those without
// one, each with why. None is left out.
func Next(basis *programme.Basis, cat *catalog.Catalog, on document.Date) (out []Upcoming) {
	seen := map[string]bool{}
	for _, d := range Deadlines(basis, cat, on, on.AddMonths(nextWithin)) {
		if !seen[d.Code] {
			seen[d.Code] = true
			out = append(out, Upcoming{Deadline: d})
		}
	}
	events := eventsOf(basis, cat)
	for _, o := range cat.Obligations() {
		if seen[o.Code] || !o.Holds(on) {
			continue
		}
		seen[o.Code] = true
		out = append(out, Upcoming{
			Deadline: calendar.Deadline{Code: o.Code, Title: o.Title, Applies: o.Applies, Source: o.Source, Confidence: o.Confidence, Since: o.From},
			Row:      o, Why: noDay(&o, events),
		})
	}
	return out
}

// noDay says why an obligation has no day to come.
func noDay(o *catalog.ObligationRow, events []calendar.Deadline) document.Text {
	same := func(d calendar.Deadline) bool { return d.Code == o.Code }
	if i := slices.IndexFunc(events, same); i >= 0 {
		last := events[i].Due
		for _, d := range events {
			if same(d) {
				last = max(last, d.Due)
			}
		}
		return document.Textf("la última que dice el archivo de programa es del %s", "the last that the programme file tells is of %s", last)
	}
	switch {
	case o.Rule == catalog.RuleHoursAfter:
		return document.Textf("corre en horas desde cada operación, y los documentos dicen el día y no la hora", "it runs in hours from each operation, and documents tell the day and not the hour")
	case o.Rule.Recurrent():
		return document.Textf("la tabla no le da día en los %d meses que siguen", "the table gives it no day in the %d months to come", nextWithin)
	}
	return document.Text{
		ES: "corre desde " + o.Event.ES + ", y el archivo de programa no dice cuándo es",
		EN: "it runs from " + o.Event.EN + ", and the programme file does not tell when that is",
	}
}
