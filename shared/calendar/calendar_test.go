package calendar_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

func one(t *testing.T, code string, from, to document.Date) (out []calendar.Deadline) {
	t.Helper()
	for _, d := range calendar.Between(catalog.Default(), from, to) {
		if d.Code == code {
			out = append(out, d)
		}
	}
	return out
}

// TestKnownDays: days that the dossier computed, and days a person counts.
func TestKnownDays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code     string
		from, to document.Date
		want     string
	}{
		{"raoce", 20260101, 20271231, "2026-05-29 of 2025-01-01..2025-12-31, 2027-05-31 of 2026-01-01..2026-12-31"},
		{"raoce_subsanar", 20260101, 20261231, "2026-08-31 of 2025-01-01..2025-12-31"},
		{"raoce_cancelacion", 20260101, 20261231, "2026-09-01 of 2025-01-01..2025-12-31"},
		{"prosec_anual", 20260101, 20261231, "2026-04-30 of 2025-01-01..2025-12-31"},
		{"inegi_mensual", 20260101, 20260228, "2026-01-20 of 2025-12-01..2025-12-31, 2026-02-20 of 2026-01-01..2026-01-31"},
		{"inegi_mensual", 20260121, 20260219, ""},
		{"scccyg_mensual", 20260201, 20260228, "2026-02-28 of 2026-01-01..2026-01-31"},
		{"ctm_constancia", 20260101, 20260228, "2026-01-30 of 2026-01-01..2026-01-31, 2026-02-27 of 2026-02-01..2026-02-28"},
		{"ctm_ajuste", 20260101, 20261231, "2026-05-29 of 2025-01-01..2025-12-31"},
		{"consolidado", 20261123, 20261206, "2026-11-27 of 2026-11-16..2026-11-22, 2026-12-04 of 2026-11-23..2026-11-29"},
		{"consolidado", 20261127, 20261127, "2026-11-27 of 2026-11-16..2026-11-22"},
		{"consolidado", 20251201, 20251231, ""},
		{"raoce", 20261231, 20260101, ""},
		{"raoce", 0, 20261231, ""},
	} {
		var got []string
		for _, d := range one(t, tt.code, tt.from, tt.to) {
			got = append(got, fmt.Sprintf("%s of %s..%s", d.Due, d.From, d.To))
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: %s; want %s", tt.code, s, tt.want)
		}
	}
}

// TestExtended: a day that is no business day stays as it is, and the next
// business day is said beside.
func TestExtended(t *testing.T) {
	t.Parallel()
	list := one(t, "inegi_mensual", 20260901, 20260930) // a Sunday
	if len(list) != 1 || list[0].Due != 20260920 || list[0].Extended != 20260921 || list[0].Source == "" || list[0].Confidence != "C" {
		t.Errorf("%+v", list)
	}
}

