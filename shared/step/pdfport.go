package step

import (
	"context"
	"errors"
	"fmt"

	"example.com/immex/shared/pdftext"
)

// PDF is what can be asked about the bytes of a PDF. A hostile file can kill
// its reader, so an implementation keeps it in a process of its own where one
// can be had.
//
// What is wrong with the PDF is an error of package pdftext (ErrDamaged,
// ErrPassword, ErrTooLarge, ErrNoText, ErrNotPDF, ErrNoPage), the same for the
// same bytes; ErrPDFReader says that the reader failed, which tells nothing
// about the PDF and may heal by itself. Every method may be called by several
// goroutines.
type PDF interface {
	// Words are the words by the first engine.
	Words(ctx context.Context, b []byte) (*pdftext.Text, error)
	// SecondWords are the words by the second engine, which shares no reading
	// with the first.
	SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error)
	// Page is the picture of page n, from 1, as PNG; ErrNoPage past the last.
	Page(ctx context.Context, b []byte, n, dpi int) ([]byte, error)
}

// ErrPDFReader says that the process that reads PDF could not do its work,
// which tells nothing about the PDF.
var ErrPDFReader = errors.New("PDF reader failed")

// ErrNotTried is an ErrPDFReader of a document that was not begun: what came
// with it took the time there is, and alone, where it is read next, it has all of it.
var ErrNotTried = fmt.Errorf("%w: not tried", ErrPDFReader)

// PDFReader is a PDF of the first engine alone.
type PDFReader func(ctx context.Context, b []byte) (*pdftext.Text, error)

// Words implements PDF.
func (f PDFReader) Words(ctx context.Context, b []byte) (*pdftext.Text, error) { return f(ctx, b) }

// SecondWords implements PDF: there is no second engine.
func (f PDFReader) SecondWords(context.Context, []byte) (*pdftext.Text, error) {
	return nil, ErrPDFReader
}

// Page implements PDF: nothing draws pages.
func (f PDFReader) Page(context.Context, []byte, int, int) ([]byte, error) {
	return nil, ErrPDFReader
}

// OCR recognises the words of a scan: a PDF without text, or a picture (PNG,
// JPEG or TIFF). Words are in points with the origin at the lower left; a
// picture without words is a page without words. A scan it cannot read for
// what it is gives an error of package pdftext (ErrDamaged, ErrTooLarge, …);
// ErrNoOCR says that no engine is at hand, ErrOCR that the engine failed, which
// tells nothing about the scan.
type OCR interface {
	Words(ctx context.Context, b []byte) (*pdftext.Text, error)
}

// The failures of OCR that are not the scan's.
var (
	ErrOCR   = errors.New("OCR failed")
	ErrNoOCR = errors.New("no OCR engine")
)
