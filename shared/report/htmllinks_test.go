package report_test

import (
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// TestTotalsLead: every link of the page leads to a place on it or to a table that the
// package has; the counts of the summary and the charts lead to what they sum.
func TestTotalsLead(t *testing.T) {
	s := closedOf(t, march(t), ledger.DefaultPolicy())
	raw := pageOf(t, s, document.English)
	ids, of := map[string]bool{}, map[string]int{}
	for _, n := range elements(t, raw) {
		ids[attr(n, "id")] = true
	}
	for _, n := range elements(t, raw) {
		href := attr(n, "href")
		switch {
		case href == "":
			continue
		case strings.HasPrefix(href, "#"):
			if !ids[href[1:]] {
				t.Errorf("%s is no place of the page", href)
			}
		default:
			if name := strings.TrimSuffix(strings.TrimPrefix(href, "reportes/"), ".csv"); s.Table(name) == nil {
				t.Errorf("%s is no table", href)
			}
		}
		if n.Parent.Data == "dd" {
			of[href]++
		}
	}
	for href, want := range map[string]int{
		"reportes/entradas.csv": 1, "reportes/salidas.csv": 1, "reportes/descargos.csv": 1, "reportes/faltantes.csv": 1, "reportes/credito.csv": 1, "#lotes": 3, "#hallazgos": 4,
	} {
		if of[href] != want {
			t.Errorf("%s is what %d counts of the summary sum, not %d", href, of[href], want)
		}
	}
}

// TestSubtotalsAddUp: the subtotals of a list are of all of it, also of what the page
// has no room for, and add up to their total.
func TestSubtotalsAddUp(t *testing.T) {
	const many = 700 // more than the page lists
	var all []report.Found
	for i := range many {
		sev := document.Notice
		if i%7 == 0 {
			sev = document.Error
		}
		all = append(all, report.Found{Finding: document.Finding{Code: "x", Severity: sev, Where: strconv.Itoa(i), Message: document.Text{ES: "a", EN: "b"}}})
	}
	books := booksOf(t, march(t), ledger.DefaultPolicy())
	s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(books), all, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw := pageOf(t, s, document.Spanish)
	for caption, want := range map[string]int{"Subtotales de los hallazgos": many, "Subtotales de los lotes": s.Summary.LotesOpen} {
		rows := tableRows(t, raw, caption)
		if len(rows) < 3 {
			t.Fatalf("%s: %q", caption, rows)
		}
		sum := 0
		for i, r := range rows {
			n, err := strconv.Atoi(r[1])
			if err != nil {
				t.Fatal(err)
			}
			if i+1 < len(rows) {
				sum += n
			} else if n != sum || n != want || r[0] != "Total" {
				t.Errorf("%s: total %q, the groups add up to %d, there are %d", caption, r, sum, want)
			}
		}
	}
	lots := tableRows(t, raw, "Subtotales de los lotes")
	if got := strings.ReplaceAll(lots[len(lots)-1][2], ",", ""); got != s.Summary.ValorSaldo.String() && (got != "—" || s.Summary.ValorSaldo.Known()) {
		t.Errorf("the lots are worth %s, the summary says %s", got, s.Summary.ValorSaldo)
	}
}