func TestAfter(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code            string
		event           document.Date
		due, extended   document.Date
		hours           int
		confidence, err string
	}{
		{"inegi_anual", 20260301, 20260331, 20260331, 0, "C", ""},
		{"scccyg_inventario", 20260401, 20260501, 20260504, 0, "C", ""}, // Labour Day, then a weekend
		{"v1_aviso", 20261126, 20261127, 20261127, 0, "C", ""},
		{"ctm_cambio_regimen", 20261101, 20261116, 20261117, 0, "C", ""}, // the Monday for 20 November
		{"ctm_retorno", 20261101, 20261231, 20261231, 0, "3P", ""},
		{"raoce_levantamiento", 20260731, 20260804, 20260804, 0, "C", ""},
		{"se_avisos_previos", 20261126, 20261123, 20261123, 0, "3P", ""},
		{"se_avisos_posteriores", 20261126, 20261210, 20261210, 0, "3P", ""},
		{"destruccion_aviso", 20261116, 20261101, 20261101, 0, "C-old", ""}, // a Sunday: what comes before is not put off
		{"anexo24_c", 20261127, 20261129, 20261129, 48, "C", ""},
		{"anexo24_c", 20241114, 0, 0, 0, "", "obligaciones anexo24_c: missing for 2024-11-14"},
		{"raoce", 20261126, 0, 0, 0, "", "obligaciones raoce: missing for 2026-11-26 (it does not run from an event)"},
		{"none", 20261126, 0, 0, 0, "", "obligaciones none: missing for 2026-11-26"},
		{"inegi_anual", 0, 0, 0, 0, "", "obligaciones inegi_anual: missing for ?"},
	} {
		d, err := calendar.After(catalog.Default(), tt.code, tt.event)
		if d.Due != tt.due || d.Extended != tt.extended || d.Hours != tt.hours || d.Confidence != tt.confidence {
			t.Errorf("%s of %s: %+v", tt.code, tt.event, d)
		}
		var m *catalog.Missing
		if tt.err == "" && err != nil || tt.err != "" && (!errors.As(err, &m) || !strings.HasPrefix(m.Error(), tt.err)) {
			t.Errorf("%s of %s: %v", tt.code, tt.event, err)
		}
	}
}

// TestApplies: who asks sees what applies to it.
func TestApplies(t *testing.T) {
	t.Parallel()
	all := calendar.Between(catalog.Default(), 20260501, 20260531)
	immex := calendar.Between(catalog.Default(), 20260501, 20260531, "immex")
	two := calendar.Between(catalog.Default(), 20260501, 20260531, "scccyg", "automotriz")
	if len(immex) == 0 || len(immex) >= len(all) || len(two) != 3 {
		t.Errorf("%d of %d, %d", len(immex), len(all), len(two))
	}
	for _, d := range immex {
		if !slices.Contains(d.Applies, "immex") {
			t.Errorf("%+v", d)
		}
	}
}

// TestSplit: two halves of a time hold what the whole holds, in order, each
// day within it, and no day that is put off comes before its own.
func TestSplit(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(rt *rapid.T) {
		from := document.Date(20200101).AddDays(rapid.IntRange(0, 4000).Draw(rt, "from"))
		middle := from.AddDays(rapid.IntRange(0, 200).Draw(rt, "middle"))
		to := middle.AddDays(rapid.IntRange(1, 200).Draw(rt, "to"))
		whole := calendar.Between(cat, from, to)
		parts := append(calendar.Between(cat, from, middle), calendar.Between(cat, middle.AddDays(1), to)...)
		if len(whole) != len(parts) {
			rt.Fatalf("%d days in one, %d in two", len(whole), len(parts))
		}
		for i := range whole {
			w, p := whole[i], parts[i]
			if w.Code != p.Code || w.Due != p.Due || w.From != p.From || w.Due < from || w.Due > to || w.Extended < w.Due || w.From > w.Due {
				rt.Fatalf("%+v\n%+v", w, p)
			}
		}
	})
}

// TestBusiness: so many business days forth and back again is the day itself,
// from a business day.
func TestBusiness(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(rt *rapid.T) {
		d := cat.BusinessDay(document.Date(20200101).AddDays(rapid.IntRange(0, 3000).Draw(rt, "day")))
		n := rapid.IntRange(0, 60).Draw(rt, "n")
		if back := calendar.Business(cat, calendar.Business(cat, d, n), -n); back != d {
			rt.Fatalf("%s and %d: %s", d, n, back)
		}
		last := calendar.LastBusinessDay(cat, d)
		if _, closed := cat.Closed(last); closed || calendar.Business(cat, last, 1).Month() == d.Month() {
			rt.Fatalf("last of %s: %s", d, last)
		}
	})
	if calendar.Business(cat, 0, 3) != 0 || calendar.Business(cat, 20260101, 400) != 0 || calendar.LastBusinessDay(cat, 0) != 0 {
		t.Error("an unknown day")
	}
}
