package print

import (
	"math"
	"slices"

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
		box[i].segs = segmentsOf(&box[i], labels)
	}
	return rest, box
}

// remade is a line with some of its words.
func remade(l line, ws []word) line {
	l.words, l.sq = ws, squeeze(joined(ws, ""))
	l.segs = segmentsOf(&l, labels)
	return l
}

// boxEdge is the left edge of the box and the base lines it spans. Its labels
// begin at one x in the right half of the page and nothing runs over the edge.
func boxEdge(ls []line) (x, top, bottom pdftext.Points, ok bool) {
	at, right := bankLabels(ls)
	n := 0
	for _, first := range at {
		same, hi, lo := 0, -math.MaxFloat64, math.MaxFloat64
		for _, w := range at {
			if math.Abs(w.x0-first.x0) < w.size/2 {
				same++
				hi, lo = math.Max(hi, w.base+w.size/2), math.Min(lo, w.base-2.5*w.size)
			}
		}
		if same > n {
			n, x, top, bottom = same, first.x0, hi, lo
		}
	}
	over := slices.ContainsFunc(ls, func(l line) bool {
		return slices.ContainsFunc(l.words, func(w word) bool {
			return w.base <= top && w.base >= bottom && w.x0 < x-1 && w.x1 > x+1
		})
	})
	return x, top, bottom, n >= boxLabels && x > right/2 && !over
}

// bankLabels is the first words of the bank's labels, and the right end of the text.
func bankLabels(ls []line) (at []word, right pdftext.Points) {
	for i := range ls {
		right = math.Max(right, ls[i].words[len(ls[i].words)-1].x1)
		for _, s := range segments(&ls[i]) {
			switch s.label {
			case lBanco, lCaptura, lImporte, lFechaPago, lOperBanco, lTransaccion, lPresenta, lRecepcion:
				at = append(at, s.at[0])
			}
		}
	}
	return at, right
}
