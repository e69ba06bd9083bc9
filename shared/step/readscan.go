package step

import "context"

// scan reads a picture, when an OCR engine is at hand.
func (r *Reader) scan(_ context.Context, p *Paper) []*Paper {
	r.unsupported(p)
	return []*Paper{p}
}
