package ocr_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/textract"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ocr"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/report/overlay"
	"example.com/immex/shared/sandbox/inside"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

const table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
	"1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n" +
	"4\t1\t1\t1\t1\t0\t300\t300\t900\t30\t-1\t\n" +
	"5\t1\t1\t1\t1\t1\t300\t300\t200\t30\t96.5\tVALOR\n" +
	"5\t1\t1\t1\t1\t2\t600\t300\t100\t46\t91\t127,431\n" +
	"5\t1\t1\t1\t1\t3\t800\t300\t100\t30\t10\t \n"

// TestMain lets the test binary be a tesseract that says what a test wants.
func TestMain(m *testing.M) {
	said := os.Getenv("FAKE_TESSERACT")
	switch {
	case said == "":
		os.Exit(m.Run())
	case os.Args[1] == "--list-langs":
		fmt.Print("List of available languages (2):\n" + os.Getenv("FAKE_LANGS") + "\n")
	case said == "fail":
		fmt.Fprint(os.Stderr, "no such picture")
		os.Exit(1)
	case said == "flood":
		for {
			if _, err := os.Stdout.WriteString(strings.Repeat(table, 1000)); err != nil {
				os.Exit(1)
			}
		}
	default:
		if !strings.Contains(strings.Join(os.Args, " "), "-l spa+eng") {
			os.Exit(2)
		}
		fmt.Print(said)
	}
	os.Exit(0)
}

func fake(t *testing.T, said, langs string) *ocr.Tesseract {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &ocr.Tesseract{Program: exe, Environ: []string{"FAKE_TESSERACT=" + said, "FAKE_LANGS=" + langs}}
}

func TestTesseractTable(t *testing.T) {
	t.Parallel()
	got, err := fake(t, table, "eng\nspa").Picture(t.Context(), []byte("picture"), 300)
	if err != nil {
		t.Fatal(err)
	}
	want := []pdftext.Page{{Number: 1, Width: 612, Height: 792, Words: []pdftext.Word{
		{S: "VALOR", X0: 72, Y0: 710.8, X1: 120, Y1: 720.3, Base: 712.8, Size: 10, Hidden: true},
		{S: "127,431", X0: 144, Y0: 708.96, X1: 168, Y1: 720.36, Base: 711.36, Size: 12, Hidden: true},
	}}}
	if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, 0.05)); d != "" {
		t.Error(d)
	}
}

func TestTesseractRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		engine *ocr.Tesseract
		want   error
	}{
		"missing":       {&ocr.Tesseract{Program: "/not/there/tesseract"}, step.ErrNoOCR},
		"no language":   {fake(t, table, "deu"), step.ErrNoOCR},
		"fails":         {fake(t, "fail", "eng\nspa"), step.ErrOCR},
		"floods":        {fake(t, "flood", "eng\nspa"), pdftext.ErrTooLarge},
		"other table":   {fake(t, strings.Replace(table, "2550", "wide", 1), "eng\nspa"), step.ErrOCR},
		"word, no page": {fake(t, strings.Replace(table, "\n1\t1\t0", "\n2\t1\t0", 1), "eng\nspa"), step.ErrOCR},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := c.engine.Picture(t.Context(), nil, 300); !errors.Is(err, c.want) {
				t.Errorf("%v %v, want %v", got, err, c.want)
			}
		})
	}
}

// service is an HTTP client that is Textract.
type service struct {
	status int
	kind   string // of the error
	body   string
	asked  string
}

