package cloud

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/step"
)

// maxWords bounds the compressed answer about one PDF: as base64 in JSON it
// stays below the 6 MB of a synchronous answer. Words compress about ten to
// one, so it is some 40 MB of them, 300 times the longest pedimento known.
const maxWords = 4 << 20

// ReadIn asks about the PDF it names: its words by one of the engines (no Op
// is the first one), what OCR makes of its pictures, or the picture of a page.
type ReadIn struct {
	RFC    string     `json:"rfc"`
	Bucket string     `json:"bucket"`
	Key    string     `json:"key"`
	Op     sandbox.Op `json:"op,omitempty"`
	Page   int        `json:"page,omitempty"` // of the picture of a page, from 1
	DPI    int        `json:"dpi,omitempty"`
}

// ReadOut is the answer: always inline and compressed, so that a process a
// hostile file may take over needs no permission to write anywhere.
type ReadOut struct {
	Kind  string `json:"kind,omitempty"` // the refusal, as sandbox.Answer names it
	Error string `json:"error,omitempty"`
	Words []byte `json:"words,omitempty"` // gzip of the JSON of the words, or of the picture
}

// Engines opens the readers of PDFs: Open of package engines.
type Engines func(aws.Config, lambdaio.Settings) sandbox.Answerer

// Read reads one PDF of the work shelf. What the file does wrong is
// part of the answer; a crash ends only this process.
func (c *Cloud) Read(open Engines) func(context.Context, ReadIn) (ReadOut, error) {
	api, engines := s3.NewFromConfig(c.aws), open(c.aws, c.set)
	return func(ctx context.Context, in ReadIn) (ReadOut, error) {
		if in.Bucket != c.set.WorkBucket {
			return ReadOut{}, fault.Newf(fault.Misconfigured, "read a PDF", "it lies in a bucket that is not the work shelf")
		}
		b, err := fetch(ctx, api, in.Bucket, in.Key)
		if err != nil {
			return ReadOut{}, err
		}
		if in.Op == "" {
			in.Op = sandbox.OpWords
		}
		a := engines.Answer(ctx, sandbox.Ask{Op: in.Op, Page: in.Page, DPI: in.DPI, Size: len(b)}, b)
		if err := a.Err(); errors.Is(err, step.ErrOCR) { // away or throttled, which says nothing of the file
			return ReadOut{}, fault.New(fault.Transient, "read a scan", err)
		}
		return pack(a)
	}
}

// pack compresses an answer.
func pack(a sandbox.Answer) (ReadOut, error) {
	if a.Kind != "" {
		return ReadOut{Kind: a.Kind, Error: a.Error}, nil
	}
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	_, err := zip.Write(a.Body)
	if err := errors.Join(err, zip.Close()); err != nil {
		return ReadOut{}, fault.New(fault.Transient, "read a PDF", err)
	}
	if out.Len() > maxWords {
		return ReadOut{}, fault.Newf(fault.TooLarge, "read a PDF", "its answer is over %d bytes", maxWords)
	}
	return ReadOut{Words: out.Bytes()}, nil
}

// pdfReader asks the read function.
type pdfReader struct {
	call     invoke
	function string
	shelves  shelves
	readings *readings // nil: every question is asked
}

// shelves keeps a PDF where the read function finds it.
type shelves interface {
	step.Blobs
	step.Locator
}

// pdfCall is the reading of the PDFs of one document, or of one step. A hostile
// PDF is a finding; trouble of the platform is kept, so that the message is
// delivered or the step done again instead of setting a good document apart.
type pdfCall struct {
	reader pdfReader
	rfc    string

	// most is how many readings of one delivery may take all the time that the read
	// function has; PDFs behind them are not begun. 0: any number.
	most int
	// until is when the last PDF is begun, the zero time for no end: what is begun
	// later would take the time in which the delivery is written into the books.
	until time.Time

	mu      sync.Mutex // of a step that reads two documents at a time
	failed  error
	crashed int                     // readings that ended the read function
	slow    int                     // those that took all its time
	scanned int64                   // pages that were recognised
	passed  map[document.Hash]error // PDFs that were not begun, and why
	kept    map[document.Hash]bool  // PDFs that lie on the work shelf: each is read more than once
}

