//go:build unix

package cfdi_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/cfdidocs"
	"example.com/immex/shared/synth/specimen"
)

// BenchmarkSealed reads sealed invoices on one core, verifying every seal,
// beside the bare tokens of the same bytes. It counts the time of the
// processor, so that neighbours on the machine do not show.
//
// docs/cpu-s is invoices per second of one core, x-bare how many times the
// bare layer that is.
func BenchmarkSealed(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	docs := sound(b)
	size := 0
	for _, d := range docs {
		size += len(d)
	}
	b.SetBytes(int64(size))
	var whole, bare time.Duration
	n := 0
	for b.Loop() {
		from := processor(b)
		for _, d := range docs {
			if c, _, status := cfdi.Read(d); status != document.Accepted || c.Sello.Estado != cfdi.SelloVerificado {
				b.Fatal(status)
			}
		}
		middle := processor(b)
		for _, d := range docs {
			tokens(b, d)
		}
		whole, bare, n = whole+middle-from, bare+processor(b)-middle, n+len(docs)
	}
	b.ReportMetric(float64(n)/whole.Seconds(), "docs/cpu-s")
	b.ReportMetric(whole.Seconds()/bare.Seconds(), "x-bare")
}

// sound are sealed invoices of every kind, all to be accepted, in UTF-8 so
// that the bare layer reads them to the end.
func sound(tb testing.TB) [][]byte {
	tb.Helper()
	var out [][]byte
	err := cfdidocs.Generate(7, 600, func(s specimen.Specimen) error {
		if s.Format == cfdidocs.Sealed && s.Mutation == "" && utf8.Valid(s.Bytes) {
			out = append(out, s.Bytes)
		}
		return nil
	})
	if err != nil || len(out) < 50 {
		tb.Fatal(len(out), err)
	}
	return out
}

// tokens is the bare layer.
func tokens(tb testing.TB, b []byte) {
	tb.Helper()
	d := xml.NewDecoder(bytes.NewReader(b[bytes.IndexByte(b, '<'):]))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		if _, err := d.RawToken(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			tb.Fatal(err)
		}
	}
}

// processor is the time this process has had of the processor.
func processor(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
