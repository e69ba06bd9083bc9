package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestClosed: by hand, with a calendar.
func TestClosed(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		day    document.Date
		closed bool
		next   document.Date
	}{
		{20210301, false, 20210301}, // Monday
		{20210306, true, 20210308},  // Saturday
		{20210307, true, 20210308},  // Sunday
		{20210201, true, 20210202},  // first Monday of February
		{20210208, false, 20210208}, // second
		{20210205, false, 20210205}, // no longer on the day itself
		{20040205, true, 20040206},  // as it was before
		{20210315, true, 20210316},  // third Monday of March
		{20210322, false, 20210322}, // fourth
		{20211115, true, 20211116},  // third Monday of November
		{20220207, true, 20220208},  // a first Monday on day 7
		{20221121, true, 20221122},  // a third one on day 21
		{20210505, true, 20210506},
		{20210916, true, 20210917},
		{20211225, true, 20211227},
		{20170101, true, 20170102}, // New Year on a Sunday does not move
		{20181201, true, 20181203},
		{20211201, false, 20211201},
		{20241001, true, 20241002},
		{20250417, true, 20250421},
		{20241223, true, 20250102},
		{20250722, true, 20250801},
		{0, false, 0},
	} {
		row, closed := c.Closed(tt.day)
		if closed != tt.closed || c.BusinessDay(tt.day) != tt.next {
			t.Errorf("%s: closed %v (%s), next %s; want %v, %s", tt.day, closed, row.Title.EN, c.BusinessDay(tt.day), tt.closed, tt.next)
		}
		if closed && (row.Source == "" || row.Title.ES == "" || row.Title.EN == "") {
			t.Errorf("%s: %+v", tt.day, row)
		}
	}
}

// TestStaysNarrow: the special rule is the one that asks for more.
func TestStaysNarrow(t *testing.T) {
	t.Parallel()
	row := func(clave, bien, identificador string) *catalog.StayRow {
		return &catalog.StayRow{Clave: clave, Bien: bien, Identificador: identificador}
	}
	for _, tt := range []struct {
		special, general *catalog.StayRow
		want             bool
	}{
		{row("V1", "", ""), row("", "", ""), true},
		{row("", "", ""), row("V1", "", ""), false},
		{row("V1", "", "V1"), row("V1", "", ""), true},
		{row("V1", "", "V1"), row("V1", "", "AF"), false},
		{row("V1", "", ""), row("V1", "", ""), false},
		{row("V1", "", ""), row("", "empaque", ""), false},
	} {
		if tt.special.Narrows(tt.general) != tt.want {
			t.Errorf("%+v narrows %+v: %v", tt.special, tt.general, !tt.want)
		}
	}
	for _, r := range catalog.Default().Stays() {
		if r.Regla == "" || r.Title.ES == "" || r.Title.EN == "" || r.Start == "" || !r.Confirmed() && r.Months == 18 && r.Tipo == "insumo" {
			t.Errorf("%+v", r)
		}
	}
}
