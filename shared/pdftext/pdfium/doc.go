// Package pdfium is the second engine for the words of a PDF, and draws its
// pages: PDFium compiled to WebAssembly, run by wazero. It is asked when the
// first engine (package pdftext) fails or its reading does not add up, and
// says whether values that no control total covers are read alike by a program
// that shares nothing with the first but the cutting of words.
//
// Example: the word "127431" at page 1, x 482 to 507, the very box pdftext
// gives it.
//
// The module has no file system, no clock and no network, and a memory of its
// own with a cap: a hostile file can end its instance, never this process. The
// package refuses what PDFium cannot open, a password, a document without
// words, and a page drawn larger than MaxPixels.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"

	lib "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"example.com/immex/shared/pdftext"
)

// The limits that are not those of package pdftext.
const (
	// maxMemoryPages bounds the module's memory, in pages of 64 KiB: 160 MiB,
	// eight times what the longest print takes. Growing copies it, so that the
	// process holds it twice for a moment.
	maxMemoryPages = 2560
	// MaxPixels bounds a drawn page: tabloid at 400 dots per inch.
	MaxPixels = 30_000_000
	// MaxDPI is where OCR stops gaining from finer pictures.
	MaxDPI = 400
)

// ErrEngine means that the engine itself could not start, which says nothing
// about any PDF.
var ErrEngine = errors.New("pdfium engine unavailable")

// Engine is a compiled PDFium. It serves any number of documents, each by an
// instance of its own; it may be used by several goroutines.
type Engine struct {
	pool  lib.Pool
	cache wazero.CompilationCache
}

// Open compiles the module, or takes it from the folder cache where an earlier
// run left it (some 90 ms against 2 s); "" keeps nothing. The folder must be
// writable by this user alone: what lies there is executed.
func Open(ctx context.Context, cache string) (*Engine, error) {
	e := &Engine{}
	conf := wazero.NewRuntimeConfig().WithMemoryLimitPages(maxMemoryPages).
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache != "" {
		c, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrEngine, err)
		}
		e.cache, conf = c, conf.WithCompilationCache(c)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: context.WithoutCancel(ctx), MaxTotal: maxInstances, RuntimeConfig: conf,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RandomSource: zeros{},
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrEngine, err), e.closeCache(ctx))
	}
	e.pool = pool
	return e, nil
}

// maxInstances bounds how many documents are open at once, each with memory of
// its own.
const maxInstances = 4

// zeros is the module's source of randomness: a reading must not depend on any.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// Close ends every instance.
func (e *Engine) Close(ctx context.Context) error {
	return errors.Join(e.pool.Close(), e.closeCache(ctx))
}

func (e *Engine) closeCache(ctx context.Context) error {
	if e.cache == nil {
		return nil
	}
	return e.cache.Close(ctx) //nolint:wrapcheck // only for a report
}

// Read gives the words of the PDF in b, within lim and before ctx ends. One
// step inside the module is not interrupted (watching for it costs two thirds
// of the speed): who needs a hard limit of time ends the process.
func (e *Engine) Read(ctx context.Context, b []byte, lim pdftext.Limits) (t *pdftext.Text, err error) {
	lim = lim.Capped()
	err = e.with(ctx, b, lim, func(d *doc) error {
		t, err = d.text(ctx, lim)
		return err
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Render draws page n, counted from 1, as PNG.
func (e *Engine) Render(ctx context.Context, b []byte, n, dpi int) (png []byte, err error) {
	err = e.with(ctx, b, pdftext.Limits{}.Capped(), func(d *doc) error {
		png, err = d.render(n, dpi)
		return err
	})
	return png, err
}
