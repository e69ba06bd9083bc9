package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// number finds the number of the COVE: the one of its title or label, else the
// only one on the pages. Two are two documents.
func (r *reader) number(lines []line) {
	type place struct {
		s  string
		ws []word
	}
	var titles, all []place
	for i := range lines {
		for k, w := range lines[i].words {
			s := strings.Trim(w.s, ".,;:()")
			if !reCOVE.MatchString(s) {
				continue
			}
			at := place{s, lines[i].words[k : k+1]}
			all = append(all, at)
			if titled(lines[i].sq) || labelsNumber(&lines[i]) || r.belowTitle(lines, i) {
				titles = append(titles, at)
			}
		}
	}
	if len(titles) > 0 {
		all = titles
	}
	for _, at := range all {
		if r.c.EDocument != "" && r.c.EDocument != at.s {
			r.fail("cove_print_varios", placeOf(at.ws), document.Textf(
				"El PDF trae más de un acuse de valor (%s y %s); entréguelos en archivos separados, o el XML de cada uno.",
				"The PDF holds more than one acuse de valor (%s and %s); deliver them in separate files, or the XML of each.", r.c.EDocument, at.s))
			return
		}
		if r.c.EDocument == "" {
			r.c.EDocument = at.s
			mark(&r.c.Block, fEDocument, at.ws)
		}
	}
}

func labelsNumber(l *line) bool {
	return slices.ContainsFunc(l.items, func(it item) bool { return it.kind == isLabel && it.field == fEDocument })
}

// belowTitle reports a line alone below the title or the label of the number.
func (r *reader) belowTitle(lines []line, i int) bool {
	return i > 0 && lines[i-1].page == lines[i].page && (titled(lines[i-1].sq) || labelsNumber(&lines[i-1]))
}