// fail keeps the first trouble, and gives it back.
func (p *pdfCall) fail(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed == nil {
		p.failed = err
	}
	return p.failed
}

// trouble is what was kept; nil when all went well.
func (p *pdfCall) trouble() error { return p.fail(nil) }

// crashes adds to the crashes, and gives them back.
func (p *pdfCall) crashes(more int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.crashed += more
	return p.crashed
}

// slowly counts a reading that took all the time.
func (p *pdfCall) slowly() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slow++
}

// Words implements step.PDF.
func (p *pdfCall) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return p.words(ctx, sandbox.OpWords, b)
}

// SecondWords implements step.PDF.
func (p *pdfCall) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return p.words(ctx, sandbox.OpSecond, b)
}

// Page implements step.PDF. A picture at the resolution of a screen fits a
// synchronous answer; one that does not is TooLarge.
func (p *pdfCall) Page(ctx context.Context, b []byte, n, dpi int) ([]byte, error) {
	a, err := p.ask(ctx, ReadIn{Op: sandbox.OpPage, Page: n, DPI: dpi}, b)
	return a.Body, err
}

// scanCall is the recognition of the scans of one document.
type scanCall struct{ *pdfCall }

// Words implements step.OCR.
func (s scanCall) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	t, err := s.words(ctx, sandbox.OpScan, b)
	if err == nil {
		s.mu.Lock()
		s.scanned += int64(len(t.Pages))
		s.mu.Unlock()
	}
	return t, err
}

func (p *pdfCall) words(ctx context.Context, op sandbox.Op, b []byte) (*pdftext.Text, error) {
	a, err := p.ask(ctx, ReadIn{Op: op}, b)
	if err != nil {
		return nil, err
	}
	text, err := a.Text()
	if err != nil {
		return nil, fmt.Errorf("read the words of a PDF: %w", err)
	}
	return text, nil
}

// ask puts a PDF where the read function finds it, and asks about it.
func (p *pdfCall) ask(ctx context.Context, in ReadIn, b []byte) (a sandbox.Answer, err error) {
	if len(b) > pdftext.MaxBytes {
		return a, fmt.Errorf("%w: more than %d bytes", pdftext.ErrTooLarge, pdftext.MaxBytes)
	}
	if err := p.trouble(); err != nil {
		return a, err
	}
	if err := p.begins(in.Op, b); err != nil {
		return a, err
	}
	in.RFC = p.programme()
	if a, ok := p.reader.readings.kept(ctx, &in, document.HashOf(b)); ok {
		return a, nil
	}
	h, err := p.keep(ctx, b)
	if err != nil {
		return a, p.fail(err)
	}
	in.Bucket, in.Key = p.reader.shelves.Where(in.RFC, step.ShelfWork, h)
	answer, errorType, err := p.reader.invoke(ctx, in)
	if err != nil {
		return a, p.fail(err)
	}
	switch errorType {
	case "":
	case fault.TooLarge.String():
		return a, fmt.Errorf("%w: more than %d bytes of words", pdftext.ErrTooLarge, maxWords)
	case fault.Transient.String(), fault.Conflict.String(), fault.Corrupt.String(), fault.Misconfigured.String():
		return a, p.fail(fault.Newf(fault.Transient, "read a PDF", "the read function answered %s", errorType))
	case "Sandbox.Timedout":
		p.crashes(1)
		p.slowly()
		return a, fmt.Errorf("%w: not done in the time the function has", step.ErrPDFReader)
	default: // it crashed: a panic, no memory, an exit
		p.crashes(1)
		return a, fmt.Errorf("%w: its reader ended with %.80s", pdftext.ErrDamaged, errorType)
	}
	if a, err = opened(answer); err != nil {
		return a, fmt.Errorf("read a PDF: %w", err)
	}
	p.reader.readings.keep(ctx, &in, h, answer)
	return a, nil
}

