package pdftext

import (
	"context"
	"fmt"

	"github.com/ledongthuc/pdf"
)

// xobject runs a form; a picture has no text for us but may hide some.
func (r *run) xobject(ctx context.Context, key string) error {
	v := r.resources.Key("XObject").Key(key)
	if v.Kind() != pdf.Stream {
		return nil
	}
	if v.Key("Subtype").Name() != "Form" {
		return r.picture(v)
	}
	st := r.st
	if v.Key("Group").Key("S").Name() == "Transparency" {
		// The group is painted as a whole with what holds outside of it.
		st.group *= st.fill.alpha
		st.fill.alpha, st.stroke.alpha = 1, 1
	}
	return r.x.formAt(ctx, v, r.resources, st, r.depth+1, r.off() || r.x.d.switchedOff(v.Key("OC")))
}

// picture paints the unit square; without a dictionary, a picture that stands
// in the content.
func (r *run) picture(v pdf.Value) error {
	if r.x.d.switchedOff(v.Key("OC")) {
		return nil
	}
	p := paint{alpha: r.st.fill.alpha}
	if v.Key("ImageMask").Bool() {
		p.tint = r.st.fill.tint
	}
	o := &outline{}
	for i, c := range [][2]float64{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
		x, y := r.st.ctm.apply(c[0], c[1])
		if i == 0 {
			o.move(point{x, y})
		} else {
			o.line(point{x, y})
		}
	}
	return r.cover(regionOf(o, false), &p, maskOf(v, r.st.ctm))
}

// formAt runs a form in a state; out says that it is switched off.
func (x *interpreter) formAt(ctx context.Context, v, outer pdf.Value, st state, depth int, out bool) error {
	if depth > maxDepth {
		return fmt.Errorf("%w: forms nested deeper than %d", ErrTooLarge, maxDepth)
	}
	if x.d.forms++; x.d.forms > maxForms {
		return fmt.Errorf("%w: more than %d forms", ErrTooLarge, maxForms)
	}
	b, err := x.d.stream(ctx, v)
	if err != nil {
		return err
	}
	res := v.Key("Resources")
	if res.Kind() != pdf.Dict {
		res = outer
	}
	st.ctm = matrixOf(v.Key("Matrix")).mul(st.ctm)
	if edge, ok := boxOf(v.Key("BBox")); ok {
		o := &outline{}
		for _, c := range [][2]float64{{edge.x0, edge.y0}, {edge.x1, edge.y0}, {edge.x1, edge.y1}, {edge.x0, edge.y1}} {
			px, py := st.ctm.apply(c[0], c[1])
			o.line(point{px, py})
		}
		st.clip = st.clip.within(regionOf(o, false))
	}
	return x.runAt(ctx, b, res, st, depth, out)
}

// mark opens and closes marked content, which a viewer may switch off.
func (r *run) mark(op string, args []token) {
	switch {
	case op == "EMC":
		if n := len(r.marked); n > 0 {
			r.marked = r.marked[:n-1]
		}
	case len(r.marked) < maxOperands:
		off := op == "BDC" && len(args) == 2 && args[0].s == "OC" && r.x.d.switchedOff(r.resources.Key("Properties").Key(args[1].s))
		r.marked = append(r.marked, off)
	}
}

// off reports that what is painted now is switched off.
func (r *run) off() bool {
	for _, off := range r.marked {
		if off {
			return true
		}
	}
	return r.out
}

// switchedOff reports optional content that the file shows only on demand, by
// the printed form of its group.
func (d *reader) switchedOff(group pdf.Value) bool {
	if group.Kind() != pdf.Dict {
		return false
	}
	if group.Key("Type").Name() == "OCMD" {
		g := group.Key("OCGs")
		for i := range g.Len() {
			if d.switchedOff(g.Index(i)) {
				return true
			}
		}
		return g.Kind() == pdf.Dict && d.switchedOff(g)
	}
	list := d.doc.Trailer().Key("Root").Key("OCProperties").Key("D")
	self := group.String()
	in := func(v pdf.Value) bool {
		for i := range v.Len() {
			if v.Index(i).String() == self {
				return true
			}
		}
		return false
	}
	return in(list.Key("OFF")) || list.Key("BaseState").Name() == "OFF" && !in(list.Key("ON"))
}
