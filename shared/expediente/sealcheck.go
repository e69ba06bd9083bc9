package expediente

import (
	"io"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
)

// QuotedRight holds what a year says of a sealed package against the package
// itself: its state, and its closings where the year tells them. The hash is
// compared by who has both.
func QuotedRight(seal *report.SealedMonth, r io.ReaderAt, size int64) (*Difference, error) {
	m, err := ReadMonth(r, size)
	if err != nil {
		return nil, err
	}
	if m.State != seal.State {
		d := mismatch(sealsPath, seal.State, m.State, "del paquete dice que es %[2]q; es %[3]q.", "of the package it says that it is %[2]q; it is %[3]q.")
		return &d, nil
	}
	if len(seal.Figures) == 0 && len(seal.Late) == 0 {
		return nil, nil //nolint:nilnil // another package stands for it
	}
	for i := range max(len(seal.Figures), len(m.Figures)) {
		have, want := figureAt(seal.Figures, i), figureAt(m.Figures, i)
		if have == want {
			continue
		}
		d := Difference{Path: sealsPath, Have: have, Want: want, Text: document.Textf(
			"%s: de %s dice %q; el paquete dice %q.", "%s: of %s it says %q; the package says %q.", sealsPath, seal.Package, have, want)}
		return &d, nil
	}
	return nil, nil //nolint:nilnil // it is quoted right
}

// figureAt is a closing in one line, "" beyond the last.
func figureAt(list []report.ClosingFigure, i int) string {
	if i >= len(list) {
		return ""
	}
	f := &list[i]
	names := slices.DeleteFunc([]string{f.Concept, f.Fraccion, f.UMT, f.Contribucion, f.Forma}, func(s string) bool { return s == "" })
	return strings.Join(names, " ") + " = " + f.Value.String()
}
