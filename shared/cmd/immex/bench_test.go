package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/synth"
)

// bulk writes a large synthetic company once and counts its rows.
func bulk(b *testing.B, months, pedimentos int) (dir string, zips []string, rows int) {
	b.Helper()
	dir = b.TempDir()
	if _, err := writeSynth(synth.Options{Seed: 1, Months: months, Pedimentos: pedimentos, Partidas: 14, Bulk: true}, dir); err != nil {
		b.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "truth.json")); err != nil {
		b.Fatal(err)
	}
	zips, _ = filepath.Glob(filepath.Join(dir, "*.zip"))
	for _, z := range zips {
		rows += open(b, z).TotalRows()
	}
	return dir, zips, rows
}

func open(b *testing.B, name string) *datastage.Delivery {
	b.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	d, err := datastage.Open(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkIngest is the whole way of more than two million Data Stage rows:
// parse, validate, facts, match, commit; and beside it, in the same run, a
// bare reader of the same bytes.
func BenchmarkIngest(b *testing.B) {
	dir, zips, rows := bulk(b, 24, 1500)
	if rows < 2_000_000 {
		b.Fatalf("only %d rows", rows)
	}
	for b.Loop() {
		start := time.Now()
		for _, z := range zips {
			open(b, z)
		}
		bare := time.Since(start)
		peak := watchMemory()
		start = time.Now()
		out := &bytes.Buffer{}
		code := run(context.Background(), []string{"--data", b.TempDir(), "--json", "ingest", dir}, nil, out, io.Discard, os.Getenv, time.Now)
		took := time.Since(start)
		if code != exitOK {
			b.Fatalf("exit %d", code)
		}
		lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
		var last map[string]summary
		if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(rows)/took.Seconds(), "rows/s")
		b.ReportMetric(took.Seconds()/bare.Seconds(), "x-index-only")
		b.ReportMetric(float64(peak())/(1<<20), "peak-heap-MiB")
		b.ReportMetric(float64(rows), "rows")
	}
}

// watchMemory samples the heap in use until the returned function is called.
func watchMemory() func() uint64 {
	done, result := make(chan struct{}), make(chan uint64)
	go func() {
		var peak uint64
		for {
			select {
			case <-done:
				result <- peak
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse+m.StackInuse)
			}
		}
	}()
	return func() uint64 { close(done); return <-result }
}
