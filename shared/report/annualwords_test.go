package report_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/report"
)

// TestVerdictsInTheReadersLanguage: a verdict whose Spanish title is its own
// code is still translated.
func TestVerdictsInTheReadersLanguage(t *testing.T) {
	s := small(t, func(y *report.Year) {
		for i := range y.Sales.Tests {
			y.Sales.Tests[i].Verdict = raoce.Reached
		}
	})
	for lang, words := range map[document.Lang][2]string{document.Spanish: {"alcanzado", "reached"}, document.English: {"reached", "alcanzado"}} {
		all := strings.Join(text(t, pdfOf(t, s, lang)), "\n")
		if !strings.Contains(all, words[0]) || strings.Contains(all, words[1]) {
			t.Errorf("%s: %q is to be there and %q is not", lang, words[0], words[1])
		}
	}
}
