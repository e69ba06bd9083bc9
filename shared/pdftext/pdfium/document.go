package pdfium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"

	lib "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	faults "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"example.com/immex/shared/pdftext"
)

// doc is one opened document.
type doc struct {
	in    lib.Pdfium
	ref   references.FPDF_DOCUMENT
	pages int
}

// with opens b in an instance of its own and hands it to use. The instance is
// thrown away afterwards, so that no document leaves anything to the next.
func (e *Engine) with(ctx context.Context, b []byte, lim pdftext.Limits, use func(*doc) error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%w: pdfium: %v", pdftext.ErrDamaged, x)
		}
		if err != nil && ctx.Err() != nil {
			err = fmt.Errorf("pdfium: %w", ctx.Err())
		}
	}()
	if len(b) > lim.Bytes {
		return fmt.Errorf("%w: %d bytes, limit %d", pdftext.ErrTooLarge, len(b), lim.Bytes)
	}
	at := pdftext.Start(b)
	if at < 0 {
		return pdftext.ErrNotPDF
	}
	in, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrEngine, err)
	}
	defer func() { _ = in.Close() }() // the instance is thrown away whatever it answers
	b = b[at:]
	opened, err := in.OpenDocument(&requests.OpenDocument{File: &b})
	switch {
	case errors.Is(err, faults.ErrPassword):
		return pdftext.ErrPassword
	case err != nil:
		return fmt.Errorf("%w: pdfium: %w", pdftext.ErrDamaged, err)
	}
	n, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return fmt.Errorf("%w: pdfium: %w", pdftext.ErrDamaged, err)
	}
	if n.PageCount > lim.Pages {
		return fmt.Errorf("%w: more than %d pages", pdftext.ErrTooLarge, lim.Pages)
	}
	if n.PageCount < 1 {
		return fmt.Errorf("%w: no pages", pdftext.ErrDamaged)
	}
	return use(&doc{in: in, ref: opened.Document, pages: n.PageCount})
}

// text reads every page and refuses a document without words.
func (d *doc) text(ctx context.Context, lim pdftext.Limits) (*pdftext.Text, error) {
	t, words, left := &pdftext.Text{}, 0, lim.Glyphs
	for i := range d.pages {
		p, err := d.page(ctx, i, &left)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		words += len(p.Words)
		t.Pages = append(t.Pages, p)
	}
	if words == 0 {
		return nil, pdftext.ErrNoText
	}
	return t, nil
}

// load opens page i, counted from 0, with its filled form fields made part of
// the page: their values stand nowhere else.
func (d *doc) load(i int) (references.FPDF_PAGE, error) {
	p, err := d.in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: i})
	if err != nil {
		return "", damaged(err)
	}
	if !d.hasFields(p.Page) {
		return p.Page, nil
	}
	page := requests.Page{ByReference: &p.Page}
	if _, err := d.in.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: page, Usage: requests.FPDFPage_FlattenUsageNormalDisplay}); err != nil {
		return "", damaged(err)
	}
	if err := d.unload(p.Page); err != nil {
		return "", err
	}
	if p, err = d.in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: i}); err != nil {
		return "", damaged(err)
	}
	return p.Page, nil
}

// maxAnnots bounds the notes looked at for form fields; a page has a few dozen.
const maxAnnots = 2_000

func (d *doc) hasFields(p references.FPDF_PAGE) bool {
	page := requests.Page{ByReference: &p}
	n, err := d.in.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if err != nil {
		return false
	}
	for i := range min(n.Count, maxAnnots) {
		a, err := d.in.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: page, Index: i})
		if err != nil {
			continue
		}
		s, err := d.in.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation})
		_, _ = d.in.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation}) // frees only
		if err == nil && s.Subtype == enums.FPDF_ANNOT_SUBTYPE_WIDGET {
			return true
		}
	}
	return false
}

func (d *doc) unload(p references.FPDF_PAGE) error {
	if _, err := d.in.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: p}); err != nil {
		return damaged(err)
	}
	return nil
}

// damaged says that PDFium could not do what a good file lets it do.
func damaged(err error) error { return fmt.Errorf("%w: pdfium: %w", pdftext.ErrDamaged, err) }

// render draws page n, counted from 1.
func (d *doc) render(n, dpi int) ([]byte, error) {
	if n < 1 || n > d.pages {
		return nil, fmt.Errorf("%w: %d of %d", pdftext.ErrNoPage, n, d.pages)
	}
	if dpi < 1 || dpi > MaxDPI {
		return nil, fmt.Errorf("%w: %d dots per inch, limit %d", pdftext.ErrTooLarge, dpi, MaxDPI)
	}
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: n - 1}}
	size, err := d.in.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return nil, damaged(err)
	}
	scale := float64(dpi) / 72
	if px := size.Width * scale * size.Height * scale; !(px >= 1 && px <= MaxPixels) { // NaN is refused too
		return nil, fmt.Errorf("%w: page %d of %.0f pixels, limit %d", pdftext.ErrTooLarge, n, px, MaxPixels)
	}
	out, err := d.in.RenderPageInDPI(&requests.RenderPageInDPI{
		Page: page, DPI: dpi, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT, ImageFormat: requests.RenderImageFormatGrayscale,
	})
	if err != nil {
		return nil, damaged(err)
	}
	defer out.Cleanup()
	var b bytes.Buffer
	if err := png.Encode(&b, out.Result.RenderedImage); err != nil {
		return nil, damaged(err)
	}
	return b.Bytes(), nil
}
