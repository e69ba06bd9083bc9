package pdftext

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// reader is the state of one reading.
type reader struct {
	lim      Limits
	b        []byte // the rebuilt file
	streams  map[int]extent
	doc      *pdf.Reader
	inflated int
	ops      int
	glyphs   int
	forms    int
	widths   int
	fonts    map[string]*font
	veil     veil             // of the page at hand; its space serves the next one
	masks    map[string]*dots // of pictures, by their name; nil when it cannot be decoded
}

// Start is where the PDF in b begins, behind what mail or a proxy put in front
// of it; below 0 when b is no PDF.
func Start(b []byte) int {
	return bytes.Index(b[:min(len(b), headerWindow)], []byte("%PDF-"))
}

// Read gives the words of the PDF in b, within lim and before ctx ends. One that is
// encrypted is ErrLocked; package locked opens it where anybody may.
func Read(ctx context.Context, b []byte, lim Limits) (t *Text, err error) {
	defer func() {
		if x := recover(); x != nil {
			t, err = nil, fmt.Errorf("%w: %v", ErrDamaged, x)
		}
	}()
	lim = lim.Capped()
	if len(b) > lim.Bytes {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLarge, len(b), lim.Bytes)
	}
	i := Start(b)
	if i < 0 {
		return nil, ErrNotPDF
	}
	s, err := scan(b[i:], lim.Objects)
	if err != nil {
		return nil, err
	}
	if s.encrypted() {
		return nil, ErrLocked
	}
	d := &reader{lim: lim, fonts: map[string]*font{}, masks: map[string]*dots{}}
	if err := d.open(ctx, s); err != nil {
		return nil, err
	}
	return d.text(ctx)
}

// text reads every page and refuses a document without words.
func (d *reader) text(ctx context.Context) (*Text, error) {
	pages, err := d.pages()
	if err != nil {
		return nil, err
	}
	t, words := &Text{}, 0
	for i, p := range pages {
		page, err := d.page(ctx, p, i+1)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		words += len(page.Words)
		t.Pages = append(t.Pages, page)
	}
	if words == 0 {
		return nil, ErrNoText
	}
	return t, nil
}

// open rebuilds the file and decodes its object streams into plain objects,
// so that the library meets neither of them.
func (d *reader) open(ctx context.Context, s *scanned) error {
	if len(s.objects) == 0 {
		return fmt.Errorf("%w: no objects", ErrDamaged)
	}
	if len(s.objStms) == 0 {
		root, ok := s.root(nil)
		if !ok {
			return fmt.Errorf("%w: no catalogue", ErrDamaged)
		}
		return d.load(s, s.rebuild(nil, nil, root))
	}
	if err := d.load(s, s.rebuild(nil, nil, object{})); err != nil {
		return err
	}
	extra, objects, err := d.expand(ctx, s)
	if err != nil {
		return err
	}
	root, ok := s.root(objects)
	if !ok {
		return fmt.Errorf("%w: no catalogue", ErrDamaged)
	}
	return d.load(s, s.rebuild(extra, objects, root))
}

func (d *reader) load(s *scanned, b []byte) error {
	doc, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	d.b, d.doc = b, doc
	d.streams = make(map[int]extent, len(s.streams))
	for at, e := range s.streams {
		d.streams[at+len(newHeader)] = extent{e.from + len(newHeader), e.to + len(newHeader)}
	}
	return nil
}

// expand decodes all object streams into "n 0 obj … endobj".
func (d *reader) expand(ctx context.Context, s *scanned) ([]byte, []object, error) {
	var out bytes.Buffer
	var objects []object
	list := d.doc.Trailer().Key("ObjStms")
	for i, id := range s.objStms {
		v := list.Index(i)
		if v.Kind() != pdf.Stream || v.Key("Type").Name() != "ObjStm" {
			continue
		}
		b, err := d.stream(ctx, v)
		if err != nil {
			return nil, nil, fmt.Errorf("object stream %d: %w", id, err)
		}
		first, n := intOr(v.Key("First"), 0), min(intOr(v.Key("N"), 0), d.lim.Objects)
		if first < 0 || first > len(b) {
			return nil, nil, fmt.Errorf("%w: object stream %d", ErrDamaged, id)
		}
		lex := lexer{b: b[:first]}
		rank := s.objects[id].rank
		for range n {
			num, off := lex.next(), lex.next()
			at := first + int(off.num)
			if num.kind != number || off.kind != number || at < first || at > len(b) || num.num < 0 || num.num >= float64(d.lim.Objects) {
				break
			}
			objects = append(objects, object{id: int(num.num), at: out.Len(), rank: rank})
			fmt.Fprintf(&out, "%d 0 obj\n", int(num.num))
			out.Write(oneObject(b[at:]))
			out.WriteString("\nendobj\n")
			if out.Len() > d.lim.Inflated || len(objects) > d.lim.Objects {
				return nil, nil, fmt.Errorf("%w: object streams", ErrTooLarge)
			}
		}
	}
	return out.Bytes(), objects, nil
}

// oneObject is the text of the object that starts b.
func oneObject(b []byte) []byte {
	lex := lexer{b: b}
	lex.skipObject()
	return b[:lex.at]
}

// stream is the decoded data of v. The library has no access to raw data, but
// prints a stream as "…@offset", which leads to the extent the scan found.
func (d *reader) stream(ctx context.Context, v pdf.Value) ([]byte, error) {
	if v.Kind() != pdf.Stream {
		return nil, nil
	}
	name := v.String()
	at, err := strconv.Atoi(name[strings.LastIndexByte(name, '@')+1:])
	if err != nil {
		return nil, fmt.Errorf("%w: stream without place", ErrDamaged)
	}
	e, ok := d.streams[at]
	if !ok {
		return nil, fmt.Errorf("%w: stream at %d", ErrDamaged, at)
	}
	return d.decode(ctx, v, d.b[e.from:e.to])
}
