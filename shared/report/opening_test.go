package report_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// TestPeriodBeforeTheBooksOpen: a period that begins before the opening balances
// says what its figures are then, on paper and on the page; a later one does not.
func TestPeriodBeforeTheBooksOpen(t *testing.T) {
	t.Parallel()
	for key, want := range map[document.Date]bool{0: false, 20210228: false, 20210301: true, 20210331: true} {
		books := booksOf(t, march(t), directo())
		for _, b := range books {
			b.Policy.KeyDate = key
		}
		s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for lang, words := range map[document.Lang]string{document.Spanish: "Los libros abren con los saldos iniciales", document.English: "The books open with the opening balances"} {
			if got := strings.Contains(string(pageOf(t, s, lang)), words); got != want {
				t.Errorf("books that open on %s: told %v, want %v", key, got, want)
			}
		}
	}
}
