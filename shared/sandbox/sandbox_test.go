package sandbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// TestMain lets the test binary be the child, well behaved or not.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 {
		switch os.Args[1] {
		case "serve":
			if err := sandbox.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
				os.Exit(1)
			}
			os.Exit(0)
		case "die":
			os.Exit(3)
		case "babble":
			_, _ = os.Stdout.WriteString("no JSON at all")
			os.Exit(0)
		case "flood":
			for block := bytes.Repeat([]byte("x"), 1<<20); ; {
				if _, err := os.Stdout.Write(block); err != nil {
					os.Exit(1)
				}
			}
		case "environment":
			if len(os.Environ()) != 1 || !strings.HasPrefix(os.Environ()[0], "GOMEMLIMIT=") {
				os.Exit(4)
			}
			_, _ = os.Stdout.WriteString(`{"kind":"no_text","error":"clean"}`)
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

// print is a printed pedimento of the made-up company.
func print(t *testing.T) []byte {
	t.Helper()
	var pdf []byte
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
		if strings.HasSuffix(name, ".pdf") {
			pdf = b
		}
		return nil
	})
	if err != nil || pdf == nil {
		t.Fatalf("no printed pedimento: %v", err)
	}
	return pdf
}

func TestRead(t *testing.T) {
	t.Parallel()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	good := print(t)
	for _, c := range []struct {
		name    string
		command []string
		pdf     []byte
		want    error
	}{
		{"good", []string{exe, "serve"}, good, nil},
		{"garbage", []string{exe, "serve"}, []byte("garbage"), pdftext.ErrNotPDF},
		{"empty", []string{exe, "serve"}, nil, pdftext.ErrNotPDF},
		{"cut", []string{exe, "serve"}, good[:len(good)/2], pdftext.ErrDamaged},
		{"reader dies", []string{exe, "die"}, good, pdftext.ErrDamaged},
		{"reader babbles", []string{exe, "babble"}, good, pdftext.ErrDamaged},
		{"reader floods", []string{exe, "flood"}, good, pdftext.ErrTooLarge},
		{"no environment", []string{exe, "environment"}, good, pdftext.ErrNoText},
		{"no reader", []string{exe + "-not-there"}, good, step.ErrPDFReader},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, err := sandbox.Read(t.Context(), c.command, c.pdf)
			if !errors.Is(err, c.want) {
				t.Fatalf("%v, expected %v", err, c.want)
			}
			if c.want == nil && text == nil {
				t.Error("no words")
			}
		})
	}
}

// A reader that was told to stop says nothing about the document.
func TestReadCancelled(t *testing.T) {
	t.Parallel()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sandbox.Read(ctx, []string{exe, "serve"}, print(t)); !errors.Is(err, step.ErrPDFReader) {
		t.Errorf("%v, expected %v", err, step.ErrPDFReader)
	}
}

// Parent and child give the words the reader gives by itself.
func TestSameWords(t *testing.T) {
	t.Parallel()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	pdf := print(t)
	want, err := pdftext.Read(t.Context(), pdf, pdftext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := sandbox.Read(t.Context(), []string{exe, "serve"}, pdf)
	if err != nil {
		t.Fatal(err)
	}
	if document.HashOf(fmt.Append(nil, *want)) != document.HashOf(fmt.Append(nil, *got)) {
		t.Error("the words that come out of the sandbox are others")
	}
}
