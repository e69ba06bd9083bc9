package step

import (
	"time"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// businessDay is when the provisional package of a month is due: the third
// business day of the next (design, Packages).
const businessDay = 3

// DueOn is the day from which the package of a period is sealed: the third
// business day after it. Until then the period is a draft.
func DueOn(period string) (document.Date, error) {
	_, to, err := Period(period)
	if err != nil {
		return 0, err
	}
	return calendar.Business(catalog.Default(), to, businessDay), nil
}

// DuePeriods are the periods whose package is due at a local time: the month
// before once its third business day came, and the year before once that day
// of January came. Asking again is harmless, so a machine that was off
// catches up by asking at its next start.
func DuePeriods(now time.Time) []string {
	today := document.NewDate(now.Year(), int(now.Month()), now.Day())
	last := document.NewDate(now.Year(), int(now.Month()), 1).AddDays(-1)
	if today < calendar.Business(catalog.Default(), last, businessDay) {
		last = document.NewDate(last.Year(), last.Month(), 1).AddDays(-1)
	}
	out := []string{last.String()[:7]}
	if last.Month() == 12 {
		out = append(out, last.String()[:4])
	}
	return out
}
