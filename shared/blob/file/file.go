// Package file keeps blobs in a folder, written once and named by their
// SHA-256: a temporary file, fsync, link into place, fsync of the folder. It
// is the one-machine engine's side of step.Blobs.
//
// The package never overwrites and never deletes.
package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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
	if err := s.put(rfc, shelf, h, int64(len(b)), bytes.NewReader(b)); err != nil {
		return "", err
	}
	return h, nil
}

// PutFrom implements step.Streams.
func (s *Store) PutFrom(_ context.Context, rfc string, shelf step.Shelf, h document.Hash, r *io.SectionReader) error {
	return s.put(rfc, shelf, h, r.Size(), blob.Checked(io.NopCloser(r), h))
}

func (s *Store) put(rfc string, shelf step.Shelf, h document.Hash, size int64, r io.Reader) error {
	path, err := s.path(rfc, shelf, h)
	if err != nil {
		return err
	}
	if old, err := os.Stat(path); err == nil {
		if old.Size() != size {
			return fault.Newf(fault.Corrupt, "store blob "+string(h), "%d bytes are there, expected %d", old.Size(), size)
		}
		// another process may have linked it this moment: durable before we say so
		return fault.New(fault.Transient, "store blob "+string(h), syncFolder(filepath.Dir(path)))
	}
	if err := write(s.root, path, r); fault.Is(err, fault.Corrupt) {
		return err // of bytes that have another hash
	} else if err != nil {
		return fault.New(fault.Transient, "store blob "+string(h), err)
	}
	return nil
}

// write makes bytes durable under path, or leaves nothing there.
func write(root, path string, r io.Reader) error {
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
	_, err = io.Copy(tmp, r)
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

// Open implements step.Streams.
func (s *Store) Open(_ context.Context, rfc string, shelf step.Shelf, h document.Hash) (io.ReadCloser, error) {
	path, err := s.path(rfc, shelf, h)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path) //nolint:gosec // named by hash inside our own folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Misconfigured, "read blob "+string(h), err)
	}
	if err != nil {
		return nil, fault.New(fault.Transient, "read blob "+string(h), err)
	}
	return blob.Checked(f, h), nil
}

// Where implements step.Locator: the shelf, and the path within the folder.
func (s *Store) Where(rfc string, shelf step.Shelf, h document.Hash) (bucket, key string) {
	return string(shelf), filepath.ToSlash(filepath.Join(rfc, string(shelf), string(h[:2]), string(h)))
}