// begins tells why a reading is not begun; nil when it is. A PDF that was begun has
// its second engine, one that was not has none.
func (p *pdfCall) begins(op sandbox.Op, b []byte) (err error) {
	h := document.HashOf(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case op == sandbox.OpSecond:
		return p.passed[h]
	case p.most > 0 && p.slow >= p.most:
		err = fmt.Errorf("%w: %d readings of what came with it took all the time there is", step.ErrNotTried, p.slow)
	case !p.until.IsZero() && time.Until(p.until) < 0:
		err = fmt.Errorf("%w: what came with it took the time there is", step.ErrNotTried)
	default:
		return nil
	}
	if p.passed == nil {
		p.passed = map[document.Hash]error{}
	}
	p.passed[h] = err
	return err
}

// asked is how many PDFs the read function was asked about.
func (p *pdfCall) asked() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return int64(len(p.kept))
}

// pages is how many pages were recognised.
func (p *pdfCall) pages() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.scanned
}

// notBegun tells whether a document was asked for and not begun.
func (p *pdfCall) notBegun(h document.Hash) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.passed[h] != nil
}

// programme is on whose shelf the PDFs of this call lie.
func (p *pdfCall) programme() string {
	if p.rfc == "" {
		return step.Unassigned
	}
	return p.rfc
}

// keep puts a PDF on the work shelf, once.
func (p *pdfCall) keep(ctx context.Context, b []byte) (document.Hash, error) {
	h := document.HashOf(b)
	p.mu.Lock()
	there := p.kept[h]
	p.mu.Unlock()
	if there {
		return h, nil
	}
	if _, err := p.reader.shelves.Put(ctx, p.programme(), step.ShelfWork, b); err != nil {
		return "", err //nolint:wrapcheck // already classified
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept == nil {
		p.kept = map[document.Hash]bool{}
	}
	p.kept[h] = true
	return h, nil
}

// invoke waits for the answer about a PDF of the work shelf.
func (r pdfReader) invoke(ctx context.Context, in ReadIn) (answer []byte, errorType string, err error) {
	payload, err := json.Marshal(in)
	if err != nil {
		return nil, "", fmt.Errorf("read a PDF: %w", err)
	}
	rest := lastPDF
	if in.Op == sandbox.OpSecond {
		rest = lastSecond
	}
	out, err := patient(r.call, rest)(ctx, &lambda.InvokeInput{FunctionName: &r.function, Payload: payload})
	if err != nil {
		return nil, "", classify("read a PDF", err)
	}
	if aws.ToString(out.FunctionError) == "" {
		return out.Payload, "", nil
	}
	var report struct {
		ErrorType string `json:"errorType"`
	}
	if err := json.Unmarshal(out.Payload, &report); err != nil || report.ErrorType == "" {
		report.ErrorType = aws.ToString(out.FunctionError)
	}
	return nil, report.ErrorType, nil
}

// opened opens the answer, which a hostile PDF may have shaped.
func opened(answer []byte) (sandbox.Answer, error) {
	var out ReadOut
	if err := json.Unmarshal(answer, &out); err != nil {
		return sandbox.Answer{}, fmt.Errorf("%w: its reader gave no answer", pdftext.ErrDamaged)
	}
	a := sandbox.Answer{Kind: out.Kind, Error: out.Error}
	if err := a.Err(); err != nil {
		return sandbox.Answer{}, err //nolint:wrapcheck // classified there
	}
	zip, err := gzip.NewReader(bytes.NewReader(out.Words))
	if err != nil {
		return sandbox.Answer{}, fmt.Errorf("%w: its reader gave no answer", pdftext.ErrDamaged)
	}
	if a.Body, err = io.ReadAll(io.LimitReader(zip, sandbox.MaxAnswer+1)); err != nil {
		return sandbox.Answer{}, fmt.Errorf("%w: its reader's answer is cut", pdftext.ErrDamaged)
	}
	if len(a.Body) > sandbox.MaxAnswer {
		return sandbox.Answer{}, fmt.Errorf("%w: more than %d bytes", pdftext.ErrTooLarge, sandbox.MaxAnswer)
	}
	return a, nil
}
