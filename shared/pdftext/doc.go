// Package pdftext gives the text of a PDF as words with their place on the
// page. A pedimento is printed by a broker's system without a fixed template
// (Anexo 22 RGCE: "formato dinámico conformado por bloques"), so a reader can
// only find a value by where it stands: below its heading, right of its label.
//
// Example: the word "127431" at page 1, x 482 to 507, right of "VALOR ADUANA:".
//
// The object layer is a library's; the file is rebuilt before it and the
// content streams are interpreted here, because that library shuffles digits
// in silence and can be made to exhaust memory. The package refuses what it
// cannot read whole: a password, a damaged stream, a scan without words. It
// does not recognise images and does not know what a pedimento is.
package pdftext

import (
	"errors"
	"fmt"
)

// The refusals. A caller tells them apart with errors.Is.
var (
	// ErrNotPDF means there is no %PDF header near the start of the bytes.
	ErrNotPDF = errors.New("not a PDF")
	// ErrPassword means the file opens only with a password; ask the sender for an open copy.
	ErrPassword = errors.New("PDF protected by a password")
	// ErrLocked means the file is encrypted, which nobody tried to open yet; to who
	// does not ask for it, it is ErrPassword.
	ErrLocked = fmt.Errorf("%w, or with locked permissions", ErrPassword)
	// ErrDamaged means a part of the file that text depends on cannot be read.
	ErrDamaged = errors.New("damaged PDF")
	// ErrTooLarge means a named limit was passed.
	ErrTooLarge = errors.New("PDF beyond a limit")
	// ErrNoText means that no page holds a word: a scan, which needs OCR or a person.
	ErrNoText = errors.New("PDF without text")
	// ErrNoPage means that a page was asked for behind the last one.
	ErrNoPage = errors.New("PDF has no such page")
)

// The limits, each with the reason for its size. The longest pedimento known
// has 21 pages and 0.5 MB; a declaration of 9,999 partidas would need about 2,500.
const (
	// MaxBytes bounds the file: an e-mail door carries 40 MB at most.
	MaxBytes = 64 << 20
	// MaxPages bounds the page tree.
	MaxPages = 5_000
	// MaxObjects bounds object definitions and object numbers: the library
	// keeps 40 bytes per number in one slice, and an unchecked /Size is a
	// fatal out-of-memory that cannot be recovered from.
	MaxObjects = 1_000_000
	// MaxInflated bounds all decoded streams of one file together; flate can
	// reach 1032:1, so MaxBytes alone would allow 64 GB. A declaration of 2,500
	// pages has about 90 MB; twice this is held while a buffer grows.
	MaxInflated = 96 << 20
	// MaxOperators bounds content operators: about 4,000 per real page.
	MaxOperators = 20_000_000
	// MaxGlyphs bounds characters shown: about 8,000 per real page.
	MaxGlyphs = 10_000_000
	// maxForms bounds how many forms are run: a page has a few, but forms that
	// call forms grow as a power of their depth.
	maxForms = 50_000
	// maxFonts bounds the fonts of a file: the most known is 40, and a merged
	// file repeats them.
	maxFonts = 2_000
	// maxWidths bounds the widths of all composite fonts together: thirty fonts
	// of every character there is.
	maxWidths = 2_000_000
	// maxDepth bounds nesting of forms and of arrays; printers nest two or three.
	maxDepth = 24
	// maxTree bounds the page tree: merging tools add one level per document.
	maxTree = 64
	// maxOperands bounds the operand stack; the widest operator takes 33.
	maxOperands = 4_096
	// headerWindow is how far junk may stand before %PDF (mail and proxy headers).
	headerWindow = 64 << 10
)

// Limits are the caps of one reading; a zero field means the named constant.
type Limits struct {
	Bytes, Pages, Objects, Inflated, Operators, Glyphs int
}

// Capped is l with every field that is zero, or above its named constant, set
// to that constant.
func (l Limits) Capped() Limits {
	set := func(v *int, d int) {
		if *v <= 0 || *v > d {
			*v = d
		}
	}
	set(&l.Bytes, MaxBytes)
	set(&l.Pages, MaxPages)
	set(&l.Objects, MaxObjects)
	set(&l.Inflated, MaxInflated)
	set(&l.Operators, MaxOperators)
	set(&l.Glyphs, MaxGlyphs)
	return l
}

// Text is what a PDF says, page by page.
type Text struct {
	Pages []Page `json:"pages"`
}

// Page is one page as it is looked at: rotated and cropped, origin at the
// lower left, sizes in points.
type Page struct {
	Number int    `json:"number"` // from 1
	Width  Points `json:"width"`
	Height Points `json:"height"`
	Words  []Word `json:"words"` // in the order the file draws them
}

// Points is a length or coordinate on a page, 1/72 inch. It names geometry, so
// that packages which hold amounts and may not use floats for them can show
// that a number is a place and never money.
type Points = float64

// Word is a run of characters without a gap, with its box in points.
type Word struct {
	S      string `json:"s"`
	X0     Points `json:"x0"`
	Y0     Points `json:"y0"`
	X1     Points `json:"x1"`
	Y1     Points `json:"y1"`
	Base   Points `json:"base"`             // y of the base line
	Size   Points `json:"size"`             // effective font size
	Dir    int    `json:"dir,omitempty"`    // 0, 90, 180, 270: direction of writing in degrees; 1 when oblique
	Hidden bool   `json:"hidden,omitempty"` // drawn invisible, as OCR layers are
	// A sign of it cannot be told from what it stands on, by its colour or
	// because it is transparent or too small: nobody sees it.
	Pale bool `json:"pale,omitempty"`
	// A sign of it lies under something painted later, outside of what its page
	// shows, or is switched off.
	Covered bool `json:"covered,omitempty"`
	// A line crosses it out.
	Struck bool `json:"struck,omitempty"`
}