func (s *service) Do(r *http.Request) (*http.Response, error) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	s.asked = r.Header.Get("X-Amz-Target") + " " + string(b)
	h := http.Header{"Content-Type": {"application/x-amz-json-1.1"}}
	if s.kind != "" {
		h.Set("X-Amzn-Errortype", s.kind)
	}
	return &http.Response{StatusCode: s.status, Header: h, Body: io.NopCloser(strings.NewReader(s.body)), Request: r}, nil
}

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTextract(t *testing.T) {
	t.Parallel()
	const answer = `{"Blocks":[{"BlockType":"PAGE","Page":1},{"BlockType":"LINE","Text":"VALOR 127431"},
		{"BlockType":"WORD","Page":1,"Text":"127431","Geometry":{"BoundingBox":{"Left":0.5,"Top":0.25,"Width":0.1,"Height":0.0072}}}]}`
	pic := picture(t, 850, 1000)
	for name, c := range map[string]struct {
		service
		pic  []byte
		want error
	}{
		"words":       {service{status: 200, body: answer}, pic, nil},
		"throttled":   {service{status: 400, kind: "ProvisionedThroughputExceededException", body: "{}"}, pic, step.ErrOCR},
		"bad picture": {service{status: 400, kind: "BadDocumentException", body: "{}"}, pic, pdftext.ErrDamaged},
		"too large":   {service{status: 400, kind: "DocumentTooLargeException", body: "{}"}, pic, pdftext.ErrTooLarge},
		"two pages":   {service{status: 200, body: strings.Replace(answer, `"WORD","Page":1`, `"WORD","Page":2`, 1)}, pic, pdftext.ErrTooLarge},
		"no picture":  {service{}, []byte("text"), pdftext.ErrDamaged},
		"over 10 MB":  {service{}, make([]byte, 11<<20), pdftext.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := c.service
			engine := &ocr.Textract{API: textract.New(textract.Options{
				Region: "us-east-1", HTTPClient: &s, RetryMaxAttempts: 1, Credentials: credentials.NewStaticCredentialsProvider("a", "b", ""),
			})}
			got, err := engine.Picture(t.Context(), c.pic, 100)
			if !errors.Is(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if c.want != nil {
				return
			}
			if !strings.HasPrefix(s.asked, "Textract.DetectDocumentText ") {
				t.Errorf("asked %.60s", s.asked)
			}
			want := []pdftext.Page{{Number: 1, Width: 612, Height: 720, Words: []pdftext.Word{
				{S: "127431", X0: 306, Y0: 533.4, X1: 367.2, Y1: 540.2, Base: 534.8, Size: 7.2, Hidden: true},
			}}}
			if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, 0.05)); d != "" {
				t.Error(d)
			}
		})
	}
}

// pages is an engine that counts the pictures it is given.
type pages struct{ dpi []int }

func (p *pages) Picture(_ context.Context, _ []byte, dpi int) ([]pdftext.Page, error) {
	p.dpi = append(p.dpi, dpi)
	return []pdftext.Page{{Number: 1}}, nil
}

func TestScans(t *testing.T) {
	t.Parallel()
	book := func(n int) ocr.Draw {
		return func(_ context.Context, _ []byte, page, _ int) ([]byte, error) {
			if page > n {
				return nil, pdftext.ErrNoPage
			}
			return []byte("picture"), nil
		}
	}
	for name, c := range map[string]struct {
		draw ocr.Draw
		b    []byte
		want error
		dpi  []int
	}{
		"three pages": {book(3), []byte("%PDF-1.4"), nil, []int{300, 300, 300}},
		"too many":    {book(1000), []byte("%PDF-1.4"), pdftext.ErrTooLarge, nil},
		"none":        {book(0), []byte("%PDF-1.4"), pdftext.ErrNoPage, nil},
		"upright":     {nil, picture(t, 1700, 2200), nil, []int{200}},
		"sideways":    {nil, picture(t, 2200, 1700), nil, []int{200}},
		"a stamp":     {nil, picture(t, 20, 20), pdftext.ErrTooLarge, nil},
		"no picture":  {nil, []byte("GIF89a"), pdftext.ErrDamaged, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := &pages{}
			got, err := (&ocr.Scans{Engine: e, Draw: c.draw}).Words(t.Context(), c.b)
			if !errors.Is(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if c.want != nil {
				return
			}
			if d := cmp.Diff(c.dpi, e.dpi); d != "" {
				t.Error(d)
			}
			for i := range got.Pages {
				if got.Pages[i].Number != i+1 {
					t.Errorf("page %d is number %d", i+1, got.Pages[i].Number)
				}
			}
		})
	}
}

