package step

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// spooled is a blob before it lies on its shelf.
type spooled struct {
	expediente.Spool
	hash document.Hash
}

// spool writes a blob to where there is room for it; whoever asks closes it.
func spool(scratch expediente.Scratch, write func(io.Writer) error) (*spooled, error) {
	s, sum := &spooled{Spool: expediente.Spool{Scratch: scratch}}, sha256.New()
	if err := write(io.MultiWriter(&s.Spool, sum)); err != nil {
		return nil, cmp.Or(err, s.Close()) //nolint:wrapcheck // of who writes, or of the room
	}
	s.hash = document.Hash(hex.EncodeToString(sum.Sum(nil)))
	return s, nil
}

// bytes is the blob in memory.
func (s *spooled) bytes() ([]byte, error) {
	r := s.Reader()
	b := make([]byte, r.Size())
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, fault.New(fault.Transient, "read "+string(s.hash), err)
	}
	return b, nil
}

// shelve puts a blob on its shelf and lets go of its room. A large one is not
// held in memory where the shelf takes it piece by piece.
func (c *Compile) shelve(ctx context.Context, rfc string, shelf Shelf, s *spooled) (h document.Hash, err error) {
	defer func() { err = cmp.Or(err, s.Close()) }()
	if streams, ok := c.Blobs.(Streams); ok && s.Outside() {
		return s.hash, streams.PutFrom(ctx, rfc, shelf, s.hash, s.Reader()) //nolint:wrapcheck // a fault of the store, already classified
	}
	b, err := s.bytes()
	if err != nil {
		return "", err
	}
	return c.Blobs.Put(ctx, rfc, shelf, b) //nolint:wrapcheck // same
}

// shelved is a file that lies on a shelf.
func (c *Compile) shelved(ctx context.Context, rfc string, f *renderedFile) expediente.File {
	out := expediente.File{Path: f.Path, Bytes: func() ([]byte, error) { return c.Blobs.Get(ctx, rfc, f.Shelf, f.Ref) }}
	if _, ok := c.Blobs.(Streams); ok {
		out.Write = c.copied(ctx, rfc, f.Shelf, f.Ref)
	}
	return out
}

// copied writes a blob, piece by piece where the shelf gives it so.
func (c *Compile) copied(ctx context.Context, rfc string, shelf Shelf, h document.Hash) func(io.Writer) error {
	return copied(ctx, c.Blobs, rfc, shelf, h)
}

func copied(ctx context.Context, blobs Blobs, rfc string, shelf Shelf, h document.Hash) func(io.Writer) error {
	return func(w io.Writer) error {
		streams, ok := blobs.(Streams)
		if !ok {
			b, err := blobs.Get(ctx, rfc, shelf, h)
			if err == nil {
				_, err = w.Write(b)
			}
			return err //nolint:wrapcheck // a fault of the store, already classified, or of who takes it
		}
		r, err := streams.Open(ctx, rfc, shelf, h)
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		if _, err = io.Copy(w, r); err != nil {
			err = fmt.Errorf("read blob %s: %w", h, err)
		}
		return cmp.Or(err, r.Close())
	}
}

// fetched is a blob where there is room for it, held to its hash; whoever asks
// closes it. A package is larger than what a step should hold in memory.
func (c *Compile) fetched(ctx context.Context, rfc string, shelf Shelf, h document.Hash) (*spooled, error) {
	return spool(c.Scratch, c.copied(ctx, rfc, shelf, h))
}

// sealed opens a package of the shelf for as long as it is read.
func (c *Compile) sealed(ctx context.Context, rfc string, h document.Hash, read func(*expediente.Sealed) error) (err error) {
	zip, err := c.fetched(ctx, rfc, ShelfPackages, h)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, zip.Close()) }()
	s, err := expediente.OpenSealed(zip.Reader(), zip.Reader().Size())
	if err != nil {
		return err //nolint:wrapcheck // classified there
	}
	return read(s)
}
