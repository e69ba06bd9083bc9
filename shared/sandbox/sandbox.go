// Package sandbox reads a hostile PDF in a process of its own: a reader that
// is killed for memory or time takes only itself along. On AWS the same
// reading is a Lambda of its own.
//
// Parent and child speak JSON over pipes; the child gets no file and no
// environment but what it needs.
package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// Limits of one child.
const (
	// MaxTime is over a hundred times what the slowest real document took.
	MaxTime = 20 * time.Second
	// MaxAnswer bounds the words that come back: 64 MiB is millions of words.
	MaxAnswer = 64 << 20
	// MaxMemory is the soft limit the child sets itself; the hard one is the
	// operating system's where it has one.
	MaxMemory = 512 << 20
)

// answer is what the child writes.
type answer struct {
	Text  *pdftext.Text `json:"text,omitempty"`
	Error string        `json:"error,omitempty"`
	Kind  string        `json:"kind,omitempty"`
}

// kinds names the errors that mean something to the caller.
func kinds() map[string]error {
	return map[string]error{
		"not_pdf": pdftext.ErrNotPDF, "password": pdftext.ErrPassword, "damaged": pdftext.ErrDamaged,
		"too_large": pdftext.ErrTooLarge, "no_text": pdftext.ErrNoText,
	}
}

// Serve is the child: a PDF on in, the answer on out.
func Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	b, err := io.ReadAll(io.LimitReader(in, pdftext.MaxBytes+1))
	if err != nil {
		return fmt.Errorf("read PDF: %w", err)
	}
	var a answer
	t, err := pdftext.Read(ctx, b, pdftext.Limits{})
	if err != nil {
		a.Error, a.Kind = err.Error(), "damaged"
		for k, e := range kinds() {
			if errors.Is(err, e) {
				a.Kind = k
			}
		}
	} else {
		a.Text = t
	}
	if err := json.NewEncoder(out).Encode(a); err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	return nil
}

// Read asks a child, started with the given command, for the words of a PDF.
func Read(ctx context.Context, command []string, b []byte) (*pdftext.Text, error) {
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // our own executable
	cmd.Env = []string{fmt.Sprintf("GOMEMLIMIT=%d", MaxMemory)}
	cmd.Stdin = bytes.NewReader(b)
	out := &bounded{}
	cmd.Stdout = out
	var ended *exec.ExitError
	switch err := cmd.Run(); {
	case err == nil:
	case out.over:
		return nil, fmt.Errorf("%w: more than %d bytes of words", pdftext.ErrTooLarge, MaxAnswer)
	case ctx.Err() != nil: // a busy machine does this too
		return nil, fmt.Errorf("%w: not done in %s", step.ErrPDFReader, MaxTime)
	case errors.As(err, &ended):
		return nil, fmt.Errorf("%w: its reader ended with %v", pdftext.ErrDamaged, err) //nolint:errorlint // the class is what matters
	default: // it never ran
		return nil, fmt.Errorf("%w: %v", step.ErrPDFReader, err) //nolint:errorlint // the class is what matters
	}
	return Decode(out.buf.Bytes())
}

// Decode reads what Serve wrote.
func Decode(b []byte) (*pdftext.Text, error) {
	var a answer
	if err := json.Unmarshal(b, &a); err != nil || a.Kind == "" && a.Text == nil {
		return nil, fmt.Errorf("%w: its reader gave no answer", pdftext.ErrDamaged)
	}
	if a.Kind != "" {
		class, ok := kinds()[a.Kind]
		if !ok {
			class = pdftext.ErrDamaged
		}
		return nil, fmt.Errorf("%w: %s", class, a.Error)
	}
	return a.Text, nil
}

// bounded refuses to grow past MaxAnswer. The buffer is not embedded: its
// ReadFrom would take what a flooding child writes without asking.
type bounded struct {
	buf  bytes.Buffer
	over bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.over = b.buf.Len()+len(p) > MaxAnswer; b.over {
		return 0, pdftext.ErrTooLarge
	}
	return b.buf.Write(p) //nolint:wrapcheck // a buffer does not fail
}
