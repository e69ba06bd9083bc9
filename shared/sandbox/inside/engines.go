// Package inside is what runs in the process that a hostile PDF may end: the two
// readers. Who asks them from outside, package sandbox, carries neither.
//
// Example: `immex read-pdf` serves sandbox.Serve with Engines; the read function
// of AWS answers with them.
//
// It gives what a PDF says and refuses one that it cannot read whole; what a
// document is, is for others.
package inside

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/pdftext/pdfium"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/step"
)

// Engines are the two readers of a PDF in this process. The second one is
// started when it is first asked for. They serve a child process or a Lambda
// and, unprotected, implement step.PDF for tests and tools.
type Engines struct {
	// Cache is the folder where the second engine keeps its compiled module;
	// "" compiles it anew in every process.
	Cache string
	// OCR answers sandbox.OpScan; nil where there is none.
	OCR step.OCR

	once   sync.Once
	second *pdfium.Engine
	failed error
}

// engine is the second engine, started once.
func (e *Engines) engine(ctx context.Context) (*pdfium.Engine, error) {
	e.once.Do(func() {
		e.second, e.failed = pdfium.Open(ctx, e.Cache)
		if e.failed != nil && e.Cache != "" { // a folder that cannot be used costs time, not the engine
			e.second, e.failed = pdfium.Open(ctx, "")
		}
	})
	return e.second, e.failed
}

// Close ends the second engine if it was started.
func (e *Engines) Close(ctx context.Context) error {
	if e.second == nil {
		return nil
	}
	return e.second.Close(ctx) //nolint:wrapcheck // only for a report
}

// Words implements step.PDF.
func (e *Engines) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return locked.Read(ctx, b, pdftext.Limits{}) //nolint:wrapcheck // the classes of pdftext
}

// SecondWords implements step.PDF.
func (e *Engines) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	second, err := e.engine(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", step.ErrPDFReader, err)
	}
	t, err := second.Read(ctx, b, pdftext.Limits{})
	if errors.Is(err, pdfium.ErrEngine) {
		return nil, fmt.Errorf("%w: %w", step.ErrPDFReader, err)
	}
	return t, err //nolint:wrapcheck // the classes of pdftext
}

// Page implements step.PDF.
func (e *Engines) Page(ctx context.Context, b []byte, n, dpi int) ([]byte, error) {
	second, err := e.engine(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", step.ErrPDFReader, err)
	}
	png, err := second.Render(ctx, b, n, dpi)
	if errors.Is(err, pdfium.ErrEngine) {
		return nil, fmt.Errorf("%w: %w", step.ErrPDFReader, err)
	}
	return png, err //nolint:wrapcheck // the classes of pdftext
}

// Answer implements sandbox.Answerer.
func (e *Engines) Answer(ctx context.Context, q sandbox.Ask, b []byte) sandbox.Answer {
	var t *pdftext.Text
	var a sandbox.Answer
	var err error
	switch q.Op {
	case sandbox.OpWords:
		t, err = e.Words(ctx, b)
	case sandbox.OpSecond:
		t, err = e.SecondWords(ctx, b)
	case sandbox.OpPage:
		a.Body, err = e.Page(ctx, b, q.Page, q.DPI)
	case sandbox.OpStart:
		_, err = e.engine(ctx)
	case sandbox.OpScan:
		err = step.ErrNoOCR
		if e.OCR != nil {
			t, err = e.OCR.Words(ctx, b)
		}
	default:
		err = fmt.Errorf("%w: question %q", step.ErrPDFReader, q.Op)
	}
	if err == nil && t != nil {
		a.Body, err = json.Marshal(t)
	}
	if err == nil && len(a.Body) > sandbox.MaxAnswer {
		err = fmt.Errorf("%w: more than %d bytes of words", pdftext.ErrTooLarge, sandbox.MaxAnswer)
	}
	if err != nil {
		return sandbox.Refusal(err)
	}
	a.Size = len(a.Body)
	return a
}
