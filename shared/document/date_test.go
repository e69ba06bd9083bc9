package document_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
)

func TestNewDate(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]document.Date{
		"2024-02-29": document.NewDate(2024, 2, 29), "0001-01-01": document.NewDate(1, 1, 1), "9999-12-31": document.NewDate(9999, 12, 31),
		"": document.NewDate(2023, 2, 29),
	} {
		if d.String() != want {
			t.Errorf("%q, want %q", d, want)
		}
	}
	for _, d := range []document.Date{document.NewDate(2023, 13, 1), document.NewDate(2023, 0, 1), document.NewDate(2023, 1, 0), document.NewDate(0, 1, 1), document.NewDate(10000, 1, 1)} {
		if d.Known() {
			t.Errorf("%s is a date", d)
		}
	}
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", " ": "", "2021-03-05": "2021-03-05", "2021-03-05 23:59:59": "2021-03-05", "2021-03-05T00:00:00": "2021-03-05",
		"2021-03-05-06:00": "2021-03-05", "2021-03-05+02:00": "2021-03-05", "2021-03-05Z": "2021-03-05",
	} {
		if d, err := document.ParseDate(in); err != nil || d.String() != want {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, d, err, want)
		}
	}
	for _, in := range []string{
		"   ", "2021-3-5", "05/03/2021", "2021-02-30", "2021/03/05", "+021-03-05", "2021-+3-05", "2021-03-+5",
		"2021-03-055", "2021-03-05x", "20210305", "0000-01-01", "2021-03-0", "yyyy-mm-dd", "-021-03-05",
	} {
		if d, err := document.ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %s", in, d)
		}
	}
}

// TestAddMonths: CFF art. 12, when the day does not exist, the first of the
// month that follows.
func TestAddMonths(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2021-01-15", 18, "2022-07-15"},
		{"2021-01-31", 1, "2021-03-01"},
		{"2024-01-31", 1, "2024-03-01"},
		{"2024-01-29", 1, "2024-02-29"},
		{"2021-08-31", 6, "2022-03-01"},
		{"2021-12-31", 6, "2022-07-01"},
		{"2021-03-31", -1, "2021-03-01"},
		{"2021-12-01", 1, "2022-01-01"},
		{"", 18, ""},
	} {
		d, err := document.ParseDate(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s + %d months = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

// TestDaysUntilTheEnd: an open validity ends in 9999.
func TestDaysUntilTheEnd(t *testing.T) {
	t.Parallel()
	from, end := document.NewDate(2021, 1, 1), document.NewDate(9999, 12, 31)
	if n := from.DaysUntil(end); n != 2_914_268 {
		t.Errorf("%d days", n)
	}
	if n := end.DaysUntil(from); n != -2_914_268 {
		t.Errorf("%d days back", n)
	}
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 30_000).Draw(t, "day"))
		n := rapid.IntRange(-2000, 2000).Draw(t, "n")
		d := document.NewDate(at.Year(), int(at.Month()), at.Day())
		if d.String() != at.Format(time.DateOnly) || d.Year() != at.Year() || d.Month() != int(at.Month()) || d.Day() != at.Day() {
			t.Fatalf("%v is %s", at, d)
		}
		if got := d.AddDays(n); got.String() != at.AddDate(0, 0, n).Format(time.DateOnly) || d.DaysUntil(got) != n {
			t.Fatalf("%s + %d days = %s", d, n, got)
		}
		end := d.MonthEnd()
		if end < d || end.Month() != d.Month() || end.AddDays(1).Day() != 1 {
			t.Fatalf("month of %s ends %s", d, end)
		}
		b, err := json.Marshal(d)
		var again document.Date
		if err != nil || json.Unmarshal(b, &again) != nil || again != d {
			t.Fatalf("%s is %s, back %s", d, b, again)
		}
	})
}

func TestUnknownDate(t *testing.T) {
	t.Parallel()
	var d document.Date
	if d.Known() || d.String() != "" || d.AddDays(1) != 0 || d.AddMonths(1) != 0 || d.MonthEnd() != 0 {
		t.Error("an unknown date became a date")
	}
	if b, err := json.Marshal(d); err != nil || string(b) != "null" {
		t.Errorf("unknown marshals as %s, %v", b, err)
	}
	d = 20210101
	if err := json.Unmarshal([]byte("null"), &d); err != nil || d != 0 {
		t.Errorf("null reads as %s, %v", d, err)
	}
	for _, in := range []string{`"2021-1-1"`, `20210101`, `"2021-02-30"`, `"2021-01-01T"`} {
		if err := d.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("%s reads as %s", in, d)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2021-03-05", "2021-03-05-06:00", "2021-+3-05", "9999-12-31T"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := document.ParseDate(s)
		if err == nil && d.Known() && !strings.HasPrefix(s, d.String()) {
			t.Errorf("%q reads as %s", s, d)
		}
	})
}
