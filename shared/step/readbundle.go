package step

import (
	"context"
	"fmt"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
)

// bundle reads a PDF that holds several documents: the file's own paper first,
// then one for each document in it, read by its own reader from its pages.
// Nil when the file holds one document.
func (r *Reader) bundle(ctx context.Context, p *Paper, t *pdftext.Text) []*Paper {
	parts := print.Split(t)
	known := slices.DeleteFunc(slices.Clone(parts), func(x print.Part) bool { return x.Kind == print.PartUnknown })
	if len(known) < 2 {
		return nil
	}
	out := []*Paper{p}
	words := &readOnce{PDF: r.PDF, first: t}
	for _, x := range parts {
		if x.Kind == print.PartUnknown {
			p.Record.Findings.Add("pdf_unknown_pages", document.Warning, pages(x), document.Textf(
				"No se reconoce ningún documento en %s; se conservan en el archivo. Si son de la operación, entréguelas aparte.",
				"No document is recognised in %s; they are kept in the file. If they belong to the operation, deliver them apart.", pages(x)))
			continue
		}
		out = append(out, r.part(ctx, p, x, words)...)
	}
	p.adopt(out[1:])
	return out
}

// part reads one document of the file. It has no bytes of its own: its
// identity is the file and the pages.
func (r *Reader) part(ctx context.Context, p *Paper, x print.Part, words PDF) []*Paper {
	one := *r
	one.PDF = pageRange{words, x.From, x.To}
	child := &Paper{Bytes: p.Bytes, Record: Record{
		RFC: p.Record.RFC, Name: fmt.Sprintf("%s#%d-%d", p.Record.Name, x.From, x.To), Parent: p.Record.SHA, Kind: document.KindPDF,
		SHA: document.HashOf(fmt.Appendf(nil, "%s\n%d-%d", p.Record.SHA, x.From, x.To)), Status: document.Accepted,
	}}
	child.Record.Key = "sha256:" + string(child.Record.SHA)
	out := one.pdf(ctx, child)
	for _, c := range out {
		c.Bytes = nil // they lie in the file
	}
	return out
}

// readOnce is a PDF of many documents, read by each engine once for all of them
// and not once for each. Its text is shared: readers leave it as it is.
type readOnce struct {
	PDF

	first  *pdftext.Text
	second func() (*pdftext.Text, error)
}

// Words implements PDF.
func (o *readOnce) Words(context.Context, []byte) (*pdftext.Text, error) { return o.first, nil }

// SecondWords implements PDF.
func (o *readOnce) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	if o.second == nil {
		t, err := o.PDF.SecondWords(ctx, b)
		o.second = func() (*pdftext.Text, error) { return t, err } //nolint:wrapcheck // it adds nothing to it
	}
	return o.second()
}

// pageRange is a range of pages of a PDF, for both engines; words keep the
// page numbers they have in the file.
type pageRange struct {
	whole    PDF
	from, to int
}

// Words implements PDF.
func (x pageRange) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return x.cut(x.whole.Words(ctx, b))
}

// SecondWords implements PDF.
func (x pageRange) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return x.cut(x.whole.SecondWords(ctx, b))
}

// Page implements PDF: page 1 is the first of the range.
func (x pageRange) Page(ctx context.Context, b []byte, n, dpi int) ([]byte, error) {
	if n < 1 || x.from+n-1 > x.to {
		return nil, pdftext.ErrNoPage
	}
	return x.whole.Page(ctx, b, x.from+n-1, dpi) //nolint:wrapcheck // the range adds nothing to it
}

func (x pageRange) cut(t *pdftext.Text, err error) (*pdftext.Text, error) {
	if err != nil {
		return nil, err
	}
	one := &pdftext.Text{}
	for _, p := range t.Pages {
		if p.Number >= x.from && p.Number <= x.to {
			one.Pages = append(one.Pages, p)
		}
	}
	return one, nil
}

func pages(x print.Part) string {
	if x.From == x.To {
		return fmt.Sprintf("página %d", x.From)
	}
	return fmt.Sprintf("páginas %d-%d", x.From, x.To)
}
