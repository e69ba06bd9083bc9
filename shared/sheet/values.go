package sheet

import (
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

var (
	// thousands is a number with commas exactly where thousands go; any other
	// use of a comma could be a decimal sign and is refused, never guessed.
	thousands = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+(\.\d+)?$`)
	slashDate = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$`)
)

// Figure reads a plain decimal, with thousands commas and a leading "$" as
// spreadsheets print them. "1,234" could be 1.234 in another country: only
// with decimals, or with two commas, is it beyond doubt.
func Figure(s string) (money.Amount, bool) {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "$"))
	if thousands.MatchString(s) {
		if strings.Count(s, ",") < 2 && !strings.Contains(s, ".") {
			return money.Amount{}, false
		}
		s = strings.ReplaceAll(s, ",", "")
	}
	a, err := money.Parse(s)
	return a, err == nil && a.Known()
}

// Day reads YYYY-MM-DD; a date with the day or the month first only when it
// can mean one day alone.
func Day(s string) (document.Date, bool) {
	s = strings.TrimSpace(s)
	if d, err := document.ParseDate(s); err == nil && d.Known() {
		return d, true
	}
	m := slashDate.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	a, b, y := digits(m[1]), digits(m[2]), digits(m[3])
	dayFirst, monthFirst := document.NewDate(y, b, a), document.NewDate(y, a, b)
	switch {
	case dayFirst == monthFirst, !monthFirst.Known():
		return dayFirst, dayFirst.Known()
	case !dayFirst.Known():
		return monthFirst, true
	}
	return 0, false
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}
