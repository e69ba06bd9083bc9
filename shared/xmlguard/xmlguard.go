// Package xmlguard stands in front of every XML the product reads. The
// parsers behind it accept in silence what would falsify books (a second root,
// an attribute given twice) and can be exhausted by a small hostile file
// (0.7 MB of nesting stops a stream parser for 20 s), so nothing is parsed
// before it passed here.
//
// Example: a CFDI declared UTF-8 whose bytes are windows-1252, as some billing
// programs write it, comes back as UTF-8 with a notice that says so.
//
// The package refuses documents with a DOCTYPE or entities of their own, and
// text whose encoding cannot be told; it knows no format of the trade.
package xmlguard

import (
	"errors"
	"fmt"

	"example.com/immex/shared/document"
)

// Limits are the bounds of one document; a field left 0 takes the default.
type Limits struct {
	Bytes int // of the document as delivered
	Depth int // of nested elements
	Nodes int // elements plus attributes
}

const (
	// MaxBytes is where a tree stops being the right reader: it takes 12 to 18
	// times the input, so 8 MiB stays under 150 MB.
	MaxBytes = 8 << 20
	// MaxDepth is far above the deepest message of the trade (about 12) and
	// far below what slows a parser.
	MaxDepth = 64
	// MaxNodes holds a pedimento of 4,000 partidas with all its identifiers.
	MaxNodes = 500_000
	// maxAttrs bounds the quadratic search for repeated attributes; the
	// Comprobante element has the most, about 25 with its namespaces.
	maxAttrs = 128
)

// The reasons to refuse a document. Errors returned by this package match one
// of them with errors.Is.
var (
	ErrEmpty         = errors.New("empty")
	ErrNotXML        = errors.New("not an XML document")
	ErrTooLarge      = errors.New("too many bytes")
	ErrTooDeep       = errors.New("elements nested too deep")
	ErrTooMany       = errors.New("too many elements and attributes")
	ErrDoctype       = errors.New("DOCTYPE or entity declaration")
	ErrDuplicateAttr = errors.New("attribute given twice")
	ErrSecondRoot    = errors.New("more than one root element")
	ErrJunk          = errors.New("text outside the root element")
	ErrEncoding      = errors.New("encoding cannot be told")
	ErrMalformed     = errors.New("malformed XML")
)

func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = MaxBytes
	}
	if l.Depth <= 0 {
		l.Depth = MaxDepth
	}
	if l.Nodes <= 0 {
		l.Nodes = MaxNodes
	}
	return l
}

// Clean checks b and gives it back as well-formed UTF-8 without byte order
// mark and without XML declaration; findings say what had to be assumed. The
// seal of a CFDI is over its fields, so it survives this; a digest of the file
// is taken over the bytes as delivered, never over the result.
func Clean(b []byte, lim Limits) (clean []byte, findings document.Findings, err error) {
	lim = lim.withDefaults()
	clean, findings, err = prepare(b, lim)
	if err != nil {
		return nil, nil, err
	}
	if err := walk(clean, lim, nil); err != nil {
		return nil, nil, err
	}
	return clean, findings, nil
}

// prepare holds the size and gives the text in UTF-8.
func prepare(b []byte, lim Limits) (clean []byte, findings document.Findings, err error) {
	if len(b) > lim.Bytes {
		return nil, nil, fmt.Errorf("%d bytes, limit %d: %w", len(b), lim.Bytes, ErrTooLarge)
	}
	return decode(b)
}
