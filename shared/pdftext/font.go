package pdftext

import (
	"context"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"
)

// shown is what one character code draws.
type shown struct {
	text  string
	width float64 // in text space units of size 1
}

// unknown stands for a code whose character cannot be told.
const unknown = "\ufffd"

// font turns the bytes of a string into characters and widths.
type font struct {
	simple [256]shown
	cid    *cidFont
}

// decode reads the first character of s and the number of its bytes.
func (f *font) decode(s string) (g shown, n int) {
	if f.cid != nil {
		return f.cid.decode(s)
	}
	return f.simple[s[0]], 1
}

// fontOf builds a font once per printed form of its dictionary, which names
// every object it refers to.
func (d *reader) fontOf(ctx context.Context, v pdf.Value) (*font, error) {
	key := v.String()
	if f, ok := d.fonts[key]; ok {
		return f, nil
	}
	if len(d.fonts) >= maxFonts {
		return nil, fmt.Errorf("%w: more than %d fonts", ErrTooLarge, maxFonts)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	f, err := d.buildFont(ctx, v)
	if err != nil {
		return nil, err
	}
	d.fonts[key] = f
	return f, nil
}

func (d *reader) buildFont(ctx context.Context, v pdf.Value) (*font, error) {
	uni, err := d.toUnicode(ctx, v.Key("ToUnicode"))
	if err != nil {
		return nil, err
	}
	if v.Key("Subtype").Name() == "Type0" {
		cid, err := d.cidFont(ctx, v, uni)
		return &font{cid: cid}, err
	}
	f := &font{}
	enc := encodingOf(v)
	width := simpleWidths(v, enc)
	for c := range f.simple {
		t, ok := uni.lookup(uint32(c), 1)
		if !ok {
			t = enc[c]
		}
		f.simple[c] = shown{text: t, width: width[c]}
	}
	return f, nil
}

// simpleWidths are the widths of the 256 codes: /Widths, else those of the
// fourteen standard fonts, which files may leave out.
func simpleWidths(v pdf.Value, enc *[256]string) (w [256]float64) {
	scale := 1.0 / 1000
	if v.Key("Subtype").Name() == "Type3" {
		scale = matrixOf(v.Key("FontMatrix"))[0]
	}
	list, first := v.Key("Widths"), intOr(v.Key("FirstChar"), 0)
	if list.Kind() != pdf.Array {
		std := standardWidths(v.Key("BaseFont").Name())
		for c := range w {
			w[c] = std(enc[c]) / 1000
		}
		return w
	}
	missing := v.Key("FontDescriptor").Key("MissingWidth").Float64()
	for c := range w {
		w[c] = missing * scale
		if i := c - first; i >= 0 && i < list.Len() {
			w[c] = list.Index(i).Float64() * scale
		}
	}
	return w
}

// standardWidths is the width table of a standard font by character; an
// unknown font without widths gets Helvetica's, the closest guess.
func standardWidths(base string) func(string) float64 {
	if i := strings.IndexByte(base, '+'); i == 6 {
		base = base[7:]
	}
	low := strings.ToLower(base)
	if strings.Contains(low, "courier") {
		return func(string) float64 { return 600 }
	}
	bold := strings.Contains(low, "bold")
	italic := strings.Contains(low, "italic") || strings.Contains(low, "oblique")
	table := helvetica
	switch times := strings.Contains(low, "times"); {
	case times && bold && italic:
		table = timesBoldItalic
	case times && bold:
		table = timesBold
	case times && italic:
		table = timesItalic
	case times:
		table = times14
	case bold:
		table = helveticaBold
	}
	widths := table()
	return func(s string) float64 {
		for _, r := range s {
			if c, ok := winAnsiCode(r); ok {
				return float64(widths[c])
			}
		}
		return 0
	}
}
