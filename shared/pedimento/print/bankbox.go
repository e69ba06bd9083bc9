package print

import (
	"math"

	"example.com/immex/shared/pdftext"
)

// boxLabels is how many labels of the bank must begin at one x for them to be
// a box of its own beside the heading.
const boxLabels = 3

// bankBox parts the bank's certification from the heading it is printed
// beside, in the box CERTIFICACIONES at the right of the first page: its lines
// run between those of the heading and would be taken for parts of them.
func bankBox(ls []line) (rest, box []line) {
	x, top, bottom, ok := boxEdge(ls)
	if !ok {
		return ls, nil
	}
	var in []word
	for i := range ls {
		l := ls[i]
		var left []word
		for _, w := range l.words {
			if w.x0 >= x-1 && w.base <= top && w.base >= bottom {
				in = append(in, w)
			} else {
				left = append(left, w)
			}
		}
		if len(left) == len(l.words) {
			rest = append(rest, l)
			continue
		}
		if len(left) > 0 {
			rest = append(rest, remade(l, left))
		}
	}
	box = toLines(in)
	for i := range box {
		box[i].segs = segmentsOf(&box[i])
	}
	return rest, box
}

// remade is a line with some of its words.
func remade(l line, ws []word) line {
	l.words, l.sq = ws, squeeze(joined(ws, ""))
	l.segs = segmentsOf(&l)
	return l
}

// boxEdge is the left edge of the box and the base lines it spans. Its labels
// begin at one x, other words stand left of it on the same lines, and nothing
// runs over the edge.
func boxEdge(ls []line) (x, top, bottom pdftext.Points, ok bool) {
	var at []word
	beside := false
	for i := range ls {
		for k, s := range segments(&ls[i]) {
			switch s.label {
			case lBanco, lCaptura, lImporte, lFechaPago, lOperBanco, lTransaccion:
				at = append(at, s.at[0])
				beside = beside || k > 1 || len(segments(&ls[i])[0].values) > 0
			}
		}
	}
	if len(at) < boxLabels || !beside {
		return 0, 0, 0, false
	}
	x, top, bottom = at[0].x0, -math.MaxFloat64, math.MaxFloat64
	n := 0
	for _, w := range at {
		if math.Abs(w.x0-x) < w.size/2 {
			n++
			top, bottom = math.Max(top, w.base+w.size/2), math.Min(bottom, w.base-5*w.size)
		}
	}
	for i := range ls {
		for _, w := range ls[i].words {
			if w.base <= top && w.base >= bottom+2*w.size && w.x0 < x-1 && w.x1 > x+1 {
				return 0, 0, 0, false
			}
		}
	}
	return x, top, bottom, n == len(at)
}
