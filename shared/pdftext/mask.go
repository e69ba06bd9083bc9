package pdftext

import (
	"context"
	"errors"

	"github.com/ledongthuc/pdf"
)

// mask is which parts of a picture are painted.
type mask struct {
	name    string
	v       pdf.Value
	to      matrix // from page space to the unit square
	stencil bool   // one bit per dot, 0 paints
}

// dots is a decoded mask: how much of each dot is painted, in rows.
type dots struct {
	w, h, bits, row int
	b               []byte
	turned          bool // 0 paints
}

// maskOf is the holes of a picture, nil when it has none. A picture that makes
// one colour of its own a hole counts as whole.
func maskOf(v pdf.Value, m matrix) *mask {
	det := m[0]*m[3] - m[1]*m[2]
	if det == 0 {
		return nil
	}
	inv := matrix{m[3] / det, -m[1] / det, -m[2] / det, m[0] / det, 0, 0}
	inv[4], inv[5] = -(m[4]*inv[0] + m[5]*inv[2]), -(m[4]*inv[1] + m[5]*inv[3])
	if v.Key("ImageMask").Bool() {
		return &mask{v.String(), v, inv, true}
	}
	if s := v.Key("SMask"); s.Kind() == pdf.Stream {
		return &mask{s.String(), s, inv, false}
	}
	if s := v.Key("Mask"); s.Kind() == pdf.Stream {
		return &mask{s.String(), s, inv, true}
	}
	return nil
}

// share is how much of the picture is painted at p, up to 1. One whose mask
// cannot be decoded counts as whole.
func (m *mask) share(ctx context.Context, d *reader, p point) (float64, error) {
	x, ok := d.masks[m.name]
	if !ok {
		var err error
		if x, err = m.decode(ctx, d); err != nil {
			return 0, err
		}
		d.masks[m.name] = x
	}
	if x == nil {
		return 1, nil
	}
	u, t := m.to.apply(p.x, p.y)
	col, line := int(u*float64(x.w)), int((1-t)*float64(x.h))
	if col < 0 || line < 0 || col >= x.w || line >= x.h {
		return 0, nil
	}
	bit := col * x.bits
	b := x.b[line*x.row+bit/8]
	s := float64(b) / 255
	if x.bits == 1 {
		s = float64(b >> (7 - bit%8) & 1)
	}
	if x.turned {
		s = 1 - s
	}
	return s, nil
}

func (m *mask) decode(ctx context.Context, d *reader) (*dots, error) {
	b, err := d.stream(ctx, m.v)
	if errors.Is(err, ErrTooLarge) || ctx.Err() != nil {
		return nil, err
	}
	x := &dots{w: intOr(m.v.Key("Width"), 0), h: intOr(m.v.Key("Height"), 0), bits: intOr(m.v.Key("BitsPerComponent"), 1), b: b}
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // a mask that cannot be decoded says nothing
	}
	if x.w <= 0 || x.h <= 0 || x.w > 1<<16 || x.h > 1<<16 || x.bits != 1 && x.bits != 8 {
		return nil, nil //nolint:nilnil // one of another kind says nothing either
	}
	x.row = (x.w*x.bits + 7) / 8
	if len(b) < x.row*x.h {
		return nil, nil //nolint:nilnil // as above
	}
	x.turned = (m.v.Key("Decode").Index(0).Float64() == 1) != m.stencil
	return x, nil
}
