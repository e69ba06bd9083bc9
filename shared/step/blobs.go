package step

import (
	"context"
	"io"

	"example.com/immex/shared/document"
)

// Shelf is where the bytes of a document lie.
type Shelf string

// The shelves. Only accepted documents reach the archive, which may be locked
// against deletion; what was refused, for whatever reason, lies in quarantine,
// which expires; packages are sealed.
const (
	ShelfArchive    Shelf = "archive"
	ShelfQuarantine Shelf = "quarantine"
	ShelfPackages   Shelf = "packages"
	ShelfWork       Shelf = "work" // intermediate objects of a compile run
)

// Blobs keeps bytes by their hash, within a programme, written once.
type Blobs interface {
	// Put stores b and returns its hash once it is durable. The same bytes
	// again are a success; other bytes under the same hash are Corrupt.
	Put(ctx context.Context, rfc string, shelf Shelf, b []byte) (document.Hash, error)
	// Get reads bytes back and checks them; missing is a fault Misconfigured.
	Get(ctx context.Context, rfc string, shelf Shelf, h document.Hash) ([]byte, error)
}

// Streams is what Blobs have too that take and give bytes too many to hold.
type Streams interface {
	// PutFrom is Put of bytes whose hash is h.
	PutFrom(ctx context.Context, rfc string, shelf Shelf, h document.Hash, r *io.SectionReader) error
	// Open is Get piece by piece: the read that finds the end fails as Corrupt
	// where the bytes were other ones.
	Open(ctx context.Context, rfc string, shelf Shelf, h document.Hash) (io.ReadCloser, error)
}
