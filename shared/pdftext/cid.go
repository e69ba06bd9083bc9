package pdftext

import (
	"context"
	"fmt"

	"github.com/ledongthuc/pdf"
)

// cidFont is a composite font: codes of one to four bytes, widths by CID.
type cidFont struct {
	enc     *cmap // nil: two bytes, the code is the CID
	uni     *cmap
	widths  map[uint32]float64
	regular float64 // DW
}

// decode reads one code.
func (f *cidFont) decode(s string) (g shown, n int) {
	n = f.codeLen(s)
	code := codeOf(s[:n])
	cid := code
	if f.enc != nil {
		r, _ := f.enc.find(code, n)
		cid = r.cid + code - r.lo
	}
	w, ok := f.widths[cid]
	if !ok {
		w = f.regular
	}
	t, ok := f.uni.lookup(code, n)
	if !ok {
		t = unknown
	}
	return shown{text: t, width: w / 1000}, n
}

// codeLen is the number of bytes of the next code by the code space ranges.
func (f *cidFont) codeLen(s string) int {
	if f.enc != nil {
		for n := 1; n <= min(4, len(s)); n++ {
			code := codeOf(s[:n])
			for _, r := range f.enc.spaces {
				if r.size == n && code >= r.lo && code <= r.hi {
					return n
				}
			}
		}
	}
	return min(2, len(s))
}

// cidFont reads the descendant of a Type0 font. A predefined CMap other than
// Identity keeps two-byte codes, which is right for text that has ToUnicode.
func (d *reader) cidFont(ctx context.Context, v pdf.Value, uni *cmap) (*cidFont, error) {
	f := &cidFont{uni: uni, widths: map[uint32]float64{}, regular: 1000}
	if e := v.Key("Encoding"); e.Kind() == pdf.Stream {
		b, err := d.stream(ctx, e)
		if err != nil {
			return nil, fmt.Errorf("encoding: %w", err)
		}
		if f.enc, err = parseCMap(b); err != nil {
			return nil, err
		}
	}
	desc := v.Key("DescendantFonts").Index(0)
	if dw := desc.Key("DW"); !dw.IsNull() {
		f.regular = dw.Float64()
	}
	return f, d.readWidths(f, desc.Key("W"))
}

// cid is a character identifier as the file writes it, at least 0.
func cid(v pdf.Value) uint32 {
	return uint32(max(0, intOr(v, 0))) //nolint:gosec // intOr gives at most 1<<30
}

// readWidths reads "first [w …]" and "first last w". What is set twice counts
// twice: a short list of ranges can ask for billions.
func (d *reader) readWidths(f *cidFont, w pdf.Value) error {
	for i := 0; i+1 < w.Len(); {
		first := cid(w.Index(i))
		list := w.Index(i + 1)
		end := cid(list)
		if list.Kind() == pdf.Array {
			end = first + uint32(list.Len()) - 1 //nolint:gosec // an array is shorter than the file
		} else if i+2 >= w.Len() {
			return nil
		}
		if end < first {
			end = first
		}
		if d.widths += int(end-first) + 1; end > 0xffff || d.widths > maxWidths {
			return fmt.Errorf("%w: widths to CID %d", ErrTooLarge, end)
		}
		if list.Kind() == pdf.Array {
			for k := range list.Len() {
				f.widths[first+uint32(k)] = list.Index(k).Float64()
			}
			i += 2
			continue
		}
		for c := first; c <= end; c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
	return nil
}
