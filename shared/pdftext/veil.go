package pdftext

import (
	"context"
	"fmt"
	"math"
	"slices"
	"unicode"
)

// A figure that a page holds and does not show is read by every engine and by
// no person. The veil keeps what is painted on a page, in order, to tell which
// words are seen.

// cover is something painted: a filled path, a wide line or a picture.
type cover struct {
	region
	clip  clip
	tint  tint
	alpha float64
	mask  *mask // of a picture with holes
}

// drawn is a letter or digit as painted.
type drawn struct {
	at, along, up point // start of the base line, advance, height of a digit
	covers        int   // painted before it
	word          int
	tint          tint
	alpha         float64
	cut           int // of its points: outside of the clip
	off, digit    bool
}

// veil is what was painted on one page.
type veil struct {
	covers []cover
	drawn  []drawn
	work   int
}

// fresh is v with nothing on it.
func (v *veil) fresh() *veil {
	v.covers, v.drawn = v.covers[:0], v.drawn[:0]
	return v
}

const (
	// maxCovers bounds the paintings of a page: a form has some thousand lines,
	// a barcode of two dimensions as many boxes.
	maxCovers = 300_000
	// maxDrawn bounds the letters of a page: about 8,000 are usual.
	maxDrawn = 500_000
	// maxVeil bounds comparisons of letters with paintings on all pages.
	maxVeil = 2_000_000_000
	// band is the height of the strips that paintings are looked up by.
	band = 16
	// faintest is the least difference in colour of a text that a person reads.
	faintest = 0.1
	// thin is how much of a letter must show through what lies over it.
	thin = 0.15
	// tiny is the size of letters in points below which nobody reads them.
	tiny = 1.5
	// figureHeight is that of digits, in font sizes.
	figureHeight = 0.7
	// line is the widest that a line is.
	line = 2.5
	// places is how many places of a letter are looked at.
	places = 9
	// enough of them gone make a letter unreadable; a line that touches it takes three.
	enough = 4
)

// spots are the places of a letter, as parts of its advance and height.
func (d *drawn) spots() (out [places]point) {
	i := 0
	for _, u := range [3]float64{0.2, 0.5, 0.8} {
		for _, v := range [3]float64{0.15, 0.5, 0.85} {
			out[i] = point{d.at.x + u*d.along.x + v*d.up.x, d.at.y + u*d.along.y + v*d.up.y}
			i++
		}
	}
	return out
}

// cover takes a painting of the present state.
func (r *run) cover(g region, p *paint, m *mask) error {
	st := &r.st
	alpha := p.alpha * st.group
	if st.mixes() || st.masked || r.off() || alpha < thin || !finite(glyph{x0: g.x0, y0: g.y0, x1: g.x1, y1: g.y1}) {
		return nil
	}
	v := r.x.veil
	if len(v.covers) >= maxCovers {
		return fmt.Errorf("%w: more than %d paintings on a page", ErrTooLarge, maxCovers)
	}
	v.covers = append(v.covers, cover{g, st.clip, p.tint, alpha, m})
	return nil
}

// draws takes a letter of the present state, which becomes a part of word.
func (r *run) draws(g *glyph, word int, up point) error {
	letter, digit := false, false
	for _, c := range g.text {
		digit = digit || unicode.IsDigit(c)
		letter = letter || digit || unicode.IsLetter(c)
	}
	if !letter || !finite(*g) {
		return nil
	}
	v := r.x.veil
	if len(v.drawn) >= maxDrawn {
		return fmt.Errorf("%w: more than %d characters on a page", ErrTooLarge, maxDrawn)
	}
	d := drawn{
		at: point{g.x0, g.y0}, along: point{g.x1 - g.x0, g.y1 - g.y0}, up: point{up.x * figureHeight, up.y * figureHeight},
		covers: len(v.covers), word: word, off: r.off(), digit: digit,
	}
	d.tint, d.alpha = r.st.ink()
	if len(r.st.clip) > 0 {
		for _, p := range d.spots() {
			if !r.st.clip.has(p) {
				d.cut++
			}
		}
	}
	v.drawn = append(v.drawn, d)
	return nil
}

// share is how much the cover hides at p, up to 1.
func (c *cover) share(ctx context.Context, d *reader, p point) (float64, error) {
	if !c.has(p) || !c.clip.has(p) {
		return 0, nil
	}
	if c.mask == nil {
		return c.alpha, nil
	}
	s, err := c.mask.share(ctx, d, p)
	return s * c.alpha, err
}

