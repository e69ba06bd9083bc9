package desk

import (
	"bytes"
	"context"
	"image/png"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// What is opened for a screen, and how much of it is kept at once.
const (
	maxOpened  = 16 << 20 // bytes: what is larger is looked at with the command line
	keptFiles  = 2
	keptLeaves = 8
)

type (
	openKey struct {
		rfc  string
		sha  document.Hash
		head int64 // what was learned of suppliers may change with it
	}
	leafKey struct {
		rfc string
		sha document.Hash
		n   int
	}
)

// openFile is a file that was read again, with everything in it.
type openFile struct {
	papers  []*step.Paper
	missing bool
	large   bool
}

// opening is a document that was read again.
type opening struct {
	Paper *step.Paper
	Told  []step.Told
	Why   document.Text // why there is nothing to see
	page  []byte        // the PDF it stands in; nil when it stands in none
	of    document.Hash // of that PDF
}

// openDoc reads a document again: the outermost that holds it, whole, since what
// lies in one is read together.
func (d *Desk) openDoc(ctx context.Context, rfc string, s *Shelf, doc *Shelved) (*opening, error) {
	f, err := d.openRoot(ctx, rfc, s, s.root(doc))
	if err != nil {
		return nil, err
	}
	o := &opening{}
	switch {
	case f.missing:
		o.Why = document.Text{ES: "Sus bytes no están aquí: lo trajo un documento de otro programa, o su cuarentena ya pasó.", EN: "Its bytes are not here: a document of another programme brought it, or its quarantine is over."}
		return o, nil
	case f.large:
		o.Why = document.Textf("El archivo que lo trae pasa de %d MB y no se abre aquí: véalo con «immex parse --explain».", "The file that brought it is over %d MB and is not opened here: see it with “immex parse --explain”.", maxOpened>>20)
		return o, nil
	}
	for _, p := range f.papers {
		if p.Record.SHA == doc.Record.SHA {
			o.Paper = p
			break
		}
	}
	if o.Paper == nil {
		o.Why = document.Text{ES: "Al leer de nuevo el archivo que lo trae ya no se encuentra.", EN: "It is not found when the file that brought it is read again."}
		return o, nil
	}
	o.page, o.of = pageOf(f.papers, o.Paper)
	o.Told, err = step.Explain(o.Paper)
	return o, err //nolint:wrapcheck // names the paper
}

func (d *Desk) openRoot(ctx context.Context, rfc string, s *Shelf, root *Shelved) (*openFile, error) {
	d.opened.forget(func(k openKey) bool { return k.rfc == rfc && k.head < s.Head })
	return d.opened.of(ctx, openKey{rfc, root.Record.SHA, s.Head}, func(ctx context.Context) (*openFile, error) {
		b, err := d.Intake.Bytes(ctx, rfc, root.Record.SHA)
		switch {
		case fault.Is(err, fault.Misconfigured):
			return &openFile{missing: true}, nil
		case err != nil:
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		case len(b) > maxOpened:
			return &openFile{large: true}, nil
		}
		papers, err := d.Intake.Try(ctx, rfc, root.Record.Name, b)
		return &openFile{papers: papers}, err //nolint:wrapcheck // cancelled
	})
}

// pageOf is the PDF that a paper is read from: its own, the one it corrects, or
// the one it is some pages of.
func pageOf(papers []*step.Paper, p *step.Paper) ([]byte, document.Hash) {
	for range maxNested {
		if p.Typed == nil && bytes.HasPrefix(p.Bytes, []byte("%PDF")) {
			return p.Bytes, p.Record.SHA
		}
		up := p.Record.Parent
		if p.Typed != nil {
			up = p.Typed.Documento
		}
		next := -1
		for i := range papers {
			if papers[i].Record.SHA == up {
				next = i
			}
		}
		if next < 0 || up == "" {
			break
		}
		p = papers[next]
	}
	return nil, ""
}

// leafOf is a page of a document, nil when it cannot be drawn.
func (d *Desk) leafOf(ctx context.Context, rfc string, o *opening, n int) (*Leaf, error) {
	if o.page == nil || n < 1 {
		return nil, nil //nolint:nilnil // no page
	}
	leaf, err := d.leaves.of(ctx, leafKey{rfc, o.of, n}, func(ctx context.Context) (*Leaf, error) { return d.Intake.Leaf(ctx, rfc, o.page, n) })
	if noLeaf(err) {
		return nil, nil //nolint:nilnil // no page
	}
	return leaf, err
}

// leafView is a page as the screen shows it: whole points from its upper left.
type leafView struct {
	N             int
	Src           string
	Width, Height int
	Boxes         []spot
	Prev, Next    string
}

// spot is a place on a page that leads somewhere.
type spot struct {
	X, Y, W, H int
	Href, Name string
	Chosen     bool
}

// maxSpots bounds what is drawn over one page.
const maxSpots = 2000

// viewOf lays a page out; ok is false when its picture is none.
func viewOf(leaf *Leaf, n int, src string) (*leafView, bool) {
	size, err := png.DecodeConfig(bytes.NewReader(leaf.PNG))
	if err != nil || leaf.DPI <= 0 {
		return nil, false
	}
	return &leafView{N: n, Src: src, Width: size.Width * 72 / leaf.DPI, Height: size.Height * 72 / leaf.DPI}, true
}

// mark puts a place on the page.
func (s *leafView) mark(b document.Box, name, href string, chosen bool) {
	if len(s.Boxes) >= maxSpots {
		return
	}
	const off = 1 // points a box keeps off its word
	s.Boxes = append(s.Boxes, spot{
		X: b.X0 - off, Y: s.Height - b.Y1 - off, W: b.X1 - b.X0 + 2*off, H: b.Y1 - b.Y0 + 2*off,
		Href: href, Name: strings.ToValidUTF8(name, "\ufffd"), Chosen: chosen,
	})
}
