package print

import (
	"regexp"
	"strings"

	"example.com/immex/shared/pdftext"
)

// headGap is the space, in font sizes, that parts two headings of one line.
const headGap = 0.5

// atoms finds the pieces of headings in a line and gives each the place of its
// characters: words may be glued ("FRACCIONSUBD/VINC.") or parted ("P. V/C").
func atoms(l *line, re *regexp.Regexp) []word {
	type spot struct {
		x0, x1 pdftext.Points
		n      int
	}
	var at []spot
	var b strings.Builder
	gap := headGapOf(l.words)
	for i, w := range l.words {
		if i > 0 && w.x0-l.words[i-1].x1 > gap {
			at = append(at, spot{})
			b.WriteByte('|') // "CANTIDAD" and "UMT" of the next column are two headings
		}
		runes := []rune(w.s)
		step := (w.x1 - w.x0) / pdftext.Points(max(1, len(runes)))
		for i, c := range runes {
			if p := plainRune(c); p != 0 {
				x := w.x0 + pdftext.Points(i)*step
				for range len(string(p)) {
					at = append(at, spot{x, x + step, w.n})
				}
				b.WriteRune(p)
			}
		}
	}
	var out []word
	for _, m := range re.FindAllStringIndex(b.String(), -1) {
		first, last := at[m[0]], at[m[1]-1]
		out = append(out, word{s: b.String()[m[0]:m[1]], x0: first.x0, x1: last.x1, base: l.base, size: l.words[0].size, page: l.page, n: first.n})
	}
	return out
}

// headGapOf is the gap that parts headings in points. In type of one width a
// blank is as wide as a letter, which is more than in any other.
func headGapOf(ws []word) pdftext.Points {
	least, most := far, 0.0
	for i := range ws {
		if n := len([]rune(ws[i].s)); n > 1 {
			wide := (ws[i].x1 - ws[i].x0) / pdftext.Points(n)
			least, most = min(least, wide), max(most, wide)
		}
	}
	gap := headGap * ws[0].size
	if least < far && most < 1.05*least {
		gap = max(gap, 1.2*most)
	}
	return gap
}

// headSpec is a heading and the pieces that tell it from the others.
type headSpec struct {
	id    string
	tell  *regexp.Regexp // a piece only this heading has
	shape *regexp.Regexp
}

// headColumns finds the headings of a table in its heading lines, whatever
// the line each piece was wrapped to, from left to right.
func headColumns(ls []line, specs []headSpec) []column {
	var cols []column
	for _, s := range specs {
		c := column{id: s.id, shape: s.shape, x0: -1}
		for i := range ls {
			for _, a := range atoms(&ls[i], s.tell) {
				switch {
				case c.x0 < 0:
					c.x0, c.x1 = a.x0, a.x1
				case a.x0 < c.x1 && a.x1 > c.x0: // wrapped below the first piece
					c.x0, c.x1 = min(c.x0, a.x0), max(c.x1, a.x1)
				}
			}
		}
		if c.x0 >= 0 {
			cols = append(cols, c)
		}
	}
	leftToRight(cols)
	return cols
}

// has reports whether all columns are there.
func has(cols []column, ids ...string) bool {
	for _, id := range ids {
		found := false
		for i := range cols {
			found = found || cols[i].id == id
		}
		if !found {
			return false
		}
	}
	return true
}

var reAny = regexp.MustCompile(`.`)
