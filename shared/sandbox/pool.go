package sandbox

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// maxServed is how many questions one child answers before it is replaced, so
// that what a reader leaks stays small.
const maxServed = 500

// Pool asks children, and implements step.PDF. Idle children are kept for the
// next question; one that died, or went beyond its time or memory, is replaced.
// A Pool may be used by several goroutines: each question has a child to
// itself.
type Pool struct {
	// Command starts a child that calls Serve.
	Command []string

	mu     sync.Mutex
	idle   []*child
	closed bool
}

// Words implements step.PDF.
func (p *Pool) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return p.words(ctx, OpWords, b)
}

// SecondWords implements step.PDF.
func (p *Pool) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return p.words(ctx, OpSecond, b)
}

func (p *Pool) words(ctx context.Context, op Op, b []byte) (*pdftext.Text, error) {
	a, err := p.ask(ctx, Ask{Op: op}, b)
	if err != nil {
		return nil, err
	}
	return a.Text()
}

// Page implements step.PDF.
func (p *Pool) Page(ctx context.Context, b []byte, n, dpi int) ([]byte, error) {
	a, err := p.ask(ctx, Ask{Op: OpPage, Page: n, DPI: dpi}, b)
	if err != nil {
		return nil, err
	}
	return a.Body, a.Err()
}

// ask puts one question. When a child that has answered before fails, a fresh
// one is asked again: what ended it may have been left by an earlier document.
func (p *Pool) ask(ctx context.Context, q Ask, b []byte) (*Answer, error) {
	if len(b) > pdftext.MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", pdftext.ErrTooLarge, len(b), pdftext.MaxBytes)
	}
	q.Size = len(b)
	for {
		c, err := p.take()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", step.ErrPDFReader, err)
		}
		used := c.served > 0
		a, err := p.askOne(ctx, c, q, b)
		if err == nil || !used || errors.Is(err, step.ErrPDFReader) {
			return a, err
		}
	}
}

// askOne asks one child and keeps it when it is well.
func (p *Pool) askOne(ctx context.Context, c *child, q Ask, b []byte) (*Answer, error) {
	a, err := c.limited(ctx, q, b)
	if err == nil && c.served < maxServed {
		p.give(c)
	} else {
		c.end()
	}
	return a, err
}

func (p *Pool) take() (*child, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, errors.New("closed")
	}
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	return start(p.Command)
}

func (p *Pool) give(c *child) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		c.end()
		return
	}
	p.idle = append(p.idle, c)
}

// Close ends the idle children; one that is at work ends with its question.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, c := range p.idle {
		c.end()
	}
	p.idle = nil
}