// judge marks the words of a page that are not seen.
func (v *veil) judge(ctx context.Context, d *reader, words []Word, height float64) error {
	bands := v.bands(height)
	for i := range v.drawn {
		g := &v.drawn[i]
		if g.word >= len(words) {
			continue
		}
		if i%256 == 0 && ctx.Err() != nil {
			return fmt.Errorf("compare: %w", ctx.Err())
		}
		hidden, ground, err := v.look(ctx, d, g, bands)
		if err != nil {
			return err
		}
		w := &words[g.word]
		w.Covered = w.Covered || hidden
		w.Struck = w.Struck || v.struck(g, bands)
		contrast := 1.0
		if ground.known {
			contrast = g.tint.apart(ground)
		}
		w.Pale = w.Pale || !g.tint.known || contrast*g.alpha < faintest || w.Size < tiny
	}
	return nil
}

// look tells whether a letter is hidden by what was painted after it, cut off
// or switched off, and the colour it stands on.
func (v *veil) look(ctx context.Context, d *reader, g *drawn, bands [][]int) (hidden bool, ground tint, err error) {
	gone := g.cut
	ground = white
	for i, p := range g.spots() {
		b := int(p.y / band)
		if p.y < 0 || b >= len(bands) {
			continue
		}
		if v.work += len(bands[b]); v.work > maxVeil {
			return false, white, fmt.Errorf("%w: paintings over text", ErrTooLarge)
		}
		first, _ := slices.BinarySearch(bands[b], g.covers)
		left := 1.0
		for _, k := range bands[b][first:] {
			share, err := v.covers[k].share(ctx, d, p)
			if err != nil {
				return false, white, err
			}
			left *= 1 - share
		}
		if left < thin {
			gone++
		}
		if i == places/2 {
			if ground, err = v.under(ctx, d, p, bands[b][:first]); err != nil {
				return false, white, err
			}
		}
	}
	return g.off || gone >= enough, ground, nil
}

// under is the colour at p after some paintings; lines do not count, since
// text does not stand on them.
func (v *veil) under(ctx context.Context, d *reader, p point, covers []int) (tint, error) {
	ground := white
	for _, k := range covers {
		c := &v.covers[k]
		if min(c.x1-c.x0, c.y1-c.y0) < line {
			continue
		}
		share, err := c.share(ctx, d, p)
		if err != nil {
			return white, err
		}
		ground = c.over(ground, share)
	}
	return ground, nil
}

// over is the colour that the cover leaves on a ground of which it hides a share.
func (c *cover) over(ground tint, share float64) tint {
	if share == 0 || share > 1-faintest || !c.tint.known || !ground.known {
		if share < thin {
			return ground
		}
		return c.tint
	}
	mix := func(a, b float64) float64 { return a*share + b*(1-share) }
	return tint{mix(c.tint.r, ground.r), mix(c.tint.g, ground.g), mix(c.tint.b, ground.b), true}
}

// bands lists the paintings by the strips of the page they touch, in order.
func (v *veil) bands(height float64) [][]int {
	out := make([][]int, min(int(height/band)+1, 4096))
	for k := range v.covers {
		c := &v.covers[k]
		from, to := max(int(c.y0/band), 0), min(int(c.y1/band), len(out)-1)
		for b := from; b <= to; b++ {
			out[b] = append(out[b], k)
		}
	}
	return out
}

// struck tells whether a line crosses a digit at the height where digits have
// their middle, before or after the digit was drawn.
func (v *veil) struck(g *drawn, bands [][]int) bool {
	size := g.up.y / figureHeight
	b := int((g.at.y + g.up.y/2) / band)
	if !g.digit || size <= 0 || g.along.x <= 0 || math.Abs(g.along.y) > 0.05*g.along.x || b < 0 || b >= len(bands) {
		return false
	}
	for _, k := range bands[b] {
		if v.covers[k].crosses(g, size) {
			return true
		}
	}
	return false
}

// What a line that strikes a figure out is, in font sizes.
const (
	strikeWidth = 0.25
	strikeLow   = 0.12
	strikeHigh  = 0.55
	strikeShort = 0.15 // it may leave out so much of a digit at either side
)

func (c *cover) crosses(g *drawn, size float64) bool {
	middle := (c.y0 + c.y1) / 2
	slack := strikeShort * g.along.x
	return c.mask == nil && c.y1-c.y0 <= strikeWidth*size && c.tint.known && c.tint.apart(white)*c.alpha > 2*faintest &&
		middle > g.at.y+strikeLow*size && middle < g.at.y+strikeHigh*size && c.x0 <= g.at.x+slack && c.x1 >= g.at.x+g.along.x-slack &&
		c.clip.has(point{g.at.x + g.along.x/2, middle})
}
