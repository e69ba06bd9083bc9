package document

import (
	"fmt"
	"strings"
	"time"
)

// Date is a local civil date without time or zone, as yyyymmdd; the zero Date
// is unknown. Offsets of the source are dropped, never converted: -05/-06
// would shift the day.
type Date int32

// NewDate builds a date, or the unknown one when the day does not exist.
func NewDate(y, m, d int) Date {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d || y < 1 || y > 9999 {
		return 0
	}
	return Date(y*10000 + m*100 + d) //nolint:gosec // at most 99991231
}

// ParseDate reads YYYY-MM-DD, ignoring a time or an offset after the day.
// Blank text is the unknown Date.
func ParseDate(s string) (Date, error) {
	if s == "" || s == " " {
		return 0, nil
	}
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || len(s) > 10 && !strings.ContainsRune(" T-+Z", rune(s[10])) {
		return 0, fmt.Errorf("%q is not a date YYYY-MM-DD", s)
	}
	date := NewDate(number(s[:4]), number(s[5:7]), number(s[8:10]))
	if date == 0 {
		return 0, fmt.Errorf("%q is not a date YYYY-MM-DD", s)
	}
	return date, nil
}

// number reads digits only: a sign would shift the day in silence. Anything
// else is 0, which no date has.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// Known reports whether there is a date.
func (d Date) Known() bool { return d != 0 }

// Year is the civil year, as in 2024.
func (d Date) Year() int { return int(d) / 10000 }

// Month is 1 to 12.
func (d Date) Month() int { return int(d) / 100 % 100 }

// Day is 1 to 31.
func (d Date) Day() int { return int(d) % 100 }

// String is YYYY-MM-DD, or "" when unknown.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	out, n := [...]byte{4: '-', 7: '-', 9: 0}, int(d)
	for _, i := range [...]int{9, 8, 6, 5, 3, 2, 1, 0} {
		out[i] = '0' + byte(n%10) //nolint:gosec // one digit
		n /= 10
	}
	return string(out[:])
}

func (d Date) time() time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
}

// AddDays moves by whole days; an unknown date stays unknown.
func (d Date) AddDays(n int) Date {
	if d == 0 {
		return 0
	}
	t := d.time().AddDate(0, 0, n)
	return NewDate(t.Year(), int(t.Month()), t.Day())
}

// AddMonths is civil-month arithmetic: the same day number n months later;
// when that day does not exist, the first day of the following month (CFF
// art. 12, as read by the dossier §2.2). An unknown date stays unknown.
func (d Date) AddMonths(n int) Date {
	if d == 0 {
		return 0
	}
	t := time.Date(d.Year(), time.Month(d.Month()+n), d.Day(), 0, 0, 0, 0, time.UTC)
	if t.Day() != d.Day() {
		t = time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	return NewDate(t.Year(), int(t.Month()), t.Day())
}

// DaysUntil is the number of days from d to e, negative when e is earlier.
// A time.Duration holds 292 years, and a validity may end in 9999.
func (d Date) DaysUntil(e Date) int {
	const day = 24 * 60 * 60
	return int((e.time().Unix() - d.time().Unix()) / day)
}

// MonthEnd is the last day of the date's month, unknown for an unknown date.
func (d Date) MonthEnd() Date {
	if d == 0 {
		return 0
	}
	t := time.Date(d.Year(), time.Month(d.Month()+1), 0, 0, 0, 0, 0, time.UTC)
	return NewDate(t.Year(), int(t.Month()), t.Day())
}

// MarshalJSON writes "YYYY-MM-DD", or null when unknown.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		*d = 0
		return nil
	}
	if len(s) != 12 {
		return fmt.Errorf("%s is not a date", s)
	}
	parsed, err := ParseDate(s[1:11])
	*d = parsed
	return err
}
