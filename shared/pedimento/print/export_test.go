package print

import "example.com/immex/shared/pdftext"

// InEnglish is inEnglish, for its test.
func InEnglish(what string) string { return inEnglish(what) }

// StrayFigure reports whether any of the lines above the values is a figure
// that belongs to none of them.
func StrayFigure(above [][]pdftext.Word) bool {
	var ls []line
	for _, ws := range above {
		l := line{}
		for _, w := range ws {
			l.words = append(l.words, word{s: w.S, x0: w.X0, x1: w.X1, size: w.Size})
		}
		ls = append(ls, l)
	}
	for k := range ls {
		if strayFigure(ls, k) {
			return true
		}
	}
	return false
}
