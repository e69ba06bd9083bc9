package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync/atomic"
	"time"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// child is one process that answers questions one at a time.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	w      *bufio.Writer
	r      *bufio.Reader
	served int
	second bool        // the second engine is started
	over   atomic.Bool // ended for its memory
	ended  error       // what Wait said, once done is closed
	done   chan struct{}
}

// start starts a child. It outlives the context of the question it is started
// for, and has no environment but its soft memory limit.
func start(command []string) (*child, error) {
	cmd := exec.Command(command[0], command[1:]...) //nolint:gosec,noctx // our own program; each question has its deadline
	cmd.Env = []string{fmt.Sprintf("GOMEMLIMIT=%d", softMemory)}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start a reader: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start a reader: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start a reader: %w", err)
	}
	return &child{cmd: cmd, in: in, w: bufio.NewWriter(in), r: bufio.NewReaderSize(out, maxHead), done: make(chan struct{})}, nil
}

// limited puts one question within its time. Starting the second engine has a
// time of its own, since it says nothing about the document.
func (c *child) limited(ctx context.Context, q Ask, b []byte) (*Answer, error) {
	if (q.Op == OpSecond || q.Op == OpPage) && !c.second {
		starting, cancel := context.WithTimeout(ctx, maxStart)
		defer cancel()
		if a, err := c.ask(starting, Ask{Op: OpStart}, nil); err != nil || a.Kind != "" {
			return a, err
		}
		c.second, c.served = true, 0
	}
	asking, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	return c.ask(asking, q, b)
}

// ask puts one question. After any error of its own the child is of no more
// use; a refusal is inside the answer.
func (c *child) ask(ctx context.Context, q Ask, b []byte) (*Answer, error) {
	stop := context.AfterFunc(ctx, func() { _ = c.cmd.Process.Kill() }) // it may have ended by itself
	watched := make(chan struct{})
	go c.watch(watched)
	a, err := c.exchange(q, b)
	close(watched)
	ran := stop()
	c.served++
	if err == nil && ran {
		return a, nil
	}
	c.end()
	var exit *exec.ExitError
	switch {
	case c.over.Load():
		return nil, fmt.Errorf("%w: its reader took more than %d bytes of memory", pdftext.ErrTooLarge, killMemory)
	case ctx.Err() != nil: // a busy machine does this too
		return nil, fmt.Errorf("%w: not done in time: %w", step.ErrPDFReader, context.Cause(ctx))
	case errors.Is(err, pdftext.ErrTooLarge):
		return nil, err
	case errors.As(c.ended, &exit):
		return nil, fmt.Errorf("%w: its reader ended with %v", pdftext.ErrDamaged, c.ended) //nolint:errorlint // the class is what matters
	}
	return nil, fmt.Errorf("%w: its reader gave no answer", pdftext.ErrDamaged)
}

// exchange writes the question and reads the answer.
func (c *child) exchange(q Ask, b []byte) (*Answer, error) {
	if err := writeFrame(c.w, q, b); err != nil {
		return nil, err
	}
	a := &Answer{}
	if err := readHead(c.r, a); err != nil {
		if errors.Is(err, bufio.ErrBufferFull) {
			return nil, fmt.Errorf("%w: its answer has no end", pdftext.ErrTooLarge)
		}
		return nil, err
	}
	if a.Size < 0 || a.Size > MaxAnswer {
		return nil, fmt.Errorf("%w: more than %d bytes of words", pdftext.ErrTooLarge, MaxAnswer)
	}
	a.Body = make([]byte, a.Size)
	if _, err := io.ReadFull(c.r, a.Body); err != nil {
		return nil, fmt.Errorf("read an answer: %w", err)
	}
	return a, nil
}

// watchEvery is how often the memory of a child at work is looked at: it can
// fill some 50 MB in between.
const watchEvery = 25 * time.Millisecond

// watch ends a child that holds too much memory while it answers.
func (c *child) watch(until <-chan struct{}) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-until:
			return
		case <-tick.C:
			if n, ok := resident(c.cmd.Process.Pid); ok && n > killMemory*memoryScale {
				c.over.Store(true)
				_ = c.cmd.Process.Kill() // it may have ended by itself
				return
			}
		}
	}
}

// grace is how long a child that was told to end may take.
const grace = time.Second

// end closes the child's input, which ends a healthy one, and waits; it is
// killed when that takes long. It may be called twice.
func (c *child) end() {
	select {
	case <-c.done:
		return
	default:
	}
	_ = c.in.Close() // a dead child has closed it
	kill := time.AfterFunc(grace, func() { _ = c.cmd.Process.Kill() })
	_, _ = io.Copy(io.Discard, c.r) // until its output ends, as Wait asks
	c.ended = c.cmd.Wait()
	kill.Stop()
	close(c.done)
}
