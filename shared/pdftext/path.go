package pdftext

import (
	"fmt"
	"math"
)

// point is a place in page space.
type point struct{ x, y float64 }

// outline is a path in page space: closed lines.
type outline struct {
	subs [][]point
	n    int // points of all of them
}

// curveSteps is how many lines stand for one curve: corners of rounded boxes
// have four curves of a few points.
const curveSteps = 6

// maxPath bounds the points of one path: a barcode drawn as one path has some
// ten thousand.
const maxPath = 500_000

func (o *outline) move(p point) { o.subs, o.n = append(o.subs, []point{p}), o.n+1 }

func (o *outline) line(p point) {
	if len(o.subs) == 0 {
		o.move(p)
		return
	}
	s := &o.subs[len(o.subs)-1]
	*s, o.n = append(*s, p), o.n+1
}

func (o *outline) last() (point, bool) {
	if len(o.subs) == 0 {
		return point{}, false
	}
	s := o.subs[len(o.subs)-1]
	return s[len(s)-1], true
}

func (o *outline) curve(b, c, d point) {
	a, ok := o.last()
	if !ok {
		a = b
	}
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
		o.line(point{w[0]*a.x + w[1]*b.x + w[2]*c.x + w[3]*d.x, w[0]*a.y + w[1]*b.y + w[2]*c.y + w[3]*d.y})
	}
}

func (o *outline) bounds() box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, s := range o.subs {
		for _, p := range s {
			b = box{math.Min(b.x0, p.x), math.Min(b.y0, p.y), math.Max(b.x1, p.x), math.Max(b.y1, p.y)}
		}
	}
	return b
}

// upright reports one rectangle along the axes.
func (o *outline) upright(b box) bool {
	if len(o.subs) != 1 || len(o.subs[0]) < 4 || len(o.subs[0]) > 5 {
		return false
	}
	const same = 0.01
	corners := map[[2]bool]bool{}
	for _, p := range o.subs[0] {
		left, low := math.Abs(p.x-b.x0) < same, math.Abs(p.y-b.y0) < same
		if !left && math.Abs(p.x-b.x1) > same || !low && math.Abs(p.y-b.y1) > same {
			return false
		}
		corners[[2]bool{left, low}] = true
	}
	return len(corners) == 4
}

// winding counts how often the outline turns around p; crossings is the number
// of its lines that a ray from p meets.
func (o *outline) winding(p point) (turns, crossings int) {
	for _, s := range o.subs {
		a := s[len(s)-1]
		for _, b := range s {
			if (a.y <= p.y) != (b.y <= p.y) && p.x < a.x+(p.y-a.y)/(b.y-a.y)*(b.x-a.x) {
				crossings++
				if b.y > a.y {
					turns++
				} else {
					turns--
				}
			}
			a = b
		}
	}
	return turns, crossings
}

// region is the inside of an outline.
type region struct {
	box
	shape   *outline // nil when it is the box itself
	evenOdd bool
}

func regionOf(o *outline, evenOdd bool) region {
	b := o.bounds()
	if o.upright(b) {
		return region{box: b}
	}
	return region{b, o, evenOdd}
}

func (g *region) has(p point) bool {
	if p.x < g.x0 || p.x > g.x1 || p.y < g.y0 || p.y > g.y1 {
		return false
	}
	if g.shape == nil {
		return true
	}
	turns, crossings := g.shape.winding(p)
	if g.evenOdd {
		return crossings%2 == 1
	}
	return turns != 0
}

// clip is where painting shows: inside of every region. A narrower clip is a
// new slice, so that a saved state keeps its own.
type clip []region

func (c clip) has(p point) bool {
	for i := range c {
		if !c[i].has(p) {
			return false
		}
	}
	return true
}

// within adds a region; a box inside of a box takes its place.
func (c clip) within(g region) clip {
	out := make(clip, 0, len(c)+1)
	for _, o := range c {
		if o.shape == nil && g.shape == nil {
			g.box = box{math.Max(o.x0, g.x0), math.Max(o.y0, g.y0), math.Min(o.x1, g.x1), math.Min(o.y1, g.y1)}
			continue
		}
		out = append(out, o)
	}
	if len(out) >= maxDepth {
		return out // no page nests so many shapes; what shows can only be more
	}
	return append(out, g)
}

// draw executes the operators that build paths.
func (r *run) draw(op string, args []token) bool {
	at := func(fromEnd int) point {
		x, y := r.st.ctm.apply(num(args, fromEnd+1), num(args, fromEnd))
		return point{x, y}
	}
	o := &r.path
	switch op {
	case "m":
		o.move(at(0))
	case "l":
		o.line(at(0))
	case "c":
		o.curve(at(4), at(2), at(0))
	case "v":
		a, _ := o.last()
		o.curve(a, at(2), at(0))
	case "y":
		o.curve(at(2), at(0), at(0))
	case "h":
		if n := len(o.subs); n > 0 {
			o.line(o.subs[n-1][0])
		}
	case "re":
		x, y, w, h := num(args, 3), num(args, 2), num(args, 1), num(args, 0)
		for i, c := range [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}} {
			px, py := r.st.ctm.apply(c[0], c[1])
			if i == 0 {
				o.move(point{px, py})
			} else {
				o.line(point{px, py})
			}
		}
	default:
		return false
	}
	return true
}

// fillStroke executes the operators that end a path.
func (r *run) fillStroke(op string) (bool, error) {
	switch op {
	case "W", "W*":
		r.clipping = op
		return true, nil
	case "n", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s":
	default:
		return false, nil
	}
	o := r.path
	r.path = outline{}
	clipping := r.clipping
	r.clipping = ""
	if o.n == 0 {
		return true, nil
	}
	if o.n > maxPath {
		return true, fmt.Errorf("%w: a path of more than %d points", ErrTooLarge, maxPath)
	}
	if op[0] != 'n' && op[0] != 'S' && op[0] != 's' {
		if err := r.cover(regionOf(&o, op[len(op)-1] == '*'), &r.st.fill, nil); err != nil {
			return true, err
		}
	}
	if c := op[0]; c == 'S' || c == 's' || c == 'B' || c == 'b' {
		if err := r.strokeLines(&o); err != nil {
			return true, err
		}
	}
	if clipping != "" {
		r.st.clip = r.st.clip.within(regionOf(&o, clipping == "W*"))
	}
	return true, nil
}

// strokeLines paints each line of an outline as wide as the pen is.
func (r *run) strokeLines(o *outline) error {
	m := r.st.ctm
	half := max(r.st.pen*math.Sqrt(math.Abs(m[0]*m[3]-m[1]*m[2])), 0.5) / 2
	for _, s := range o.subs {
		for i := 1; i < len(s); i++ {
			a, b := s[i-1], s[i]
			n := math.Hypot(b.x-a.x, b.y-a.y)
			if n == 0 {
				continue
			}
			nx, ny := -(b.y-a.y)/n*half, (b.x-a.x)/n*half
			quad := &outline{subs: [][]point{{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}}}}
			if err := r.cover(regionOf(quad, false), &r.st.stroke, nil); err != nil {
				return err
			}
		}
	}
	return nil
}
