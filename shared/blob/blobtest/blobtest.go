// Package blobtest is the one suite that proves a store of blobs: an adapter
// of step.Blobs is finished when Run passes on it. It asserts what the
// contract in package step promises and nothing else.
//
// The package knows no engine; to spoil bytes behind a store's back it asks
// the adapter's own test.
package blobtest

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// Invented programmes. The last has the two characters an RFC may have beyond
// letters and digits.
const (
	rfcA = "AAA010101AA1"
	rfcB = "BBB010101BB2"
	rfcC = "Ñ&C010101CC3"
)

// Opened is an empty store and a way to damage what it holds.
type Opened struct {
	Blobs step.Blobs
	// Replace puts other bytes where the store keeps h.
	Replace func(t *testing.T, rfc string, shelf step.Shelf, h document.Hash, b []byte)
}

// Run proves the store that open returns; every call must return an empty one.
func Run(t *testing.T, open func(t *testing.T) Opened) {
	t.Helper()
	for _, c := range []struct {
		name string
		test func(t *testing.T, o Opened)
	}{
		{"put and get", putGet},
		{"put twice", putTwice},
		{"missing", missing},
		{"corrupted", corrupted},
		{"programmes and shelves are apart", apart},
		{"concurrent puts", concurrent},
		{"names that are none", badNames},
		{"piece by piece", streams},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func shelves() []step.Shelf {
	return []step.Shelf{step.ShelfArchive, step.ShelfQuarantine, step.ShelfPackages, step.ShelfWork}
}

// mustPut stores b and checks the name it got.
func mustPut(t *testing.T, s step.Blobs, rfc string, shelf step.Shelf, b []byte) document.Hash {
	t.Helper()
	h, err := s.Put(t.Context(), rfc, shelf, b)
	if err != nil {
		t.Fatal(err)
	}
	if want := document.HashOf(b); h != want {
		t.Fatalf("put as %s, want %s", h, want)
	}
	return h
}

// wantBytes reads h back.
func wantBytes(t *testing.T, s step.Blobs, rfc string, shelf step.Shelf, h document.Hash, want []byte) {
	t.Helper()
	b, err := s.Get(t.Context(), rfc, shelf, h)
	if err != nil || !bytes.Equal(b, want) {
		t.Errorf("%s %s: got %d bytes and %v, want the %d that were put", rfc, shelf, len(b), err, len(want))
	}
}

// wantFault fails unless err has the class.
func wantFault(t *testing.T, what string, err error, class fault.Class) {
	t.Helper()
	if !fault.Is(err, class) {
		t.Errorf("%s: got %v, want a fault of class %s", what, err, class)
	}
}

func putGet(t *testing.T, o Opened) {
	big := make([]byte, 6<<20) // more than one part of any upload
	src := rand.NewChaCha8([32]byte{1})
	_, _ = src.Read(big) // never fails
	for _, b := range [][]byte{{}, []byte("x"), []byte("pedimento\x00\r\n\xff"), big} {
		for _, shelf := range shelves() {
			wantBytes(t, o.Blobs, rfcA, shelf, mustPut(t, o.Blobs, rfcA, shelf, b), b)
		}
	}
	b := []byte("an RFC with Ñ and &")
	wantBytes(t, o.Blobs, rfcC, step.ShelfArchive, mustPut(t, o.Blobs, rfcC, step.ShelfArchive, b), b)
}

func putTwice(t *testing.T, o Opened) {
	b := []byte("the same bytes")
	h := mustPut(t, o.Blobs, rfcA, step.ShelfArchive, b)
	for range 3 {
		mustPut(t, o.Blobs, rfcA, step.ShelfArchive, b)
	}
	wantBytes(t, o.Blobs, rfcA, step.ShelfArchive, h, b)
	o.Replace(t, rfcA, step.ShelfArchive, h, []byte("shorter"))
	_, err := o.Blobs.Put(t.Context(), rfcA, step.ShelfArchive, b)
	wantFault(t, "other bytes under the same hash", err, fault.Corrupt)
}

func missing(t *testing.T, o Opened) {
	_, err := o.Blobs.Get(t.Context(), rfcA, step.ShelfArchive, document.HashOf([]byte("nobody put this")))
	wantFault(t, "a blob nobody put", err, fault.Misconfigured)
}

func corrupted(t *testing.T, o Opened) {
	b := []byte("the bytes of a document")
	h := mustPut(t, o.Blobs, rfcA, step.ShelfArchive, b)
	for _, other := range []string{"the bytes of a docunent", "the bytes", ""} {
		o.Replace(t, rfcA, step.ShelfArchive, h, []byte(other))
		got, err := o.Blobs.Get(t.Context(), rfcA, step.ShelfArchive, h)
		wantFault(t, fmt.Sprintf("%q under another's hash", other), err, fault.Corrupt)
		if got != nil {
			t.Errorf("corrupt bytes were handed out")
		}
	}
}

func apart(t *testing.T, o Opened) {
	b := []byte("of A, in its archive")
	h := mustPut(t, o.Blobs, rfcA, step.ShelfArchive, b)
	for _, rfc := range []string{rfcA, rfcB, rfcA[:len(rfcA)-1]} {
		for _, shelf := range shelves() {
			if rfc == rfcA && shelf == step.ShelfArchive {
				continue
			}
			_, err := o.Blobs.Get(t.Context(), rfc, shelf, h)
			wantFault(t, rfc+" "+string(shelf), err, fault.Misconfigured)
		}
	}
	mustPut(t, o.Blobs, rfcB, step.ShelfArchive, b)
	o.Replace(t, rfcB, step.ShelfArchive, h, []byte("damaged in B"))
	wantBytes(t, o.Blobs, rfcA, step.ShelfArchive, h, b)
}

func concurrent(t *testing.T, o Opened) {
	const rivals = 8
	for round := range 4 {
		b := []byte(strings.Repeat(fmt.Sprintf("round %d ", round), 10_000))
		errs := make([]error, rivals)
		var wg sync.WaitGroup
		for i := range rivals {
			wg.Go(func() {
				h, err := o.Blobs.Put(t.Context(), rfcA, step.ShelfArchive, b)
				if err == nil {
					_, err = o.Blobs.Get(t.Context(), rfcA, step.ShelfArchive, h)
				}
				errs[i] = err
			})
		}
		wg.Wait()
		for i, err := range errs {
			if err != nil {
				t.Errorf("round %d, rival %d: %v", round, i, err)
			}
		}
	}
}

func badNames(t *testing.T, o Opened) {
	b := []byte("x")
	h := document.HashOf(b)
	for _, rfc := range []string{"", ".", "..", "../x", "/x", "a/b", `a\b`, "a/../b", "a\x00b", "a b", strings.Repeat("a", 300)} {
		_, err := o.Blobs.Put(t.Context(), rfc, step.ShelfArchive, b)
		wantFault(t, fmt.Sprintf("put for programme %.20q", rfc), err, fault.Misconfigured)
		_, err = o.Blobs.Get(t.Context(), rfc, step.ShelfArchive, h)
		wantFault(t, fmt.Sprintf("get for programme %.20q", rfc), err, fault.Misconfigured)
	}
	for _, shelf := range []step.Shelf{"", "..", "../archive", "attic"} {
		_, err := o.Blobs.Put(t.Context(), rfcA, shelf, b)
		wantFault(t, fmt.Sprintf("put on shelf %q", shelf), err, fault.Misconfigured)
	}
	traversal := document.Hash(strings.Repeat("../", 21) + "x") // as long as a hash
	for _, h := range []document.Hash{"", "abc", traversal, document.Hash(strings.ToUpper(string(h)))} {
		_, err := o.Blobs.Get(t.Context(), rfcA, step.ShelfArchive, h)
		wantFault(t, fmt.Sprintf("hash %.20q", h), err, fault.Misconfigured)
	}
}

// streams: a blob put from a reader is the blob, read by either door, and other
// bytes are neither taken nor handed out whole.
func streams(t *testing.T, o Opened) {
	s, ok := o.Blobs.(step.Streams)
	if !ok {
		t.Fatal("it takes no blob piece by piece")
	}
	b := bytes.Repeat([]byte("row of a report;"), 100_000)
	h := document.HashOf(b)
	of := func(b []byte) *io.SectionReader { return io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b))) }
	other := bytes.Repeat([]byte("row of a repart;"), 100_000)
	wantFault(t, "other bytes put", s.PutFrom(t.Context(), rfcA, step.ShelfWork, h, of(other)), fault.Corrupt)
	_, err := s.Open(t.Context(), rfcA, step.ShelfWork, h)
	wantFault(t, "what was refused", err, fault.Misconfigured)
	for range 2 {
		if err := s.PutFrom(t.Context(), rfcA, step.ShelfWork, h, of(b)); err != nil {
			t.Fatal(err)
		}
	}
	wantBytes(t, o.Blobs, rfcA, step.ShelfWork, h, b)
	if got, err := opened(t, s, h); err != nil || !bytes.Equal(got, b) {
		t.Errorf("opened: %d bytes, %v", len(got), err)
	}
	o.Replace(t, rfcA, step.ShelfWork, h, other)
	_, err = opened(t, s, h)
	wantFault(t, "other bytes opened", err, fault.Corrupt)
	o.Replace(t, rfcA, step.ShelfWork, h, other[:10])
	wantFault(t, "fewer bytes under the same hash", s.PutFrom(t.Context(), rfcA, step.ShelfWork, h, of(b)), fault.Corrupt)
}

func opened(t *testing.T, s step.Streams, h document.Hash) ([]byte, error) {
	t.Helper()
	r, err := s.Open(t.Context(), rfcA, step.ShelfWork, h)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	return b, err
}
