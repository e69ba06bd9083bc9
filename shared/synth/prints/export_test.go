package prints

import "fmt"

// Checked lays out the i-th sheet and returns what its pages break, and the
// texts that overlap on a line.
func Checked(seed uint64, i int) (name string, broken, overlaps []string) {
	s := newPress().sheet(seed, i)
	for a := range s.marks {
		for b := range s.marks[:a] {
			x, y := &s.marks[a], &s.marks[b]
			if x.page == y.page && x.y == y.y && x.angle == 0 && y.angle == 0 && x.x < y.x+y.width-0.5 && y.x < x.x+x.width-0.5 {
				overlaps = append(overlaps, fmt.Sprintf("page %d %q %q", x.page, y.text, x.text))
			}
		}
	}
	return s.l.name, read(s.marks).broken(false), overlaps
}

// Layouts counts the invented systems.
func Layouts() int { return len(layouts()) }
