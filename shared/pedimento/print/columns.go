package print

import (
	"cmp"
	"math"
	"regexp"
	"slices"

	"example.com/immex/shared/pdftext"
)

// column is a heading of a table: where it stands and what its values look like.
type column struct {
	id     string
	x0, x1 pdftext.Points
	shape  *regexp.Regexp
}

func (c *column) mid() pdftext.Points { return (c.x0 + c.x1) / 2 }

// away is how far a value stands from its column: values are set flush left,
// flush right or in the middle of their heading, so the best of the three.
func (c *column) away(w *word) pdftext.Points {
	return math.Min(math.Abs(w.mid()-c.mid()), math.Min(math.Abs(w.x0-c.x0), math.Abs(w.x1-c.x1)))
}

const (
	far = 1e300
	// apart is by how many font sizes the chosen assignment must beat one that
	// puts some word into another column. Only rows with fewer words than
	// columns can be read in two ways.
	apart = 1.0
	// overlap is how much of a font size two words of a row may share before
	// their figures count as printed over each other.
	overlap = 0.25
)

// assign puts words, left to right, into columns, left to right, each column
// at most one: the assignment of least distance among those whose shapes fit.
// False when some word fits nowhere, when two words overlap, or when another
// assignment is about as good: a value in the wrong column is worse than none.
func assign(ws []word, cols []column) (map[string]word, bool) {
	for i := 1; i < len(ws); i++ {
		if ws[i].x0 < ws[i-1].x1-overlap*ws[i].size {
			return nil, false
		}
	}
	best, got := place(ws, cols, -1, -1)
	if best == far {
		return nil, false
	}
	if len(ws) < len(cols) {
		for i := range ws {
			if other, _ := place(ws, cols, i, got[i]); other < best+apart*ws[i].size {
				return nil, false
			}
		}
	}
	out := make(map[string]word, len(ws))
	for i, j := range got {
		out[cols[j].id] = ws[i]
	}
	return out, true
}

// place is the cheapest assignment that does not put word no into column col.
func place(ws []word, cols []column, no, col int) (pdftext.Points, []int) {
	n, m := len(ws), len(cols)
	cost := make([]pdftext.Points, (n+1)*(m+1))
	at := func(i, j int) *pdftext.Points { return &cost[i*(m+1)+j] }
	for i := 1; i <= n; i++ {
		*at(i, 0) = far
		for j := 1; j <= m; j++ {
			*at(i, j) = *at(i, j-1)
			before := *at(i-1, j-1)
			if before == far || i-1 == no && j-1 == col || !cols[j-1].shape.MatchString(ws[i-1].s) {
				continue
			}
			*at(i, j) = math.Min(*at(i, j), before+cols[j-1].away(&ws[i-1]))
		}
	}
	if *at(n, m) == far {
		return far, nil
	}
	got := make([]int, n)
	for i, j := n, m; i > 0; j-- {
		if *at(i, j) < *at(i, j-1) {
			got[i-1] = j - 1
			i--
		}
	}
	return *at(n, m), got
}

// cellGap is the space, in font sizes, that parts two cells of a row; a blank
// between two words of one cell is a third of a size.
const cellGap = 0.9

// cells groups words that stand close together.
func cells(ws []word) [][]word { return cellsBy(ws, cellGap) }

func cellsBy(ws []word, gap pdftext.Points) [][]word {
	var out [][]word
	for i, w := range ws {
		if i == 0 || w.x0-ws[i-1].x1 > gap*w.size {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], w)
	}
	return out
}

// asWord is a cell as one word, for its place.
func asWord(ws []word) word {
	w := ws[0]
	w.s, w.x1 = joined(ws, " "), ws[len(ws)-1].x1
	return w
}

// cellRow puts the cells of a row into columns by assign; the words of each.
func cellRow(ws []word, cols []column, gap pdftext.Points) (map[string][]word, bool) {
	cs := cellsBy(ws, gap)
	one := make([]word, len(cs))
	for i := range cs {
		one[i] = asWord(cs[i])
		one[i].n = i
	}
	got, ok := assign(one, cols)
	if !ok {
		return nil, false
	}
	out := make(map[string][]word, len(got))
	for id, w := range got {
		out[id] = cs[w.n]
	}
	return out, true
}

// leftToRight orders columns.
func leftToRight(cols []column) {
	slices.SortStableFunc(cols, func(a, b column) int { return cmp.Compare(a.x0, b.x0) })
}

// stripe is the x that parts two text columns: a vertical stripe free of words
// between the beginning of the left heading and the end of the right one. A
// wide one is likely, and one that ends where the right heading begins. False
// when there is none.
func stripe(ls []line, left, right *column) (pdftext.Points, bool) {
	var ivs [][2]pdftext.Points
	for i := range ls {
		for _, w := range ls[i].words {
			ivs = append(ivs, [2]pdftext.Points{w.x0, w.x1})
		}
	}
	slices.SortFunc(ivs, func(a, b [2]pdftext.Points) int { return cmp.Compare(a[0], b[0]) })
	end, best, x := left.x0, -far, 0.0
	for _, iv := range ivs {
		if lo := math.Max(end, left.x0); iv[0] > lo && iv[0] <= right.x1 {
			if score := iv[0] - lo - math.Abs(iv[0]-right.x0)/2; score > best {
				best, x = score, (lo+iv[0])/2
			}
		}
		end = math.Max(end, iv[1])
	}
	if best == -far && end < right.x1 {
		return math.Max(end, right.x0), true // nothing stands in the right column
	}
	return x, best > -far
}

// textColumns cuts the words of the rows of one record at the stripes between
// its columns, so that names and addresses that wrap stay whole.
func textColumns(ls []line, cols []column) (map[string][]word, bool) {
	if len(cols) == 0 {
		return nil, false
	}
	cuts := make([]pdftext.Points, 0, len(cols))
	for i := 1; i < len(cols); i++ {
		x, ok := stripe(ls, &cols[i-1], &cols[i])
		if !ok {
			return nil, false
		}
		cuts = append(cuts, x)
	}
	out := map[string][]word{}
	for i := range ls {
		before := 0
		for n, w := range ls[i].words {
			k := 0
			for k < len(cuts) && w.mid() > cuts[k] {
				k++
			}
			if n > 0 && k != before && w.x0-ls[i].words[n-1].x1 < headGapOf(ls[i].words) {
				return nil, false // a blank between two words of one text
			}
			before = k
			out[cols[k].id] = append(out[cols[k].id], w)
		}
	}
	return out, true
}
