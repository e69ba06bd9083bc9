//go:build unix

package vucem_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/vucem"
	"example.com/immex/shared/synth/specimen"
	"example.com/immex/shared/synth/vucemset"
)

// BenchmarkSets reads, joins and judges pedimentos of several answers on one
// core, beside the bare tokens of the same bytes. It counts the time of the
// processor, so that neighbours on the machine do not show.
//
// docs/cpu-s is answers per second of one core, x-bare how many times the bare
// layer that is.
func BenchmarkSets(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	sets, size := soundSets(b)
	b.SetBytes(int64(size))
	var whole, bare time.Duration
	n := 0
	for b.Loop() {
		from := processor(b)
		for _, files := range sets {
			n += len(files)
			judge(b, files)
		}
		middle := processor(b)
		for _, files := range sets {
			for _, f := range files {
				tokens(b, f)
			}
		}
		whole, bare = whole+middle-from, bare+processor(b)-middle
	}
	b.ReportMetric(float64(n)/whole.Seconds(), "docs/cpu-s")
	b.ReportMetric(whole.Seconds()/bare.Seconds(), "x-bare")
}

func judge(tb testing.TB, files [][]byte) {
	tb.Helper()
	var msgs []*vucem.Message
	for _, f := range files {
		m, _ := vucem.ReadAll(f)
		msgs = append(msgs, m...)
	}
	joined, _ := vucem.Assemble(msgs)
	if len(joined) != 1 || pedimento.Gate(joined[0].Pedimento) != document.Accepted {
		tb.Fatal("a sound set is refused")
	}
}

// soundSets are the files of made-up deliveries without defect.
func soundSets(tb testing.TB) (sets [][][]byte, size int) {
	tb.Helper()
	err := vucemset.Generate(7, 120, func(s specimen.Specimen) error {
		if s.Mutation != "" {
			return nil
		}
		z, err := zip.NewReader(bytes.NewReader(s.Bytes), int64(len(s.Bytes)))
		if err != nil {
			return err
		}
		var files [][]byte
		for _, e := range z.File {
			r, err := e.Open()
			if err != nil {
				return err
			}
			b, err := io.ReadAll(r)
			if err != nil {
				return err
			}
			files, size = append(files, b), size+len(b)
		}
		sets = append(sets, files)
		return nil
	})
	if err != nil || len(sets) < 30 {
		tb.Fatal(len(sets), err)
	}
	return sets, size
}

// tokens is the bare layer.
func tokens(tb testing.TB, b []byte) {
	tb.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
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
