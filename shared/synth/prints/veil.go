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
	pdf := p.pdf
	x, y := m.x, m.y
	w, h := m.width, m.size
	if p.l.rotate != 0 {
		x, y, w, h = y-h, p.w-x, h*1.4, m.width
		y -= h
	} else {
		y -= h
		h *= 1.4
	}
	switch m.veil {
	case white:
		pdf.SetTextColor(255, 255, 255)
	case transparent:
		pdf.SetAlpha(0.02, "Normal")
	case clipped:
		pdf.ClipRect(x, y, 0.1, h, false)
	case invisible:
		pdf.RawWriteStr("3 Tr")
	}
	plain := *m
	plain.veil = inSight
	p.mark(&plain)
	switch m.veil {
	case transparent:
		pdf.SetAlpha(1, "Normal")
	case clipped:
		pdf.ClipEnd()
	case invisible:
		pdf.RawWriteStr("0 Tr")
	case boxed, blackened:
		grey := 255
		if m.veil == blackened {
			grey = 0
		}
		pdf.SetFillColor(grey, grey, grey)
		pdf.Rect(x-1, y, w+2, h, "F")
	case pictured:
		p.picture(x-1, y, w+2, h)
	case struck:
		pdf.SetLineWidth(0.6)
		pdf.Line(m.x-1, m.y-0.32*m.size, m.x+m.width+1, m.y-0.32*m.size)
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
