package print

import "math"

// distance is how far apart two intervals lie, 0 when they overlap.
func distance(a0, a1, b0, b1 points) points {
	return math.Max(0, math.Max(b0-a1, a0-b1))
}

const (
	far = 1e12
	// freeCost is what a column of units without a heading costs, in points:
	// more than a cell may stand beside its heading.
	freeCost = 30
	// beside is how far a cell may stand from its heading, in points.
	beside = 60
)

// pairing is the search for the heading of each band: cost[i][j] is the least
// cost of the first i bands under the first j headings.
type pairing struct {
	bands []band
	cols  []column
	cost  [][]points
}

// assign gives each band the heading it stands under: left to right, each
// heading once, the least distance in all among those whose cells fit. nil,
// with the reason, when there is none or two are as good.
func assign(bands []band, cols []column) ([]int, bilingual) {
	x := pairing{bands: bands, cols: cols}
	x.fill()
	if x.cost[len(bands)][len(cols)] >= far {
		return nil, bilingual{"hay columnas sin encabezado o celdas que no son lo que dice su encabezado", "there are columns without a heading or cells that are not what their heading says"}
	}
	at, used := x.trace()
	for i, j := range at {
		if j < 0 || distance(bands[i].x0, bands[i].x1, cols[j].x0, cols[j].x1) == 0 {
			continue
		}
		if k := between(&bands[i], cols, j); k >= 0 && !used[k] && price(&bands[i], &cols[k]) < far {
			return nil, bilingual{"una columna está entre dos encabezados", "a column stands between two headings"}
		}
	}
	return at, bilingual{}
}

// take is the cost when band i stands under heading j, both from 1.
func (x *pairing) take(i, j int) points {
	return x.cost[i-1][j-1] + price(&x.bands[i-1], &x.cols[j-1])
}

// free is the cost when band i has no heading: units behind their figures.
func (x *pairing) free(i, j int) points {
	if i < 2 || !unitsOnly(&x.bands[i-1]) {
		return far
	}
	return x.cost[i-1][j] + freeCost
}

func (x *pairing) fill() {
	x.cost = make([][]points, len(x.bands)+1)
	x.cost[0] = make([]points, len(x.cols)+1)
	for i := 1; i <= len(x.bands); i++ {
		x.cost[i] = make([]points, len(x.cols)+1)
		x.cost[i][0] = x.free(i, 0)
		for j := 1; j <= len(x.cols); j++ {
			x.cost[i][j] = min(x.free(i, j), x.cost[i][j-1], x.take(i, j))
		}
	}
}

// trace is the heading of each band, -1 without one, and which are taken.
func (x *pairing) trace() (at []int, used []bool) {
	at, used = make([]int, len(x.bands)), make([]bool, len(x.cols))
	for i, j := len(x.bands), len(x.cols); i > 0; {
		switch {
		case j > 0 && x.cost[i][j] == x.cost[i][j-1]:
			j--
		case j > 0 && x.cost[i][j] == x.take(i, j):
			at[i-1], used[j-1] = j-1, true
			i, j = i-1, j-1
		default:
			at[i-1] = -1
			i--
		}
	}
	return at, used
}

// between is the other heading a band stands between, -1 without one.
func between(b *band, cols []column, j int) int {
	switch {
	case b.x1 <= cols[j].x0 && j > 0:
		return j - 1
	case b.x0 >= cols[j].x1 && j+1 < len(cols):
		return j + 1
	}
	return -1
}

func price(b *band, c *column) points {
	d := distance(b.x0, b.x1, c.x0, c.x1)
	if d > beside {
		return far
	}
	for _, p := range b.cells {
		if !holds(c.id, p) {
			return far
		}
	}
	return d + math.Abs(b.x0+b.x1-c.x0-c.x1)/2000
}
