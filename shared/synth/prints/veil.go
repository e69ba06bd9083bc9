package prints

import (
	"bytes"
	"image"
	"image/png"

	"codeberg.org/go-pdf/fpdf"
)

// veil is a way to print a figure so that every program reads it and no person
// does, or that a person sees to be void.
type veil int

const (
	inSight     veil = iota
	white            // in the colour of paper
	transparent      // hardly there
	boxed            // under a white box
	blackened        // under a black box
	pictured         // under a picture
	clipped          // outside of what the page shows
	invisible        // drawn by a mode that leaves no ink
	struck           // crossed out
	veils
)

// unseen hides one figure.
func unseen(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(hasDigit)
	if len(at) == 0 {
		return nil, false
	}
	m := &s.marks[at[r.n(len(at))]]
	m.veil = veil(r.between(int(white), int(veils)-1))
	if m.veil == struck && s.l.rotate != 0 {
		m.veil = boxed // what is struck out is told of upright pages
	}
	m.glue = false
	return []mark{*m}, true
}

// veiled draws a mark under its veil.
func (p *painter) veiled(m *mark) {
	x, y := m.x, m.y
	w, h := m.width, m.size
	if p.l.rotate != 0 {
		x, y, w, h = y-h, p.w-x, h*1.4, m.width
		y -= h
	} else {
		y -= h
		h *= 1.4
	}
	before, after := p.hide(m.veil, x, y, h)
	before()
	plain := *m
	plain.veil = inSight
	p.mark(&plain)
	after()
	p.over(m, x-1, y, w+2, h)
}

// hide is what to do before a text is drawn and after it.
func (p *painter) hide(v veil, x, y, h float64) (before, after func()) {
	pdf, none := p.pdf, func() {}
	if v == white {
		return func() { pdf.SetTextColor(255, 255, 255) }, none
	}
	if v == transparent {
		return func() { pdf.SetAlpha(0.02, "Normal") }, func() { pdf.SetAlpha(1, "Normal") }
	}
	if v == clipped {
		return func() { pdf.ClipRect(x, y, 0.1, h, false) }, pdf.ClipEnd
	}
	if v == invisible {
		return func() { pdf.RawWriteStr("3 Tr") }, func() { pdf.RawWriteStr("0 Tr") }
	}
	return none, none
}

// over paints what hides a text that is drawn already.
func (p *painter) over(m *mark, x, y, w, h float64) {
	if m.veil == boxed || m.veil == blackened {
		grey := 255
		if m.veil == blackened {
			grey = 0
		}
		p.pdf.SetFillColor(grey, grey, grey)
		p.pdf.Rect(x, y, w, h, "F")
	}
	if m.veil == pictured {
		p.picture(x, y, w, h)
	}
	if m.veil == struck {
		p.pdf.SetLineWidth(0.6)
		p.pdf.Line(m.x-1, m.y-0.32*m.size, m.x+m.width+1, m.y-0.32*m.size)
	}
}

// picture paints a grey picture.
func (p *painter) picture(x, y, w, h float64) {
	const name = "veil"
	if p.pdf.GetImageInfo(name) == nil {
		img := image.NewGray(image.Rect(0, 0, 2, 2))
		for i := range img.Pix {
			img.Pix[i] = 220
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			p.pdf.SetError(err)
			return
		}
		p.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, &b)
	}
	p.pdf.ImageOptions(name, x, y, w, h, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
}
