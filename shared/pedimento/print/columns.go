package print

import (
	"math"
	"regexp"

	"example.com/immex/shared/pdftext"
)

// column is a heading of a table: where it stands and what its values look like.
type column struct {
	id    string
	mid   pdftext.Points
	shape *regexp.Regexp
}

// assign puts words, left to right, into columns, left to right, each column
// at most one: the assignment of least distance among those whose shapes fit.
// False when some word fits nowhere.
func assign(ws []word, cols []column) (map[string]word, bool) {
	const far = 1e300
	cost := make([][]pdftext.Points, len(ws)+1)
	for i := range cost {
		cost[i] = make([]pdftext.Points, len(cols)+1)
		for j := range cost[i] {
			if i > 0 {
				cost[i][j] = far
			}
		}
	}
	take := func(i, j int) pdftext.Points {
		if cost[i-1][j-1] == far || !cols[j-1].shape.MatchString(ws[i-1].s) {
			return far
		}
		return cost[i-1][j-1] + math.Abs(ws[i-1].mid()-cols[j-1].mid)
	}
	for i := 1; i <= len(ws); i++ {
		for j := 1; j <= len(cols); j++ {
			cost[i][j] = math.Min(cost[i][j-1], take(i, j))
		}
	}
	if cost[len(ws)][len(cols)] == far {
		return nil, false
	}
	out := map[string]word{}
	for i, j := len(ws), len(cols); i > 0; j-- {
		if cost[i][j] < cost[i][j-1] {
			out[cols[j-1].id] = ws[i-1]
			i--
		}
	}
	return out, true
}
