// Package file keeps blobs in a folder, written once and named by their
// SHA-256: a temporary file, fsync, link into place, fsync of the folder. It
// is the one-machine engine's side of step.Blobs.
//
// The package never overwrites and never deletes.
package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// Store is a folder of blobs.
type Store struct{ root string }

// Open uses dir, creating it when missing.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.New(fault.Misconfigured, "open blob folder", err)
	}
	return &Store{root: filepath.Clean(dir)}, nil
}

func (s *Store) path(rfc string, shelf step.Shelf, h document.Hash) (string, error) {
	p, err := blob.Path(rfc, shelf, h)
	return filepath.Join(s.root, filepath.FromSlash(p)), err
}

// Put implements step.Blobs.
func (s *Store) Put(_ context.Context, rfc string, shelf step.Shelf, b []byte) (document.Hash, error) {
	h := document.HashOf(b)
	path, err := s.path(rfc, shelf, h)
	if err != nil {
		return "", err
	}
	if old, err := os.Stat(path); err == nil {
		if old.Size() != int64(len(b)) {
			return "", fault.Newf(fault.Corrupt, "store blob "+string(h), "%d bytes are there, expected %d", old.Size(), len(b))
		}
		// another process may have linked it this moment: durable before we say so
		return h, fault.New(fault.Transient, "store blob "+string(h), syncFolder(filepath.Dir(path)))
	}
	if err := write(s.root, path, b); err != nil {
		return "", fault.New(fault.Transient, "store blob "+string(h), err)
	}
	return h, nil
}

// write makes b durable under path, or leaves nothing there.
func write(root, path string, b []byte) error {
	dir := filepath.Dir(path)
	_, missing := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("folder: %w", err)
	}
	tmp, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // a leftover name is harmless
	_, err = tmp.Write(b)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := os.Link(tmp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("link: %w", err)
	}
	for missing != nil && dir != root && dir != filepath.Dir(dir) { // a new folder is an entry of the one above
		if err := syncFolder(dir); err != nil {
			return err
		}
		dir = filepath.Dir(dir)
	}
	return syncFolder(dir)
}

func syncFolder(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // our own folder
	if err != nil {
		return fmt.Errorf("folder: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}

// Get implements step.Blobs.
func (s *Store) Get(_ context.Context, rfc string, shelf step.Shelf, h document.Hash) ([]byte, error) {
	path, err := s.path(rfc, shelf, h)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path) //nolint:gosec // named by hash inside our own folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Misconfigured, "read blob "+string(h), err)
	}
	if err != nil {
		return nil, fault.New(fault.Transient, "read blob "+string(h), err)
	}
	if document.HashOf(b) != h {
		return nil, fault.Newf(fault.Corrupt, "read blob "+string(h), "its bytes have another hash")
	}
	return b, nil
}

// Where implements step.Locator: the shelf, and the path within the folder.
func (s *Store) Where(rfc string, shelf step.Shelf, h document.Hash) (bucket, key string) {
	return string(shelf), filepath.ToSlash(filepath.Join(rfc, string(shelf), string(h[:2]), string(h)))
}
