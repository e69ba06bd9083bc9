package sandbox_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/pdfium"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/sandbox/inside"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// TestMain lets the test binary be the child, well behaved or not.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 {
		child(os.Args[1], os.Args[2])
	}
	os.Exit(m.Run())
}

func child(role, arg string) {
	switch role {
	case "serve":
		if err := sandbox.Serve(context.Background(), os.Stdin, os.Stdout, &inside.Engines{Cache: arg}); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	case "die":
		os.Exit(3)
	case "once": // answers well, and is gone when asked again
		r := bufio.NewReader(os.Stdin)
		line, _ := r.ReadBytes('\n')
		var q sandbox.Ask
		_ = json.Unmarshal(line, &q)
		_, _ = io.CopyN(io.Discard, r, int64(q.Size))
		_, _ = os.Stdout.WriteString(`{"kind":"no_text","error":"once","size":0}` + "\n")
		_, _ = r.ReadByte()
		os.Exit(3)
	case "babble":
		_, _ = os.Stdout.WriteString("no JSON at all\n")
		os.Exit(0)
	case "flood", "endless":
		if role == "flood" {
			_, _ = os.Stdout.WriteString(`{"size":99999999999}` + "\n")
		}
		for block := bytes.Repeat([]byte("x"), 1<<20); ; {
			if _, err := os.Stdout.Write(block); err != nil {
				os.Exit(1)
			}
		}
	case "greedy":
		var all [][]byte
		for {
			all = append(all, bytes.Repeat([]byte("x"), 1<<20))
			_ = all
		}
	case "hang":
		select {}
	case "robust":
		robust(arg)
	case "environment":
		if len(os.Environ()) != 1 || !strings.HasPrefix(os.Environ()[0], "GOMEMLIMIT=") {
			os.Exit(4)
		}
		_, _ = os.Stdout.WriteString(`{"kind":"no_text","error":"clean"}` + "\n")
		_, _ = os.Stdin.Read(make([]byte, 1))
		os.Exit(0)
	}
}

// command makes this binary the child.
func command(t *testing.T, role, arg string) []string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{exe, role, arg}
}

// cache is the compiled second engine, made once for all tests.
var cache = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "sandbox-test-")
	if err != nil {
		return "", err
	}
	e, err := pdfium.Open(context.Background(), filepath.Join(dir, "cache"))
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "cache"), e.Close(context.Background())
})

// pool is a pool of well-behaved children.
func pool(t *testing.T) *sandbox.Pool {
	t.Helper()
	dir, err := cache()
	if err != nil {
		t.Fatal(err)
	}
	p := &sandbox.Pool{Command: command(t, "serve", dir)}
	t.Cleanup(p.Close)
	return p
}

// print is a printed pedimento of the made-up company.
func print(tb testing.TB) []byte {
	tb.Helper()
	var pdf []byte
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
		if strings.HasSuffix(name, ".pdf") {
			pdf = b
		}
		return nil
	})
	if err != nil || pdf == nil {
		tb.Fatalf("no printed pedimento: %v", err)
	}
	return pdf
}

func TestPoolRefusals(t *testing.T) {
	t.Parallel()
	good := print(t)
	for _, c := range []struct {
		name, role string
		pdf        []byte
		want       error
	}{
		{"garbage", "serve", []byte("garbage"), pdftext.ErrNotPDF},
		{"empty", "serve", nil, pdftext.ErrNotPDF},
		{"cut", "serve", good[:len(good)/2], pdftext.ErrDamaged},
		{"too large", "serve", make([]byte, pdftext.MaxBytes+1), pdftext.ErrTooLarge},
		{"reader dies", "die", good, pdftext.ErrDamaged},
		{"reader babbles", "babble", good, pdftext.ErrDamaged},
		{"reader floods", "flood", good, pdftext.ErrTooLarge},
		{"answer without end", "endless", good, pdftext.ErrTooLarge},
		{"reader eats memory", "greedy", good, pdftext.ErrTooLarge},
		{"no environment", "environment", good, pdftext.ErrNoText},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if raced && c.role == "greedy" {
				t.Skip("the race detector slows a greedy reader below its limit of time")
			}
			p := &sandbox.Pool{Command: command(t, c.role, "")}
			defer p.Close()
			if _, err := p.Words(t.Context(), c.pdf); !errors.Is(err, c.want) {
				t.Errorf("%v, expected %v", err, c.want)
			}
		})
	}
}

