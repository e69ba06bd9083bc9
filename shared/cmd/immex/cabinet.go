package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// cabinet is a folder of what the desk worked out from the books. It may be
// deleted at any time: it is worked out again.
type cabinet struct{ dir string }

func (c cabinet) path(rfc, name string) string {
	return filepath.Join(c.dir, url.PathEscape(rfc)+"-"+name)
}

// Keep implements desk.Cabinet: what is there is whole, or as it was.
func (c cabinet) Keep(rfc, name string, b []byte) error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	to := c.path(rfc, name)
	if err := os.WriteFile(to+".tmp", b, 0o600); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	if err := os.Rename(to+".tmp", to); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}

// Kept implements desk.Cabinet.
func (c cabinet) Kept(rfc, name string) ([]byte, error) {
	b, err := os.ReadFile(c.path(rfc, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("what is kept of %s: %w", name, err)
	}
	return b, nil
}
