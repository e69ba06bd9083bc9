package pdftext

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// tint is a colour as red, green and blue; known is false for a pattern or a
// palette, whose colour is not looked up.
type tint struct {
	r, g, b float64
	known   bool
}

// What a page is before anything is painted on it, and what everything is
// painted with before a colour is chosen.
var (
	white = tint{1, 1, 1, true} //nolint:gochecknoglobals // a constant
	black = tint{known: true}   //nolint:gochecknoglobals // a constant
)

// apart is the largest difference of two colours in one of their parts, from 0
// to 1.
func (t tint) apart(o tint) float64 {
	return max(math.Abs(t.r-o.r), math.Abs(t.g-o.g), math.Abs(t.b-o.b))
}

// space is how the operands of a colour are read.
type space byte

const (
	byCount space = iota // grey, RGB or CMYK by their number
	inks                 // one operand per ink, 0 for none
	lab                  // the first is the lightness, up to 100
	closed               // a pattern or palette
)

// paint is what fills or strokes.
type paint struct {
	tint
	space space
	alpha float64 // 1 when opaque
}

// spaceOf tells how a named colour space reads its operands.
func spaceOf(name string, resources pdf.Value) space {
	v := resources.Key("ColorSpace").Key(name)
	if v.Kind() == pdf.Array {
		name = v.Index(0).Name()
	}
	switch name {
	case "Separation", "DeviceN":
		return inks
	case "Lab":
		return lab
	case "Indexed", "I", "Pattern":
		return closed
	}
	return byCount
}

// colour executes the operators that choose a colour.
func (r *run) colour(op string, args []token) bool {
	p := &r.st.fill
	if op[0] >= 'A' && op[0] <= 'Z' {
		p = &r.st.stroke
	}
	switch op {
	case "g", "G", "rg", "RG", "k", "K":
		p.space = byCount
		p.tint = tintOf(byCount, args)
	case "cs", "CS":
		p.space = spaceOf(last(args).s, r.resources)
		p.tint = tint{known: p.space != closed}
	case "sc", "SC", "scn", "SCN":
		p.tint = tintOf(p.space, args)
	default:
		return false
	}
	return true
}

// tintOf reads the operands of a colour.
func tintOf(s space, args []token) tint {
	if s == closed || len(args) == 0 || last(args).kind != number {
		return tint{}
	}
	switch {
	case s == inks:
		grey := 1.0
		for _, a := range args {
			grey = math.Min(grey, 1-a.num)
		}
		return tint{grey, grey, grey, true}
	case s == lab:
		l := args[0].num / 100
		return tint{l, l, l, true}
	case len(args) == 1:
		return tint{args[0].num, args[0].num, args[0].num, true}
	case len(args) == 3:
		return tint{args[0].num, args[1].num, args[2].num, true}
	case len(args) == 4:
		k := 1 - args[3].num
		return tint{(1 - args[0].num) * k, (1 - args[1].num) * k, (1 - args[2].num) * k, true}
	}
	return tint{}
}

// transparency takes what a graphics state sets: how much shows through, and
// how a painting mixes with what lies under it.
func (r *run) transparency(v pdf.Value) {
	st := &r.st
	for key, p := range map[string]*paint{"ca": &st.fill, "CA": &st.stroke} {
		if a := v.Key(key); a.Kind() == pdf.Real || a.Kind() == pdf.Integer {
			p.alpha = a.Float64()
		}
	}
	if m := v.Key("SMask"); m.Kind() != pdf.Null {
		st.masked = m.Kind() == pdf.Dict
	}
	if m := v.Key("BM"); m.Kind() != pdf.Null {
		name := m.Name()
		if m.Kind() == pdf.Array {
			name = m.Index(0).Name()
		}
		st.blend = name
	}
}

// mixes reports that a painting does not hide what lies under it.
func (st *state) mixes() bool {
	switch st.blend {
	case "", "Normal", "Compatible":
		return false
	}
	return true
}

// ink is what text is drawn with: its colour, and how much of it shows.
func (st *state) ink() (tint, float64) {
	t, alpha := st.fill.tint, st.fill.alpha
	switch mode := st.render % 4; {
	case mode == 1, mode == 2 && st.stroke.apart(white)*st.stroke.alpha > t.apart(white)*alpha:
		t, alpha = st.stroke.tint, st.stroke.alpha
	}
	switch st.blend {
	case "", "Normal", "Compatible", "Multiply", "Darken":
	default:
		return tint{}, alpha // what comes out depends on what is under it
	}
	if st.masked {
		return tint{}, alpha
	}
	return t, alpha * st.group
}
