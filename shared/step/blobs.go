package step

import (
	"context"

	"example.com/immex/shared/document"
)

// Shelf is where the bytes of a document lie.
type Shelf string

// The shelves. Only accepted documents reach the archive, which may be locked
// against deletion; quarantine expires; packages are sealed.
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
