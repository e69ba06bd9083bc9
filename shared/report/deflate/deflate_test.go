package deflate_test

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"runtime"
	"strconv"
	"testing"

	klauspost "github.com/klauspost/compress/flate"

	"example.com/immex/shared/report/deflate"
)

// lines are n bytes of text that repeats itself, as reports do.
func lines(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		b.WriteString("212432101000002,F4,insumo,2021-03-05," + strconv.Itoa(i*i%977) + "\r\n")
	}
	return b.Bytes()[:n]
}

// packed is a text packed in writes of some size.
func packed(t *testing.T, text []byte, size int) []byte {
	t.Helper()
	p, err := deflate.NewPress(flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := p.Writer(&b)
	for len(text) > 0 {
		n := min(size, len(text))
		if _, err := w.Write(text[:n]); err != nil {
			t.Fatal(err)
		}
		text = text[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnpacksAsWritten(t *testing.T) {
	const piece = 1 << 20
	for _, n := range []int{0, 1, 1000, piece - 1, piece, piece + 1, 3*piece + 17} {
		text := lines(n)
		raw := packed(t, text, 7001)
		have, err := io.ReadAll(flate.NewReader(bytes.NewReader(raw)))
		if err != nil || !bytes.Equal(have, text) {
			t.Errorf("%d bytes: unpacked to %d, %v", n, len(have), err)
		}
		if other := packed(t, text, 1<<21); !bytes.Equal(raw, other) {
			t.Errorf("%d bytes: other writes give other bytes", n)
		}
	}
}

// TestOnePieceIsPlainDeflate: small files have the bytes a writer of their own
// gives them, whatever was packed before in the same memory.
func TestOnePieceIsPlainDeflate(t *testing.T) {
	p, err := deflate.NewPress(klauspost.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 1<<20; n *= 3 {
		text := lines(n)
		var plain, have bytes.Buffer
		w, err := klauspost.NewWriter(&plain, klauspost.BestSpeed)
		if err != nil {
			t.Fatal(err)
		}
		d := p.Writer(&have)
		for _, w := range []io.WriteCloser{w, d} {
			if _, err := w.Write(text); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(plain.Bytes(), have.Bytes()) {
			t.Errorf("%d bytes in one piece are packed otherwise than by themselves", n)
		}
	}
}

func TestProcessorsDoNotShow(t *testing.T) {
	text := lines(5 << 20)
	var was []byte
	for _, n := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(n)
		raw := packed(t, text, 1<<16)
		runtime.GOMAXPROCS(before)
		if was != nil && !bytes.Equal(raw, was) {
			t.Errorf("%d processors give other bytes", n)
		}
		was = raw
	}
}

// full is a medium that takes some bytes and no more.
type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestFullMediumIsTold(t *testing.T) {
	p, err := deflate.NewPress(flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	w := p.Writer(&full{left: 10})
	for range 4 {
		if _, err := w.Write(lines(1 << 20)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := w.Close(); !errors.Is(err, errFull) {
			t.Errorf("close says %v", err)
		}
	}
	if _, err := deflate.NewPress(99); err == nil {
		t.Error("there is no level 99")
	}
}
