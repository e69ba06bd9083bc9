package pedimento_test

import (
	"testing"

	"example.com/immex/shared/pedimento"
)

// TestJoined: a number is found however it is spaced; what is no number stays.
func TestJoined(t *testing.T) {
	t.Parallel()
	const whole = "244738074004321"
	for typed, want := range map[string]string{
		"24 47 3807 4004321":                whole,
		"24  47  3807  4004321":             whole,
		"24-47-3807-4004321":                whole,
		"24\u00a047\u00a03807\u00a04004321": whole,
		"24 470 3807 4004321":               whole, // with the section of the aduana
		"2447 3807 4004321":                 whole,
		"244738 07400 4321":                 whole,
		whole:                               whole,
		"24 47 3807 4004321-3":              whole + "-3",
		whole + "-3-1":                      whole + "-3-1",
		"zip 24 47 3807 4004321 2022":       "zip " + whole + " 2022",
		"47 3807 4004321":                   "4738074004321",
		"470-3807-4004321":                  "4738074004321",
		"3807 4004321":                      "38074004321",
		"2022 " + whole:                     "2022 " + whole,
		"47 3807 4004321-12":                "4738074004321-12",
		"3807 4004321 2022":                 "38074004321 2022",
		"2022-03":                           "2022-03",
		"factura 12-4":                      "factura 12-4",
		"1 2 3":                             "1 2 3",
		"1234567890 1234567890":             "1234567890 1234567890",
		"":                                  "",
	} {
		if got := pedimento.Joined(typed); got != want {
			t.Errorf("%q is %q and not %q", typed, got, want)
		}
	}
}
