package sheet_test

import (
	"testing"

	"example.com/immex/shared/sheet"
)

func TestFigure(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1,234.50": "1234.50", "1,234,567": "1234567", "$ 12.5": "12.5", " 7 ": "7", "-3": "-3", ".5": "0.5",
		"1,234": "", "1,5": "", "1.234,5": "", "": "", "$": "", "x": "", "5%": "", "1e5": "",
	} {
		a, ok := sheet.Figure(in)
		if ok != (want != "") || ok && a.Written() != want {
			t.Errorf("%q is %s, %v; want %q", in, a.Written(), ok, want)
		}
	}
}

func TestDay(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2026-03-04": "2026-03-04", "2026-03-04 10:00": "2026-03-04", "13/04/2026": "2026-04-13", "04/13/2026": "2026-04-13", "05-05-2026": "2026-05-05",
		"03/04/2026": "", "30/02/2026": "", "13/13/2026": "", "": "", "04/13/26": "", "mañana": "",
	} {
		d, ok := sheet.Day(in)
		if ok != (want != "") || d.String() != want {
			t.Errorf("%q is %s, %v; want %q", in, d, ok, want)
		}
	}
}
