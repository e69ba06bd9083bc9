package expediente

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// QuotedRight holds what a year says of a sealed package against the package
// itself: its state, and its closings where the year tells them. The hash is
// compared by who has both.
func QuotedRight(seal *report.SealedMonth, r io.ReaderAt, size int64) (*Difference, error) {
	s, err := OpenSealed(r, size)
	if err != nil {
		return nil, err
	}
	m, err := s.Month()
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

// BuiltRight holds what the package of a month took over from one sealed before
// it against that package itself: its findings and, of the month just before,
// how it closed and which facts it did not have. The hash is compared by who has
// both.
func BuiltRight(now io.ReaderAt, size int64, before io.ReaderAt, beforeSize int64) (*Difference, error) {
	c, err := open(now, size)
	var in Input
	if err == nil {
		err = in.readMonth(c)
	}
	if err == nil {
		in.Facts, err = c.facts()
	}
	if err != nil {
		return nil, fault.New(fault.Corrupt, "package", err)
	}
	s, err := OpenSealed(before, beforeSize)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(in.Earlier, func(e Earlier) bool { return e.Package == s.Package })
	if i < 0 {
		return nil, nil //nolint:nilnil // it takes nothing over from it
	}
	return s.toldRight(&in.Earlier[i], in.Facts)
}

// toldRight compares a line with what the package itself gives for it.
func (s *Sealed) toldRight(e *Earlier, facts []FactLine) (*Difference, error) {
	var want Earlier
	var err error
	if e.Close != nil {
		want, err = s.Last(facts, s.manifest.To)
	} else {
		want, err = s.Older()
	}
	if err != nil {
		return nil, err
	}
	have, err := json.Marshal(e)
	if err != nil {
		return nil, s.damaged(err)
	}
	right, err := json.Marshal(&want)
	if err != nil {
		return nil, s.damaged(err)
	}
	if string(have) == string(right) {
		return nil, nil //nolint:nilnil // it is told right
	}
	d := Difference{Path: earlierPath}
	d.Have, d.Want = around(string(have), string(right))
	d.Text = document.Textf("%s: de %s dice %q; ese paquete dice %q.", "%s: of %s it says %q; that package says %q.", earlierPath, s.Package, d.Have, d.Want)
	return &d, nil
}
