package print_test

import (
	"testing"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
)

// TestStrayFigure: a figure alone under another one is the tail of a broken
// quantity, never a part of the text; below the text and flush with it, it is.
func TestStrayFigure(t *testing.T) {
	t.Parallel()
	at := func(s string, x pdftext.Points) []pdftext.Word {
		return []pdftext.Word{{S: s, X0: x, X1: x + 20, Size: 7}}
	}
	for _, c := range []struct {
		name  string
		above [][]pdftext.Word
		want  bool
	}{
		{"tail before the text", [][]pdftext.Word{at(".510", 300), at("TORNILLOS", 40)}, true},
		{"whole figure before the text", [][]pdftext.Word{at("163.163", 300), at("TORNILLOS", 40)}, true},
		{"tail of thousands", [][]pdftext.Word{at("TORNILLOS", 40), at(",567.000", 300)}, true},
		{"number that goes on with the text", [][]pdftext.Word{at("TORNILLOS", 40), at("6204", 41)}, false},
		{"text alone", [][]pdftext.Word{at("TORNILLOS", 40)}, false},
		{"text with a unit", [][]pdftext.Word{at("6MM", 300), at("TORNILLOS", 40)}, false},
	} {
		if got := print.StrayFigure(c.above); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