// A reader that is not there, or was told to stop, says nothing about the
// document.
func TestPoolReaderFailed(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	hung := &sandbox.Pool{Command: command(t, "hang", "")}
	none := &sandbox.Pool{Command: []string{"/not/there"}}
	closed := &sandbox.Pool{Command: command(t, "serve", "")}
	closed.Close()
	for name, ask := range map[string]func() error{
		"stopped": func() error { _, err := hung.Words(ctx, print(t)); return err },
		"missing": func() error { _, err := none.SecondWords(t.Context(), nil); return err },
		"closed":  func() error { _, err := closed.Page(t.Context(), nil, 1, 72); return err },
	} {
		if err := ask(); !errors.Is(err, step.ErrPDFReader) {
			t.Errorf("%s: %v, expected %v", name, err, step.ErrPDFReader)
		}
	}
}

// One child answers about one PDF after another, also after a hostile one, and
// its words are those the engines give by themselves.
func TestPoolAnswersInTurn(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("-short: asks in one line, of an engine that the race detector takes a minute to compile; whole without -short")
	}
	p, pdf := pool(t), print(t)
	dir, err := cache()
	if err != nil {
		t.Fatal(err)
	}
	here := &inside.Engines{Cache: dir}
	t.Cleanup(func() {
		if err := here.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	for range 2 {
		for name, ask := range map[string][2]func(context.Context, []byte) (*pdftext.Text, error){
			"first": {p.Words, here.Words}, "second": {p.SecondWords, here.SecondWords},
		} {
			got, err := ask[0](t.Context(), pdf)
			want, err2 := ask[1](t.Context(), pdf)
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			if document.HashOf(fmt.Append(nil, *want)) != document.HashOf(fmt.Append(nil, *got)) {
				t.Errorf("%s: the words that come out of the sandbox are others", name)
			}
		}
		if _, err := p.SecondWords(t.Context(), pdf[:len(pdf)/3]); err == nil {
			t.Error("a third of a PDF was read")
		}
	}
	pic, err := p.Page(t.Context(), pdf, 1, 50)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := png.DecodeConfig(bytes.NewReader(pic)); err != nil || c.Width != 425 {
		t.Errorf("a letter page at 50 dots per inch is %d dots wide: %v", c.Width, err)
	}
	if _, err := p.Page(t.Context(), pdf, 99, 50); !errors.Is(err, pdftext.ErrNoPage) {
		t.Errorf("page 99: %v", err)
	}
}

// A child that dies of what an earlier document left is replaced, and the
// document is asked about again.
func TestPoolReplaces(t *testing.T) {
	t.Parallel()
	p := &sandbox.Pool{Command: command(t, "once", "")}
	defer p.Close()
	for i := range 3 {
		if _, err := p.Words(t.Context(), print(t)); !errors.Is(err, pdftext.ErrNoText) {
			t.Fatalf("question %d: %v", i, err)
		}
	}
}

// Many at once, each with a child to itself; the first engine alone, which needs
// no compiling.
func TestPoolConcurrent(t *testing.T) {
	t.Parallel()
	pdf := print(t)
	p := &sandbox.Pool{Command: command(t, "serve", "")}
	t.Cleanup(p.Close)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				if _, err := p.Words(t.Context(), pdf); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzServe(f *testing.F) {
	f.Add([]byte(`{"op":"words","size":3}` + "\nabc"))
	f.Add([]byte(`{"op":"none","size":0}` + "\n"))
	f.Add([]byte(`{"size":-1}` + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if bytes.Contains(b, []byte("second")) || bytes.Contains(b, []byte("page")) {
			t.Skip("the second engine takes seconds to start")
		}
		var out bytes.Buffer
		_ = sandbox.Serve(t.Context(), bytes.NewReader(b), &out, &inside.Engines{}) // a bad frame ends the child
	})
}
