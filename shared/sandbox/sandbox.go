// Package sandbox reads hostile PDFs in a process of their own: a reader that
// is killed for memory or time takes only itself along. On AWS the same
// reading is a Lambda of its own.
//
// Example: Pool starts `immex read-pdf` once, asks it for the words of one PDF
// after another, and starts another when it died of one.
//
// Parent and child speak in frames over pipes: a line of JSON that says how
// many bytes follow it. The child gets no file and no environment but what it
// needs. The package decides nothing about a document.
package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// Limits of one question to a child.
const (
	// MaxTime is fifty times what the slowest real document took.
	MaxTime = 10 * time.Second
	// maxStart is for compiling the second engine where no earlier run left it:
	// 2 s, and many times that on a busy machine.
	maxStart = 90 * time.Second
	// MaxAnswer bounds the words or picture that come back: 64 MiB is millions
	// of words.
	MaxAnswer = 64 << 20
	// MaxMemory is what no child may ever hold.
	MaxMemory = 512 << 20
	// killMemory is where the parent ends a child, where the system tells how
	// much it holds; it can fill some 50 MB between two looks.
	killMemory = 440 << 20
	// softMemory is where the child itself begins to save memory.
	softMemory = 320 << 20
	// maxHead bounds the line that announces a frame.
	maxHead = 16 << 10
)

// Op is what is asked about a PDF.
type Op string

// The questions.
const (
	OpWords  Op = "words"  // the words, by the first engine
	OpSecond Op = "second" // the words, by the second engine
	OpPage   Op = "page"   // the picture of one page, as PNG
	OpScan   Op = "scan"   // the words, by OCR
	OpStart  Op = "start"  // nothing: starts the second engine
)

// Ask is one question: it goes before the bytes of the PDF.
type Ask struct {
	Op   Op  `json:"op"`
	Page int `json:"page,omitempty"` // of OpPage, from 1
	DPI  int `json:"dpi,omitempty"`  // of OpPage
	Size int `json:"size"`           // of the PDF that follows
}

// Answer is what comes back. Kind names the refusal, "" is none.
type Answer struct {
	Kind  string `json:"kind,omitempty"`
	Error string `json:"error,omitempty"`
	Size  int    `json:"size"` // of Body
	Body  []byte `json:"-"`    // JSON of pdftext.Text, or a PNG
}

// kindEngine says that the engine could not start.
const kindEngine = "engine"

// kinds names the errors that mean something to the caller.
func kinds() map[string]error {
	return map[string]error{
		"not_pdf": pdftext.ErrNotPDF, "password": pdftext.ErrPassword, "damaged": pdftext.ErrDamaged,
		"too_large": pdftext.ErrTooLarge, "no_text": pdftext.ErrNoText, "no_page": pdftext.ErrNoPage,
		kindEngine: step.ErrPDFReader, "no_ocr": step.ErrNoOCR, "ocr": step.ErrOCR,
	}
}

// Answerer answers questions about PDFs: the engines of package inside.
type Answerer interface {
	// Answer answers one question about b; what is wrong with b is in the answer.
	Answer(ctx context.Context, q Ask, b []byte) Answer
}

// Refusal is the answer that says err.
func Refusal(err error) Answer {
	a := Answer{Kind: "damaged", Error: err.Error()}
	for k, e := range kinds() {
		if errors.Is(err, e) {
			a.Kind = k
		}
	}
	return a
}

// Err is the refusal of an answer, nil when it is none.
func (a *Answer) Err() error {
	if a.Kind == "" {
		return nil
	}
	class, ok := kinds()[a.Kind]
	if !ok {
		class = pdftext.ErrDamaged
	}
	return fmt.Errorf("%w: %s", class, a.Error)
}

// Text is the words of an answer, which a hostile PDF may have shaped.
func (a *Answer) Text() (*pdftext.Text, error) {
	if err := a.Err(); err != nil {
		return nil, err
	}
	var t *pdftext.Text
	if err := json.Unmarshal(a.Body, &t); err != nil || t == nil {
		return nil, fmt.Errorf("%w: its reader gave no answer", pdftext.ErrDamaged)
	}
	return t, nil
}

// Serve is the child: it answers frame by frame until in ends.
func Serve(ctx context.Context, in io.Reader, out io.Writer, e Answerer) error {
	r, w := bufio.NewReaderSize(in, maxHead), bufio.NewWriter(out)
	for {
		var q Ask
		if err := readHead(r, &q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if q.Size < 0 || q.Size > pdftext.MaxBytes {
			return fmt.Errorf("%w: a question of %d bytes", pdftext.ErrTooLarge, q.Size)
		}
		b := make([]byte, q.Size)
		if _, err := io.ReadFull(r, b); err != nil {
			return fmt.Errorf("read PDF: %w", err)
		}
		a := e.Answer(ctx, q, b)
		if err := writeFrame(w, a, a.Body); err != nil {
			return err
		}
	}
}

// readHead reads the line that announces a frame.
func readHead(r *bufio.Reader, head any) error {
	line, err := r.ReadSlice('\n')
	if err != nil {
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return io.EOF
		}
		return fmt.Errorf("read a frame: %w", err)
	}
	if err := json.Unmarshal(line, head); err != nil {
		return fmt.Errorf("read a frame: %w", err)
	}
	return nil
}

// writeFrame writes a line that announces body, and body.
func writeFrame(w *bufio.Writer, head any, body []byte) error {
	line, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("write a frame: %w", err)
	}
	_, e1 := w.Write(append(line, '\n'))
	_, e2 := w.Write(body)
	if err := errors.Join(e1, e2, w.Flush()); err != nil {
		return fmt.Errorf("write a frame: %w", err)
	}
	return nil
}
