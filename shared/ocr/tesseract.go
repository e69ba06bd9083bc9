package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// Limits of one run of tesseract.
const (
	// maxTime is twenty times what a full page takes on one core.
	maxTime = 2 * time.Minute
	// maxOutput bounds the table it writes: 10,000 words are under 1 MB.
	maxOutput = 32 << 20
)

// Tesseract runs the installed tesseract. Where it is missing every question
// is answered with step.ErrNoOCR.
type Tesseract struct {
	// Program is its name or path; "" is tesseract.
	Program string
	// Environ is the environment it runs with.
	Environ []string
}

// Picture implements Engine.
func (t *Tesseract) Picture(ctx context.Context, b []byte, dpi int) ([]pdftext.Page, error) {
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	name := t.Program
	if name == "" {
		name = "tesseract"
	}
	program, err := exec.LookPath(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", step.ErrNoOCR, err)
	}
	langs, err := t.languages(ctx, program)
	if err != nil {
		return nil, err
	}
	// one block of text per line of words, wherever they stand: --psm 11 finds
	// lone words that the layout analysis takes for noise
	out, err := t.run(ctx, program, b, "stdin", "stdout", "--dpi", strconv.Itoa(dpi), "--psm", "11", "-l", langs, "tsv")
	if err != nil {
		return nil, err
	}
	return ReadTSV(out, dpi)
}

// languages are Spanish and English as far as they are installed.
func (t *Tesseract) languages(ctx context.Context, program string) (string, error) {
	out, err := t.run(ctx, program, nil, "--list-langs")
	if err != nil {
		return "", err
	}
	var have []string
	for _, l := range []string{"spa", "eng"} {
		for line := range strings.Lines(string(out)) {
			if strings.TrimSpace(line) == l {
				have = append(have, l)
			}
		}
	}
	if len(have) == 0 {
		return "", fmt.Errorf("%w: tesseract has neither language spa nor eng", step.ErrNoOCR)
	}
	return strings.Join(have, "+"), nil
}

func (t *Tesseract) run(ctx context.Context, program string, in []byte, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // the program this machine is set up with
	cmd.Env = append([]string{"OMP_THREAD_LIMIT=1"}, t.Environ...)
	cmd.Stdin = bytes.NewReader(in)
	out, said := &capped{max: maxOutput}, &capped{max: 4 << 10}
	cmd.Stdout, cmd.Stderr = out, said
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	switch {
	case err == nil:
		return out.b.Bytes(), nil
	case out.over:
		return nil, fmt.Errorf("%w: tesseract found more than %d bytes of words", pdftext.ErrTooLarge, maxOutput)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%w: %w", step.ErrOCR, ctx.Err())
	}
	return nil, fmt.Errorf("%w: tesseract: %w: %.200s", step.ErrOCR, err, said.b.String())
}

// capped keeps at most max bytes.
type capped struct {
	b    bytes.Buffer
	max  int
	over bool
}

var errOver = errors.New("too much output")

func (c *capped) Write(p []byte) (int, error) {
	if c.b.Len()+len(p) > c.max {
		c.over = true
		return 0, errOver
	}
	return c.b.Write(p) //nolint:wrapcheck // a buffer does not fail
}

// The columns of tesseract's table.
const (
	colLevel, colPage                    = 0, 1
	colLeft, colTop, colWidth, colHeight = 6, 7, 8, 9
	colText, columns                     = 11, 12
	levelPage, levelWord                 = 1, 5
)

// ReadTSV reads the table tesseract writes: a row per page with its size, and one per word with
// its box in dots from the upper left.
func ReadTSV(b []byte, dpi int) ([]pdftext.Page, error) {
	scale := 72 / float64(dpi)
	var pages []pdftext.Page
	for line := range strings.Lines(string(b)) {
		f := strings.SplitN(strings.TrimRight(line, "\r\n"), "\t", columns)
		if len(f) < columns || f[0] == "level" {
			continue
		}
		var n [colText]int
		for i := range colHeight + 1 {
			v, err := strconv.Atoi(f[i])
			if err != nil {
				return nil, fmt.Errorf("%w: tesseract's table: %q", step.ErrOCR, f[i])
			}
			n[i] = v
		}
		switch n[colLevel] {
		case levelPage:
			pages = append(pages, pdftext.Page{
				Number: n[colPage], Width: float64(n[colWidth]) * scale, Height: float64(n[colHeight]) * scale,
			})
		case levelWord:
			if len(pages) == 0 {
				return nil, fmt.Errorf("%w: tesseract's table: a word without a page", step.ErrOCR)
			}
			p := &pages[len(pages)-1]
			s := strings.Join(strings.Fields(f[colText]), "")
			if s == "" {
				continue
			}
			if len(p.Words) >= MaxWords {
				return nil, fmt.Errorf("%w: more than %d words on a page", pdftext.ErrTooLarge, MaxWords)
			}
			top := p.Height - float64(n[colTop])*scale
			left := float64(n[colLeft]) * scale
			p.Words = append(p.Words, word(s, left, top-float64(n[colHeight])*scale, left+float64(n[colWidth])*scale, top))
		}
	}
	return pages, nil
}
