package pdftext

import (
	"fmt"
	"io"
	"slices"

	"github.com/ledongthuc/pdf"
)

// maxRow bounds a predictor row: 65,536 samples of four components.
const maxRow = 1 << 18

// unpredict undoes the PNG predictors; TIFF's is only used for images.
func unpredict(parm pdf.Value, b []byte) ([]byte, error) {
	p := parm.Key("Predictor").Int64()
	if p < 10 {
		if p == 2 {
			return nil, fmt.Errorf("%w: TIFF predictor", ErrDamaged)
		}
		return b, nil
	}
	columns, colors, bits := intOr(parm.Key("Columns"), 1), intOr(parm.Key("Colors"), 1), intOr(parm.Key("BitsPerComponent"), 8)
	if columns < 1 || columns > maxRow || colors < 1 || colors > 32 || bits < 1 || bits > 16 {
		return nil, fmt.Errorf("%w: predictor of %d columns", ErrTooLarge, columns)
	}
	row, px := (columns*colors*bits+7)/8, max(1, colors*bits/8)
	out := make([]byte, 0, len(b))
	prev := make([]byte, row)
	for len(b) > 1 {
		n := min(row, len(b)-1)
		cur := make([]byte, row)
		copy(cur, b[1:1+n])
		if err := unpng(b[0], cur, prev, px); err != nil {
			return nil, err
		}
		out = append(out, cur[:n]...)
		prev, b = cur, b[1+n:]
	}
	return out, nil
}

// unpng undoes one row in place.
func unpng(kind byte, cur, prev []byte, px int) error {
	for i := range cur {
		var left, upLeft byte
		if i >= px {
			left, upLeft = cur[i-px], prev[i-px]
		}
		switch kind {
		case 0:
		case 1:
			cur[i] += left
		case 2:
			cur[i] += prev[i]
		case 3:
			cur[i] += byte((int(left) + int(prev[i])) / 2) //nolint:gosec // the mean of two bytes is one
		case 4:
			cur[i] += paeth(left, prev[i], upLeft)
		default:
			return fmt.Errorf("%w: predictor row %d", ErrDamaged, kind)
		}
	}
	return nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func intOr(v pdf.Value, d int) int {
	if v.Kind() != pdf.Integer {
		return d
	}
	return int(max(-1, min(v.Int64(), 1<<30)))
}

// earlyLZW is LZW whose code width grows one code early, PDF's default.
type earlyLZW struct {
	bits  []byte
	acc   uint32
	have  uint
	width uint
	prev  int
	table [][]byte
	pend  []byte
	done  bool
}

// Read gives decoded bytes.
func (l *earlyLZW) Read(p []byte) (int, error) {
	for len(l.pend) == 0 {
		if l.done {
			return 0, io.EOF
		}
		if err := l.step(); err != nil {
			return 0, err
		}
	}
	n := copy(p, l.pend)
	l.pend = l.pend[n:]
	return n, nil
}

// step reads one code.
func (l *earlyLZW) step() error {
	for l.have < l.width {
		if len(l.bits) == 0 {
			l.done = true
			return io.ErrUnexpectedEOF
		}
		l.acc, l.bits = l.acc<<8|uint32(l.bits[0]), l.bits[1:]
		l.have += 8
	}
	code := int(l.acc >> (l.have - l.width) & (1<<l.width - 1))
	l.have -= l.width
	if code == 256 {
		l.table, l.width, l.prev = l.table[:0], 9, -1
		return nil
	}
	if code == 257 {
		l.done = true
		return nil
	}
	return l.emit(code)
}

func (l *earlyLZW) emit(code int) error {
	entry := l.entry(code)
	if entry == nil && l.prev >= 0 && code == 258+len(l.table) {
		last := l.entry(l.prev)
		entry = append(slices.Clip(last), last[0])
	}
	if entry == nil {
		return io.ErrUnexpectedEOF
	}
	if l.prev >= 0 && len(l.table) < 4096-258 {
		last := l.entry(l.prev)
		l.table = append(l.table, append(slices.Clip(last), entry[0]))
	}
	l.prev, l.pend = code, entry
	for n := 258 + len(l.table) + 1; l.width < 12 && n >= 1<<l.width; {
		l.width++
	}
	return nil
}

func (l *earlyLZW) entry(code int) []byte {
	if code < 256 {
		return []byte{byte(code)} //nolint:gosec // below 256, and a code is read unsigned
	}
	if i := code - 258; i >= 0 && i < len(l.table) {
		return l.table[i]
	}
	return nil
}
