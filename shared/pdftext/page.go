package pdftext

import (
	"context"
	"fmt"
	"slices"

	"github.com/ledongthuc/pdf"
)

// leaf is a page with what it inherits.
type leaf struct {
	v                    pdf.Value
	resources, media, cr pdf.Value
	rotate               int
}

// pages walks the page tree. A node that contains itself is cut by the depth
// cap and by the names on the path; the library has no object identity to ask.
func (d *reader) pages() ([]leaf, error) {
	root := d.doc.Trailer().Key("Root")
	var out []leaf
	err := d.walk(root.Key("Pages"), leaf{}, nil, &out)
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: no pages", ErrDamaged)
	}
	return out, nil
}

func (d *reader) walk(v pdf.Value, in leaf, path []string, out *[]leaf) error {
	if len(path) > maxTree {
		return fmt.Errorf("%w: page tree deeper than %d", ErrTooLarge, maxTree)
	}
	in.inherit(v)
	kids := v.Key("Kids")
	if v.Key("Type").Name() == "Page" || kids.Kind() != pdf.Array {
		if v.Kind() != pdf.Dict {
			return fmt.Errorf("%w: a page of the tree is missing", ErrDamaged)
		}
		if len(*out) >= d.lim.Pages {
			return fmt.Errorf("%w: more than %d pages", ErrTooLarge, d.lim.Pages)
		}
		in.v = v
		*out = append(*out, in)
		return nil
	}
	self := v.String()
	if slices.Contains(path, self) {
		return fmt.Errorf("%w: page tree contains itself", ErrDamaged)
	}
	path = append(path, self)
	for i := range kids.Len() {
		if err := d.walk(kids.Index(i), in, path, out); err != nil {
			return err
		}
	}
	return nil
}

func (l *leaf) inherit(v pdf.Value) {
	if r := v.Key("Resources"); r.Kind() == pdf.Dict {
		l.resources = r
	}
	if m := v.Key("MediaBox"); m.Kind() == pdf.Array {
		l.media = m
	}
	if c := v.Key("CropBox"); c.Kind() == pdf.Array {
		l.cr = c
	}
	if r := v.Key("Rotate"); r.Kind() == pdf.Integer {
		l.rotate = int(r.Int64() % 360)
	}
}

// page interprets one page and its filled form fields.
func (d *reader) page(ctx context.Context, l leaf, n int) (Page, error) {
	b, ok := boxOf(l.media)
	if !ok {
		b = box{0, 0, 612, 792} // letter, what viewers assume
	}
	if c, ok := boxOf(l.cr); ok {
		if in, ok := b.intersect(c); ok {
			b = in
		}
	}
	m, w, h := view(b, l.rotate, l.v.Key("UserUnit").Float64())
	content, err := d.content(ctx, l.v.Key("Contents"))
	if err != nil {
		return Page{}, err
	}
	run := &interpreter{d: d, words: &builder{w: w, h: h}, veil: d.veil.fresh()}
	st := fresh(m)
	st.clip = clip{{box: box{0, 0, w, h}}}
	if err := run.runAt(ctx, content, l.resources, st, 0, false); err != nil {
		return Page{}, err
	}
	if err := run.widgets(ctx, l.v.Key("Annots"), m); err != nil {
		return Page{}, err
	}
	run.words.flush()
	if err := run.veil.judge(ctx, d, run.words.words, h); err != nil {
		return Page{}, err
	}
	return Page{Number: n, Width: w, Height: h, Words: run.words.finish()}, nil
}

// content joins the streams of a page with a blank, as the standard asks.
func (d *reader) content(ctx context.Context, v pdf.Value) ([]byte, error) {
	if v.Kind() == pdf.Stream {
		return d.stream(ctx, v)
	}
	var all []byte
	for i := range v.Len() {
		b, err := d.stream(ctx, v.Index(i))
		if err != nil {
			return nil, err
		}
		all = append(append(all, b...), '\n')
		if len(all) > d.lim.Inflated {
			return nil, fmt.Errorf("%w: page content", ErrTooLarge)
		}
	}
	return all, nil
}

// widgets draws the appearance of form fields, whose values stand nowhere
// else, and of other annotations for what they hide.
func (x *interpreter) widgets(ctx context.Context, annots pdf.Value, base matrix) error {
	for i := range annots.Len() {
		a := annots.Index(i)
		const hidden, noView = 2, 32
		if a.Key("Subtype").Name() == "Popup" || a.Key("F").Int64()&hidden != 0 || a.Key("F").Int64()&noView != 0 && a.Key("Subtype").Name() != "Widget" {
			continue
		}
		ap := a.Key("AP").Key("N")
		if ap.Kind() == pdf.Dict {
			ap = ap.Key(a.Key("AS").Name())
		}
		rect, ok1 := boxOf(a.Key("Rect"))
		bbox, ok2 := boxOf(ap.Key("BBox"))
		if ap.Kind() != pdf.Stream || !ok1 || !ok2 {
			continue
		}
		m := matrix{1, 0, 0, 1, rect.x0 - bbox.x0, rect.y0 - bbox.y0}
		x.mute = a.Key("Subtype").Name() != "Widget"
		err := x.formAt(ctx, ap, pdf.Value{}, fresh(m.mul(base)), 1, false)
		x.mute = false
		if err != nil {
			return err
		}
	}
	return nil
}
