package pdfium

import (
	"context"
	"fmt"
	"math"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"example.com/immex/shared/pdftext"
)

// page reads page i, counted from 0; left is how many characters the document
// may still have.
func (d *doc) page(ctx context.Context, i int, left *int) (pdftext.Page, error) {
	ref, err := d.load(i)
	if err != nil {
		return pdftext.Page{}, err
	}
	page := requests.Page{ByReference: &ref}
	box, err := d.in.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return pdftext.Page{}, damaged(err)
	}
	turn, err := d.in.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err != nil {
		return pdftext.Page{}, damaged(err)
	}
	text, err := d.in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return pdftext.Page{}, damaged(err)
	}
	n, err := d.in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return pdftext.Page{}, damaged(err)
	}
	if *left -= n.Count; *left < 0 {
		return pdftext.Page{}, fmt.Errorf("%w: too many characters", pdftext.ErrTooLarge)
	}
	r := box.Rect
	c := pdftext.NewCanvas(float64(r.Left), float64(r.Bottom), float64(r.Right), float64(r.Top), int(turn.PageRotation)*90)
	run := &run{d: d, text: text.TextPage, to: c}
	for k := range n.Count {
		if k%256 == 0 && ctx.Err() != nil {
			return pdftext.Page{}, fmt.Errorf("pdfium: %w", ctx.Err())
		}
		if err := run.char(k); err != nil {
			return pdftext.Page{}, err
		}
	}
	run.flush(nil)
	if _, err := d.in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}); err != nil {
		return pdftext.Page{}, damaged(err)
	}
	return c.Page(i + 1), d.unload(ref)
}

// run turns characters into glyphs. What characters drawn together share
// (direction, size, base line) is asked for once: every question crosses into
// the module.
type run struct {
	d    *doc
	text references.FPDF_TEXTPAGE
	to   *pdftext.Canvas

	open     bool
	box      structs.FPDF_FS_RECTF // of the last character
	m        structs.FPDF_FS_MATRIX
	size     float64 // effective
	hidden   bool
	pale     bool
	baseline float64        // of horizontal text: base line above the bottom of the loose box
	held     *pdftext.Glyph // a turned glyph, whose end the next one tells
}

// The characters PDFium gives for a hyphen at the end of a line.
const (
	hyphenMark = 0x02
	noCharMark = 0xfffe
)

func (r *run) char(k int) error {
	u, err := r.d.in.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: k})
	if err != nil {
		return damaged(err)
	}
	c := rune(u.Unicode) //nolint:gosec // a code unit
	switch {
	case c == hyphenMark || c == noCharMark:
		c = '-'
	case c == 0:
		c = unicode.ReplacementChar
	case c <= ' ' || unicode.IsSpace(c):
		r.flush(nil)
		r.open = false
		r.to.Add(pdftext.Glyph{Text: " "})
		return nil
	}
	loose, err := r.d.in.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: k})
	if err != nil {
		return nil //nolint:nilerr // a character without a place is not drawn
	}
	b := loose.Rect
	same := r.open && r.level() && near(b.Bottom, r.box.Bottom) && near(b.Top, r.box.Top)
	if !same {
		if err := r.begin(k, b); err != nil {
			return err
		}
	}
	r.box = b
	if r.level() {
		base := float64(b.Bottom) + r.baseline
		r.to.Add(r.glyph(c, float64(b.Left), base, float64(b.Right), base))
		return nil
	}
	return r.turned(k, c)
}

// near allows for the rounding of 32-bit numbers.
func near(a, b float32) bool { return math.Abs(float64(a-b)) < 0.01 }

// level reports text written left to right along the x axis.
func (r *run) level() bool { return r.m.A > 0 && r.m.B == 0 }

// begin asks for what the characters from k on share.
func (r *run) begin(k int, b structs.FPDF_FS_RECTF) error {
	m, err := r.d.in.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: k})
	if err != nil {
		return damaged(err)
	}
	size, err := r.d.in.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: k})
	if err != nil {
		return damaged(err)
	}
	o, err := r.d.in.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: k})
	if err != nil {
		return damaged(err)
	}
	r.m, r.open = m.Matrix, true
	r.size = math.Abs(size.FontSize) * math.Hypot(float64(r.m.C), float64(r.m.D))
	r.baseline = o.Y - float64(b.Bottom)
	r.hidden, r.pale = r.invisible(k), r.faint(k)
	return nil
}

// palest is the least of red, green and blue, and faintest the most opacity, of
// a text that nobody sees on paper.
const (
	palest   = 230
	faintest = 25
)

// faint reports text in the colour of paper or transparent. What it stands on
// is not looked at.
func (r *run) faint(k int) bool {
	c, err := r.d.in.FPDFText_GetFillColor(&requests.FPDFText_GetFillColor{TextPage: r.text, Index: k})
	return err == nil && (c.A <= faintest || min(c.R, c.G, c.B) >= palest)
}

// invisible reports text drawn in render mode 3, as OCR layers are.
func (r *run) invisible(k int) bool {
	o, err := r.d.in.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: r.text, Index: k})
	if err != nil {
		return false
	}
	mode, err := r.d.in.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o.TextObject})
	return err == nil && (mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE || mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_CLIP)
}

func (r *run) glyph(c rune, x0, y0, x1, y1 float64) pdftext.Glyph {
	return pdftext.Glyph{
		Text: string(c), X0: x0, Y0: y0, X1: x1, Y1: y1,
		DX: float64(r.m.A), DY: float64(r.m.B), Size: r.size, Hidden: r.hidden, Pale: r.pale,
	}
}

// turned places a character of text that does not run along the x axis. PDFium
// tells only its ink, so that its advance ends where the next one starts when
// that is close, else with the ink.
func (r *run) turned(k int, c rune) error {
	o, err := r.d.in.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: k})
	if err != nil {
		return damaged(err)
	}
	ink, err := r.d.in.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: r.text, Index: k})
	if err != nil {
		return nil //nolint:nilerr // a character without a place is not drawn
	}
	n := math.Max(math.Hypot(float64(r.m.A), float64(r.m.B)), 1e-9)
	ux, uy := float64(r.m.A)/n, float64(r.m.B)/n
	reach := 0.0
	for _, p := range [][2]float64{{ink.Left, ink.Bottom}, {ink.Right, ink.Bottom}, {ink.Left, ink.Top}, {ink.Right, ink.Top}} {
		reach = math.Max(reach, (p[0]-o.X)*ux+(p[1]-o.Y)*uy)
	}
	g := r.glyph(c, o.X, o.Y, o.X+reach*ux, o.Y+reach*uy)
	r.flush(&g)
	r.held, r.open = &g, false
	return nil
}

// sideBearing is the widest blank a font leaves behind the ink of a character,
// in font sizes.
const sideBearing = 0.3

// flush adds the held glyph, which ends where next starts when that is close.
func (r *run) flush(next *pdftext.Glyph) {
	h := r.held
	if h == nil {
		return
	}
	r.held = nil
	if next != nil && math.Hypot(next.X0-h.X1, next.Y0-h.Y1) < sideBearing*h.Size {
		h.X1, h.Y1 = next.X0, next.Y0
	}
	r.to.Add(*h)
}
