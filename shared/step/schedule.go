package step

import (
	"time"

	"example.com/immex/shared/document"
)

// businessDay is when the provisional package of a month is due: the third
// business day of the next (design, Packages).
const businessDay = 3

// DuePeriods are the periods whose package is due at a local time: the month
// before once its third business day came, and the year before once that day
// of January came. Asking again is harmless, so a machine that was off
// catches up by asking at its next start.
func DuePeriods(now time.Time) []string {
	today := document.NewDate(now.Year(), int(now.Month()), now.Day())
	first := document.NewDate(now.Year(), int(now.Month()), 1)
	due := first
	for n := 0; ; due = due.AddDays(1) {
		if weekday(due) {
			if n++; n == businessDay {
				break
			}
		}
	}
	if today < due {
		first = first.AddDays(-1)
		first = document.NewDate(first.Year(), first.Month(), 1)
	}
	last := first.AddDays(-1)
	out := []string{last.String()[:7]}
	if last.Month() == 12 {
		out = append(out, last.String()[:4])
	}
	return out
}

// weekday counts Monday to Friday; public holidays are not yet data here, so
// the package may be due a day early, never late.
func weekday(d document.Date) bool {
	w := time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC).Weekday()
	return w != time.Saturday && w != time.Sunday
}
