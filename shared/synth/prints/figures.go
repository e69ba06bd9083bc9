package prints

// Figure is one value as it stands on a page: the path it is delivered under,
// and its rectangle in points from the top left corner of the page as it is
// seen.
type Figure struct {
	Path, Text     string
	Page           int
	X0, Y0, X1, Y1 float64
}

// Figures are the places of every value of the i-th print that Generate makes
// of a seed: what a reader's evidence can be held to.
func Figures(seed uint64, i int) []Figure {
	var out []Figure
	for _, m := range newPress().sheet(seed, i).marks {
		for _, p := range m.paths {
			out = append(out, Figure{p, m.text, m.page, m.x, m.y - m.size*0.75, m.x + m.width, m.y + m.size*0.25})
		}
	}
	return out
}