// A print that was scanned gives the words of the print; what it becomes is
// right in every figure, or quarantined.
func TestTesseractReadsScan(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("tesseract is not installed: ", err)
	}
	e := &inside.Engines{Cache: filepath.Join(t.TempDir(), "cache")}
	t.Cleanup(func() { _ = e.Close(context.Background()) })
	pdf, scan := scanned(t, e)
	want, err := e.Words(t.Context(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	scans := &ocr.Scans{Engine: &ocr.Tesseract{Environ: os.Environ()}, Draw: e.Page}
	got, err := scans.Words(t.Context(), scan)
	if err != nil {
		t.Fatal(err)
	}
	found, n := 0, 0
	for i := range want.Pages {
		for _, w := range want.Pages[i].Words {
			if strings.Count(strings.Map(digit, w.S), "0") < 3 {
				continue
			}
			n++
			for _, o := range got.Pages[i].Words {
				if o.S == w.S && near(o.X0, w.X0) && near(o.Base, w.Base) {
					found++
					break
				}
			}
		}
	}
	if n < 30 || found*100 < n*90 {
		t.Errorf("OCR found %d of %d figures in their places", found, n)
	}
	reader := &step.Reader{PDF: e, OCR: scans, Keep: true}
	truth := reader.Read(t.Context(), step.Input{Name: "print", Bytes: pdf})[0]
	p := reader.Read(t.Context(), step.Input{Name: "scan", Bytes: scan})[0]
	if p.Record.Source != document.SourceOCR {
		t.Errorf("source %q: %v", p.Record.Source, p.Record.Findings)
	}
	if p.Record.Status == document.Accepted && p.Pedimento.ValorAduana.Cmp(truth.Pedimento.ValorAduana) != 0 {
		t.Errorf("accepted with value %s, printed %s", p.Pedimento.ValorAduana, truth.Pedimento.ValorAduana)
	}
}

func digit(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0'
	}
	return r
}

func near(a, b float64) bool { return max(a-b, b-a) < 3 }

// scanned is a printed pedimento, and the same as pictures alone.
func scanned(t *testing.T, e *inside.Engines) (pdf, scan []byte) {
	t.Helper()
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
		if strings.HasSuffix(name, ".pdf") {
			pdf = b
		}
		return nil
	})
	if err != nil || pdf == nil {
		t.Fatalf("no printed pedimento: %v", err)
	}
	var book []overlay.Page
	for n := 1; ; n++ {
		pic, err := e.Page(t.Context(), pdf, n, 200)
		if errors.Is(err, pdftext.ErrNoPage) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		book = append(book, overlay.Page{PNG: pic, DPI: 200})
	}
	var b bytes.Buffer
	if err := overlay.Write(&b, book); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Words(t.Context(), b.Bytes()); !errors.Is(err, pdftext.ErrNoText) {
		t.Fatalf("the scan has words: %v", err)
	}
	return pdf, b.Bytes()
}

func FuzzTesseractTable(f *testing.F) {
	f.Add(table, 300)
	f.Add("1\t1\t0\t0\t0\t0\t0\t0\t-1\t9\t-1\t\n", 1)
	f.Fuzz(func(t *testing.T, said string, dpi int) {
		pages, err := ocr.ReadTSV([]byte(said), max(1, dpi%1000))
		if err != nil {
			return
		}
		for i := range pages {
			for _, w := range pages[i].Words {
				if w.S == "" || strings.ContainsAny(w.S, " \t\n") {
					t.Errorf("word %q", w.S)
				}
			}
		}
	})
}

// slowEngine takes its time over a page.
type slowEngine time.Duration

func (e slowEngine) Picture(ctx context.Context, _ []byte, _ int) ([]pdftext.Page, error) {
	select {
	case <-time.After(time.Duration(e)):
		return []pdftext.Page{{}}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestTooLongForItsTime: a scan that cannot end in the time there is is told to be
// split, before it is stopped; one that can ends.
func TestTooLongForItsTime(t *testing.T) {
	for _, tt := range []struct {
		pages   int
		each    time.Duration
		refused bool
	}{{1, 4 * time.Second, false}, {20, 4 * time.Second, false}, {40, 4 * time.Second, true}, {1, 45 * time.Second, false}, {2, 45 * time.Second, true}} {
		pages, refused := tt.pages, tt.refused
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithTimeout(t.Context(), 120*time.Second)
			defer stop()
			s := &ocr.Scans{Engine: slowEngine(tt.each), Draw: func(_ context.Context, _ []byte, n, _ int) ([]byte, error) {
				if n > pages {
					return nil, pdftext.ErrNoPage
				}
				return nil, nil
			}}
			text, err := s.Words(ctx, []byte("%PDF-1.7"))
			if errors.Is(err, pdftext.ErrTooLarge) != refused || (err == nil) == refused || ctx.Err() != nil {
				t.Errorf("%d pages: %v", pages, err)
			}
			if refused && !strings.Contains(err.Error(), "split it") || !refused && len(text.Pages) != pages {
				t.Errorf("%d pages: %v", pages, err)
			}
		})
	}
}
