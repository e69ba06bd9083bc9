package expediente_test

import (
	"bytes"
	"errors"
	"runtime"
	"testing"

	"example.com/immex/shared/expediente"
)

// TestProcessorsDoNotShow: how many work at a package changes no byte of it.
func TestProcessorsDoNotShow(t *testing.T) {
	var was []byte
	for _, n := range []int{1, 3} {
		before := runtime.GOMAXPROCS(n)
		var b bytes.Buffer
		_, err := expediente.Build(&b, busyMonth(t, 2000))
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if was != nil && !bytes.Equal(was, b.Bytes()) {
			t.Errorf("%d processors make another package", n)
		}
		was = b.Bytes()
	}
}

// TestFirstFileThatFailsIsTold: files are packed several at once, and the error
// is that of the first by path.
func TestFirstFileThatFailsIsTold(t *testing.T) {
	wrong := func(err error) func() ([]byte, error) { return func() ([]byte, error) { return nil, err } }
	first, second := errors.New("first"), errors.New("second")
	p := &expediente.Package{Name: "x.zip", Files: []expediente.File{
		{Path: "c", Bytes: wrong(second)}, {Path: "a", Bytes: wrong(nil)}, {Path: "d", Bytes: wrong(second)}, {Path: "b", Bytes: wrong(first)},
	}}
	if _, err := expediente.Seal(&bytes.Buffer{}, p); !errors.Is(err, first) {
		t.Error(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a panic of one file got lost")
		}
	}()
	p.Files[3].Bytes = func() ([]byte, error) { panic("no bytes") }
	_, _ = expediente.Seal(&bytes.Buffer{}, p)
}
