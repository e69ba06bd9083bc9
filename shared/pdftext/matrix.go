package pdftext

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// matrix is [a b c d e f] of the PDF imaging model.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0} //nolint:gochecknoglobals // a constant

// mul applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]
}

// matrixOf reads six numbers, or the identity.
func matrixOf(v pdf.Value) matrix {
	if v.Len() != 6 {
		return identity
	}
	var m matrix
	for i := range m {
		m[i] = v.Index(i).Float64()
	}
	return m
}

// box is a rectangle with ordered corners.
type box struct{ x0, y0, x1, y1 float64 }

func boxOf(v pdf.Value) (box, bool) {
	if v.Len() != 4 {
		return box{}, false
	}
	a, b := v.Index(0).Float64(), v.Index(1).Float64()
	c, d := v.Index(2).Float64(), v.Index(3).Float64()
	r := box{math.Min(a, c), math.Min(b, d), math.Max(a, c), math.Max(b, d)}
	return r, r.x1-r.x0 > 0 && r.y1-r.y0 > 0
}

func (b box) intersect(o box) (box, bool) {
	r := box{math.Max(b.x0, o.x0), math.Max(b.y0, o.y0), math.Min(b.x1, o.x1), math.Min(b.y1, o.y1)}
	return r, r.x1 > r.x0 && r.y1 > r.y0
}

// view is the transformation from user space to the page as it is looked at,
// with its width and height.
func view(b box, rotate int, unit float64) (m matrix, w, h float64) {
	w, h = b.x1-b.x0, b.y1-b.y0
	m = matrix{1, 0, 0, 1, -b.x0, -b.y0}
	switch ((rotate % 360) + 360) % 360 {
	case 90:
		m = m.mul(matrix{0, -1, 1, 0, 0, w})
		w, h = h, w
	case 180:
		m = m.mul(matrix{-1, 0, 0, -1, w, h})
	case 270:
		m = m.mul(matrix{0, 1, -1, 0, h, 0})
		w, h = h, w
	}
	if unit > 0 && unit != 1 {
		m = m.mul(matrix{unit, 0, 0, unit, 0, 0})
		w, h = w*unit, h*unit
	}
	return m, w, h
}
